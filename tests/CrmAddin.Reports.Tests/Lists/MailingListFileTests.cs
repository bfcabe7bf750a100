using System.Text;
using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.Lists;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Lists;
using CrmAddin.Reports.Tests.Support;

namespace CrmAddin.Reports.Tests.Lists;

public sealed class MailingListFileTests
{
    private static readonly MailingListRow[] _people =
    [
        new("Dr", "Ahmad", "Al Khalidi", "Dr Ahmad Al Khalidi", "ahmad@example.org", "ar", "CEO", "Horizon, Ltd", "Riyadh", "SA"),
        new(null, "ليلى", "حداد", "ليلى حداد", "layla@example.org", "ar", null, "=cmd|' /C calc'!A0", "دبي", "AE"),
    ];

    [Theory]
    [InlineData("en", "Cover", "People")]
    [InlineData("ar", "الغلاف", "الأشخاص")]
    public async Task The_workbook_has_a_cover_with_counts_and_reasons_and_the_people_as_a_table(string code, string coverSheet, string peopleSheet)
    {
        using var folder = new TempFolder();
        var path = folder.File("list.xlsx");

        var written = await MailingListFile.WriteXlsxAsync(Cover(), _people.ToAsyncEnumerable(), ReportLanguage.Parse(code).Value!, path, default);

        written.Value.ShouldBe(2);
        using var book = new OpenedWorkbook(path);
        book.ValidatorErrors().ShouldBeEmpty();
        book.Text(coverSheet, "A1").ShouldBe("Inner circle");
        book.Number(coverSheet, "B6").ShouldBe(2);
        book.Text(coverSheet, "A9").ShouldBe("no recorded consent");
        book.Number(coverSheet, "B9").ShouldBe(3);
        book.Number(coverSheet, "B11").ShouldBe(4);
        book.Text(peopleSheet, "E2").ShouldBe("ahmad@example.org");
        book.Text(peopleSheet, "H3").ShouldBe("=cmd|' /C calc'!A0");
        book.Formulas(peopleSheet).ShouldBeEmpty();
        book.Sheet(peopleSheet).TableDefinitionParts.Single().Table.Reference!.Value.ShouldBe("A1:J3");
        using var recalculated = new OpenedWorkbook(LibreOffice.Recalculate(path));
        recalculated.Number(coverSheet, "B6").ShouldBe(2);
        recalculated.Number(coverSheet, "B11").ShouldBe(4);
    }

    [Fact]
    public async Task A_list_that_nobody_may_be_on_is_a_valid_workbook_with_the_reasons()
    {
        using var folder = new TempFolder();
        var path = folder.File("list.xlsx");

        var written = await MailingListFile.WriteXlsxAsync(Cover() with { IncludedCount = 0 }, AsyncEnumerable.Empty<MailingListRow>(), ReportLanguage.English, path, default);

        written.Value.ShouldBe(0);
        using var book = new OpenedWorkbook(path);
        book.ValidatorErrors().ShouldBeEmpty();
        using var recalculated = new OpenedWorkbook(LibreOffice.Recalculate(path));
        recalculated.Number("Cover", "B6").ShouldBe(0);
    }

    [Fact]
    public async Task The_CSV_file_starts_with_a_byte_order_mark_ends_lines_with_CRLF_and_runs_nothing()
    {
        using var folder = new TempFolder();
        var path = folder.File("list.csv");

        var written = await MailingListFile.WriteCsvAsync(_people.ToAsyncEnumerable(), ReportLanguage.English, path, default);

        written.Value.ShouldBe(2);
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[..3].ShouldBe(new byte[] { 0xEF, 0xBB, 0xBF });
        Encoding.UTF8.GetString(bytes[3..]).ShouldBe(
            "Honorific,Given name,Family name,Display name,Email,Language,Job title,Account,City,Country\r\n"
            + "Dr,Ahmad,Al Khalidi,Dr Ahmad Al Khalidi,ahmad@example.org,ar,CEO,\"Horizon, Ltd\",Riyadh,SA\r\n"
            + ",ليلى,حداد,ليلى حداد,layla@example.org,ar,,'=cmd|' /C calc'!A0,دبي,AE\r\n");
    }

    [Fact]
    public async Task Writing_that_is_stopped_halfway_leaves_no_file()
    {
        using var folder = new TempFolder();

        await Should.ThrowAsync<InvalidDataException>(() => MailingListFile.WriteCsvAsync(Breaking(), ReportLanguage.English, folder.File("list.csv"), default));
        await Should.ThrowAsync<InvalidDataException>(() => MailingListFile.WriteXlsxAsync(Cover(), Breaking(), ReportLanguage.English, folder.File("list.xlsx"), default));

        folder.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_named_in_the_error()
    {
        using var folder = new TempFolder();
        var path = folder.File("missing/list.xlsx");

        var written = await MailingListFile.WriteXlsxAsync(Cover(), _people.ToAsyncEnumerable(), ReportLanguage.English, path, default);

        written.Error.ShouldBeOfType<FileNotWritable>().Sentence.ShouldContain(path);
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+966 50 123-4567", "+966 50 123-4567")]
    [InlineData("-12.5", "-12.5")]
    [InlineData("+cmd", "'+cmd")]
    [InlineData("-1+1", "'-1+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\rx", "'\rx")]
    [InlineData("+1\n=cmd", "'+1\n=cmd")]
    [InlineData("+1\n", "'+1\n")]
    [InlineData("O'Brien", "O'Brien")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Formula_starts_are_neutralised_and_numbers_and_phones_are_not(string? text, string written) =>
        CsvCell.Neutralise(text).ShouldBe(written);

    private static MailingListCover Cover() => new()
    {
        ListName = "Inner circle",
        FirmName = "Oasis",
        Purpose = "marketing by e-mail",
        MadeAt = new(2026, 11, 22, 6, 0, 0, TimeSpan.Zero),
        TimeZone = TimeZoneInfo.Utc,
        IncludedCount = 2,
        LeftOut = [new("no recorded consent", 3), new("asked not to be contacted", 1)],
    };

    private static async IAsyncEnumerable<MailingListRow> Breaking()
    {
        yield return _people[0];
        await Task.Yield();
        throw new InvalidDataException("The source broke off.");
    }
}
