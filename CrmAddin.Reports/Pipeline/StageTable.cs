using ClosedXML.Excel;
using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports.Pipeline;

/// <summary>Open deals by stage on the summary, with its chart; deals on hold stand apart under the total.</summary>
internal sealed class StageTable(ReportBook book, IXLWorksheet sheet, DealTable table, PipelineTexts texts) : SummaryTable(book, sheet, texts)
{
    private const int StageColumn = 1;
    private const int PipelineColumn = 2;
    private const int CountColumn = 3;
    private const int AmountColumn = 4;
    private const int WeightedColumn = 5;

    private IReadOnlyList<StageRow> _rows = [];

    /// <summary>Whether there are open deals to draw.</summary>
    public bool HasChart => _rows.Count > 0;

    /// <summary>Adds the table and gives the row under it.</summary>
    public int Add(int row, IReadOnlyList<StageRow> stages, IReadOnlyList<PipelineDeal> deals)
    {
        _rows = stages;
        AddHeader(row, "ByStage", "Stage", "Pipeline", "OpenDeals", "Amount", "Weighted");
        foreach (var (index, line) in stages.Index())
            AddRow(FirstRow + index, line);

        var total = FirstRow + stages.Count;
        SetLabel(total, StageColumn, Texts["Total"]);
        if (stages.Count > 0)
        {
            SetTotal(total, CountColumn, stages.Sum(line => line.OpenCount), HouseStyle.WholeFormat);
            SetTotal(total, AmountColumn, stages.Sum(line => line.OpenAmount), HouseStyle.MoneyFormat);
            SetTotal(total, WeightedColumn, stages.Sum(line => line.WeightedAmount), HouseStyle.MoneyFormat);
        }

        Finish(total, WeightedColumn);
        AddOnHold(total + 1, [.. deals.Where(deal => deal.Standing == DealStanding.OnHold)]);
        return total + 2;
    }

    /// <summary>Amount and weighted amount of each stage as bars.</summary>
    public ChartSpec Chart(ChartFrame frame)
    {
        var labels = Labels(StageColumn, _rows.Select(line => line.Stage));
        return new(
            Texts["Chart.ByStage"],
            frame,
            [
                new(SeriesName(AmountColumn), ChartMark.Bar, HouseStyle.LightBlue, labels, Values(AmountColumn, _rows.Select(line => line.OpenAmount)), HasLabels: true),
                new(SeriesName(WeightedColumn), ChartMark.Bar, HouseStyle.Blue, labels, Values(WeightedColumn, _rows.Select(line => line.WeightedAmount)), HasLabels: true),
            ],
            Texts["AxisMoney"]);
    }

    private void AddRow(int row, StageRow line)
    {
        SetLabel(row, StageColumn, line.Stage);
        SetLabel(row, PipelineColumn, line.Pipeline);
        var condition = $"({table.Pipeline}={CellAddress.Of(row, PipelineColumn)})*({table.Stage}={CellAddress.Of(row, StageColumn)})*({table.Standing}={table.Word(DealStanding.Open)})";
        SetNumber(row, CountColumn, $"SUMPRODUCT({condition})", line.OpenCount, HouseStyle.WholeFormat);
        SetNumber(row, AmountColumn, $"SUMPRODUCT({condition},{table.Amount})", line.OpenAmount, HouseStyle.MoneyFormat);
        SetNumber(row, WeightedColumn, $"SUMPRODUCT({condition},{table.Weighted})", line.WeightedAmount, HouseStyle.MoneyFormat);
    }

    private void AddOnHold(int row, PipelineDeal[] onHold)
    {
        var word = table.Word(DealStanding.OnHold);
        SetLabel(row, StageColumn, Texts["OnHoldApart"]);
        SetNumber(row, CountColumn, $"COUNTIFS({table.Standing},{word})", onHold.Length, HouseStyle.WholeFormat);
        SetNumber(row, AmountColumn, $"SUMIFS({table.Amount},{table.Standing},{word})", onHold.Sum(deal => deal.Amount ?? 0), HouseStyle.MoneyFormat);
        Sheet.Range(row, 1, row, WeightedColumn).Style.Font.SetItalic().Font.SetFontColor(HouseStyle.Color(HouseStyle.Grey));
    }
}
