using System.Text.Json;
using Microsoft.Playwright;

namespace CrmAddin.Web.Tests.Browser;

/// <summary>The workbook beside the previewed pane, as a user sees and changes it.</summary>
public sealed class PreviewedWorkbook(IPage page)
{
    private const string Book = "window.crmPreview.workbook.book";

    /// <summary>Names of the visible sheets.</summary>
    public Task<string[]> SheetsAsync() => page.EvaluateAsync<string[]>($"{Book}.sheets.filter(s => s.visibility === 'Visible').map(s => s.name)");

    /// <summary>What a cell shows the program: its value.</summary>
    public async Task<string> ValueAsync(string sheet, int row, int column) =>
        (await page.EvaluateAsync<JsonElement>($"([s, r, c]) => {Book}.sheetOf(s).at(r, c)?.value ?? ''", new object[] { sheet, row, column })).ToString();

    /// <summary>A cell's formula; empty for none.</summary>
    public Task<string> FormulaAsync(string sheet, int row, int column) =>
        page.EvaluateAsync<string>($"([s, r, c]) => {Book}.sheetOf(s).at(r, c)?.formula ?? ''", new object[] { sheet, row, column });

    /// <summary>A cell's ground; empty for none.</summary>
    public Task<string> FillAsync(string sheet, int row, int column) =>
        page.EvaluateAsync<string>($"([s, r, c]) => {Book}.sheetOf(s).at(r, c)?.fill ?? ''", new object[] { sheet, row, column });

    /// <summary>The comment on a cell; empty for none.</summary>
    public Task<string> CommentAsync(string sheet, int row, int column) =>
        page.EvaluateAsync<string>($"([s, r, c]) => {Book}.comments.find(m => m.sheet.name === s && m.row === r && m.column === c)?.text ?? ''", new object[] { sheet, row, column });

    /// <summary>What a cell's drop-down offers, as Excel's API tells where it stands; none without one.</summary>
    public Task<string[]> ChoicesAsync(string sheet, int row, int column) => page.EvaluateAsync<string[]>($$"""
        ([s, r, c]) => {
          const list = {{Book}}.sheetOf(s).at(r, c)?.list;
          return list?.sheet ? [...list.sheet.inside(list.area)].map(([, , cell]) => cell.value) : (list?.text.split(",") ?? []);
        }
        """, new object[] { sheet, row, column });

    /// <summary>The place and size of a table: row, column, rows, columns, headings included.</summary>
    public Task<int[]> TableAsync(string name) =>
        page.EvaluateAsync<int[]>($"n => (t => [t.area.row, t.area.column, t.area.rows, t.area.columns])({Book}.tableOf(n))", name);

    /// <summary>The headings of a table.</summary>
    public Task<string[]> HeadingsAsync(string name) =>
        page.EvaluateAsync<string[]>($"n => (t => Array.from({{ length: t.area.columns }}, (_, i) => String(t.sheet.at(t.area.row, t.area.column + i)?.value ?? '')))({Book}.tableOf(n))", name);

    /// <summary>Values of a table's column under its heading.</summary>
    public Task<string[]> ColumnAsync(string table, string heading) => page.EvaluateAsync<string[]>($$"""
        ([n, h]) => {
          const { sheet, area } = {{Book}}.tableOf(n);
          const column = Array.from({ length: area.columns }, (_, i) => area.column + i).find(c => sheet.at(area.row, c)?.value === h);
          return Array.from({ length: area.rows - 1 }, (_, i) => String(sheet.at(area.row + 1 + i, column)?.value ?? ''));
        }
        """, new[] { table, heading });

    /// <summary>Charts of a sheet by name, each with its type and the ranges of its series.</summary>
    public Task<string[]> ChartsAsync(string sheet) =>
        page.EvaluateAsync<string[]>($"s => {Book}.sheetOf(s).charts.map(c => `${{c.title}}: ${{c.series.map(x => `${{x.type}} ${{x.values}}`).join(', ')}}`)", sheet);

    /// <summary>Writes into a cell as a user does: sheet, cell, line, Enter.</summary>
    public async Task TypeAsync(string sheet, string address, string text)
    {
        await page.Locator(".sheet-tabs button", new() { HasTextString = sheet }).First.ClickAsync();
        await page.Locator($"[data-cell={address}]").ClickAsync();
        var line = page.Locator("[data-formula]");
        await line.FillAsync(text);
        await line.PressAsync("Enter");
    }

    /// <summary>Waits until custom functions have answered.</summary>
    public Task SettleAsync() => page.EvaluateAsync("window.crmPreview.workbook.calculation.settled()");
}
