using CrmAddin.Core.Accounts;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Campaigns;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Costs;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Leads;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Metrics;
using CrmAddin.Core.Products;
using CrmAddin.Core.Purchases;
using CrmAddin.Core.Rates;
using CrmAddin.Core.Store;
using CrmAddin.Core.Tests.Capture;
using CrmAddin.Core.Users;
using CrmAddin.Reports.Acquisition;
using CrmAddin.Reports.Cac;
using CrmAddin.Reports.Conversion;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Reports.Tests.Acquisition;

/// <summary>Reports about winning customers, read from a real store. Days are in Riyadh, three hours before UTC.</summary>
public sealed class AcquisitionReportTests
{
    private static readonly ReportRequest _year = new(new(2026, 1, 1), new(2027, 1, 1), null, ReportLanguage.English);

    [Fact]
    public async Task Costs_and_new_customers_of_the_period_make_the_cost_of_a_customer_in_the_reports_currency()
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);
        await AddAsync(store, new ExchangeRate { Currency = "EUR", FromDay = new(2026, 1, 1), Rate = 1.2m });
        await AddAsync(store, Spent(700, new(2026, 2, 1)), Spent(250, new(2026, 3, 1), "EUR"), Spent(9_000, new(2025, 12, 31)), Spent(5_000, new(2026, 2, 1), category: CostCategory.Service), Spent(4, new(2026, 2, 1), "CHF"));
        var (ann, bob, old) = (await PersonAsync(store, "Ann"), await PersonAsync(store, "Bob"), await PersonAsync(store, "Old"));
        await AddAsync(store, Bought(ann, new(2026, 4, 1), 50), Bought(ann, new(2026, 5, 1), 60), Bought(bob, new(2026, 6, 1), 70), Bought(old, new(2025, 6, 1), 80), Bought(old, new(2026, 6, 1), 90));

        var outcome = await RunAsync(store, "cac", _year);

        (outcome.Values[FigureKeys.AcquisitionCost], outcome.Values[FigureKeys.NewCustomers], outcome.Values[FigureKeys.Cac]).ShouldBe((1_000, 2, 500));
        outcome.Values[FigureKeys.NewCustomerRevenue].ShouldBe(180);
        using var book = new OpenedWorkbook(outcome.File);
        book.Values("Tie-out").Values.ShouldContain("All totals agree.");
        book.Values("Summary").Values.ShouldContain("500");
    }

    [Fact]
    public async Task A_customer_belongs_to_the_source_of_their_first_touch_and_profit_is_by_the_nearest_margin()
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder, new FirmSettings { Currency = "USD", TimeZone = "Asia/Riyadh", Figures = new() { Margin = 0.5m } });
        var sources = await SourcesAsync(store, 3);
        var ann = await PersonAsync(store, "Ann", contact => contact.SourceId = sources[2].Id);
        var bob = await PersonAsync(store, "Bob", contact => contact.SourceId = sources[2].Id);
        var villa = await OneAsync(store, new Product { Name = "Villa", NameKey = "villa", Currency = "USD", Margin = 0.25m });
        await AddAsync(store, Asked(ann, At(2026, 3, 1), sources[0].Id), Asked(ann, At(2026, 2, 1), sources[1].Id));
        await AddAsync(store, Bought(ann, new(2026, 4, 1), 1_000), Bought(bob, new(2026, 4, 1), 400, villa.Id));
        await AddAsync(store, Spent(100, new(2026, 4, 1), source: sources[1].Id));

        var outcome = await RunAsync(store, "sources", _year);

        outcome.Values[FigureKeys.NewCustomerProfit].ShouldBe(600);
        outcome.Values[FigureKeys.Roi].ShouldBe(5);
        outcome.Values[FigureKeys.CostPerLead].ShouldBe(50);
        using var book = new OpenedWorkbook(outcome.File);
        (book.Text("Customers", "C2"), book.Text("Customers", "C3")).ShouldBe((sources[1].Name, sources[2].Name));
    }

    [Fact]
    public async Task Profit_of_a_deal_counts_each_of_its_lines_at_the_margin_of_its_product()
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder, new FirmSettings { Currency = "USD", TimeZone = "Asia/Riyadh", Figures = new() { Margin = 0.5m } });
        var villa = await OneAsync(store, new Product { Name = "Villa", NameKey = "villa", Currency = "USD", Margin = 0.25m });
        var desk = await OneAsync(store, new Product { Name = "Desk", NameKey = "desk", Currency = "USD" });
        var firm = await OneAsync(store, new Account { Name = "Acme" });
        // 1,000 of which a quarter at 0.25 and the rest at the firm's 0.5; 400 with no lines; an order of 200 for a deal at 0.25.
        await WonAsync(store, firm.Id, 400);
        var (two, ordered) = (await WonAsync(store, firm.Id, 1_000), await WonAsync(store, firm.Id, 150));
        await AddAsync(
            store,
            new Core.Deals.DealLine { DealId = two, ProductId = villa.Id, Quantity = 2, UnitPrice = 100 },
            new Core.Deals.DealLine { DealId = two, ProductId = desk.Id, Quantity = 6, UnitPrice = 100 },
            new Core.Deals.DealLine { DealId = ordered, ProductId = villa.Id },
            new Purchase { AccountId = firm.Id, BoughtOn = new(2026, 5, 1), Amount = 200, Currency = "USD", DealId = ordered });

        var outcome = await RunAsync(store, "sources", _year);

        outcome.Values[FigureKeys.NewCustomerProfit].ShouldBe(437.5m + 200 + 50);
        using var book = new OpenedWorkbook(outcome.File);
        using var recalculated = new OpenedWorkbook(LibreOffice.Recalculate(outcome.File));
        book.SheetNames.Sum(sheet => Recalculation.ShouldAgree(book, recalculated, sheet)).ShouldBeGreaterThan(30);
        book.Values("Tie-out").Values.ShouldContain("All totals agree.");
    }

    [Theory]
    [InlineData("cac", "en")]
    [InlineData("sources", "ar")]
    [InlineData("campaigns", "en")]
    public async Task A_firm_with_an_even_split_gets_parts_of_customers_that_tie_out(string report, string code)
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder, new FirmSettings { Currency = "USD", TimeZone = "Asia/Riyadh", Figures = new() { Attribution = AttributionRule.Even } });
        var language = ReportLanguage.Parse(code).Value!;
        var sources = await SourcesAsync(store, 3);
        var spring = await OneAsync(store, new Campaign { Name = "Spring", NameKey = "spring", Currency = "USD", Margin = 0.1m });
        var (ann, bob) = (await PersonAsync(store, "Ann"), await PersonAsync(store, "Bob"));
        await AddAsync(store, Asked(ann, At(2026, 2, 1), sources[0].Id), Asked(ann, At(2026, 3, 1), sources[1].Id, lead => lead.CampaignId = spring.Id), Asked(ann, At(2026, 4, 2), sources[2].Id));
        await AddAsync(store, Asked(bob, At(2026, 3, 1), sources[1].Id), Bought(ann, new(2026, 4, 1), 1_000), Bought(bob, new(2026, 4, 1), 400));
        await AddAsync(store, Spent(300, new(2026, 4, 1), source: sources[1].Id), Spent(50, new(2026, 4, 1), source: sources[0].Id));

        var outcome = await RunAsync(store, report, _year with { Language = language });

        ReportRun.ShouldHold(outcome, language);
        outcome.Values[FigureKeys.Cac].ShouldBe(175);
        var texts = new AcquisitionTexts(language);
        using var book = new OpenedWorkbook(outcome.File);
        var dimension = report == "campaigns" ? "Campaign" : "Source";
        var rows = book.Values(texts[dimension + "Shares"]).Where(cell => cell.Key.StartsWith('D')).Select(cell => cell.Value).Skip(1);
        rows.ShouldBe(dimension == "Source" ? ["0.5", "0.5", "1"] : ["1", "1"]);
        if (report != "cac")
            return;
        var summary = book.Values("Summary");
        var row = summary.Last(cell => cell.Key.StartsWith('A') && cell.Value == sources[1].Name).Key[1..];
        // Bob, and half of Ann: 300 ÷ 1.5.
        (summary["B" + row], summary["C" + row], summary["D" + row], summary["E" + row]).ShouldBe(("300", "1.5", "900", "200"));
    }

    [Fact]
    public async Task Members_who_answered_make_rates_and_bring_customers_to_their_campaign()
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);
        var spring = await OneAsync(store, new Campaign { Name = "Spring", NameKey = "spring", Currency = "USD", Margin = 0.1m });
        var (ann, bob) = (await PersonAsync(store, "Ann"), await PersonAsync(store, "Bob"));
        var day = At(2026, 3, 1);
        await AddAsync(
            store,
            new CampaignMember { CampaignId = spring.Id, ContactId = ann, AddedAt = day, DeliveredAt = day, OpenedAt = day, ClickedAt = day, InteractedAt = day, GoalReachedAt = day },
            new CampaignMember { CampaignId = spring.Id, ContactId = bob, AddedAt = day, DeliveredAt = day, InteractedAt = day });
        await AddAsync(store, Bought(ann, new(2026, 4, 1), 1_000));
        await AddAsync(store, Spent(50, new(2026, 4, 1), campaign: spring.Id));

        var outcome = await RunAsync(store, "campaigns", _year);

        (outcome.Values[FigureKeys.OpenRate], outcome.Values[FigureKeys.ClickRate], outcome.Values[FigureKeys.ResponseConversionRate]).ShouldBe((0.5m, 0.5m, 0.5m));
        (outcome.Values[FigureKeys.Cac], outcome.Values[FigureKeys.Roi]).ShouldBe((50, 1));
        // One customer, none lost: worth 1,000 less 50; half of those who answered converted.
        decimal.Round(outcome.Values[FigureKeys.Cltv]!.Value, 6).ShouldBe(950);
        decimal.Round(outcome.Values[FigureKeys.Nei]!.Value, 6).ShouldBe(9.5m);
    }

    [Fact]
    public async Task An_agent_is_told_that_costs_are_not_read_and_gets_sources_without_them()
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);
        var (user, team) = await AgentAsync(store);
        var agent = new Reader(user, Role.Agent, [team]);
        var ann = await PersonAsync(store, "Ann");
        await AddAsync(store, Spent(100, new(2026, 2, 1)));
        await AddAsync(store, Asked(ann, At(2026, 2, 1), null), Asked(ann, At(2026, 2, 2), null, lead => lead.TeamId = team));

        var cac = await store.UseAsync(services => services.GetRequiredService<RunReport>().RunAsync("cac", _year, folder.File("cac.xlsx"), default), agent);
        var sources = await RunAsync(store, "sources", _year, agent);

        cac.Error.ShouldBeOfType<CostsNotRead>();
        File.Exists(folder.File("cac.xlsx")).ShouldBeFalse();
        sources.Values[FigureKeys.LeadCount].ShouldBe(1);
        sources.Values.Keys.ShouldNotContain(FigureKeys.Cac);
    }

    [Fact]
    public async Task People_convert_once_by_their_first_purchase_after_the_first_lead_without_spam()
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);
        var (ann, bob, cid, dan) = (await PersonAsync(store, "Ann"), await PersonAsync(store, "Bob"), await PersonAsync(store, "Cid"), await PersonAsync(store, "Dan"));
        var twin = await PersonAsync(store, "Ann A.", contact => contact.MergedIntoId = ann);
        var deal = await DealAsync(store);
        await AddAsync(
            store,
            Asked(ann, At(2026, 2, 1), null, lead => lead.FirstResponseAt = At(2026, 2, 3)),
            Asked(twin, At(2026, 5, 1), null),
            Asked(bob, At(2026, 2, 1), null, lead => (lead.DealId, lead.ConvertedAt, lead.Status) = (deal, At(2026, 2, 11), LeadStatus.Converted)),
            Asked(cid, At(2026, 2, 1), null),
            Asked(dan, At(2026, 2, 1), null, lead => (lead.Status, lead.DisqualifiedReason) = (LeadStatus.Disqualified, DisqualifiedReason.Spam)));
        await AddAsync(store, Bought(twin, new(2026, 6, 1), 10), Bought(cid, new(2026, 1, 31), 10), Bought(cid, new(2026, 3, 1), 10));

        var types = await store.UseAsync(services => services.GetRequiredService<CrmDb>().LookupItems.Where(item => item.Kind == LookupKind.ContactType).OrderBy(item => item.Position).Take(2).ToListAsync());
        await AddAsync(store, new ContactLookup { ContactId = bob, LookupItemId = types[0].Id }, new ContactLookup { ContactId = bob, LookupItemId = types[1].Id });
        await AddAsync(store, new ContactLookup { ContactId = twin, LookupItemId = types[1].Id });

        var outcome = await RunAsync(store, "conversion", _year);

        (outcome.Values[FigureKeys.LeadPeople], outcome.Values[FigureKeys.LeadCustomers], outcome.Values[FigureKeys.LeadDeals]).ShouldBe((3, 1, 1));
        (outcome.Values[FigureKeys.MedianDaysToAnswer], outcome.Values[FigureKeys.MedianDaysToDeal], outcome.Values[FigureKeys.MedianDaysToPurchase]).ShouldBe((2, 10, 120));
        using var book = new OpenedWorkbook(outcome.File);
        var rows = book.Values("Summary").Where(cell => cell.Key.StartsWith('A')).ToDictionary(cell => cell.Key[1..], cell => cell.Value);
        (PeopleOf(types[0].Name), PeopleOf(types[1].Name), PeopleOf("(no type)")).ShouldBe(("1", "2", "1"));
        book.Values("Tie-out").Values.ShouldContain("All totals agree.");

        string PeopleOf(string type) => book.Text("Summary", "B" + rows.Single(row => row.Value == type).Key);
    }

    [Fact]
    public async Task Retention_is_of_all_sales_and_ties_out_with_the_store()
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);
        var (ann, bob) = (await PersonAsync(store, "Ann"), await PersonAsync(store, "Bob"));
        await AddAsync(store, Bought(ann, new(2025, 6, 1), 10), Bought(ann, new(2026, 6, 1), 20), Bought(bob, new(2025, 5, 1), 5), Bought(bob, new(2025, 5, 2), 7));
        await DealAsync(store, won: true);

        var outcome = await RunAsync(store, "retention", _year);

        (outcome.Values[FigureKeys.RetentionRate], outcome.Values[FigureKeys.LostRevenue], outcome.Values[FigureKeys.RepeatRate]).ShouldBe((0.5m, 12, 1));
        using var book = new OpenedWorkbook(outcome.File);
        book.Values("Tie-out").Values.ShouldContain("All totals agree.");
    }

    [Theory]
    [InlineData("retention", "en")]
    [InlineData("sources", "ar")]
    public async Task The_real_deals_make_a_workbook_that_recalculates_and_ties_out(string report, string code)
    {
        if (SharedData.Find("pipeline/maven-crm") is not { } data)
            return;
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);
        await store.LoadAsync(request => request with { File = Path.Combine(data, "sales_pipeline.csv"), AccountsFile = Path.Combine(data, "accounts.csv") });

        var outcome = await RunAsync(store, report, new(null, null, null, ReportLanguage.Parse(code).Value!));

        // 4,238 deals were won, to 85 accounts, for 10,005,534.
        outcome.Values[FigureKeys.NewCustomers].ShouldBe(85);
        outcome.Values[report == "retention" ? FigureKeys.NetNewRevenue : FigureKeys.WonAmount].ShouldBe(10_005_534);
        using var book = new OpenedWorkbook(outcome.File);
        using var recalculated = new OpenedWorkbook(LibreOffice.Recalculate(outcome.File));
        book.SheetNames.Sum(sheet => Recalculation.ShouldAgree(book, recalculated, sheet)).ShouldBeGreaterThan(30);
        book.Values(book.SheetNames[^1]).Values.ShouldContain(code == "en" ? "All totals agree." : "جميع المجاميع متطابقة.");
    }

    [Fact]
    public void Every_query_translates_on_the_other_engines()
    {
        CrmDb[] engines =
        [
            new SqlServerCrmDb(new DbContextOptionsBuilder<SqlServerCrmDb>().UseSqlServer("Server=none").Options, TimeProvider.System, new WriteGate()),
            new PostgresCrmDb(new DbContextOptionsBuilder<PostgresCrmDb>().UseNpgsql("Host=none").Options, TimeProvider.System, new WriteGate()),
        ];
        var scope = new ReportScope(1, 2, 3, []);
        foreach (var db in engines)
        {
            var leads = AcquisitionQuery.Counted(db, scope, At(2026, 1, 1));
            var costs = AcquisitionQuery.CostsOf(db, new(2026, 1, 1), new(2026, 2, 1));
            IQueryable[] queries =
            [
                AcquisitionQuery.Leads(db, leads), AcquisitionQuery.Costs(costs), AcquisitionQuery.CostTotals(costs, "USD"), AcquisitionQuery.Deals(db, scope),
                AcquisitionQuery.Members(db), AcquisitionQuery.Met(db), ConversionQuery.Types(db, scope, At(2026, 1, 1)), ConversionQuery.Deals(db, scope, At(2026, 1, 1)),
            ];
            queries.ShouldAllBe(query => query.ToQueryString().Contains("SELECT"));
        }
    }

    private static DateTimeOffset At(int year, int month, int day) => new(year, month, day, 9, 0, 0, TimeSpan.Zero);

    private static Cost Spent(decimal amount, DateOnly day, string currency = "USD", CostCategory category = CostCategory.Marketing, long? source = null, long? campaign = null) =>
        new() { Amount = amount, SpentOn = day, Currency = currency, Category = category, SourceId = source, CampaignId = campaign };

    private static Purchase Bought(long contact, DateOnly day, decimal amount, long? product = null) =>
        new() { ContactId = contact, BoughtOn = day, Amount = amount, Currency = "USD", ProductId = product };

    private static Lead Asked(long contact, DateTimeOffset at, long? source, Action<Lead>? with = null)
    {
        var lead = new Lead { ContactId = contact, ReceivedAt = at, SourceId = source };
        with?.Invoke(lead);
        return lead;
    }

    private static async Task<long> PersonAsync(TestStore store, string name, Action<Contact>? with = null)
    {
        var contact = new Contact { DisplayName = name };
        with?.Invoke(contact);
        return (await OneAsync(store, contact)).Id;
    }

    private static async Task<long> DealAsync(TestStore store, bool won = false)
    {
        var stage = await store.UseAsync(services => services.GetRequiredService<CrmDb>().Stages.FirstAsync(one => one.Kind == (won ? StageKind.Won : StageKind.Open)));
        return (await OneAsync(store, new Deal { Title = "Villa", Currency = "USD", Amount = 3, PipelineId = stage.PipelineId, StageId = stage.Id, ClosedOn = won ? new(2026, 3, 3) : null })).Id;
    }

    private static async Task<long> WonAsync(TestStore store, long account, decimal amount)
    {
        var stage = await store.UseAsync(services => services.GetRequiredService<CrmDb>().Stages.FirstAsync(one => one.Kind == StageKind.Won));
        return (await OneAsync(store, new Deal { Title = "Sale", Currency = "USD", Amount = amount, AccountId = account, PipelineId = stage.PipelineId, StageId = stage.Id, ClosedOn = new(2026, 5, 1) })).Id;
    }

    private static Task<List<LookupItem>> SourcesAsync(TestStore store, int count) => store.UseAsync(services =>
        services.GetRequiredService<CrmDb>().LookupItems.Where(item => item.Kind == LookupKind.Source).OrderBy(item => item.Id).Take(count).ToListAsync());

    private static async Task<(long User, long Team)> AgentAsync(TestStore store)
    {
        var team = await OneAsync(store, new Team { Name = "North" });
        return ((await OneAsync(store, new User { UserName = "ali", DisplayName = "Ali", Role = Role.Agent })).Id, team.Id);
    }

    private static async Task<T> OneAsync<T>(TestStore store, T row)
        where T : class
    {
        await AddAsync(store, row);
        return row;
    }

    private static Task<bool> AddAsync(TestStore store, params object[] rows) => store.UseAsync(async services =>
    {
        var db = services.GetRequiredService<CrmDb>();
        db.Begin(ChangeOrigin.Setup, "test");
        db.AddRange(rows);
        await db.SaveChangesAsync();
        return true;
    });

    private static async Task<ReportOutcome> RunAsync(TestStore store, string name, ReportRequest request, Reader? reader = null)
    {
        var result = await store.UseAsync(
            services => services.GetRequiredService<RunReport>().RunAsync(name, request, store.Folder.File(name + ".xlsx"), default), reader ?? Reader.LocalAdministrator);
        return result.Value ?? throw new InvalidOperationException(result.Error!.Sentence);
    }
}
