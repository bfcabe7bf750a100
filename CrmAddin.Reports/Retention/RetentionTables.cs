using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Retention;

/// <summary>The Excel table of customers. Yes and no stand as 1 and 0, so that a sum counts them.</summary>
internal sealed class CustomerTable(RetentionTexts texts) : TableNames(texts, "CustomerTable")
{
    /// <summary>The columns, as wide as the customers need.</summary>
    public IReadOnlyList<DataColumn<RetentionCustomer>> Columns(IReadOnlyList<RetentionCustomer> customers) =>
    [
        Text<RetentionCustomer>("Number", customers, 10, 14, row => row.Number) with { IsKey = true },
        Text<RetentionCustomer>("Customer", customers, 18, 40, row => row.Name.Length == 0 ? texts["NotSeen"] : row.Name),
        Date<RetentionCustomer>("FirstOn", row => row.Figures.FirstOn),
        Date<RetentionCustomer>("LastOn", row => row.Figures.LastOn),
        Number<RetentionCustomer>("PurchaseCount", DataKind.Whole, row => row.Figures.Purchases),
        Number<RetentionCustomer>("Revenue", DataKind.Money, row => row.Figures.Revenue),
        Number<RetentionCustomer>("RevenueInPeriod", DataKind.Money, row => row.Figures.RevenueInPeriod),
        Number<RetentionCustomer>("RevenueOfLastYear", DataKind.Money, row => row.Figures.RevenueOfLastYear),
        Flag("ActiveAtStart", row => row.Figures.IsActiveAtStart),
        Flag("ActiveAtEnd", row => row.Figures.IsActiveAtEnd),
        Flag("Stayed", row => row.Figures is { IsActiveAtStart: true, IsActiveAtEnd: true }),
        Flag("New", row => row.Figures.IsNew),
        Flag("Reactivated", row => row.Figures.IsReactivated),
        Flag("Lost", row => row.Figures.IsLostInPeriod),
        Flag("UpSell", row => row.Figures.HasUpSell),
        Flag("CrossSell", row => row.Figures.HasCrossSell),
    ];

    private DataColumn<RetentionCustomer> Flag(string headingKey, Func<RetentionCustomer, bool> isSo) =>
        Number<RetentionCustomer>(headingKey, DataKind.Whole, row => isSo(row) ? 1 : 0);
}

/// <summary>The Excel table of sales.</summary>
internal sealed class SaleTable(RetentionTexts texts) : TableNames(texts, "SaleTable")
{
    /// <summary>The columns, as wide as the sales need.</summary>
    public IReadOnlyList<DataColumn<RetentionSale>> Columns(IReadOnlyList<RetentionSale> sales) =>
    [
        Date<RetentionSale>("Day", row => row.Sale.Day),
        Text<RetentionSale>("Number", sales, 10, 14, row => row.Customer?.Number),
        Text<RetentionSale>("Customer", sales, 18, 40, row => row.Customer is not { } customer ? texts["Nobody"] : customer.Name.Length == 0 ? texts["NotSeen"] : customer.Name),
        Number<RetentionSale>("Amount", DataKind.Money, row => row.Sale.Amount),
        Text<RetentionSale>("Kind", sales, 12, 20, row => row.Sale.Kind is { } kind ? texts["Kind." + kind] : null),
        Number<RetentionSale>("DealNumber", DataKind.Whole, row => row.Sale.DealId),
        Number<RetentionSale>("FirstPurchase", DataKind.Whole, row => row.Customer is null ? null : row.IsFirst ? 1 : 0),
        Date<RetentionSale>("Cohort", row => row.Cohort),
        Number<RetentionSale>("MonthsAfter", DataKind.Whole, row => row.MonthsAfter),
        Number<RetentionSale>("CountsInCohort", DataKind.Whole, row => row.CountsInCohort ? 1 : 0),
    ];
}
