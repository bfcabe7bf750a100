using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Retention;

/// <summary>What the retention workbook shows.</summary>
internal static class RetentionContent
{
    private static readonly FigureCard[] _cards =
    [
        new(FigureKeys.RetentionRate),
        new(FigureKeys.ChurnRate),
        new(FigureKeys.CustomerGrowth),
        new(FigureKeys.RepeatRate, FigureKeys.Customers),
        new(FigureKeys.ActiveAtStart),
        new(FigureKeys.ActiveAtEnd),
        new(FigureKeys.NewCustomers, FigureKeys.Reactivated),
        new(FigureKeys.LostInPeriod),
        new(FigureKeys.NetNewRevenue),
        new(FigureKeys.LostRevenue),
        new(FigureKeys.UpsellRate),
        new(FigureKeys.CrossSellRate),
    ];

    /// <summary>The report of the rows.</summary>
    public static ReportContent Of(RetentionRows rows)
    {
        var texts = new RetentionTexts(rows.Frame.Language);
        var (customers, sales) = (new CustomerTable(texts), new SaleTable(texts));
        var blocks = new RetentionBlocks(rows, customers, sales, texts);
        return new()
        {
            Texts = texts,
            Figures = RetentionFigures.Compute([.. rows.Customers.Select(customer => customer.Figures)]),
            Cards = _cards,
            FormulaOf = (places, key) => new RetentionFormulas(customers, places).Of(key),
            Remarks = [.. Remarks(rows, sales, texts)],
            Blocks = [blocks.Movement(), blocks.ByMonth(), blocks.Repeats(), blocks.ToWinBack(), blocks.Cohorts()],
            Tables =
            [
                new DataTable<RetentionCustomer>(texts["Customers"], customers.Name, customers.Columns(rows.Customers), rows.Customers),
                new DataTable<RetentionSale>(texts["Sales"], sales.Name, sales.Columns(rows.Sales), rows.Sales),
            ],
            TieOuts =
            [
                new(null, texts["SaleCount"], $"COUNT({sales["Day"]})", rows.Sales.Count, rows.StoreSales, false),
                TieOut.Sum(texts["SaleAmount"], sales["Amount"], rows.Sales.Sum(row => row.Sale.Amount ?? 0), rows.StoreAmount),
            ],
        };
    }

    private static IEnumerable<SummaryRemark> Remarks(RetentionRows rows, SaleTable sales, RetentionTexts texts)
    {
        yield return new(rows.Sales.Count(row => row.Customer is null), $"COUNT({sales["Day"]})-COUNT({sales["Cohort"]})", texts["Remark.Nobody"]);
        yield return new(rows.Sales.Count(row => row.Sale.Amount is null), $"COUNT({sales["Day"]})-COUNT({sales["Amount"]})", texts["Remark.NoAmount"]);
    }
}
