using CrmAddin.Core.Activities;
using CrmAddin.Core.Costs;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Leads;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Store;
using CrmAddin.Core.Targets;
using CrmAddin.Core.Users;
using CrmAddin.Web.Demo;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Web.Tests.Demo;

public sealed class DemoFirmTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crm-demo-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_sample_firm_has_something_to_show_for_every_report_and_is_the_same_each_time()
    {
        var first = await WriteAsync("first.db");
        var second = await WriteAsync("second.db");

        first["campaigns"].ShouldBe(5);
        first.ShouldAllBe(count => count.Value > 0);
        second.ShouldBe(first);
    }

    private async Task<Dictionary<string, decimal>> WriteAsync(string file)
    {
        var settings = new StoreSettings(StoreProvider.Sqlite, $"Data Source={Path.Combine(_folder.FullName, file)};Pooling=False", null);
        await using var services = new ServiceCollection().AddSingleton<TimeProvider>(new FixedClock()).AddCrmStore(settings).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(Reader.System);
        await db.Database.MigrateAsync();
        await new ShippedLists(db).RunAsync(default);
        await new DemoFirm(db, new FirmSettings()).RunAsync(default);
        return new Dictionary<string, decimal>
        {
            ["campaigns"] = await db.Campaigns.CountAsync(),
            ["members who reached the goal"] = await db.CampaignMembers.CountAsync(member => member.GoalReachedAt != null),
            ["bounced members"] = await db.CampaignMembers.CountAsync(member => member.BouncedAt != null),
            ["marketing costs"] = await db.Costs.Where(cost => cost.Category == CostCategory.Marketing).SumAsync(cost => cost.Amount),
            ["sales costs"] = await db.Costs.Where(cost => cost.Category == CostCategory.Sales).SumAsync(cost => cost.Amount),
            ["service costs"] = await db.Costs.Where(cost => cost.Category == CostCategory.Service).SumAsync(cost => cost.Amount),
            ["costs in dollars"] = await db.Costs.CountAsync(cost => cost.Currency == "USD" && cost.CampaignId != null),
            ["converted leads"] = await db.Leads.CountAsync(lead => lead.Status == LeadStatus.Converted && lead.DealId != null),
            ["new leads"] = await db.Leads.CountAsync(lead => lead.Status == LeadStatus.New && lead.FirstResponseAt == null),
            ["disqualified leads"] = await db.Leads.CountAsync(lead => lead.DisqualifiedReason == DisqualifiedReason.NoBudget),
            ["leads of campaigns"] = await db.Leads.CountAsync(lead => lead.CampaignId != null && lead.FirstResponseAt != null),
            ["deals of campaigns"] = await db.Deals.CountAsync(deal => deal.CampaignId != null),
            ["deals against a competitor's price"] = await db.Deals.CountAsync(deal => deal.CompetitorId != null && deal.CompetitorPrice != null),
            ["purchases"] = await db.Purchases.SumAsync(bought => bought.Amount),
            ["purchases in euros"] = await db.Purchases.CountAsync(bought => bought.Currency == "EUR"),
            ["purchases that are deals"] = await db.Purchases.CountAsync(bought => bought.DealId != null),
            ["rates"] = await db.ExchangeRates.CountAsync(),
            ["targets of people"] = await db.Targets.CountAsync(target => target.Scope == TargetScope.Person),
            ["targets of teams"] = await db.Targets.CountAsync(target => target.Scope == TargetScope.Team),
            ["targets of products"] = await db.Targets.CountAsync(target => target.Scope == TargetScope.Product),
            ["targets by count"] = await db.Targets.CountAsync(target => target.Measure == TargetMeasure.Count),
            ["activities done"] = await db.Activities.CountAsync(activity => activity.State == ActivityState.Done),
            ["activities ahead"] = await db.Activities.CountAsync(activity => activity.State == ActivityState.Open),
        };
    }

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 17, 9, 30, 0, TimeSpan.Zero);
    }
}
