using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Acquisition;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.CampaignReturn;

/// <summary>What the workbook on campaigns shows.</summary>
internal static class CampaignContent
{
    private static readonly FigureCard[] _always =
    [
        new(FigureKeys.OpenRate, FigureKeys.CampaignMembers),
        new(FigureKeys.ClickRate),
        new(FigureKeys.ResponseConversionRate),
        new(FigureKeys.NewCustomerProfit, FigureKeys.NewCustomers),
    ];

    private static readonly FigureCard[] _ofCosts =
    [
        new(FigureKeys.AcquisitionCost),
        new(FigureKeys.CostPerLead, FigureKeys.LeadCount),
        new(FigureKeys.Cac),
        new(FigureKeys.Roi),
        new(FigureKeys.Cltv),
        new(FigureKeys.Nei),
    ];

    /// <summary>The report of the rows; without costs where the reader does not read them.</summary>
    public static ReportContent Of(AcquisitionRows rows)
    {
        var texts = new AcquisitionTexts(rows.Frame.Language);
        var own = new CampaignTexts(rows.Frame.Language);
        var formulas = new AcquisitionFormulas(texts, rows.Settings.Firm.Attribution);
        var remarks = new AcquisitionRemarks(rows, formulas, texts);
        var shared = new AcquisitionBlocks(rows, formulas, texts);
        var blocks = new CampaignBlocks(rows, formulas, shared, own, texts);
        FigureCard[] cards = rows.Costs is null ? _always : [.. _always, .. _ofCosts];
        string[] shown = [.. cards.SelectMany(card => card.NoteKeys.Prepend(card.Key))];
        return new()
        {
            Texts = own,
            Figures = [.. Figures(rows).Where(figure => shown.Contains(figure.Key))],
            Cards = cards,
            FormulaOf = (places, key) => formulas.Of(key, places) ?? new CampaignFormulas(formulas, rows.Settings.Firm, places).Of(key),
            Notes = remarks.Notes(),
            Remarks = remarks.CostsWithoutRate(),
            Blocks = [shared.Return("Campaign"), shared.Leads("Campaign"), blocks.Answers(), .. blocks.Nurture(), blocks.Seasons()],
            Tables = SheetOrder.Of([formulas.Members.Of(rows.Members), formulas.Leads.Of(rows.Leads), formulas.Deals.Of(rows.Deals), .. remarks.CustomerTables("Campaign"), .. remarks.CostTable()]),
            TieOuts = [remarks.Leads(), .. remarks.Costs(), .. remarks.Revenue("Campaign")],
        };
    }

    private static IEnumerable<Figure> Figures(AcquisitionRows rows) =>
        AcquisitionFigures.Compute(rows.Figures).Concat(CampaignFigures.Compute(rows.Figures, [.. rows.Members.Select(member => member.Figures)], rows.Settings));
}
