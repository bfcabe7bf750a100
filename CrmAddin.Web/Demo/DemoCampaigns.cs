using CrmAddin.Core.Campaigns;
using CrmAddin.Core.Costs;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;

namespace CrmAddin.Web.Demo;

/// <summary>The sample firm's campaigns, whom they reached and what they and the selling cost.</summary>
internal static class DemoCampaigns
{
    private const int MonthsOfCosts = 15;

    private static readonly (string Name, string Arabic, string Channel, string Source, int StartsMonthsAgo, int Months, decimal Budget)[] _campaigns =
    [
        ("Index Riyadh", "معرض إندكس الرياض", "trade fair", "Trade fair", 11, 1, 60_000m),
        ("New office guide", "دليل المكتب الجديد", "e-mail", "Web site", 8, 3, 18_000m),
        ("Recommend a partner", "رشّح شريكًا", "referral", "Referral", 6, 6, 12_000m),
        ("Workspace stories", "حكايات مكاتب", "social media", "Social media", 4, 3, 30_000m),
        ("Autumn showroom days", "أيام المعرض الخريفية", "showroom", "Walk-in", 2, 3, 22_000m),
    ];

    /// <summary>Adds campaigns with their members and all costs.</summary>
    public static IReadOnlyList<Campaign> Add(CrmDb db, DemoWorld world)
    {
        List<Campaign> campaigns = [.. _campaigns.Select(campaign => new Campaign
        {
            Name = campaign.Name,
            NameArabic = campaign.Arabic,
            NameKey = SearchText.Fold(campaign.Name),
            Channel = campaign.Channel,
            StartsOn = world.Month(-campaign.StartsMonthsAgo),
            EndsOn = world.Month(-campaign.StartsMonthsAgo + campaign.Months).AddDays(-1),
            Budget = campaign.Budget,
            Currency = DemoWorld.Currency,
        })];
        db.Campaigns.AddRange(campaigns);
        foreach (var (index, campaign) in campaigns.Index())
        {
            AddMembers(db, world, campaign, index);
            AddCosts(db, world, campaign, index);
        }

        AddRunningCosts(db, world);
        return campaigns;
    }

    private static void AddMembers(CrmDb db, DemoWorld world, Campaign campaign, int index)
    {
        var begun = new DateTimeOffset(campaign.StartsOn!.Value, new TimeOnly(6, 0), TimeSpan.Zero).AddDays(3);
        foreach (var (i, contact) in world.Contacts.Index().Where(one => (one.Index + index) % 4 == 0))
        {
            var added = begun.AddMinutes(i * 7);
            var isBounced = i % 29 == 5;
            var opens = !isBounced && (i * 7 + index) % 10 < 4 + index % 3;
            var clicks = opens && i % 3 != 1;
            var interacts = clicks || (opens && i % 5 == 0);
            db.CampaignMembers.Add(new CampaignMember
            {
                Campaign = campaign,
                Contact = contact,
                AddedAt = added,
                DeliveredAt = isBounced ? null : added.AddMinutes(2),
                OpenedAt = opens ? added.AddHours(3 + i % 40) : null,
                ClickedAt = clicks ? added.AddHours(4 + i % 40) : null,
                InteractedAt = interacts ? added.AddHours(5 + i % 40) : null,
                GoalReachedAt = interacts && i % 4 == 0 ? added.AddDays(2 + i % 9) : null,
                BouncedAt = isBounced ? added.AddMinutes(1) : null,
            });
        }
    }

    // One campaign is paid in dollars, as such advertising is.
    private static void AddCosts(CrmDb db, DemoWorld world, Campaign campaign, int index)
    {
        var (_, _, channel, source, ago, months, budget) = _campaigns[index];
        var isInDollars = channel == "social media";
        for (var month = 0; month < months && world.Month(month - ago) <= world.Today; month++)
        {
            var share = Math.Round(budget / months * (0.85m + month % 3 * 0.12m), 2);
            db.Costs.Add(new Cost
            {
                SpentOn = world.Month(month - ago),
                Amount = isInDollars ? Math.Round(share / 3.75m, 2) : share,
                Currency = isInDollars ? "USD" : DemoWorld.Currency,
                Category = CostCategory.Marketing,
                Campaign = campaign,
                Source = world.Lookup(LookupKind.Source, source),
                Note = campaign.NameArabic,
            });
        }
    }

    private static void AddRunningCosts(CrmDb db, DemoWorld world)
    {
        for (var ago = MonthsOfCosts - 1; ago >= 0; ago--)
        {
            var day = world.Month(-ago);
            db.Costs.AddRange(
                new Cost { SpentOn = day, Amount = 21_000m + ago % 4 * 600m, Currency = DemoWorld.Currency, Category = CostCategory.Sales, Note = "Sales team · فريق المبيعات" },
                new Cost { SpentOn = day, Amount = 7_500m + ago % 3 * 450m, Currency = DemoWorld.Currency, Category = CostCategory.Service, Note = "Fitters · التركيب" },
                new Cost { SpentOn = day, Amount = 900m, Currency = "USD", Category = CostCategory.Marketing, Source = world.Lookup(LookupKind.Source, "Web site"), Note = "Search advertising · إعلانات البحث" });
        }
    }
}
