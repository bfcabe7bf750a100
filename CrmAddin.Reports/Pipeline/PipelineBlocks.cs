using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Pipeline;

/// <summary>The tables of the pipeline's summary: by month, stage, age and owner.</summary>
internal sealed class PipelineBlocks(PipelineSettings settings, DealTable table, PipelineTexts texts)
{
    private readonly ForecastFormulas _formulas = new(table);

    /// <summary>Forecast by month: won and weighted as stacked columns, the forecast as a line over them.</summary>
    public SummaryBlock ByMonth(IReadOnlyList<PipelineDeal> deals)
    {
        var rows = PipelineByMonth.Compute(deals, settings);
        return new SummaryBlock<ForecastRow>(texts["ByMonth"], rows)
        {
            Chart = new(
                texts["Chart.ByMonth"],
                texts["AxisMoney"],
                new(1, ChartMark.StackedColumn, HouseStyle.Green),
                new(3, ChartMark.StackedColumn, HouseStyle.LightBlue),
                // The line ends where time does: what is overdue or has no date is no next month.
                new(4, ChartMark.Line, HouseStyle.Orange) { RowCount = rows.Count(row => row.Kind is ForecastRowKind.Earlier or ForecastRowKind.Month) })
            { Width = 5 },
        }
            .Label(texts["Month"], Label)
            .Number(texts["Won"], HouseStyle.MoneyFormat, row => row.WonAmount, (row, _) => _formulas.Won(row))
            .Number(texts["Open"], HouseStyle.MoneyFormat, row => row.OpenAmount, (row, _) => _formulas.Open(row, table.Amount))
            .Number(texts["Weighted"], HouseStyle.MoneyFormat, row => row.WeightedAmount, (row, _) => _formulas.Open(row, table.Weighted))
            .Number(texts["Forecast"], HouseStyle.MoneyFormat, row => row.ForecastAmount, (_, at) => $"{at[1]}+{at[3]}");
    }

    /// <summary>Open deals by stage, with amount and weighted amount as bars; deals on hold stand apart under the total.</summary>
    public SummaryBlock ByStage(IReadOnlyList<PipelineDeal> deals)
    {
        PipelineDeal[] onHold = [.. deals.Where(deal => deal.Standing == DealStanding.OnHold)];
        var apart = new StageRow("", texts["OnHoldApart"], onHold.Length, onHold.Sum(deal => deal.Amount ?? 0), 0);
        string Of(StageRow row, RowCells at) => ReferenceEquals(row, apart)
            ? $"({table.Standing}={table.Word(DealStanding.OnHold)})*1"
            : $"({table.Pipeline}={at[1]})*({table.Stage}={at[0]})*({table.Standing}={table.Word(DealStanding.Open)})";
        return new SummaryBlock<StageRow>(texts["ByStage"], PipelineByStage.Compute(deals))
        {
            Apart = [apart],
            Chart = new(
                texts["Chart.ByStage"],
                texts["AxisMoney"],
                new(3, ChartMark.Bar, HouseStyle.LightBlue, HasLabels: true),
                new(4, ChartMark.Bar, HouseStyle.Blue, HasLabels: true))
            { Width = 3 },
        }
            .Label(texts["Stage"], row => row.Stage)
            .Label(texts["Pipeline"], row => row.Pipeline)
            .Number(texts["OpenDeals"], HouseStyle.WholeFormat, row => row.OpenCount, (row, at) => $"SUMPRODUCT({Of(row, at)})")
            .Number(texts["Amount"], HouseStyle.MoneyFormat, row => row.OpenAmount, (row, at) => $"SUMPRODUCT({Of(row, at)},{table.Amount})")
            .Number(texts["Weighted"], HouseStyle.MoneyFormat, row => row.WeightedAmount, (row, at) => $"SUMPRODUCT({Of(row, at)},{table.Weighted})");
    }

