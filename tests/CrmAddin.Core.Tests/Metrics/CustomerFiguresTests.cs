using System.Globalization;
using CrmAddin.Core.Metrics;
using CrmAddin.Core.Tests.Capture;

namespace CrmAddin.Core.Tests.Metrics;

public sealed class CustomerFiguresTests
{
    private static readonly CustomerSettings _settings = new(ReportPeriod.All, new(1998, 7, 1), new());
    private static readonly Figure _noCac = Figure.Money(FigureKeys.Cac, null, EmptyReason.NoNewCustomers);

    [Fact]
    public void The_value_of_a_customer_follows_the_worked_example()
    {
        var totals = new CustomerTotals(Customers: 10, Lost: 5, Repeating: 9, Purchases: 60, Revenue: 30_000, ActiveYears: 25);
        var figures = Compute(totals, _settings with { Firm = new() { MinLostCustomers = 5 } }, Figure.Money(FigureKeys.Cac, 400));

        figures[FigureKeys.AveragePurchaseValue].Value.ShouldBe(500);
        figures[FigureKeys.PurchasesPerYear].Value.ShouldBe(2.4m);
        figures[FigureKeys.RetentionSpanYears].Value.ShouldBe(5);
        figures[FigureKeys.CltvGross].Value.ShouldBe(6_000);
        figures[FigureKeys.Cltv].Value.ShouldBe(5_600);
        figures[FigureKeys.RepeatRate].Value.ShouldBe(0.9m);
        CustomerFigures.IsToDate(totals, _settings with { Firm = new() { MinLostCustomers = 5 } }).ShouldBeFalse();
    }

    [Fact]
    public void With_too_few_lost_customers_the_retention_span_is_the_time_to_date_of_all()
    {
        var totals = new CustomerTotals(Customers: 10, Lost: 5, Repeating: 9, Purchases: 60, Revenue: 30_000, ActiveYears: 25);

        Compute(totals, _settings, _noCac)[FigureKeys.RetentionSpanYears].Value.ShouldBe(2.5m);
        CustomerFigures.IsToDate(totals, _settings).ShouldBeTrue();
    }

    [Fact]
    public void Without_a_cost_per_customer_only_the_gross_value_is_known()
    {
        var totals = new CustomerTotals(1, 0, 0, 1, 100, 1);
        var figures = Compute(totals, _settings, Figure.Money(FigureKeys.Cac, null, EmptyReason.CostsNotRead));

        figures[FigureKeys.CltvGross].Value.ShouldBe(100);
        figures[FigureKeys.Cltv].ShouldBe(new(FigureKeys.Cltv, FigureUnit.Money, null, EmptyReason.CostsNotRead));
    }

    [Fact]
    public void Without_customers_every_rate_is_empty_with_its_reason()
    {
        var figures = Compute(CustomerTotals.Of([]), _settings, _noCac);

        figures[FigureKeys.AveragePurchaseValue].WhyEmpty.ShouldBe(EmptyReason.NoPurchases);
        figures[FigureKeys.PurchasesPerYear].WhyEmpty.ShouldBe(EmptyReason.NoActiveYears);
        figures[FigureKeys.RetentionSpanYears].WhyEmpty.ShouldBe(EmptyReason.NoCustomers);
        figures[FigureKeys.CltvGross].WhyEmpty.ShouldBe(EmptyReason.NoPurchases);
        figures[FigureKeys.RepeatRate].WhyEmpty.ShouldBe(EmptyReason.NoCustomers);
        figures[FigureKeys.ActiveCustomerYears].Value.ShouldBe(0);
    }

    [Fact]
    public void A_customer_is_lost_on_the_day_when_the_months_of_the_setting_are_over()
    {
        var lost = History(new(1997, 7, 1));
        var active = History(new(1997, 7, 2));

        (lost.IsLost, lost.ActiveDays).ShouldBe((true, 365));
        (active.IsLost, active.ActiveDays).ShouldBe((false, 364));
    }

    [Fact]
    public void Sales_after_the_day_of_reporting_and_sales_to_nobody_count_for_no_customer()
    {
        Sale[] sales = [Bought(1, new(1998, 6, 1), 10), Bought(1, new(1998, 7, 2), 20), new() { Day = new(1998, 6, 1), Amount = 40 }];

        var history = CustomerHistory.Of(sales, _settings).ShouldHaveSingleItem();

        (history.Purchases, history.Revenue).ShouldBe((1, 10));
    }

    [Fact]
    public void The_published_purchases_of_a_shop_give_the_figures_worked_out_for_them()
    {
        if (SharedData.Find("cltv/cdnow/CDNOW_sample.txt") is not { } path)
            return;

        var totals = CustomerTotals.Of(CustomerHistory.Of(File.ReadLines(path).Select(CdnowRow), _settings));
        var figures = Compute(totals, _settings, _noCac);

        (totals.Customers, totals.Purchases, totals.Lost).ShouldBe((2_357, 6_919, 1_549));
        decimal.Round(totals.ActiveYears, 2).ShouldBe(2_709.64m);
        decimal.Round(figures[FigureKeys.CltvGross].Value!.Value, 2).ShouldBe(157.58m);
    }

    private static Dictionary<string, Figure> Compute(CustomerTotals totals, CustomerSettings settings, Figure cac) =>
        CustomerFigures.Compute(totals, settings, cac).ToDictionary(figure => figure.Key);

    private static CustomerHistory History(DateOnly only) => CustomerHistory.Of([Bought(1, only, 10)], _settings).Single();

    private static Sale Bought(long customer, DateOnly day, decimal amount) => new() { Customer = new(false, customer), Day = day, Amount = amount };

    private static Sale CdnowRow(string line)
    {
        var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return Bought(
            long.Parse(parts[1], CultureInfo.InvariantCulture),
            DateOnly.ParseExact(parts[2], "yyyyMMdd", CultureInfo.InvariantCulture),
            decimal.Parse(parts[4], CultureInfo.InvariantCulture));
    }
}
