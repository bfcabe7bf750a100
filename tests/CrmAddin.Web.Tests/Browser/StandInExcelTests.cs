using Microsoft.Playwright;

namespace CrmAddin.Web.Tests.Browser;

/// <summary>The stand-in for Excel refuses what Excel refuses: a pane that works beside it must not fail in Office.</summary>
[Collection(nameof(BrowserWorld))]
public sealed class StandInExcelTests(BrowserWorld world)
{
    [Theory]
    [InlineData("reading what was not loaded", "PropertyNotLoaded", "const r = sheet.getRange('A1'); r.values")]
    [InlineData("reading before sync", "PropertyNotLoaded", "const r = sheet.getRange('A1'); r.load('values'); r.values")]
    [InlineData("reading items that were not loaded", "PropertyNotLoaded", "c.workbook.worksheets.items")]
    [InlineData("loading what there is not", "ItemNotFound", "c.workbook.worksheets.getItem('Nowhere').load('name'); await c.sync()")]
    [InlineData("loading a property there is not", "InvalidArgument", "sheet.load('colour'); await c.sync()")]
    [InlineData("values of another size than the range", "InvalidArgument", "sheet.getRange('A1:B2').values = [[1, 2]]; await c.sync()")]
    [InlineData("more than 5 MB at once", "RequestPayloadSizeLimitExceeded", "sheet.getRange('A1').values = [['x'.repeat(6000000)]]; await c.sync()")]
    [InlineData("more than 5 MB of Arabic text", "RequestPayloadSizeLimitExceeded", "sheet.getRange('A1').values = [['س'.repeat(3000000)]]; await c.sync()")]
    [InlineData("an answer of more than 5 MB", "ResponsePayloadSizeLimitExceeded", "for (const a of ['A1', 'A2']) { sheet.getRange(a).values = [['x'.repeat(3000000)]]; await c.sync() } sheet.getRange('A1:A2').load('values'); await c.sync()")]
    [InlineData("a workbook with charts", "UnsupportedFeature", "c.workbook.insertWorksheetsFromBase64(await file()); await c.sync()")]
    [InlineData("a sheet of a taken name", "ItemAlreadyExists", "c.workbook.worksheets.add('Sheet1'); await c.sync()")]
    [InlineData("deleting the last sheet", "InvalidOperation", "sheet.delete(); await c.sync()")]
    [InlineData("choices of more than 255 letters", "InvalidArgument", "sheet.getRange('A1').dataValidation.rule = { list: { inCellDropDown: true, source: 'x'.repeat(256) } }; await c.sync()")]
    [InlineData("choices of a square of cells", "InvalidArgument", "sheet.getRange('A1').dataValidation.rule = { list: { inCellDropDown: true, source: sheet.getRange('B1:C2') } }; await c.sync()")]
    [InlineData("choices of a sheet there is not", "InvalidArgument", "sheet.getRange('A1').dataValidation.rule = { list: { inCellDropDown: true, source: '=Nowhere!$A$1:$A$2' } }; await c.sync()")]
    [InlineData("a table over a table", "InvalidArgument", "sheet.tables.add('A1:B2', true); sheet.tables.add('B2:C3', true); await c.sync()")]
    public async Task It_refuses(string what, string code, string steps)
    {
        await using var preview = await world.OpenAsync("/preview/excel", "en");

        (await RunAsync(preview, $"try {{ {steps} }} catch (e) {{ return e.code ?? String(e) }} return 'nothing'")).ShouldBe(code, what);
    }

    [Theory]
    [InlineData("text stays text", "'007", "007 string")]
    [InlineData("a number is read", "1,234.5", "1234.5 number")]
    [InlineData("a day becomes a number", "2026-01-31", "46053 number")]
    [InlineData("a formula is calculated", "=SUM(1,2)*2", "6 number")]
    [InlineData("a formula that cannot be calculated", "=1/0", "#DIV/0! string")]
    [InlineData("nothing is nothing", "", " string")]
    public async Task A_cell_takes_what_is_written_as_Excel_does(string what, string written, string read)
    {
        await using var preview = await world.OpenAsync("/preview/excel", "en");

        var steps = $"const r = sheet.getRange('B2'); r.values = [[{System.Text.Json.JsonSerializer.Serialize(written)}]]; await c.sync(); r.load('values'); await c.sync(); return `${{r.values[0][0]}} ${{typeof r.values[0][0]}}`";
        (await RunAsync(preview, steps)).ShouldBe(read, what);
    }

