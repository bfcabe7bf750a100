using CrmAddin.Core.Metrics;
using CrmAddin.Core.Metrics.NextProduct;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.NextProduct;

/// <summary>What the next-product workbook shows.</summary>
internal static class NextProductContent
{
    private const int MostProducts = 15;

    private static readonly FigureCard[] _cards = [new(FigureKeys.NextProductHitRate), new(FigureKeys.NextProductPopularRate), new(FigureKeys.Customers)];

    /// <summary>The report of the rows.</summary>
    public static ReportContent Of(NextProductRows rows)
    {
        var texts = new NextProductTexts(rows.Frame.Language);
        var (offers, rules, tests) = (new OfferTable(rows, texts), new RuleTable(rows, texts), new ProductTestTable(rows, texts));
        return new()
        {
            Texts = texts,
            Figures = [.. rows.Test.Figures(), Figure.Count(FigureKeys.Customers, rows.Customers.Count)],
            Cards = _cards,
            FormulaOf = (_, key) => FormulaOf(key, offers, tests),
            Notes = [texts.Format("Note.Test", rows.Test.Cut), .. rows.SalesWithoutProduct > 0 ? [texts.Format("Note.NoProduct", rows.SalesWithoutProduct)] : (string[])[]],
            Blocks = [ByProduct(rows, offers, texts), BestRules(rows, rules, texts), Hits(rows, tests, texts)],
            Tables =
            [
                new DataTable<OfferedCustomer>(texts["Offers"], offers.Name, offers.Columns(), rows.Customers),
                new DataTable<ProductRule>(texts["Rules"], rules.Name, rules.Columns(), rows.Rules),
                new DataTable<TestedCustomer>(texts["ProductTests"], tests.Name, tests.Columns(), rows.Test.Customers),
            ],
            TieOuts = rows.Store is { } store ? TieOuts(rows, store, offers, rules, tests, texts) : [],
        };
    }

    private static TieOut[] TieOuts(NextProductRows rows, NextProductTotals store, OfferTable offers, RuleTable rules, ProductTestTable tests, NextProductTexts texts)
    {
        return
        [
            TieOut.Count(FigureKeys.Customers, store.Customers),
            Counted("Has", $"SUM({offers["Has"]})", rows.Customers.Sum(row => row.Has), store.Owned),
            Counted("RuleCustomers", $"SUM({rules["Support"]})", rows.Rules.Sum(rule => rule.Customers), store.RuleCustomers),
            Counted("Tested", $"COUNTA({tests["Number"]})", rows.Test.Customers.Count, store.Tested),
        ];

        TieOut Counted(string label, string formula, int value, int ofStore) => new(null, texts[label], formula, value, ofStore, false);
    }

    /// <summary>The product's name, with words for one that is gone.</summary>
    public static string ProductName(this NextProductRows rows, long id, NextProductTexts texts) => rows.Products.GetValueOrDefault(id) ?? texts["UnknownProduct"];