    /// <summary>How long the open deals have been open.</summary>
    public SummaryBlock ByAge(IReadOnlyList<PipelineDeal> deals)
    {
        string Of(AgeRow row) => $"({table.Standing}={table.Word(DealStanding.Open)})*{table.IsIn("OpenedOn", row.Opened)}";
        return new SummaryBlock<AgeRow>(texts["ByAge"], PipelineByAge.Compute(deals, settings.AsOf))
            .Label(texts["Age"], Label)
            .Number(texts["OpenDeals"], HouseStyle.WholeFormat, row => row.OpenCount, (row, _) => $"SUMPRODUCT({Of(row)})")
            .Number(texts["Amount"], HouseStyle.MoneyFormat, row => row.OpenAmount, (row, _) => $"SUMPRODUCT({Of(row)},{table.Amount})")
            .Number(texts["Weighted"], HouseStyle.MoneyFormat, row => row.WeightedAmount, (row, _) => $"SUMPRODUCT({Of(row)},{table.Weighted})");
    }

    /// <summary>The pipeline and what was closed, by owner.</summary>
    public SummaryBlock ByOwner(IReadOnlyList<PipelineDeal> deals)
    {
        var rows = PipelineByOwner.Compute(deals, settings.Period);
        return new SummaryBlock<OwnerRow>(texts["ByOwner"], rows)
            .Label(texts["Owner"], row => row.Owner)
            .Number(texts["OpenDeals"], HouseStyle.WholeFormat, row => row.OpenCount, (_, at) => $"SUMPRODUCT({OfOwner(at, DealStanding.Open)})")
            .Number(texts["Open"], HouseStyle.MoneyFormat, row => row.OpenAmount, (_, at) => $"SUMPRODUCT({OfOwner(at, DealStanding.Open)},{table.Amount})")
            .Number(texts["Weighted"], HouseStyle.MoneyFormat, row => row.WeightedAmount, (_, at) => $"SUMPRODUCT({OfOwner(at, DealStanding.Open)},{table.Weighted})")
            .Number(texts["WonDeals"], HouseStyle.WholeFormat, row => row.WonCount, (_, at) => $"SUMPRODUCT({OfOwner(at, DealStanding.Won)})")
            .Number(texts["Won"], HouseStyle.MoneyFormat, row => row.WonAmount, (_, at) => $"SUMPRODUCT({OfOwner(at, DealStanding.Won)},{table.Amount})")
            .Number(texts["LostDeals"], HouseStyle.WholeFormat, row => row.LostCount, (_, at) => $"SUMPRODUCT({OfOwner(at, DealStanding.Lost)})")
            .Share(
                texts["WinRate"],
                HouseStyle.RateFormat,
                row => row.WinRate,
                at => at[4],
                at => $"{at[4]}+{at[6]}",
                () => rows.Sum(row => row.WonCount + row.LostCount) is > 0 and var closed ? (decimal)rows.Sum(row => row.WonCount) / closed : null,
                isShaded: true);
    }

    private string OfOwner(RowCells at, DealStanding standing) => $"({table.Owner}={at[0]})*({table.Standing}={table.Word(standing)})";

    private string Label(AgeRow row) => row switch
    {
        { FromDays: null } => texts["NoOpening"],
        { ToDays: null } => texts.Format("AgeOver", row.FromDays - 1),
        _ => texts.Format("AgeBetween", row.FromDays, row.ToDays),
    };

    private string Label(ForecastRow line) => line.Kind switch
    {
        ForecastRowKind.Month => PeriodText.Month(texts.Language, line.Month!.Value),
        ForecastRowKind.Earlier => texts.Format("Earlier", PeriodText.Month(texts.Language, line.Month!.Value)),
        ForecastRowKind.Overdue => texts["Overdue"],
        ForecastRowKind.NoDate => texts["NoDate"],
        _ => throw new ArgumentOutOfRangeException(nameof(line), line.Kind, "There is no such row."),
    };
}