    [Theory]
    [InlineData("'Riyadh,Jeddah'", "Riyadh,Jeddah")]
    [InlineData("'=Sheet1!$C$1:$C$2'", "=Sheet1!C1:C2")]
    [InlineData("sheet.getRange('C1:C2')", "=Sheet1!C1:C2")]
    public async Task A_cell_with_choices_refuses_what_a_user_types_beside_them_and_takes_what_a_program_writes(string source, string told)
    {
        await using var preview = await world.OpenAsync("/preview/excel", "en");
        var workbook = new PreviewedWorkbook(preview.Page);

        var rule = await RunAsync(preview, $"sheet.getRange('C1:C2').values = [['Riyadh'], ['Jeddah']]; const d = sheet.getRange('A1').dataValidation; d.rule = {{ list: {{ inCellDropDown: true, source: {source} }} }}; await c.sync(); d.load('rule,type'); await c.sync(); return `${{d.type}} ${{d.rule.list.source}}`");
        await workbook.TypeAsync("Sheet1", "A1", "Dammam");
        (await workbook.ValueAsync("Sheet1", 0, 0)).ShouldBeEmpty();
        await workbook.TypeAsync("Sheet1", "A1", "Jeddah");

        rule.ShouldBe($"List {told}");
        (await workbook.ChoicesAsync("Sheet1", 0, 0)).ShouldBe(["Riyadh", "Jeddah"]);
        (await workbook.ValueAsync("Sheet1", 0, 0)).ShouldBe("Jeddah");
        (await RunAsync(preview, "const r = sheet.getRange('A1'); r.values = [['Dammam']]; r.load('values'); await c.sync(); return r.values[0][0]")).ShouldBe("Dammam");
    }

    [Fact]
    public async Task Sheets_and_tables_of_taken_names_come_in_under_other_names_and_their_formulas_follow()
    {
        await using var preview = await world.OpenAsync("/preview/excel", "en");
        var workbook = new PreviewedWorkbook(preview.Page);
        var insert = preview.Pane.Locator("[data-act=insert]").First;
        for (var copy = 1; copy <= 2; copy++)
        {
            await insert.ClickAsync();
            await Assertions.Expect(preview.Page.Locator(".sheet-tabs button")).ToHaveCountAsync(1 + 4 * copy, new() { Timeout = 30_000 });
            await Assertions.Expect(preview.Pane.Locator("[data-stop]")).ToHaveCountAsync(0, new() { Timeout = 30_000 });
        }

        (await workbook.SheetsAsync()).ShouldContain("Summary (2)");
        (await workbook.TableAsync("Deals1"))[2].ShouldBe((await workbook.TableAsync("Deals"))[2]);
        var formulas = await preview.Page.EvaluateAsync<string[]>("[...window.crmPreview.workbook.book.sheetOf('Summary (2)').cells.values()].map(c => c.formula ?? '').filter(f => f.includes('['))");
        formulas.ShouldNotBeEmpty();
        formulas.ShouldAllBe(formula => formula.Contains("Deals1[", StringComparison.Ordinal) && !formula.Contains("Deals[", StringComparison.Ordinal));
    }

    private static async Task<string> RunAsync(BrowserPage preview, string steps)
    {
        await Assertions.Expect(preview.Pane.Locator("[data-act=insert]").First).ToBeVisibleAsync();
        var pane = preview.Page.Frames.Single(frame => frame.Url.Contains("/panes/excel/", StringComparison.Ordinal));
        return await pane.EvaluateAsync<string>($$"""
            async () => {
              const file = async () => btoa([...new Uint8Array(await (await fetch("/app/reports/pipeline.xlsx")).arrayBuffer())].map(b => String.fromCharCode(b)).join(""));
              try {
                return await Excel.run(async c => { const sheet = c.workbook.worksheets.getActiveWorksheet(); {{steps}} });
              } catch (e) { return "run: " + (e.code ?? e); }
            }
            """);
    }
}
