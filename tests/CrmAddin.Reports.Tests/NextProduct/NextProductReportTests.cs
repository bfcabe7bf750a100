using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Metrics;
using CrmAddin.Core.Products;
using CrmAddin.Core.Purchases;
using CrmAddin.Core.Store;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Reports.Tests.NextProduct;

public sealed class NextProductReportTests
{
    private static readonly DateOnly _day = new(2026, 3, 1);

    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    public async Task Every_line_of_a_deal_teaches_and_the_totals_are_those_of_the_store(string code)
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);
        var (villa, garden, pool) = (await AddAsync(store, Product("Villa")), await AddAsync(store, Product("Garden")), await AddAsync(store, Product("Pool")));
        // Three won a villa and a garden in one deal, one of them by an order; a fourth, merged from two, bought a villa and later a pool.
        await WonAsync(store, "Ann", villa, garden);
        await WonAsync(store, "Bob", villa, garden);
        var (cid, ordered) = await WonAsync(store, "Cid", villa, garden);
        await AddAsync(store, Bought(cid, 0, villa) with { DealId = ordered });
        var dan = await PersonAsync(store, "Dan");
        var twin = await PersonAsync(store, "Dan D.", contact => contact.MergedIntoId = dan);
        foreach (var purchase in new[] { Bought(dan, 0, villa), Bought(twin, 260, pool), Bought(dan, 1, null) })
            await AddAsync(store, purchase);
        var language = ReportLanguage.Parse(code).Value!;

        var outcome = await store.RunReportAsync("next-product", ReportRun.All with { Language = language });

        ReportRun.ShouldHold(outcome, language);
        (outcome.Values[FigureKeys.Customers], outcome.Values[FigureKeys.NextProductHitRate]).ShouldBe((4, 0));
        using var book = new OpenedWorkbook(outcome.File);
        var offers = book.Values(book.SheetNames[1]);
        var row = offers.Single(cell => cell.Value == "Dan").Key[1..];
        (offers["C" + row], offers["D" + row], offers["G" + row]).ShouldBe(("2", "Garden", "3"));
        var tieOut = book.Values(book.SheetNames[^1]);
        // Customers; products that they have; three behind each of the two rules; and Dan, who bought something new.
        Enumerable.Range(6, 4).Select(line => (tieOut["B" + line], tieOut["C" + line])).ShouldBe([("4", "4"), ("8", "8"), ("6", "6"), ("1", "1")]);
    }

    private static Product Product(string name) => new() { Name = name, NameKey = name.ToLowerInvariant(), Currency = "USD" };

    private static PurchaseOf Bought(long contact, int afterDays, long? product) => new(contact, _day.AddDays(afterDays), product, null);

    private static async Task<(long Contact, long Deal)> WonAsync(TestStore store, string name, params long[] products)
    {
        var contact = await PersonAsync(store, name);
        var deal = await store.UseAsync(async services =>
        {
            var db = services.GetRequiredService<CrmDb>();
            db.Begin(ChangeOrigin.Setup, "test");
            var won = await db.Stages.FirstAsync(stage => stage.Kind == StageKind.Won);
            var added = new Deal { Title = name, Currency = "USD", PipelineId = won.PipelineId, StageId = won.Id, ClosedOn = _day };
            db.Add(added);
            await db.SaveChangesAsync();
            db.Add(new DealContact { DealId = added.Id, ContactId = contact });
            db.AddRange(products.Select(product => new DealLine { DealId = added.Id, ProductId = product, Quantity = 1 }));
            await db.SaveChangesAsync();
            return added.Id;
        });
        return (contact, deal);
    }

    private static async Task<long> PersonAsync(TestStore store, string name, Action<Contact>? with = null)
    {
        var contact = new Contact { DisplayName = name };
        with?.Invoke(contact);
        await SaveAsync(store, contact);
        return contact.Id;
    }

    private static async Task<long> AddAsync(TestStore store, Product product)
    {
        await SaveAsync(store, product);
        return product.Id;
    }

    private static Task<int> AddAsync(TestStore store, PurchaseOf one) => SaveAsync(
        store, new Purchase { ContactId = one.Contact, BoughtOn = one.Day, Amount = 10, Currency = "USD", ProductId = one.Product, DealId = one.DealId });

    private static Task<int> SaveAsync(TestStore store, object row) => store.UseAsync(async services =>
    {
        var db = services.GetRequiredService<CrmDb>();
        db.Begin(ChangeOrigin.Setup, "test");
        db.Add(row);
        return await db.SaveChangesAsync();
    });

    private sealed record PurchaseOf(long Contact, DateOnly Day, long? Product, long? DealId);
}
