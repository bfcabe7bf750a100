using System.IO.Compression;
using System.Text;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Tests.Support;

namespace CrmAddin.Reports.Tests.Layout;

public sealed class ReportBookTests
{
    [Fact]
    public async Task Rows_beyond_what_a_sheet_holds_go_on_on_a_second_sheet()
    {
        using var folder = new TempFolder();
        var path = folder.File("many.xlsx");
        const int rows = DataSheet.MaxRows + 2;
        using var book = new ReportBook(ReportLanguage.English, new BookProperties("Many", "Many", "Oasis", DateTimeOffset.UnixEpoch));
        DataColumn<int>[] columns = [DataColumn<int>.Number("Number", DataKind.Whole, 12, row => row)];

        var tables = book.AddDataSheets("People", "People_list", columns, AsyncEnumerable.Range(1, rows), rows);
        var counts = await BookFile.WriteAsync(book, path, default);

        tables.ShouldBe(["People_list", "People_list_2"]);
        counts.ShouldBe([DataSheet.MaxRows, 2]);
        using var written = new OpenedWorkbook(path);
        written.SheetNames.ShouldBe(["People", "People 2"]);
        (written.Number("People 2", "A2"), written.Number("People 2", "A3")).ShouldBe((DataSheet.MaxRows + 1, rows));
        (await EndOfAsync(path, "xl/worksheets/sheet1.xml")).ShouldContain("<row r=\"1048576\">");
    }

    [Fact]
    public async Task Headings_stand_on_every_page_of_a_printed_sheet()
    {
        using var folder = new TempFolder();
        var path = folder.File("pages.xlsx");
        using var book = new ReportBook(ReportLanguage.English, new BookProperties("Pages", "Pages", "Oasis", DateTimeOffset.UnixEpoch));
        book.AddDataSheet("Deals & co's", "Deals", [DataColumn<int>.Number("Heading", DataKind.Whole, 12, row => row)], AsyncEnumerable.Range(1, 200));
        await BookFile.WriteAsync(book, path, default);

        var pages = LibreOffice.Pages(LibreOffice.ToPdf(path));

        pages.Count.ShouldBeGreaterThan(3);
        pages.ShouldAllBe(page => page.Contains("Heading", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Parts_of_a_stream_hold_every_row_once_in_order()
    {
        var parts = new RowsInParts<int>(AsyncEnumerable.Range(1, 5), 2);

        (await parts.Next().ToListAsync()).ShouldBe([1, 2]);
        (await parts.Next().ToListAsync()).ShouldBe([3, 4]);
        (await parts.Rest().ToListAsync()).ShouldBe([5]);
        (await parts.Rest().ToListAsync()).ShouldBeEmpty();
    }

    private static async Task<string> EndOfAsync(string path, string entry)
    {
        await using var zip = await ZipFile.OpenReadAsync(path);
        await using var sheet = await zip.GetEntry(entry)!.OpenAsync();
        var (buffer, last) = (new byte[1 << 16], "");
        for (int read; (read = await sheet.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false)) > 0;)
            last = last[Math.Max(0, last.Length - 4_000)..] + Encoding.UTF8.GetString(buffer, 0, read);
        return last;
    }
}
