using CrmAddin.Core.Accounts;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Metrics;
using CrmAddin.Core.Products;
using CrmAddin.Core.Purchases;
using CrmAddin.Core.Store;
using CrmAddin.Core.Tests.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Tests.Purchases;

public sealed class ReadSalesTests
{
    private static readonly DateOnly _day = new(2026, 3, 1);
    private static readonly CurrencyTable _sar = new("SAR", "SAR", [new("USD", new(2026, 1, 1), 3.75m), new("USD", new(2026, 2, 1), 4m)]);

    [Theory]
    [InlineData(StoreProvider.Sqlite)]
    [InlineData(StoreProvider.Postgres)]
    public async Task A_won_deal_with_a_purchase_is_one_sale(StoreProvider provider)
    {
        await using var store = await TestedStore.CreateAsync(provider);
        var account = await AddAsync(store, new Account { Name = "Oasis" });
        var (alone, ordered) = (await AddDealAsync(store, d => d.AccountId = account.Id), await AddDealAsync(store, d => (d.AccountId, d.Kind) = (account.Id, DealKind.UpSell)));
        await AddDealAsync(store, d => d.ClosedOn = _day.AddDays(1));
        await AddDealAsync(store, d => d.Track = DealTrack.Cancelled);
        await AddAsync(store, new Purchase { BoughtOn = _day.AddDays(1), Amount = 5, Currency = "SAR", AccountId = account.Id });
        await AddAsync(store, new Purchase { BoughtOn = _day, Amount = 70, Currency = "SAR", AccountId = account.Id, DealId = ordered.Id });

        var sales = await ReadAsync(store);

        sales.Select(sale => (sale.DealId, sale.Amount, sale.Kind, sale.Customer)).ShouldBe(
        [
            (ordered.Id, 70, DealKind.UpSell, new CustomerKey(true, account.Id)),
            (alone.Id, 100, DealKind.New, new CustomerKey(true, account.Id)),
        ]);
        (await TotalAsync(store)).ShouldBe((2, 170));
    }

    [Fact]
    public async Task Contacts_that_were_merged_are_one_customer_and_a_deal_of_people_is_its_first_contacts()
    {
        await using var store = await TestedStore.CreateAsync(StoreProvider.Sqlite);
        var last = await store.AddContactAsync("Sami");
        var middle = await store.AddContactAsync("Sami S.", c => c.MergedIntoId = last);
        var first = await store.AddContactAsync("S. Sami", c => c.MergedIntoId = middle);
        await AddAsync(store, new Purchase { BoughtOn = _day, Amount = 1, Currency = "SAR", ContactId = first });
        await AddAsync(store, new Purchase { BoughtOn = _day, Amount = 2, Currency = "SAR" });
        var deal = await AddDealAsync(store, _ => { });
        await AddAsync(store, new DealContact { DealId = deal.Id, ContactId = last });

        var sales = await ReadAsync(store);

        sales.Select(sale => sale.Customer).ShouldBe([new CustomerKey(false, last), null, new CustomerKey(false, last)]);
    }

    [Fact]
    public async Task Amounts_are_converted_at_the_day_of_the_sale_and_unknown_without_a_rate()
    {
        await using var store = await TestedStore.CreateAsync(StoreProvider.Sqlite);
        await AddAsync(store, new Purchase { BoughtOn = new(2026, 1, 31), Amount = 10, Currency = "USD" });
        await AddAsync(store, new Purchase { BoughtOn = new(2026, 2, 1), Amount = 10, Currency = "USD" });
        await AddAsync(store, new Purchase { BoughtOn = new(2026, 2, 1), Amount = 10, Currency = "EUR" });

        (await ReadAsync(store)).Select(sale => sale.Amount).ShouldBe([37.5m, 40m, null]);
        (await TotalAsync(store)).ShouldBe((3, 77.5m));
    }

