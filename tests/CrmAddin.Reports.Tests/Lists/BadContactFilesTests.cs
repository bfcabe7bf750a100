using System.Text.Json;
using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.Tests.Capture;
using CrmAddin.Reports.Tests.Support;

namespace CrmAddin.Reports.Tests.Lists;

public sealed class BadContactFilesTests : IAsyncLifetime
{
    private TestStore _store = null!;

    public async Task InitializeAsync() => _store = await TestStore.CreateAsync(new TempFolder());

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        _store.Folder.Dispose();
    }

    [Fact]
    public async Task The_acid_test_of_CSV_is_read_as_it_is_meant()
    {
        if (SharedData.Find("bad-input/csv-spectrum/csvs") is not { } csvs)
            return;
        foreach (var path in Directory.GetFiles(csvs))
        {
            var table = (await new CsvContacts().OpenTableAsync(new(path, null, []), default)).Value!;
            var rows = table.Head.Select(row => table.Header.Zip(row.Cells).ToDictionary(cell => cell.First, cell => cell.Second)).ToList();
            await table.Rows.DisposeAsync();

            using var json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(csvs, "..", "json", Path.GetFileNameWithoutExtension(path) + ".json")));
            var meant = json.RootElement.ValueKind == JsonValueKind.Array ? json.RootElement.EnumerateArray().ToList() : [json.RootElement];
            rows.Count.ShouldBe(meant.Count, path);
            foreach (var (read, expected) in rows.Zip(meant))
            {
                // The set itself gives another phone number for this one row.
                foreach (var cell in expected.EnumerateObject().Where(c => c.Name != "Contact Phone Number"))
                    read[cell.Name].ShouldBe(cell.Value.GetString(), path);
            }
        }
    }

    [Fact]
    public async Task Every_odd_workbook_is_read_or_refused_with_one_sentence()
    {
        if (SharedData.Find("bad-input/xlsx-closedxml") is not { } folder)
            return;
        foreach (var path in Directory.GetFiles(folder, "*.xlsx"))
        {
            var read = await ContactFiles.ReadAsync(_store, path);

            if (read.Error is { } error)
                error.Sentence.ShouldContain(Path.GetFileName(path));
            var table = await new CrmAddin.Reports.Lists.Workbooks.XlsxContacts().OpenTableAsync(new(path, null, []), default);
            if (table.Value is { } opened)
                await opened.Rows.DisposeAsync();
            (read.Error is null or HeaderMissing).ShouldBeTrue(read.Error?.Sentence);
        }
    }

    [Fact]
    public async Task Cells_of_odd_workbooks_are_read_as_their_makers_meant_them()
    {
        if (SharedData.Find("bad-input/xlsx-closedxml/Date1904System.xlsx") is not { } path)
            return;

        (await CellsAsync(path)).SelectMany(r => r).ShouldContain(cell => cell.StartsWith("20", StringComparison.Ordinal) && cell.Contains('-', StringComparison.Ordinal));
        (await CellsAsync(Path.Combine(Path.GetDirectoryName(path)!, "CellsWithDateTimeWithLocalePrefix.xlsx"))).SelectMany(r => r).ShouldContain(cell => cell.Length >= 10 && cell[4] == '-');
    }

    [Fact]
    public async Task Every_export_of_other_programs_comes_in()
    {
        if (SharedData.Find("contacts") is not { } folder)
            return;
        foreach (var path in Directory.GetFiles(folder, "*.*", SearchOption.AllDirectories).Where(p => Path.GetExtension(p) is ".vcf" or ".csv"))
        {
            var read = await ContactFiles.ReadAsync(_store, path);

            read.Error.ShouldBeNull(path);
            read.Value!.ShouldNotBeEmpty(path);
            // One export blots out its values, addresses among them.
            read.Value!.Select(r => r.Refusal).ShouldAllBe(r => r == null || r.Sentence.Contains("ÑÑÑ", StringComparison.Ordinal), path);
        }
    }

    [Fact]
    public async Task The_same_person_of_three_programs_has_the_same_name_and_address()
    {
        if (SharedData.Find("contacts/ez-vcard") is not { } folder)
            return;
        foreach (var path in Directory.GetFiles(folder, "John_Doe_*.vcf").Where(p => !p.Contains("ANDROID", StringComparison.Ordinal)))
        {
            var john = (await ContactFiles.ReadAsync(_store, path)).Value!.Single().Contact!;

            (john.GivenName, john.FamilyName).ShouldBe(("John", "Doe"), path);
            john.Emails.ShouldNotBeEmpty(path);
            john.Phones.ShouldNotBeEmpty(path);
        }
    }

    [Fact]
    public async Task Other_markups_and_documents_are_refused_by_name()
    {
        if (SharedData.Find("contacts/ez-vcard") is not { } folder)
            return;

        (await ContactFiles.ReadAsync(_store, Path.Combine(folder, "rfc6351-example.xml"))).Error.ShouldBeOfType<FileNotContacts>();
        (await ContactFiles.ReadAsync(_store, Path.Combine(folder, "jcard-example.json"))).Error.ShouldBeOfType<FileNotContacts>();
        (await ContactFiles.ReadAsync(_store, Path.Combine(folder, "README.md"))).Error.ShouldNotBeNull();
    }

    [Fact]
    public async Task Every_header_that_mail_programs_write_finds_people()
    {
        if (SharedData.Find("contacts/csv/export_headers.json") is not { } path)
            return;
        using var headers = JsonDocument.Parse(await File.ReadAllTextAsync(path));
        foreach (var header in headers.RootElement.GetProperty("headers").EnumerateObject())
        {
            var columns = header.Value.GetString()!.Split(',');
            var map = ColumnMap.From(ColumnMap.Propose(columns, [], []), []);

            map.FindsPeople.ShouldBeTrue(header.Name);
            ((double)map.Columns.Count / columns.Length).ShouldBeGreaterThan(0.3, header.Name);
        }
    }

    private static async Task<List<IReadOnlyList<string>>> CellsAsync(string path)
    {
        var table = (await new CrmAddin.Reports.Lists.Workbooks.XlsxContacts().OpenTableAsync(new(path, null, []), default)).Value!;
        await table.Rows.DisposeAsync();
        return [table.Header, .. table.Samples];
    }
}
