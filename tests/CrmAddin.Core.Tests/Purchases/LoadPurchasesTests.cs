using System.Globalization;
using CrmAddin.Core.Accounts;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Loads;
using CrmAddin.Core.Purchases;
using CrmAddin.Core.Tests.Capture;
using CrmAddin.Core.Tests.Loads;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Core.Tests.Purchases;

public sealed class LoadPurchasesTests
{
    private const string Header = "order id,date,amount,currency,customer,email,product,quantity,deal id,renews on,owner\n";

    private static readonly Load _purchases = (services, request, progress, cancel) => services.GetRequiredService<LoadPurchases>().RunAsync(request, progress, cancel);

    [Fact]
    public async Task A_purchase_comes_in_with_its_customer_product_deal_and_owner()
    {
        await using var store = await LoadStore.CreateAsync();
        await store.LoadAsync("opportunity_id,deal_stage\nD7,Won\n");

        var outcome = await store.LoadAsync(_purchases, Header + "P1,20260105,\"1,500.5\",usd,Acme,ann@acme.example,GTX Pro,3,D7,2027-01-05,Sara Mitchell\n");

        outcome.Created.ShouldBe(1, outcome.FirstRefusal);
        outcome.AlsoCreated.ShouldBe(new Dictionary<string, int> { ["accounts"] = 1, ["contacts"] = 1, ["products"] = 1, ["people"] = 1 });
        var bought = await store.ReadAsync(db => db.Purchases.Include(one => one.Account).Include(one => one.Contact).Include(one => one.Product).Include(one => one.Owner).Include(one => one.Deal).SingleAsync());
        (bought.BoughtOn, bought.Amount, bought.Currency, bought.Quantity, bought.RenewsOn).ShouldBe((new DateOnly(2026, 1, 5), 1500.5m, "USD", 3m, new DateOnly(2027, 1, 5)));
        (bought.Account!.Name, bought.Contact!.DisplayName, bought.Contact.AccountId, bought.Product!.Name, bought.Deal!.ExternalId, bought.Owner!.DisplayName)
            .ShouldBe(("Acme", "ann@acme.example", bought.AccountId, "GTX Pro", "D7", "Sara Mitchell"));
    }

    [Fact]
    public async Task A_customer_is_the_account_the_numbered_contact_or_the_only_contact_of_that_name_else_a_new_account()
    {
        await using var store = await LoadStore.CreateAsync();
        await store.EditAsync(db =>
        {
            db.Accounts.Add(new Account { Name = "Al Noor Trading", NameOtherScript = "النور للتجارة" });
            db.Contacts.AddRange(new Contact { DisplayName = "Ann Lee", OriginKey = "id:0042" }, new Contact { DisplayName = "Bob Ray" }, new Contact { DisplayName = "Twin" }, new Contact { DisplayName = "Twin" });
            return Task.CompletedTask;
        });

        var outcome = await store.LoadAsync(_purchases, "date,amount,customer\n2026-01-01,1,النور للتجارة\n2026-01-01,1,0042\n2026-01-01,1,bob ray\n2026-01-01,1,Twin\n2026-01-01,1,0043\n");

        (outcome.Created, outcome.AlsoCreated["accounts"], outcome.AlsoCreated["contacts"]).ShouldBe((5, 2, 0), outcome.FirstRefusal);
        var customers = await store.ReadAsync(db => db.Purchases.OrderBy(one => one.Id).Select(one => new { Account = (string?)one.Account!.Name, Contact = (string?)one.Contact!.DisplayName }).ToListAsync());
        customers.Select(one => (one.Account, one.Contact)).ShouldBe([("Al Noor Trading", null), (null, "Ann Lee"), (null, "Bob Ray"), ("Twin", null), ("0043", null)]);
    }

