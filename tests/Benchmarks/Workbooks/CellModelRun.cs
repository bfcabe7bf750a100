using System.Diagnostics;
using System.Globalization;
using ClosedXML.Excel;

namespace Benchmarks.Workbooks;

/// <summary>The rival of the pipeline workbook: the same cells through ClosedXML's cell model alone, warm, in a process of its own.</summary>
internal static class CellModelRun
{
    private const int Runs = 5;

    /// <summary>Reads the cells of a workbook, writes them some times as another one, and prints the median of the seconds.</summary>
    public static int Run(string workbook, string file)
    {
        var sheets = Read(workbook);
        List<double> seconds = [];
        for (var run = 0; run < ProcessRuns.WarmingRuns + Runs; run++)
        {
            var watch = Stopwatch.StartNew();
            Write(sheets, file);
            seconds.Add(watch.Elapsed.TotalSeconds);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ProcessRuns.Median([.. seconds.Skip(ProcessRuns.WarmingRuns)]):0.000} {sheets.Sum(sheet => sheet.Cells.Count)}"));
        return 0;
    }

    private static List<(string Name, List<Cell> Cells)> Read(string workbook)
    {
        using var book = new XLWorkbook(workbook);
        return [.. book.Worksheets.Select(sheet => (sheet.Name, sheet.CellsUsed().Select(cell => new Cell(
            cell.Address.RowNumber, cell.Address.ColumnNumber, cell.HasFormula ? cell.FormulaA1 : null, cell.HasFormula ? "" : cell.Value, cell.Style.NumberFormat.Format)).ToList()))];
    }

    private static void Write(List<(string Name, List<Cell> Cells)> sheets, string file)
    {
        using var book = new XLWorkbook();
        foreach (var (name, cells) in sheets)
        {
            var sheet = book.AddWorksheet(name);
            foreach (var cell in cells)
            {
                var target = sheet.Cell(cell.Row, cell.Column);
                if (cell.Formula is { } formula)
                    target.FormulaA1 = formula;
                else if (cell.Value is double number)
                    target.SetValue<double>(number);
                else if (cell.Value is DateTime day)
                    target.SetValue<DateTime>(day);
                else
                    target.SetValue<string>((string)cell.Value);
                if (cell.Format.Length > 0)
                    target.Style.NumberFormat.Format = cell.Format;
            }
        }

        book.SaveAs(file);
    }

    private sealed record Cell(int Row, int Column, string? Formula, object Value, string Format);
}
