using System.Text.Json;
using CrmAddin.Core.Costs;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Metrics;
using CrmAddin.Core.Tests.Capture;

namespace CrmAddin.Core.Tests.Metrics;

public sealed class AcquisitionFiguresTests
{
    private static readonly DateOnly _day = new(2026, 3, 1);
    private static readonly CustomerSettings _settings = new(ReportPeriod.All, new(2026, 6, 1), new());

    [Fact]
    public void The_cost_of_a_customer_follows_the_published_examples()
    {
        if (SharedData.Find("pipeline/metric_worked_examples.json") is not { } path)
            return;

        using var examples = JsonDocument.Parse(File.ReadAllText(path));
        foreach (var example in examples.RootElement.GetProperty("cac").EnumerateArray())
        {
            decimal[] spent = [.. new[] { "spend", "marketing", "sales" }.Where(name => example.TryGetProperty(name, out _)).Select(name => example.GetProperty(name).GetDecimal())];
            var all = All([.. spent.Select(amount => Spent(amount, "", ""))], Customers(example.GetProperty("new_customers").GetInt32()));

            Value(all, FigureKeys.Cac).ShouldBe(example.GetProperty("cac").GetDecimal());
        }
    }

    [Fact]
    public void The_return_follows_the_worked_example_and_counts_profit_by_margin()
    {
        Value(All([Spent(2_000, "", "")], [Customer(1, profit: 10_000)]), FigureKeys.Roi).ShouldBe(4);
    }

    [Fact]
    public void Without_new_customers_leads_or_costs_figures_are_empty_with_their_reason()
    {
        var figures = Compute(All([], []));

        figures[FigureKeys.Cac].WhyEmpty.ShouldBe(EmptyReason.NoNewCustomers);
        figures[FigureKeys.CostPerLead].WhyEmpty.ShouldBe(EmptyReason.NoLeads);
        figures[FigureKeys.Roi].WhyEmpty.ShouldBe(EmptyReason.NoCosts);
    }

    [Fact]
    public void A_role_that_does_not_read_costs_gets_no_figure_of_them()
    {
        var figures = Compute(new([Customer(1, profit: 5)], null, [new(_day, "Fair", "")], []));

        string[] ofCosts = [FigureKeys.AcquisitionCost, FigureKeys.Cac, FigureKeys.UnattributedCost, FigureKeys.CostPerLead, FigureKeys.Roi];
        ofCosts.ShouldAllBe(key => figures[key].WhyEmpty == EmptyReason.CostsNotRead);
        figures[FigureKeys.NewCustomers].Value.ShouldBe(1);
    }

    [Fact]
    public void Unattributed_costs_stand_in_a_row_of_their_own_without_a_cost_of_customers()
    {
        var all = All([Spent(100, "Fair", ""), Spent(50, "fair", "Spring"), Spent(30, "", "Spring"), Spent(7, "", "")], [Customer(1, "Fair"), Customer(2, "FAIR"), Customer(3)]);

        var rows = AcquisitionTable.BySource(all);

        rows.Select(row => (row.Name, row.Cost, row.NewCustomers, row.Cac)).ShouldBe([("Fair", 150, 2, 75), ("", 37, 1, null)]);
        AcquisitionTable.ByCampaign(all).Select(row => (row.Name, row.Cost)).ShouldBe([("Spring", 80), ("", 107)]);
        Value(all, FigureKeys.UnattributedCost).ShouldBe(7);
        Value(all, FigureKeys.Cac).ShouldBe(187m / 3);
    }

    [Fact]
    public void Months_hold_costs_by_the_day_they_were_spent_and_customers_by_their_first_purchase()
    {
        var all = All([Spent(100, "", "") with { Day = new(2026, 1, 31) }, Spent(60, "", "")], [Customer(1), Customer(2)]);

        AcquisitionTable.ByMonth(all).Select(row => (row.Month, row.Cost, row.Cac)).ShouldBe([(new DateOnly(2026, 1, 1), 100, null), (new DateOnly(2026, 3, 1), 60, 30)]);
    }

