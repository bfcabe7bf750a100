namespace CrmAddin.Core.Metrics.NextProduct;

/// <summary>A customer who bought a product new to them after the cut, and where it stood in what would have been offered before it.</summary>
/// <param name="Customer">Who.</param>
/// <param name="ProductId">The first new product after the cut.</param>
/// <param name="Rank">Its place by the rules, from 1; null where they did not name it.</param>
/// <param name="PopularRank">Its place among the best-sellers that the customer did not have, from 1; null for a product that nobody had.</param>
public sealed record TestedCustomer(CustomerKey Customer, long ProductId, int? Rank, int? PopularRank);

/// <summary>The rules of a time held against what came after it.</summary>
/// <param name="Cut">The last day that the rules saw.</param>
/// <param name="Customers">The customers who bought a product new to them afterwards.</param>
public sealed record NextProductTest(DateOnly Cut, IReadOnlyList<TestedCustomer> Customers)
{
    /// <summary>How many products are offered.</summary>
    public const int Offered = 3;

    private const int LongestDays = 365;
    private const int PartOfTime = 4;

    /// <summary>Tests on the last quarter of the time known, a year at most.</summary>
    public static NextProductTest Compute(IReadOnlyList<SoldProduct> sold, DateOnly asOf)
    {
        var later = ProductRules.Baskets(sold, asOf);
        if (later.Count == 0)
            return new(asOf, []);
        var begin = later.Values.Min(basket => basket.Values.Min());
        var cut = asOf.AddDays(-Math.Min((asOf.DayNumber - begin.DayNumber) / PartOfTime, LongestDays));
        var before = ProductRules.Baskets(sold, cut);
        var rules = ProductRules.Of([.. before.Values]);
        return new(cut, [.. before.Select(customer => Test(customer.Key, customer.Value, later[customer.Key], rules)).OfType<TestedCustomer>()]);
    }

    /// <summary>How often the product was among those offered; empty where nobody bought anything new.</summary>
    public IReadOnlyList<Figure> Figures() =>
    [
        Figure.Rate(FigureKeys.NextProductHitRate, Customers.Count(customer => customer.Rank <= Offered), Customers.Count, EmptyReason.NoNewProductBought),
        Figure.Rate(FigureKeys.NextProductPopularRate, Customers.Count(customer => customer.PopularRank <= Offered), Customers.Count, EmptyReason.NoNewProductBought),
    ];

    private static TestedCustomer? Test(CustomerKey customer, IReadOnlyDictionary<long, DateOnly> had, IReadOnlyDictionary<long, DateOnly> has, ProductRules rules)
    {
        var bought = has.Where(product => !had.ContainsKey(product.Key)).OrderBy(product => product.Value).ThenBy(product => product.Key).Select(product => (long?)product.Key).FirstOrDefault();
        return bought is { } product
            ? new(
                customer,
                product,
                Place(rules.Next(had).Select(rule => rule.ToProductId), product),
                Place(rules.Popular.Where(popular => !had.ContainsKey(popular)), product))
            : null;
    }

    private static int? Place(IEnumerable<long> offered, long product)
    {
        var at = offered.TakeWhile(one => one != product).Count();
        return offered.Skip(at).Any() ? at + 1 : null;
    }
}
