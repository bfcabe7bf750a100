using CrmAddin.Core.Metrics;
using CrmAddin.Core.Metrics.NextProduct;

namespace CrmAddin.Core.Tests.Metrics.NextProduct;

public sealed class ProductRulesTests
{
    private const long Villa = 1;
    private const long Furniture = 2;
    private const long Garden = 3;

    private static readonly DateOnly _day = new(2026, 1, 1);

    [Fact]
    public void Support_chance_and_lift_follow_who_bought_what_and_then_what()
    {
        // Ten customers: six have a villa, four of them furniture after it, one before it; five have furniture.
        List<SoldProduct> sales = [.. Enumerable.Range(1, 10).Select(id => Bought(id, id <= 6 ? Villa : Garden, 10))];
        sales.AddRange([Bought(1, Furniture, 20), Bought(2, Furniture, 20), Bought(3, Furniture, 10), Bought(4, Furniture, 99), Bought(5, Furniture, 1)]);

        var rules = ProductRules.Of([.. ProductRules.Baskets(sales, _day.AddDays(200)).Values]);

        var rule = rules.All.Single(one => (one.FromProductId, one.ToProductId) == (Villa, Furniture));
        (rule.Customers, rule.FromCustomers, rule.ToCustomers, rule.AllCustomers).ShouldBe((4, 6, 5, 10));
        rule.Lift.ShouldBe(4m * 10 / (6 * 5));
        rule.Chance.ShouldBe((4 + 10 * 0.5m) / (6 + 10));
        rules.All.ShouldNotContain(one => one.FromProductId == Furniture);
        rules.Popular.ShouldBe([Villa, Furniture, Garden]);
    }

    [Fact]
    public void A_customer_is_offered_what_they_do_not_have_the_likeliest_first_and_nothing_without_a_rule()
    {
        var rules = ProductRules.Of([.. ProductRules.Baskets(Firm(), _day.AddDays(500)).Values]);

        rules.Next(Basket(Villa)).Select(rule => rule.ToProductId).ShouldBe([Furniture, Garden]);
        rules.Next(Basket(Villa, Furniture)).Select(rule => rule.ToProductId).ShouldBe([Garden]);
        rules.Next(Basket(Villa, Furniture, Garden)).ShouldBeEmpty();
        rules.Next(Basket(999)).ShouldBeEmpty();
    }

    [Fact]
    public void The_test_sees_only_the_time_before_its_cut_and_counts_the_first_new_product()
    {
        var test = NextProductTest.Compute(Firm(), _day.AddDays(400));

        test.Cut.ShouldBe(_day.AddDays(300));
        test.Customers.ShouldBe([new(new(false, 31), Furniture, 1, 1), new(new(false, 32), Garden, 2, 2), new(new(false, 33), 4, null, null)], ignoreOrder: true);
        test.Figures().Select(figure => figure.Value).ShouldBe([2m / 3, 2m / 3]);
    }

    [Fact]
    public void A_sale_teaches_its_own_product_and_all_of_its_deal_each_once()
    {
        Sale[] sales = [new() { Day = _day, Customer = new(true, 1), ProductId = Villa, DealId = 7 }, new() { Day = _day, Customer = new(true, 2), DealId = 8 }];
        var ofDeals = new (long Deal, long Product)[] { (7, Villa), (7, Furniture), (7, Furniture), (9, Garden) }.ToLookup(line => line.Deal, line => line.Product);

        SoldProduct.Of(sales, ofDeals).ShouldBe([new(new(true, 1), Villa, _day), new(new(true, 1), Furniture, _day)]);
    }

    [Fact]
    public void Sales_without_customer_or_product_teach_nothing_and_no_sales_test_nothing()
    {
        Sale[] sales = [new() { Day = _day, ProductId = Villa }, new() { Day = _day, Customer = new(true, 1) }];

        SoldProduct.Of(sales, Array.Empty<long>().ToLookup(_ => 0L)).ShouldBeEmpty();
        ProductRules.Of([]).All.ShouldBeEmpty();
        NextProductTest.Compute([], _day).Figures().ShouldAllBe(figure => figure.WhyEmpty == EmptyReason.NoNewProductBought);
    }

    // Thirty customers bought before the cut on day 300: all a villa, twenty furniture after it, five a garden. Three more go on after it.
    private static List<SoldProduct> Firm()
    {
        List<SoldProduct> sales = [.. Enumerable.Range(1, 33).Select(id => Bought(id, Villa, id == 1 ? 0 : 10))];
        sales.AddRange(Enumerable.Range(1, 20).Select(id => Bought(id, Furniture, 50)));
        sales.AddRange(Enumerable.Range(21, 5).Select(id => Bought(id, Garden, 60)));
        sales.AddRange([Bought(31, Furniture, 310), Bought(31, Garden, 320), Bought(32, Garden, 350), Bought(33, 4, 390)]);
        return sales;
    }

    private static Dictionary<long, DateOnly> Basket(params long[] products) => products.ToDictionary(product => product, _ => _day);

    private static SoldProduct Bought(long customer, long product, int afterDays) => new(new(false, customer), product, _day.AddDays(afterDays));
}
