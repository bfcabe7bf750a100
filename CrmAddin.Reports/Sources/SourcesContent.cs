using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Acquisition;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Sources;

/// <summary>What the workbook on sources shows.</summary>
internal static class SourcesContent
{
    private static readonly FigureCard[] _always =
    [
        new(FigureKeys.LeadCount),
        new(FigureKeys.OpenedDeals),
        new(FigureKeys.WonAmount, FigureKeys.WonCount),
        new(FigureKeys.NewCustomerProfit, FigureKeys.NewCustomers),
    ];

    private static readonly FigureCard[] _ofCosts =
        [new(FigureKeys.AcquisitionCost), new(FigureKeys.CostPerLead), new(FigureKeys.Cac), new(FigureKeys.Roi)];

    /// <summary>The report of the rows; without costs where the reader does not read them.</summary>
    public static ReportContent Of(AcquisitionRows rows)
    {
        var texts = new AcquisitionTexts(rows.Frame.Language);
        var formulas = new AcquisitionFormulas(texts, rows.Settings.Firm.Attribution);
        var blocks = new AcquisitionBlocks(rows, formulas, texts);
        var remarks = new AcquisitionRemarks(rows, formulas, texts);
        FigureCard[] cards = rows.Costs is null ? _always : [.. _always, .. _ofCosts];
        string[] shown = [.. cards.SelectMany(card => card.NoteKeys.Prepend(card.Key))];
        return new()
        {
            Texts = new SourcesTexts(rows.Frame.Language),
            Figures = [.. AcquisitionFigures.Compute(rows.Figures).Where(figure => shown.Contains(figure.Key))],
            Cards = cards,
            FormulaOf = (places, key) => formulas.Of(key, places)!,
            Notes = remarks.Notes(),
            Remarks = remarks.CostsWithoutRate(),
            Blocks = [blocks.Leads("Source"), blocks.Return("Source")],
            Tables = SheetOrder.Of([formulas.Leads.Of(rows.Leads), formulas.Deals.Of(rows.Deals), .. remarks.CustomerTables("Source"), .. remarks.CostTable()]),
            TieOuts = [remarks.Leads(), .. remarks.Costs(), .. remarks.Revenue("Source")],
        };
    }
}
