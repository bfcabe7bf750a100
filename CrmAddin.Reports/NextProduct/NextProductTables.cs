using CrmAddin.Core.Metrics.NextProduct;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.NextProduct;

/// <summary>The Excel table of customers and their likeliest next products.</summary>
internal sealed class OfferTable(NextProductRows rows, NextProductTexts texts) : TableNames(texts, "OfferTable")
{
    /// <summary>The columns.</summary>
    public IReadOnlyList<DataColumn<OfferedCustomer>> Columns() =>
    [
        Text<OfferedCustomer>("Number", rows.Customers, 10, 14, row => row.Number) with { IsKey = true },
        Text<OfferedCustomer>("Customer", rows.Customers, 18, 40, row => row.Name ?? texts["NotSeen"]),
        Number<OfferedCustomer>("Has", DataKind.Whole, row => row.Has),
        Text<OfferedCustomer>("NextProduct", rows.Customers, 18, 36, row => Product(row, 0) ?? texts["None"]),
        Text<OfferedCustomer>("Because", rows.Customers, 18, 36, row => row.Next is [var best, ..] ? rows.ProductName(best.FromProductId, texts) : null),
        Number<OfferedCustomer>("Chance", DataKind.Rate, row => row.Next is [var best, ..] ? Math.Round(best.Chance, 4) : null),
        Number<OfferedCustomer>("Support", DataKind.Whole, row => row.Next is [var best, ..] ? best.Customers : null),
        Number<OfferedCustomer>("Lift", DataKind.Money, row => row.Next is [var best, ..] ? Math.Round(best.Lift, 4) : null),
        Text<OfferedCustomer>("SecondProduct", rows.Customers, 18, 36, row => Product(row, 1)),
        Text<OfferedCustomer>("ThirdProduct", rows.Customers, 18, 36, row => Product(row, 2)),
    ];

    private string? Product(OfferedCustomer row, int at) => at < row.Next.Count ? rows.ProductName(row.Next[at].ToProductId, texts) : null;
}

/// <summary>The Excel table of rules.</summary>
internal sealed class RuleTable(NextProductRows rows, NextProductTexts texts) : TableNames(texts, "RuleTable")
{
    /// <summary>The columns.</summary>
    public IReadOnlyList<DataColumn<ProductRule>> Columns() =>
    [
        Text<ProductRule>("HasProduct", rows.Rules, 18, 36, row => rows.ProductName(row.FromProductId, texts)),
        Text<ProductRule>("ThenProduct", rows.Rules, 18, 36, row => rows.ProductName(row.ToProductId, texts)),
        Number<ProductRule>("Support", DataKind.Whole, row => row.Customers),
        Number<ProductRule>("WithFirst", DataKind.Whole, row => row.FromCustomers),
        Number<ProductRule>("WithSecond", DataKind.Whole, row => row.ToCustomers),
        Number<ProductRule>("Chance", DataKind.Rate, row => Math.Round(row.Chance, 4)),
        Number<ProductRule>("Lift", DataKind.Money, row => Math.Round(row.Lift, 4)),
    ];
}

/// <summary>The Excel table of the test on the past.</summary>
internal sealed class ProductTestTable(NextProductRows rows, NextProductTexts texts) : TableNames(texts, "ProductTestTable")
{
    /// <summary>The columns; a product that was not named has no rank.</summary>
    public IReadOnlyList<DataColumn<TestedCustomer>> Columns() =>
    [
        Text<TestedCustomer>("Number", rows.Test.Customers, 10, 14, row => FormattableString.Invariant($"{(row.Customer.IsAccount ? 'A' : 'C')}{row.Customer.Id}")) with { IsKey = true },
        Text<TestedCustomer>("Bought", rows.Test.Customers, 18, 36, row => rows.ProductName(row.ProductId, texts)),
        Number<TestedCustomer>("Rank", DataKind.Whole, row => row.Rank),
        Number<TestedCustomer>("PopularRank", DataKind.Whole, row => row.PopularRank),
    ];
}
