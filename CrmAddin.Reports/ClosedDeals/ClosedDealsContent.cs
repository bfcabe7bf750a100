using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.ClosedDeals;

/// <summary>What the workbook of closed deals shows.</summary>
internal static class ClosedDealsContent
{
    private static readonly FigureCard[] _cards =
    [
        new(FigureKeys.WonAmount, FigureKeys.WonCount),
        new(FigureKeys.LostAmount, FigureKeys.LostCount),
        new(FigureKeys.WinRate, FigureKeys.WinRateByAmount),
        new(FigureKeys.MeanDaysToClose, FigureKeys.MedianDaysToClose),
        new(FigureKeys.PriceDistance, FigureKeys.PricedLosses),
    ];

    /// <summary>The report of the rows.</summary>
    public static ReportContent Of(ClosedDealsRows rows)
    {
        var texts = new ClosedDealsTexts(rows.Frame.Language);
        var (dealTable, productTable) = (new ClosedDealTable(texts), new ClosedProductTable(texts));
        ClosedDealRow[] deals = [.. rows.Deals.Select(row => row with { Closed = Named(row.Closed, texts) })];
        ClosedProductRow[] products = [.. rows.Products.Select(row => row with { Product = Named(row.Product, texts) })];
        ClosedDeal[] closed = [.. deals.Select(row => row.Closed)];
        return new()
        {
            Texts = texts,
            Figures = ClosedDealFigures.Compute(closed, rows.Frame.PipelineSettings),
            Cards = _cards,
            FormulaOf = (places, key) => new ClosedDealsFormulas(dealTable, places).Of(key),
            Remarks = [.. Remarks(deals, dealTable, texts)],
            Notes = products.Length == 0 ? [] : [texts["Note.Products"]],
            Blocks = [.. Blocks(closed, [.. products.Select(row => row.Product)], new(dealTable, productTable, texts), dealTable)],
            Tables =
            [
                new DataTable<ClosedDealRow>(texts["Deals"], dealTable.Name, dealTable.Columns(deals, rows.Frame.Currency), deals),
                .. products.Length == 0 ? (DataTable[])[] : [new DataTable<ClosedProductRow>(texts["Products"], productTable.Name, productTable.Columns(products), products)],
            ],
            TieOuts = rows.StoreTotals is { } store ? TieOuts(rows, store, dealTable, texts) : [],
        };
    }

    private static IEnumerable<SummaryBlock> Blocks(ClosedDeal[] closed, ClosedProduct[] products, ClosedDealsBlocks blocks, ClosedDealTable table)
    {
        var formulas = new ClosedDealsFormulas(table, new(_ => "", ""));
        yield return blocks.ByMonth(WonAgainstLost.ByMonth(closed));
        var reasons = LostDeals.ByReason(closed);
        if (reasons.Count > 0)
            yield return blocks.ByReason(reasons, formulas);
        yield return blocks.ByOwner(WonAgainstLost.By(closed, deal => deal.Deal.Owner));
        var competitors = LostDeals.ByCompetitor(closed);
        if (competitors.Count > 0)
            yield return blocks.ByCompetitor(competitors, LostDeals.Total(closed.Where(deal => deal.Competitor.Length > 0)), formulas);
        if (products.Length == 0)
            yield break;
        yield return blocks.OfProducts("ByProduct", "Product", WonAgainstLost.By(products, product => product.Product));
        yield return blocks.OfProducts("ByBrand", "Brand", WonAgainstLost.By(products, product => product.Brand));
    }

    // Labels and cells hold the same words, for the formulas compare them.
    private static ClosedDeal Named(ClosedDeal deal, ClosedDealsTexts texts) => deal with
    {
        Deal = deal.Deal with { Owner = Or(deal.Deal.Owner, texts["NoOwner"]) },
        Reason = deal.IsWon ? "" : Or(deal.Reason, texts["NoReason"]),
    };

    private static ClosedProduct Named(ClosedProduct product, ClosedDealsTexts texts) => product with { Brand = Or(product.Brand, texts["NoBrand"]) };

    private static string Or(string text, string none) => text.Length == 0 ? none : CellText.Plain(text);

    private static IEnumerable<SummaryRemark> Remarks(ClosedDealRow[] deals, ClosedDealTable table, ClosedDealsTexts texts)
    {
        var foreign = deals.Count(deal => deal.Closed.Deal.Amount is null && deal.OwnAmount is not null);
        yield return new(deals.Count(deal => deal.Closed.Deal.Amount is null), $"COUNTBLANK({table["Amount"]})", texts["Remark.NoAmount"]);
        yield return new(foreign, $"SUMPRODUCT(({table["Amount"]}=\"\")*({table["OwnAmount"]}<>\"\"))", texts["Remark.NoRate"]);
    }

    private static TieOut[] TieOuts(ClosedDealsRows rows, ClosedStoreTotals store, ClosedDealTable table, ClosedDealsTexts texts) =>
    [
        TieOut.Rows(texts["RowCount"], table["Standing"], rows.Deals.Count, store.RowCount),
        TieOut.Count(FigureKeys.WonCount, store.WonCount),
        TieOut.Money(FigureKeys.WonAmount, store.WonAmount),
        TieOut.Count(FigureKeys.LostCount, store.LostCount),
        TieOut.Money(FigureKeys.LostAmount, store.LostAmount),
    ];
}