    [Fact]
    public void A_customer_belongs_to_the_first_touch_that_names_a_source_or_campaign_and_is_not_after_the_first_purchase()
    {
        Touch[] touches =
        [
            new(Key(1), _day, 9, 9), new(Key(1), _day.AddDays(-5), 2, null), new(Key(1), _day.AddDays(-9), null, 7), new(Key(1), _day.AddDays(-9), null, 8),
            new(Key(2), _day.AddDays(1), 4, 4),
            new(Key(3), _day, 5, null),
        ];

        var brought = Brought(touches, AttributionRule.First, 1, 2, 3);

        brought[Key(1)].Sources.ShouldBe([new(2, 1)]);
        brought[Key(1)].Campaigns.ShouldBe([new(7, 1)]);
        (brought[Key(2)].Sources.Single(), brought[Key(2)].Campaigns.Single()).ShouldBe((new(null, 1), new(null, 1)));
        (brought[Key(3)].Sources.Single(), brought[Key(3)].Campaigns.Single()).ShouldBe((new(5, 1), new(null, 1)));
    }

    [Fact]
    public void An_even_split_gives_each_source_and_each_campaign_up_to_the_first_purchase_an_equal_part()
    {
        Touch[] touches =
        [
            new(Key(1), _day.AddDays(-9), 2, null), new(Key(1), _day.AddDays(-5), 5, 7), new(Key(1), _day.AddDays(-1), 2, 8), new(Key(1), _day, 3, 7),
            new(Key(1), _day.AddDays(1), 4, 9),
        ];

        var brought = Brought(touches, AttributionRule.Even, 1);

        brought[Key(1)].Sources.ShouldBe([new(2, 1m / 3), new(5, 1m / 3), new(3, 1m / 3)]);
        brought[Key(1)].Campaigns.ShouldBe([new(7, 0.5m), new(8, 0.5m)]);
    }

    [Theory]
    [InlineData(AttributionRule.First)]
    [InlineData(AttributionRule.Even)]
    public void How_somebody_was_met_counts_only_where_no_touch_names_a_source(AttributionRule rule)
    {
        var brought = Brought([new(Key(1), _day, null, 7)], rule, 1, 2);
        var asked = Brought([new(Key(1), _day, 5, null)], rule, 1);

        (brought[Key(1)].Sources.Single(), brought[Key(2)].Sources.Single(), asked[Key(1)].Sources.Single()).ShouldBe((new(90, 1), new(null, 1), new(5, 1)));
    }

    [Fact]
    public void A_customer_of_two_sources_is_half_a_customer_of_each_in_numbers_revenue_and_cost()
    {
        // Two customers of the fair, one of them half the web site's: 150 ÷ 1.5 = 100 and 40 ÷ 0.5 = 80; together 190 ÷ 2.
        AcquiredCustomer shared = Customer(2, revenue: 900) with { Sources = [new("Fair", 0.5m, 300), new("Web", 0.5m, 300)] };
        var all = All([Spent(150, "Fair", ""), Spent(40, "Web", "")], [Customer(1, "Fair", revenue: 100, profit: 100), shared]);

        AcquisitionTable.BySource(all).Select(row => (row.Name, row.NewCustomers, row.Cac, row.Revenue, row.Roi)).ShouldBe(
            [("Fair", 1.5m, 100, 550, 250m / 150), ("Web", 0.5m, 80, 450, 260m / 40)]);
        Value(all, FigureKeys.Cac).ShouldBe(95);
        AcquisitionTable.ByMonth(all).Single().NewCustomers.ShouldBe(2);
    }

