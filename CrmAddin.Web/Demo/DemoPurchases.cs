using CrmAddin.Core.Deals;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Purchases;
using CrmAddin.Core.Rates;
using CrmAddin.Core.Store;

namespace CrmAddin.Web.Demo;

/// <summary>What the sample firm's customers bought over two years, in three currencies, the rates of those, and what competitors offered.</summary>
internal static class DemoPurchases
{
    private const int DaysBack = 730;
    private const int NewerDaysBack = 390;
    private const int MonthsOfRates = 25;

    private static readonly (string Name, string Arabic)[] _competitors = [("Gulf Interiors", "الخليج للديكور"), ("Modern Desk", "المكتب الحديث")];

    /// <summary>Adds purchases and rates, and tells of competitors on closed deals.</summary>
    public static void Add(CrmDb db, DemoWorld world)
    {
        for (var i = 0; i < world.Accounts.Count; i++)
            AddOrders(db, world, i);
        foreach (var deal in world.Deals.Where((deal, i) => i % 4 == 0 && deal is { ClosedOn: not null, LossReason: null }))
            db.Purchases.Add(OfDeal(deal));
        AddRates(db, world);
        AddCompetitors(db, world);
    }

    // Every customer has a rhythm of their own, and half came within about a year. Of those who won no deal of late, most of the older
    // ones are lost and some stayed away for a year and came back.
    private static void AddOrders(CrmDb db, DemoWorld world, int i)
    {
        var account = world.Accounts[i];
        var isQuiet = !world.Deals.Any(deal => deal.Account == account && deal.LossReason is null && deal.ClosedOn > world.Today.AddDays(-NewerDaysBack));
        var first = isQuiet || i % 2 == 0 ? DaysBack - (i * 11 % 230) : NewerDaysBack - (i * 23 % 360);
        var last = isQuiet && i % 3 != 0 ? 375 + i * 7 % 120 : 4 + i % 25;
        var isAway = isQuiet && i % 3 == 0;
        var rhythm = isAway ? 40 : 35 + i * 23 % 170;
        for (var daysAgo = first; daysAgo >= last; daysAgo -= rhythm + daysAgo % 19)
        {
            if (isAway && daysAgo is > 90 and < 480)
                continue;
            var number = daysAgo + i;
            var product = world.Products[(i + number / 40) % world.Products.Count];
            var quantity = 1 + number % 5;
            var currency = i % 12 == 7 ? "USD" : i % 20 == 9 ? "EUR" : DemoWorld.Currency;
            var worth = currency switch { "USD" => 3.75m, "EUR" => 4.1m, _ => 1m };
            db.Purchases.Add(new Purchase
            {
                BoughtOn = world.Today.AddDays(-daysAgo),
                Amount = Math.Round(product.ListPrice!.Value * quantity * 0.2m / worth, 2),
                Currency = currency,
                Account = account,
                Contact = world.Contacts.First(contact => contact.Account == account),
                Product = product,
                Quantity = quantity,
                RenewsOn = number % 6 == 0 ? world.Today.AddDays(365 - daysAgo) : null,
                OwnerId = account.OwnerId,
                TeamId = account.TeamId,
            });
        }
    }

    private static Purchase OfDeal(Deal deal) => new()
    {
        BoughtOn = deal.ClosedOn!.Value,
        Amount = deal.Amount!.Value,
        Currency = deal.Currency,
        Account = deal.Account,
        Contact = deal.Contacts[0].Contact,
        Product = deal.Lines[0].Product,
        Quantity = deal.Lines[0].Quantity,
        Deal = deal,
        OwnerId = deal.OwnerId,
        TeamId = deal.TeamId,
    };

    private static void AddRates(CrmDb db, DemoWorld world)
    {
        db.ExchangeRates.Add(new ExchangeRate { Currency = "USD", FromDay = world.Month(-MonthsOfRates), Rate = 3.75m });
        for (var month = 0; month <= MonthsOfRates; month++)
            db.ExchangeRates.Add(new ExchangeRate { Currency = "EUR", FromDay = world.Month(-month), Rate = 4.05m + month * 7 % 11 * 0.0175m });
    }

    private static void AddCompetitors(CrmDb db, DemoWorld world)
    {
        List<LookupItem> competitors = [.. _competitors.Select((one, i) => new LookupItem { Kind = LookupKind.Competitor, Name = one.Name, NameArabic = one.Arabic, Position = i })];
        db.LookupItems.AddRange(competitors);
        foreach (var (i, deal) in world.Deals.Index().Where(one => one.Item.ClosedOn is not null && one.Index % 5 != 2))
        {
            deal.Competitor = competitors[i % competitors.Count];
            deal.CompetitorPrice = i % 4 == 3 ? null : Math.Round(deal.Amount!.Value * (deal.LossReason is null ? 1.04m : 0.91m) * (1 + i % 7 * 0.01m), 2);
        }
    }
}
