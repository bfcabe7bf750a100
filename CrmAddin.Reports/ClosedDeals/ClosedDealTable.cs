using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.ClosedDeals;

/// <summary>The Excel table of closed deals.</summary>
internal sealed class ClosedDealTable(ClosedDealsTexts texts) : TableNames(texts, "DealTable")
{
    /// <summary>The condition, for SUMPRODUCT, that a row was won or lost.</summary>
    public string Was(DealStanding standing) => $"({this["Standing"]}={Quoted(texts.Standing(standing))})";

    /// <summary>The columns, as wide as the deals need.</summary>
    public IReadOnlyList<DataColumn<ClosedDealRow>> Columns(IReadOnlyList<ClosedDealRow> deals, string currency)
    {
        List<DataColumn<ClosedDealRow>> columns =
        [
            Text<ClosedDealRow>("DealTitle", deals, 18, 44, row => row.Title),
            Text("Account", deals, 14, 36, row => row.Account),
            Text("Owner", deals, 14, 30, row => row.Closed.Deal.Owner),
            Text("Standing", deals, 12, 18, row => texts.Standing(row.Closed.Deal.Standing)),
            Number<ClosedDealRow>("Amount", DataKind.Money, row => row.Closed.Deal.Amount),
            Date<ClosedDealRow>("OpenedOn", row => row.Closed.Deal.OpenedOn),
            Date<ClosedDealRow>("ClosedOn", row => row.Closed.Deal.ClosedOn),
            Number<ClosedDealRow>("DaysToClose", DataKind.Whole, row => row.Closed.Deal.DaysToClose),
            Text("Reason", deals, 14, 30, row => Known(row.Closed.Reason)),
            Text("Competitor", deals, 14, 30, row => Known(row.Closed.Competitor)),
            Number<ClosedDealRow>("WinnerPrice", DataKind.Money, row => row.Closed.WinnerPrice),
            Number<ClosedDealRow>("DealNumber", DataKind.Whole, row => row.Id) with { IsKey = true },
        ];
        if (deals.Any(row => row.Currency != currency))
        {
            columns.Add(Number<ClosedDealRow>("OwnAmount", DataKind.Money, row => row.OwnAmount));
            columns.Add(Text("Currency", deals, 12, 12, row => row.Currency));
        }

        return columns;
    }

    private static string? Known(string text) => text.Length == 0 ? null : text;
}

/// <summary>The Excel table of products in closed deals.</summary>
internal sealed class ClosedProductTable(ClosedDealsTexts texts) : TableNames(texts, "ProductTable")
{
    /// <summary>The condition, for SUMPRODUCT, that a row was won or lost.</summary>
    public string Was(DealStanding standing) => $"({this["Standing"]}={Quoted(texts.Standing(standing))})";

    /// <summary>The columns, as wide as the rows need.</summary>
    public IReadOnlyList<DataColumn<ClosedProductRow>> Columns(IReadOnlyList<ClosedProductRow> rows) =>
    [
        Text("Product", rows, 18, 40, row => row.Product.Product),
        Text("Brand", rows, 14, 30, row => row.Product.Brand),
        Text("Standing", rows, 12, 18, row => texts.Standing(row.Product.Standing)),
        Number<ClosedProductRow>("Amount", DataKind.Money, row => row.Product.Amount),
        Number<ClosedProductRow>("DealNumber", DataKind.Whole, row => row.DealId),
    ];
}