    [Fact]
    public async Task The_real_set_of_customers_who_are_only_numbers_loads_whole_and_a_second_run_changes_nothing()
    {
        if (SharedData.Find("cltv/cdnow/CDNOW_sample.txt") is not { } path)
            return;
        await using var store = await LoadStore.CreateAsync();
        var rows = (await File.ReadAllLinesAsync(path)).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(cells => cells.Length == 5);
        var csv = "customer_id,date,cds,dollars\n" + string.Concat(rows.Select(cells => $"{cells[1]},{cells[2]},{cells[3]},{cells[4]}\n"));

        var first = await store.LoadAsync(_purchases, csv);
        var second = await store.LoadAsync(_purchases, csv);

        (first.Read, first.Created, first.Rejected, first.AlsoCreated["accounts"]).ShouldBe((6919, 6919, 0, 2357), first.FirstRefusal);
        (second.Created, second.Updated, second.Unchanged).ShouldBe((0, 0, 6919));
        (await store.ReadAsync(db => db.Purchases.SumAsync(bought => bought.Amount))).ShouldBe(rows.Sum(cells => decimal.Parse(cells[4], CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Arabic_headings_are_read()
    {
        await using var store = await LoadStore.CreateAsync();

        var outcome = await store.LoadAsync(_purchases, "رقم الفاتورة,تاريخ الشراء,المبلغ,العميل,المنتج,الكمية\n٧,٥ يناير ٢٠٢٦,١٥٠٠,شركة الواحة,مكتب,٢\n");

        outcome.Created.ShouldBe(1, outcome.FirstRefusal);
        (await store.ReadAsync(db => db.Purchases.Select(bought => bought.Account!.Name).SingleAsync())).ShouldBe("شركة الواحة");
    }

    [Theory]
    [InlineData("P1,2026-01-05,10,,,,,,,,", LoadRefusal.CustomerMissing, "row 2: there is no customer")]
    [InlineData("P1,2026-01-05,-10,,Acme,,,,,,", LoadRefusal.AmountWrong, "row 2: \"-10\" is no amount like 1054 or 1,054.50")]
    [InlineData("P1,2026-01-05,10,,Acme,,,-2,,,", LoadRefusal.CountWrong, "row 2: \"-2\" is no number of 1 or more")]
    [InlineData("P1,2026-01-05,10,ABC,Acme,,,,,,", LoadRefusal.CurrencyWrong, "row 2: \"ABC\" is no currency code of ISO 4217 like USD")]
    [InlineData("P1,2026-01-05,10,,Acme,,,,,2026-01-04,", LoadRefusal.DateWrong, "row 2: the renewal on 2026-01-04 is before the purchase on 2026-01-05")]
    [InlineData("P1,2026-01-05,10,,Acme,,,,D9,,", LoadRefusal.DealUnknown, "row 2: there is no deal with the id \"D9\"; load the deals first")]
    [InlineData("P1,2026-01-05,10,,Acme,,,,D7,,", LoadRefusal.DealUnknown, "row 3: another purchase is the sale of the deal \"D7\" already")]
    public async Task A_row_that_cannot_be_a_purchase_is_refused_with_its_number_and_makes_no_customer(string row, LoadRefusal reason, string sentence)
    {
        await using var store = await LoadStore.CreateAsync();
        await store.LoadAsync("opportunity_id,deal_stage\nD7,Won\n");

        var outcome = await store.LoadAsync(_purchases, $"{Header}{row}\nP2,2026-01-05,10,,Globex,,,,D7,,\n");

        (outcome.Created, outcome.Rejected, outcome.FirstRefusal).ShouldBe((1, 1, sentence));
        outcome.RejectedByReason.Keys.ShouldBe([reason]);
        (await store.ReadAsync(db => db.Accounts.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task Taking_a_load_back_leaves_the_customers_whom_others_use()
    {
        await using var store = await LoadStore.CreateAsync();
        var load = await store.LoadAsync(_purchases, "date,amount,customer,product\n2026-01-01,1,Acme,X\n2026-01-01,2,Globex,X\n");
        await store.LoadAsync(_purchases, "date,amount,customer\n2026-02-01,5,Globex\n");

        var undone = (await store.UndoAsync(load.ImportId)).Value!;

        undone.FirstStayed.Select(stayed => (stayed.Entity, stayed.Reason)).ShouldBe([(nameof(Account), Core.Audit.StayedReason.InUse)]);
        (await store.ReadAsync(async db => (await db.Purchases.Select(bought => bought.Amount).SingleAsync(), await db.Accounts.Select(account => account.Name).SingleAsync(), await db.Products.CountAsync())))
            .ShouldBe((5m, "Globex", 0));
    }

    [Fact]
    public async Task A_hundred_thousand_purchases_load()
    {
        await using var store = await LoadStore.CreateAsync();
        var csv = "order id,date,amount,customer,product\n" + string.Concat(Enumerable.Range(1, 100_000).Select(i => FormattableString.Invariant($"P{i},2026-01-{1 + i % 28:00},{i % 977}.50,C{i % 20_000},Product {i % 12}\n")));

        var outcome = await store.LoadAsync(_purchases, csv);

        (outcome.Created, outcome.AlsoCreated["accounts"]).ShouldBe((100_000, 20_000));
    }
}