    [Fact]
    public void Thirds_of_customers_make_whole_ones_where_a_campaign_needs_a_number_of_them()
    {
        CustomerShare[] thirds = [new("Spring", 1m / 3, 0), new("Autumn", 1m / 3, 0), new("Fair", 1m / 3, 0)];
        var all = All([Spent(100, "", "Spring")], [.. Enumerable.Range(1, 9).Select(id => Customer(id, revenue: 600) with { Campaigns = thirds })]);

        var spring = CampaignFigures.ByCampaign(all, [], _settings with { Firm = new() { MinCampaignCustomers = 3 } }).Single(row => row.Acquired.Name == "Spring");

        // Three customers' worth of 600 each, none lost, less 100 ÷ 3.
        (spring.Customers, spring.IsFirmsCltv, Round(spring.Cltv)).ShouldBe((3, false, Round(600 - 100m / 3)));
    }

    [Fact]
    public void Rates_of_answers_count_those_whom_a_message_reached_and_conversion_those_who_interacted()
    {
        CampaignResponse[] members = [Member(1, 1, 1, 1, 1), Member(1, 1, 0, 1, 0), Member(1, 0, 0, 0, 0), Member(1, 0, 0, 0, 1), Member(0, 1, 1, 0, 0)];
        var counts = ResponseCounts.Of(members);

        (counts.OpenRate, counts.ClickRate, counts.ResponseConversionRate).ShouldBe((0.5m, 0.25m, 0.5m));
    }

    [Fact]
    public void Nurture_effectiveness_takes_the_firms_value_of_a_customer_under_thirty_customers_and_says_so()
    {
        CampaignResponse[] members = [Member(1, 1, 1, 1, 1), Member(1, 1, 1, 1, 0)];
        var many = Enumerable.Range(1, 30).Select(id => Customer(id, campaign: "Spring", revenue: 1_000));
        var all = All([Spent(300, "", "Spring"), Spent(100, "", "Few")], [.. many, Customer(90, campaign: "Few", revenue: 7_200)]);

        var rows = CampaignFigures.ByCampaign(all, members, _settings);

        // Nobody is lost yet, so the gross value is revenue per customer: 1,000 of the campaign's own, 37,200 ÷ 31 = 1,200 of the firm.
        var spring = rows.Single(row => row.Acquired.Name == "Spring");
        (spring.IsFirmsCltv, spring.Acquired.Cac, Round(spring.Cltv), Round(spring.Nei)).ShouldBe((false, 10, 990, 49.5m));
        var few = rows.Single(row => row.Acquired.Name == "Few");
        (few.IsFirmsCltv, few.Acquired.Cac, few.Nei).ShouldBe((true, 100, null));
        Round(few.Cltv).ShouldBe(Round(1_200 - 400m / 31));
    }

    private static IReadOnlyDictionary<CustomerKey, BroughtCustomer> Brought(Touch[] touches, AttributionRule rule, params int[] customers) =>
        Attribution.Of(customers.Select(id => Customer(id).History), touches, new[] { (Customer: Key(1), Source: 90L) }.ToLookup(met => met.Customer, met => met.Source), rule);

    private static decimal? Round(decimal? value) => value is { } known ? decimal.Round(known, 6) : null;

    private static Acquisition All(SpentCost[] costs, AcquiredCustomer[] customers) => new(customers, costs, [], []);

    private static SpentCost Spent(decimal amount, string source, string campaign) => new(_day, amount, CostCategory.Marketing, source, campaign);

    private static AcquiredCustomer[] Customers(int count) => [.. Enumerable.Range(1, count).Select(id => Customer(id))];

    private static AcquiredCustomer Customer(int id, string source = "", string campaign = "", decimal profit = 0, decimal revenue = 0) =>
        new(new(Key(id), _day, _day, 1, revenue, _day.AddMonths(12), 92, false), true, [new(source, 1, profit)], [new(campaign, 1, profit)]);

    private static CustomerKey Key(int id) => new(true, id);

    private static CampaignResponse Member(int delivered, int opened, int clicked, int interacting, int goal) =>
        new("Spring", delivered == 1, opened == 1, clicked == 1, interacting == 1, goal == 1);

    private static Dictionary<string, Figure> Compute(Acquisition all) => AcquisitionFigures.Compute(all).ToDictionary(figure => figure.Key);

    private static decimal? Value(Acquisition all, string key) => Compute(all)[key].Value;
}
