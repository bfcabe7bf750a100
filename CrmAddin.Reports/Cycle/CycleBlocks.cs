using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Cycle;

/// <summary>A stage's durations with the stage as shown.</summary>
internal sealed record StageRowShown(StageShown Stage, StageDurationRow Row);

/// <summary>The tables of the workbook of the sales cycle.</summary>
internal sealed class CycleBlocks(WonDealTable deals, StayTable stays, SurvivalTable survival, CycleTexts texts)
{
    private const int Drawn = 12;

    /// <summary>How long deals stay in each stage, with those that are still there apart.</summary>
    public SummaryBlock ByStage(IReadOnlyList<StageRowShown> rows) =>
        new SummaryBlock<StageRowShown>(texts["ByStage"], rows)
        {
            Chart = new(texts["Chart.ByStage"], HouseStyle.WholeFormat, new(3, ChartMark.Column, HouseStyle.Blue), new(4, ChartMark.Column, HouseStyle.LightBlue), new(7, ChartMark.Column, HouseStyle.Orange)),
        }
            .Label(texts["Stage"], row => row.Stage.Stage)
            .Label(texts["Pipeline"], row => row.Stage.Pipeline)
            .Number(texts["Ended"], HouseStyle.WholeFormat, row => row.Row.EndedCount, (_, at) => $"SUMPRODUCT({OfStage(at, isOpen: false)})")
            .Optional(texts["Median"], HouseStyle.DaysFormat, row => row.Row.MedianDays, (_, at) => CycleFormulas.Median(stays, OfStage(at, isOpen: false)), (_, at) => $"{at[2]}=0", isArray: true)
            .Optional(texts["Slow"], HouseStyle.DaysFormat, row => row.Row.SlowDays, (_, at) => CycleFormulas.Slow(stays, OfStage(at, isOpen: false)), (_, at) => $"{at[2]}=0", isArray: true)
            .Number(texts["Open"], HouseStyle.WholeFormat, row => row.Row.OpenCount, (_, at) => $"SUMPRODUCT({OfStage(at, isOpen: true)})")
            .Optional(texts["OpenMedian"], HouseStyle.DaysFormat, row => row.Row.OpenMedianDays, (_, at) => CycleFormulas.Median(stays, OfStage(at, isOpen: true)), (_, at) => $"{at[5]}=0", isArray: true)
            .Optional(
                texts["KaplanMeier"],
                HouseStyle.DaysFormat,
                row => row.Row.SurvivalMedianDays,
                (_, at) => $"MIN(IF({OfHalf(at)},{survival["Days"]}))",
                (_, at) => $"SUMPRODUCT({OfHalf(at)})=0",
                isArray: true);

    /// <summary>How long deals take to be won, by one of their labels.</summary>
    public SummaryBlock By(string key, string headingKey, IReadOnlyList<CycleRow> rows, bool hasChart) =>
        new SummaryBlock<CycleRow>(texts[key], rows)
        {
            Chart = hasChart
                ? new(texts["Chart." + key], HouseStyle.WholeFormat, new(3, ChartMark.Bar, HouseStyle.Blue), new(4, ChartMark.Bar, HouseStyle.LightBlue)) { RowCount = Drawn }
                : null,
        }
            .Label(texts[headingKey], row => row.Label)
            .Number(texts["WonDeals"], HouseStyle.WholeFormat, row => row.Count, (_, at) => $"SUMPRODUCT({deals.Is(headingKey, at[0])}*({deals["Days"]}<>\"\"))")
            .Optional(texts["Mean"], HouseStyle.DaysFormat, row => row.MeanDays, (_, at) => CycleFormulas.Mean(deals, deals.Is(headingKey, at[0])), (_, at) => $"{at[1]}=0", isArray: true)
            .Optional(texts["Median"], HouseStyle.DaysFormat, row => row.MedianDays, (_, at) => CycleFormulas.Median(deals, deals.Is(headingKey, at[0])), (_, at) => $"{at[1]}=0", isArray: true)
            .Optional(texts["Slow"], HouseStyle.DaysFormat, row => row.SlowDays, (_, at) => CycleFormulas.Slow(deals, deals.Is(headingKey, at[0])), (_, at) => $"{at[1]}=0", isArray: true);

    private string OfStage(RowCells at, bool isOpen) => $"{stays.Is("Stage", at[0])}*{stays.Is("Pipeline", at[1])}*{stays.Is(isOpen)}";

    private string OfHalf(RowCells at) => $"{survival.Is("Stage", at[0])}*{survival.Is("Pipeline", at[1])}*({survival["SurvivalShare"]}<=0.5)";
}
