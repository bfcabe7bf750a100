using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Acquisition;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Cac;

/// <summary>What the workbook on the cost of customers shows.</summary>
internal static class CacContent
{
    private static readonly FigureCard[] _cards =
    [
        new(FigureKeys.Cac, FigureKeys.NewCustomers),
        new(FigureKeys.AcquisitionCost),
        new(FigureKeys.UnattributedCost),
        new(FigureKeys.CostPerLead, FigureKeys.LeadCount),
        new(FigureKeys.NewCustomerRevenue),
        new(FigureKeys.NewCustomerProfit),
        new(FigureKeys.Roi),
    ];

    /// <summary>The report of the rows.</summary>
    public static ReportContent Of(AcquisitionRows rows)
    {
        var texts = new AcquisitionTexts(rows.Frame.Language);
        var formulas = new AcquisitionFormulas(texts, rows.Settings.Firm.Attribution);
        var blocks = new AcquisitionBlocks(rows, formulas, texts);
        var remarks = new AcquisitionRemarks(rows, formulas, texts);
        string[] shown = [.. _cards.SelectMany(card => card.NoteKeys.Prepend(card.Key))];
        return new()
        {
            Texts = new CacTexts(rows.Frame.Language),
            Figures = [.. AcquisitionFigures.Compute(rows.Figures).Where(figure => shown.Contains(figure.Key))],
            Cards = _cards,
            FormulaOf = (places, key) => formulas.Of(key, places)!,
            Notes = remarks.Notes(),
            Remarks = remarks.CostsWithoutRate(),
            Blocks = [blocks.CostByMonth(), blocks.CostOfCustomers("Source"), blocks.CostOfCustomers("Campaign")],
            Tables = [.. remarks.CostTable(), .. remarks.CustomerTables("Source", "Campaign"), formulas.Leads.Of(rows.Leads)],
            TieOuts = [.. remarks.Costs(), remarks.Leads(), .. remarks.Revenue("Source", "Campaign")],
        };
    }
}
