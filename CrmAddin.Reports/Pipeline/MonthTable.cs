using ClosedXML.Excel;
using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports.Pipeline;

/// <summary>Forecast by month on the summary, with its chart.</summary>
internal sealed class MonthTable(ReportBook book, IXLWorksheet sheet, DealTable table, PipelineTexts texts) : SummaryTable(book, sheet, texts)
{
    private const int LabelColumn = 1;
    private const int WonColumn = 2;
    private const int OpenColumn = 3;
    private const int WeightedColumn = 4;
    private const int ForecastColumn = 5;

    private IReadOnlyList<ForecastRow> _rows = [];

    /// <summary>Adds the table and gives the row under it.</summary>
    public int Add(int row, IReadOnlyList<ForecastRow> forecast)
    {
        _rows = forecast;
        AddHeader(row, "ByMonth", "Month", "Won", "Open", "Weighted", "Forecast");
        foreach (var (index, line) in forecast.Index())
            AddRow(FirstRow + index, line);

        var total = FirstRow + forecast.Count;
        SetLabel(total, LabelColumn, Texts["Total"]);
        SetTotal(total, WonColumn, forecast.Sum(line => line.WonAmount), HouseStyle.MoneyFormat);
        SetTotal(total, OpenColumn, forecast.Sum(line => line.OpenAmount), HouseStyle.MoneyFormat);
        SetTotal(total, WeightedColumn, forecast.Sum(line => line.WeightedAmount), HouseStyle.MoneyFormat);
        SetTotal(total, ForecastColumn, forecast.Sum(line => line.ForecastAmount), HouseStyle.MoneyFormat);
        Finish(total, ForecastColumn);
        return total + 1;
    }

    /// <summary>Won and weighted as stacked columns, the forecast as a line over them.</summary>
    public ChartSpec Chart(ChartFrame frame)
    {
        var labels = Labels(LabelColumn, _rows.Select(Label));
        // The line ends where time does: what is overdue or has no date is no next month.
        var inTime = _rows.TakeWhile(line => line.Kind is ForecastRowKind.Earlier or ForecastRowKind.Month);
        return new(
            Texts["Chart.ByMonth"],
            frame,
            [
                new(SeriesName(WonColumn), ChartMark.StackedColumn, HouseStyle.Green, labels, Values(WonColumn, _rows.Select(line => line.WonAmount))),
                new(SeriesName(WeightedColumn), ChartMark.StackedColumn, HouseStyle.LightBlue, labels, Values(WeightedColumn, _rows.Select(line => line.WeightedAmount))),
                new(SeriesName(ForecastColumn), ChartMark.Line, HouseStyle.Orange, labels, Values(ForecastColumn, inTime.Select(line => line.ForecastAmount))),
            ],
            Texts["AxisMoney"]);
    }

    private void AddRow(int row, ForecastRow line)
    {
        SetLabel(row, LabelColumn, Label(line));
        SetNumber(row, WonColumn, WonFormula(line), line.WonAmount, HouseStyle.MoneyFormat);
        SetNumber(row, OpenColumn, OpenFormula(line, table.Amount), line.OpenAmount, HouseStyle.MoneyFormat);
        SetNumber(row, WeightedColumn, OpenFormula(line, table.Weighted), line.WeightedAmount, HouseStyle.MoneyFormat);
        SetNumber(row, ForecastColumn, $"{CellAddress.Of(row, WonColumn)}+{CellAddress.Of(row, WeightedColumn)}", line.ForecastAmount, HouseStyle.MoneyFormat);
    }

    private string Label(ForecastRow line) => line.Kind switch
    {
        ForecastRowKind.Month => MonthName(line.Month!.Value),
        ForecastRowKind.Earlier => Texts.Format("Earlier", MonthName(line.Month!.Value)),
        ForecastRowKind.Overdue => Texts["Overdue"],
        ForecastRowKind.NoDate => Texts["NoDate"],
        _ => throw new ArgumentOutOfRangeException(nameof(line), line.Kind, "There is no such row."),
    };

    private string MonthName(DateOnly month) => FormattableString.Invariant($"{Texts[FormattableString.Invariant($"Month.{month.Month}")]} {month.Year}");

    private string WonFormula(ForecastRow line)
    {
        var won = table.Word(DealStanding.Won);
        return line.Kind switch
        {
            ForecastRowKind.Month => $"SUMIFS({table.Amount},{table.Standing},{won},{From(table.ClosedOn, line.Month!.Value)},{Before(table.ClosedOn, line.Month.Value.AddMonths(1))})",
            ForecastRowKind.Earlier => $"SUMIFS({table.Amount},{table.Standing},{won},{Before(table.ClosedOn, line.Month!.Value)})",
            ForecastRowKind.NoDate => $"SUMPRODUCT(({table.Standing}={won})*({table.ClosedOn}=\"\"),{table.Amount})",
            _ => "0",
        };
    }

    private string OpenFormula(ForecastRow line, string amounts)
    {
        var open = table.Word(DealStanding.Open);
        var asOf = PipelineSummary.AsOfAddress;
        return line.Kind switch
        {
            ForecastRowKind.Month => $"SUMIFS({amounts},{table.Standing},{open},{table.ExpectedClose},\">=\"&MAX({ExcelDay.Formula(line.Month!.Value)},{asOf}),{Before(table.ExpectedClose, line.Month.Value.AddMonths(1))})",
            ForecastRowKind.Overdue => $"SUMIFS({amounts},{table.Standing},{open},{table.ExpectedClose},\"<\"&{asOf})",
            ForecastRowKind.NoDate => $"SUMPRODUCT(({table.Standing}={open})*({table.ExpectedClose}=\"\"),{amounts})",
            _ => "0",
        };
    }

    private static string From(string days, DateOnly first) => $"{days},\">=\"&{ExcelDay.Formula(first)}";

    private static string Before(string days, DateOnly end) => $"{days},\"<\"&{ExcelDay.Formula(end)}";
}
