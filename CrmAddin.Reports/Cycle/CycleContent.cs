using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Cycle;

/// <summary>What the workbook of the sales cycle shows.</summary>
internal static class CycleContent
{
    private static readonly FigureCard[] _cards =
    [
        new(FigureKeys.SalesCycleDays, FigureKeys.SalesCycleMedianDays, FigureKeys.WonWithDates),
        new(FigureKeys.SalesCycleSlowDays),
        new(FigureKeys.StageMedianDays, FigureKeys.EndedStays),
        new(FigureKeys.StageSlowDays),
        new(FigureKeys.OpenStays, FigureKeys.OpenStayMedianDays),
    ];

    /// <summary>The report of the rows.</summary>
    public static ReportContent Of(CycleRows rows)
    {
        var texts = new CycleTexts(rows.Frame.Language);
        var (dealTable, stayTable, survivalTable) = (new WonDealTable(texts), new StayTable(texts), new SurvivalTable(texts));
        WonDealRow[] deals = [.. rows.Deals.Select(row => row with { Cycle = Named(row.Cycle, texts) })];
        var stages = rows.Stays.GroupBy(row => (row.Stage.Pipeline.ToUpperInvariant(), row.Stage.Stage.ToUpperInvariant())).OrderBy(group => group.Min(row => row.Stage.Order)).ToList();
        SurvivalRow[] survival = [.. stages.SelectMany(stage => StageStays.Curve([.. stage.Select(row => row.Stay)]).Select(step => new SurvivalRow(stage.First().Stage, step)))];
        WonCycle[] cycles = [.. deals.Select(row => row.Cycle)];
        var blocks = new CycleBlocks(dealTable, stayTable, survivalTable, texts);
        var dealSheet = new DataTable<WonDealRow>(texts["Deals"], dealTable.Name, dealTable.Columns(deals), deals);
        var staySheet = new DataTable<StayRow>(texts["Stays"], stayTable.Name, stayTable.Columns(rows.Stays), rows.Stays);
        var formulas = new CycleFormulas(dealTable, stayTable);
        return new()
        {
            Texts = texts,
            Figures = [.. SalesCycle.Figures(cycles), .. StageStays.Figures([.. rows.Stays.Select(row => row.Stay)])],
            Cards = _cards,
            FormulaOf = (_, key) => formulas.Of(key),
            Remarks = [new(deals.Count(row => row.Cycle.Days is null), $"COUNTBLANK({dealTable["Days"]})", texts["Remark.NoDates"])],
            Notes = rows.Stays.Count == 0 ? [] : [texts["Note.KaplanMeier"]],
            Blocks =
            [
                .. stages.Count == 0 ? (SummaryBlock[])[] : [blocks.ByStage([.. stages.Select(Durations)])],
                blocks.By("ByOwner", "Owner", SalesCycle.By(cycles, cycle => cycle.Owner), hasChart: true),
                blocks.By("BySource", "Source", SalesCycle.By(cycles, cycle => cycle.Source), hasChart: true),
                blocks.By("ByPipeline", "Pipeline", SalesCycle.By(cycles, cycle => cycle.Pipeline), hasChart: false),
            ],
            // Stays alone are something to report too.
            Tables =
            [
                .. deals.Length > 0 ? (DataTable[])[dealSheet, staySheet] : [staySheet, dealSheet],
                new DataTable<SurvivalRow>(texts["Survival"], survivalTable.Name, survivalTable.Columns(survival), survival),
            ],
            TieOuts = rows.StoreCount is { } count ? [TieOut.Count(FigureKeys.WonWithDates, count)] : [],
        };
    }

    private static StageRowShown Durations(IGrouping<(string, string), StayRow> stage) =>
        new(stage.First().Stage, StageStays.Durations(stage.Select(row => row.Stay with { StageId = 0 })).Single());

    private static WonCycle Named(WonCycle cycle, CycleTexts texts) => cycle with
    {
        Owner = Or(cycle.Owner, texts["NoOwner"]),
        Source = Or(cycle.Source, texts["NoSource"]),
        Pipeline = CellText.Plain(cycle.Pipeline),
    };

    private static string Or(string text, string none) => text.Length == 0 ? none : CellText.Plain(text);
}
