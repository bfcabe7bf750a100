using Microsoft.Playwright;

namespace CrmAddin.Web.Tests.Browser;

[Collection(nameof(BrowserWorld))]
public sealed class ExcelPaneTests(BrowserWorld world)
{
    [Theory]
    [InlineData("en", "Summary", "Deals", "Amount", "Deal number")]
    [InlineData("ar", "الملخص", "الصفقات", "القيمة", "رقم الصفقة")]
    public async Task A_report_is_inserted_into_the_open_workbook_with_its_rows_formulas_and_charts(string language, string summary, string deals, string amount, string number)
    {
        await using var preview = await world.OpenAsync("/preview/excel", language);
        var workbook = new PreviewedWorkbook(preview.Page);

        await InsertAsync(preview);

        (await workbook.SheetsAsync()).ShouldContain(summary);
        var table = await FirstTableAsync(preview);
        (await workbook.ColumnAsync(table, number)).ShouldBeUnique();
        var expected = await OpenAmountAsync();
        (await workbook.ColumnAsync(table, amount)).Length.ShouldBeGreaterThan(100);
        (await NumbersOnAsync(preview, summary)).ShouldContain(expected);
        (await workbook.ChartsAsync(summary)).ShouldNotBeEmpty();
        (await preview.AccessibilityFaultsAsync()).ShouldBeEmpty();
        preview.Errors.ShouldBeEmpty();
        deals.ShouldNotBeEmpty();
    }

    private static async Task InsertAsync(BrowserPage preview)
    {
        await preview.Pane.Locator("[data-act=insert]").First.ClickAsync();
        var done = preview.Pane.Locator(".progress .alert-done, [role=alert] p").First;
        await done.WaitForAsync(new() { Timeout = 20_000 });
        (await done.GetAttributeAsync("class") ?? "").ShouldContain("alert-done", customMessage: await done.InnerTextAsync());
    }

    private static Task<string> FirstTableAsync(BrowserPage preview) => preview.Page.EvaluateAsync<string>("window.crmPreview.workbook.book.tables[0].name");

    private static Task<decimal[]> NumbersOnAsync(BrowserPage preview, string sheet) => preview.Page.EvaluateAsync<decimal[]>(
        "s => [...window.crmPreview.workbook.book.sheetOf(s).cells.values()].map(c => c.value).filter(v => typeof v === 'number')", sheet);

    private async Task<decimal> OpenAmountAsync() => (await world.UseAsync(db => Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.ToListAsync(
        db.Deals.Where(d => d.Stage!.Kind == Core.Deals.StageKind.Open && d.Track == Core.Deals.DealTrack.OnTrack).Select(d => d.Amount)))).Sum(a => a ?? 0);
}