    [Fact]
    public async Task An_agent_reads_the_sales_of_the_own_team_and_a_question_about_one_team_or_owner_gives_only_theirs()
    {
        await using var store = await TestedStore.CreateAsync(StoreProvider.Sqlite);
        var (ali, aliTeam) = await store.AddUserAsync("ali");
        var (mona, monaTeam) = await store.AddUserAsync("mona");
        await AddAsync(store, new Purchase { BoughtOn = _day, Amount = 1, Currency = "SAR", OwnerId = ali, TeamId = aliTeam });
        var deal = await AddDealAsync(store, d => (d.OwnerId, d.TeamId) = (ali, aliTeam));
        await AddAsync(store, new Purchase { BoughtOn = _day, Amount = 2, Currency = "SAR", OwnerId = mona, TeamId = monaTeam, DealId = deal.Id });
        await AddDealAsync(store, d => (d.OwnerId, d.TeamId, d.Amount) = (mona, monaTeam, 4));

        (await ReadAsync(store)).Sum(sale => sale.Amount).ShouldBe(7);
        (await ReadAsync(store, team: aliTeam)).Sum(sale => sale.Amount).ShouldBe(1);
        (await ReadAsync(store, owner: mona)).Sum(sale => sale.Amount).ShouldBe(6);
        (await ReadAsync(store, reader: new Reader(mona, Role.Agent, [monaTeam]))).Sum(sale => sale.Amount).ShouldBe(6);
    }

    [Theory]
    [InlineData(StoreProvider.Sqlite)]
    [InlineData(StoreProvider.Postgres)]
    public async Task Who_bought_which_product_is_told_once_a_day_by_purchases_their_deals_and_won_deals(StoreProvider provider)
    {
        await using var store = await TestedStore.CreateAsync(provider);
        var account = (await AddAsync(store, new Account { Name = "Oasis" })).Id;
        var sami = await store.AddContactAsync("Sami");
        var (villa, garden) = ((await AddAsync(store, Product("Villa"))).Id, (await AddAsync(store, Product("Garden"))).Id);
        var (won, ordered, open) = (await AddDealAsync(store, _ => { }), await AddDealAsync(store, d => d.AccountId = account), await AddDealAsync(store, d => d.ClosedOn = _day.AddDays(1)));
        await AddAsync(store, new DealContact { DealId = won.Id, ContactId = sami });
        foreach (var (deal, product) in new[] { (won.Id, villa), (won.Id, garden), (won.Id, garden), (ordered.Id, garden), (open.Id, villa) })
            await AddAsync(store, new DealLine { DealId = deal, ProductId = product });
        for (var i = 0; i < 2; i++)
            await AddAsync(store, new Purchase { BoughtOn = _day, Amount = 1, Currency = "SAR", AccountId = account, ProductId = villa, DealId = i == 0 ? ordered.Id : null });

        (await ReadAsync(SaleQuery.PurchasedProducts)).ShouldBe([new(account, null, villa, _day)]);
        (await ReadAsync(SaleQuery.ProductsOfPurchasedDeals)).ShouldBe([new(account, null, garden, _day)]);
        (await ReadAsync(SaleQuery.ProductsOfWonDeals)).ShouldBe([new(null, sami, villa, _day), new(null, sami, garden, _day)], ignoreOrder: true);
        (await store.ReadAsync(db => SaleQuery.SoldLines(db).ToListAsync())).Count(line => line.DealId != open.Id).ShouldBe(4);

        Task<List<SoldProductRead>> ReadAsync(Func<CrmDb, DateOnly, long?, long?, IQueryable<SoldProductRead>> query) => store.ReadAsync(db => query(db, _day, null, null).ToListAsync());
    }

    private static Product Product(string name) => new() { Name = name, NameKey = name.ToLowerInvariant(), Currency = "SAR" };

    private static Task<IReadOnlyList<Sale>> ReadAsync(TestedStore store, long? team = null, long? owner = null, Reader? reader = null) =>
        store.ReadAsync(db => new ReadSales(db).RunAsync(new(_day, team, owner), _sar, default), reader);

    private static Task<(int Count, decimal Amount)> TotalAsync(TestedStore store) => store.ReadAsync(db => new ReadSales(db).TotalAsync(new(_day), _sar, default));

    private static async Task<T> AddAsync<T>(TestedStore store, T row)
        where T : class
    {
        await store.WriteAsync(db => db.Add(row));
        return row;
    }

    private static async Task<Deal> AddDealAsync(TestedStore store, Action<Deal> with)
    {
        var won = await store.ReadAsync(db => db.Stages.FirstAsync(stage => stage.Kind == StageKind.Won));
        var deal = new Deal { Title = "Villa", Currency = "SAR", Amount = 100, PipelineId = won.PipelineId, StageId = won.Id, ClosedOn = _day };
        with(deal);
        return await AddAsync(store, deal);
    }
}