    private static FigureFormula FormulaOf(string key, OfferTable offers, ProductTestTable tests) => key switch
    {
        FigureKeys.NextProductHitRate => HitRate(tests, "Rank"),
        FigureKeys.NextProductPopularRate => HitRate(tests, "PopularRank"),
        FigureKeys.Customers => new($"COUNT({offers["Has"]})"),
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "The next-product report has no such figure."),
    };

    private static FigureFormula HitRate(ProductTestTable tests, string headingKey) =>
        FigureFormula.Share(UpTo(tests, headingKey, NextProductTest.Offered), $"COUNTA({tests["Number"]})", EmptyReason.NoNewProductBought);

    private static string UpTo(ProductTestTable tests, string headingKey, int rank) => $"COUNTIFS({tests[headingKey]},\"<={rank}\")";

    private static SummaryBlock<IGrouping<string, OfferedCustomer>> ByProduct(NextProductRows rows, OfferTable offers, NextProductTexts texts)
    {
        var groups = rows.Customers.Where(row => row.Next.Count > 0).GroupBy(row => rows.ProductName(row.Next[0].ToProductId, texts), StringComparer.OrdinalIgnoreCase)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Take(MostProducts).ToList();
        return new SummaryBlock<IGrouping<string, OfferedCustomer>>(texts["ByProduct"], groups)
        {
            Chart = new(texts["Chart.ByProduct"], HouseStyle.WholeFormat, new BlockSeries(1, ChartMark.Bar, HouseStyle.Blue, HasLabels: true)),
        }
            .Label(texts["NextProduct"], group => CellText.Plain(group.Key))
            .Number(texts["Customers"], HouseStyle.WholeFormat, group => group.Count(), (_, at) => $"SUMPRODUCT({offers.Is("NextProduct", at[0])}*1)")
            .Number(
                texts["ExpectedBuyers"], HouseStyle.DaysFormat, group => group.Sum(row => Math.Round(row.Next[0].Chance, 4)),
                (_, at) => $"SUMPRODUCT({offers.Is("NextProduct", at[0])}*1,{offers["Chance"]})");
    }

    private static SummaryBlock<ProductRule> BestRules(NextProductRows rows, RuleTable rules, NextProductTexts texts)
    {
        string Of(RowCells at, string headingKey) => $"SUMPRODUCT({rules.Is("HasProduct", at[0])}*{rules.Is("ThenProduct", at[1])},{rules[headingKey]})";
        // Products of one name would add up; each pair of names is shown once.
        ProductRule[] best = [.. rows.Rules.DistinctBy(rule => (rows.ProductName(rule.FromProductId, texts).ToUpperInvariant(), rows.ProductName(rule.ToProductId, texts).ToUpperInvariant())).Take(MostProducts)];
        decimal Sum(ProductRule row, Func<ProductRule, decimal> value) => rows.Rules.Where(rule => Same(rule.FromProductId, row.FromProductId) && Same(rule.ToProductId, row.ToProductId)).Sum(value);
        bool Same(long one, long other) => string.Equals(rows.ProductName(one, texts), rows.ProductName(other, texts), StringComparison.OrdinalIgnoreCase);
        return new SummaryBlock<ProductRule>(texts["BestRules"], best)
            .Label(texts["HasProduct"], row => CellText.Plain(rows.ProductName(row.FromProductId, texts)))
            .Label(texts["ThenProduct"], row => CellText.Plain(rows.ProductName(row.ToProductId, texts)))
            .Number(texts["Support"], HouseStyle.WholeFormat, row => Sum(row, rule => rule.Customers), (_, at) => Of(at, "Support"), BlockTotal.None)
            .Number(texts["Chance"], HouseStyle.RateFormat, row => Sum(row, rule => Math.Round(rule.Chance, 4)), (_, at) => Of(at, "Chance"), BlockTotal.None)
            .Number(texts["Lift"], HouseStyle.NumberFormat, row => Sum(row, rule => Math.Round(rule.Lift, 4)), (_, at) => Of(at, "Lift"), BlockTotal.None);
    }

    private static SummaryBlock<int> Hits(NextProductRows rows, ProductTestTable tests, NextProductTexts texts)
    {
        var tested = rows.Test.Customers;
        return new SummaryBlock<int>(texts["Hits"], tested.Count == 0 ? [] : [.. Enumerable.Range(1, NextProductTest.Offered)])
        {
            Chart = new(texts["Chart.Hits"], HouseStyle.RateFormat, new(3, ChartMark.Column, HouseStyle.Blue), new(4, ChartMark.Column, HouseStyle.LightBlue)),
        }
            .Label(texts["OfferedCount"], rank => texts.Format("FirstOf", rank))
            .Number(texts["HitsByRules"], HouseStyle.WholeFormat, rank => tested.Count(row => row.Rank <= rank), (rank, _) => UpTo(tests, "Rank", rank), BlockTotal.None)
            .Number(texts["HitsByPopularity"], HouseStyle.WholeFormat, rank => tested.Count(row => row.PopularRank <= rank), (rank, _) => UpTo(tests, "PopularRank", rank), BlockTotal.None)
            .Share(texts["ShareByRules"], HouseStyle.RateFormat, rank => Ratio.Of(tested.Count(row => row.Rank <= rank), tested.Count), at => at[1], _ => $"COUNTA({tests["Number"]})")
            .Share(texts["ShareByPopularity"], HouseStyle.RateFormat, rank => Ratio.Of(tested.Count(row => row.PopularRank <= rank), tested.Count), at => at[2], _ => $"COUNTA({tests["Number"]})");
    }
}
