using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Cycle;

/// <summary>The Excel table of won deals.</summary>
internal sealed class WonDealTable(CycleTexts texts) : TableNames(texts, "DealTable")
{
    /// <summary>The columns, as wide as the deals need.</summary>
    public IReadOnlyList<DataColumn<WonDealRow>> Columns(IReadOnlyList<WonDealRow> deals) =>
    [
        Text("DealTitle", deals, 18, 44, row => row.Title),
        Text("Account", deals, 14, 36, row => row.Account),
        Text("Owner", deals, 14, 30, row => row.Cycle.Owner),
        Text("Pipeline", deals, 12, 28, row => row.Cycle.Pipeline),
        Text("Source", deals, 12, 28, row => row.Cycle.Source),
        Date<WonDealRow>("OpenedOn", row => row.OpenedOn),
        Date<WonDealRow>("ClosedOn", row => row.WonOn),
        Number<WonDealRow>("Days", DataKind.Whole, row => row.Cycle.Days),
        Number<WonDealRow>("DealNumber", DataKind.Whole, row => row.Id) with { IsKey = true },
    ];
}

/// <summary>The Excel table of stays in stages.</summary>
internal sealed class StayTable(CycleTexts texts) : TableNames(texts, "StayTable")
{
    /// <summary>The condition that a stay ended or goes on.</summary>
    public string Is(bool isOpen) => Is("State", Quoted(texts.State(isOpen)));

    /// <summary>The columns, as wide as the stays need.</summary>
    public IReadOnlyList<DataColumn<StayRow>> Columns(IReadOnlyList<StayRow> stays) =>
    [
        Text("DealTitle", stays, 18, 44, row => row.Title),
        Text("Pipeline", stays, 12, 28, row => row.Stage.Pipeline),
        Text("Stage", stays, 12, 28, row => row.Stage.Stage),
        Date<StayRow>("EnteredOn", row => row.Stay.EnteredOn),
        Date<StayRow>("LeftOn", row => row.Stay.LeftOn),
        Number<StayRow>("Days", DataKind.Whole, row => row.Stay.Days),
        Text("State", stays, 12, 18, row => texts.State(row.Stay.IsOpen)),
        Number<StayRow>("DealNumber", DataKind.Whole, row => row.Stay.DealId),
    ];
}

/// <summary>The Excel table of the stages' survival curves.</summary>
internal sealed class SurvivalTable(CycleTexts texts) : TableNames(texts, "SurvivalTable")
{
    /// <summary>The columns, as wide as the steps need.</summary>
    public IReadOnlyList<DataColumn<SurvivalRow>> Columns(IReadOnlyList<SurvivalRow> steps) =>
    [
        Text("Pipeline", steps, 12, 28, row => row.Stage.Pipeline),
        Text("Stage", steps, 12, 28, row => row.Stage.Stage),
        Number<SurvivalRow>("Days", DataKind.Whole, row => row.Step.Days),
        Number<SurvivalRow>("AtRisk", DataKind.Whole, row => row.Step.AtRisk),
        Number<SurvivalRow>("EndedAt", DataKind.Whole, row => row.Step.Ended),
        Number<SurvivalRow>("SurvivalShare", DataKind.Rate, row => row.Step.Survival),
    ];
}
