using CrmAddin.Core.Contacts;
using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Tests.Capture;
using CrmAddin.Core.Tests.Contacts.Import;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Lists;
using CrmAddin.Reports.Tests.Support;

namespace CrmAddin.Reports.Tests.Lists;

public sealed class ContactFileWriterTests
{
    [Theory]
    [InlineData(ContactFileFormat.Csv, "en")]
    [InlineData(ContactFileFormat.Csv, "ar")]
    [InlineData(ContactFileFormat.Xlsx, "en")]
    [InlineData(ContactFileFormat.Xlsx, "ar")]
    [InlineData(ContactFileFormat.Vcf, "en")]
    public async Task What_is_written_is_read_back_without_loss(ContactFileFormat format, string language)
    {
        using var folder = new TempFolder();

        var read = await RoundTripAsync(folder, format, language, SomePeople.All);

        read.Count.ShouldBe(SomePeople.All.Count);
        foreach (var (before, after) in SomePeople.All.Zip(read))
            ContactFiles.Values(after).ShouldBe(ContactFiles.Values(before));
    }

    [Fact]
    public async Task A_workbook_is_valid_and_reads_from_the_right_in_Arabic()
    {
        using var folder = new TempFolder();
        await RoundTripAsync(folder, ContactFileFormat.Xlsx, "ar", SomePeople.All);

        using var book = new OpenedWorkbook(folder.File("people.xlsx"));

        book.ValidatorErrors().ShouldBeEmpty();
        book.Text("جهات الاتصال", "B1").ShouldBe("الاسم الكامل");
    }

    [Fact]
    public async Task No_cell_of_a_text_file_begins_a_formula()
    {
        using var folder = new TempFolder();
        await RoundTripAsync(folder, ContactFileFormat.Csv, "en", SomePeople.All);

        var text = await File.ReadAllTextAsync(folder.File("people.csv"));

        text.ShouldContain("'=HYPERLINK");
        text.ShouldNotContain(",=");
        text.ShouldNotContain("\n=H");
        text.ShouldContain("+966 50 123 4567");
        text.ShouldNotContain("'+966 50");
    }

    [Theory]
    [InlineData(ContactFileFormat.Csv)]
    [InlineData(ContactFileFormat.Xlsx)]
    [InlineData(ContactFileFormat.Vcf)]
    public async Task Naughty_strings_survive_every_format(ContactFileFormat format)
    {
        if (SharedData.Find("bad-input/blns/blns.json") is not { } file)
            return;
        using var folder = new TempFolder();
        var strings = System.Text.Json.JsonSerializer.Deserialize<string[]>(await File.ReadAllTextAsync(file))!.Where(s => !string.IsNullOrWhiteSpace(s)).ToList();
        var injections = SharedData.Find("bad-input/csv-injection/payloadbox_csv-payload.txt") is { } payloads ? await File.ReadAllLinesAsync(payloads) : [];
        strings.AddRange(injections.Where(p => p.Length > 0));
        List<ContactRecord> people = [.. strings.Index().Select(s => new ContactRecord { DisplayName = $"Person {s.Index}", Notes = s.Item, Custom = new Dictionary<string, string> { ["closing-year"] = s.Item } })];

        var read = await RoundTripAsync(folder, format, "en", people);

        read.Select(p => p.Notes).ShouldBe(strings);
        read.Select(p => p.Custom["closing-year"]).ShouldBe(strings);
    }

    private static async Task<List<ContactRecord>> RoundTripAsync(TempFolder folder, ContactFileFormat format, string language, IReadOnlyList<ContactRecord> people)
    {
        var spoken = ReportLanguage.Parse(language).Value!;
        CustomField[] fields = [.. people.SelectMany(p => p.Custom.Keys).Distinct().Select(key => new CustomField { Key = key, Name = key })];
        var shape = new ContactShape(people.Max(p => p.Phones.Count), people.Max(p => p.Emails.Count), people.Max(p => p.Addresses.Count), people.Max(p => p.Profiles.Count), people.Max(p => p.Children.Count), fields);
        var path = folder.File("people." + format.ToString().ToLowerInvariant());
        await using (var file = File.Create(path))
        {
            var written = await ContactFileWriter.WriteAsync(
                format, file, ContactColumns.All(shape), new BookProperties("Contacts", "Contacts", "Oasis", DateTimeOffset.UnixEpoch), spoken, people.ToAsyncEnumerable(), people.Count, default);
            written.ShouldBe(people.Count);
        }
        var records = await ContactFiles.ReadAsync(path, format);
        records.Select(r => r.Refusal).ShouldAllBe(r => r == null);
        return [.. records.Select(r => r.Contact!)];
    }
}
