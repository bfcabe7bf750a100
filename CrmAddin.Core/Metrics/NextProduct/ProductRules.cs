namespace CrmAddin.Core.Metrics.NextProduct;

/// <summary>What customers with one product went on to buy.</summary>
/// <param name="FromProductId">The product that they had.</param>
/// <param name="ToProductId">The product that they bought with it or later.</param>
/// <param name="Customers">Customers who did so: the rule's support.</param>
/// <param name="FromCustomers">Customers who have the first product.</param>
/// <param name="ToCustomers">Customers who have the second product.</param>
/// <param name="AllCustomers">Customers who have any product.</param>
public sealed record ProductRule(long FromProductId, long ToProductId, int Customers, int FromCustomers, int ToCustomers, int AllCustomers)
{
    // So many customers who buy like everybody are laid beside those of a rule, so that three of three are no certainty.
    private const decimal CustomersBeside = 10;

    /// <summary>Share of all customers who have the second product.</summary>
    public decimal Popularity => (decimal)ToCustomers / AllCustomers;

    /// <summary>Chance to go on from the first to the second, drawn towards its popularity the more, the fewer customers it is of.</summary>
    public decimal Chance => (Customers + CustomersBeside * Popularity) / (FromCustomers + CustomersBeside);

    /// <summary>How many times as often as among all customers.</summary>
    public decimal Lift => (decimal)Customers * AllCustomers / ((decimal)FromCustomers * ToCustomers);
}

/// <summary>The rules of all pairs of products, learnt of who bought what and then what.</summary>
public sealed class ProductRules
{
    /// <summary>Fewer customers make no rule.</summary>
    public const int LeastCustomers = 3;

    private readonly Dictionary<long, List<ProductRule>> _byProduct;

    private ProductRules(List<ProductRule> all, Dictionary<long, int> owners, int customers)
    {
        (All, Owners, Customers) = (all, owners, customers);
        _byProduct = all.GroupBy(rule => rule.FromProductId).ToDictionary(group => group.Key, group => group.ToList());
        Popular = [.. owners.OrderByDescending(product => product.Value).ThenBy(product => product.Key).Select(product => product.Key)];
    }

    /// <summary>The rules with enough customers, those of the highest chance first.</summary>
    public IReadOnlyList<ProductRule> All { get; }

    /// <summary>Customers by product.</summary>
    public IReadOnlyDictionary<long, int> Owners { get; }

    /// <summary>The products, that of the most customers first.</summary>
    public IReadOnlyList<long> Popular { get; }

    /// <summary>Customers who have any product.</summary>
    public int Customers { get; }

    /// <summary>Learns of what each customer has, by the day of first purchase.</summary>
    public static ProductRules Of(IReadOnlyCollection<IReadOnlyDictionary<long, DateOnly>> baskets)
    {
        var owners = baskets.SelectMany(basket => basket.Keys).GroupBy(product => product).ToDictionary(group => group.Key, group => group.Count());
        var both = new Dictionary<(long From, long To), int>();
        foreach (var basket in baskets)
        {
            foreach (var (from, had) in basket)
            {
                foreach (var (to, bought) in basket)
                {
                    if (from != to && bought >= had)
                        both[(from, to)] = both.GetValueOrDefault((from, to)) + 1;
                }
            }
        }
        var rules = both.Where(pair => pair.Value >= LeastCustomers)
            .Select(pair => new ProductRule(pair.Key.From, pair.Key.To, pair.Value, owners[pair.Key.From], owners[pair.Key.To], baskets.Count))
            .OrderByDescending(rule => rule.Chance).ThenBy(rule => rule.FromProductId).ThenBy(rule => rule.ToProductId).ToList();
        return new(rules, owners, baskets.Count);
    }

    /// <summary>What each customer has by a day, with the day of first purchase.</summary>
    public static IReadOnlyDictionary<CustomerKey, IReadOnlyDictionary<long, DateOnly>> Baskets(IEnumerable<SoldProduct> sold, DateOnly asOf) =>
        sold.Where(one => one.Day <= asOf)
            .GroupBy(one => one.Customer)
            .ToDictionary(
                customer => customer.Key,
                customer => (IReadOnlyDictionary<long, DateOnly>)customer.GroupBy(one => one.ProductId).ToDictionary(product => product.Key, product => product.Min(one => one.Day)));

    /// <summary>The rules that lead a customer with these products to others, the best of each other product, the likeliest first.</summary>
    public IReadOnlyList<ProductRule> Next(IReadOnlyDictionary<long, DateOnly> basket) =>
    [
        .. basket.Keys.SelectMany(product => _byProduct.GetValueOrDefault(product, []))
            .Where(rule => !basket.ContainsKey(rule.ToProductId))
            .GroupBy(rule => rule.ToProductId)
            .Select(group => group.MaxBy(rule => rule.Chance)!)
            .OrderByDescending(rule => rule.Chance).ThenBy(rule => rule.ToProductId),
    ];
}
