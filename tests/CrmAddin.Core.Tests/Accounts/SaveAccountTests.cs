using CrmAddin.Core.Accounts;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Results;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using CrmAddin.Core.Tests.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Core.Tests.Accounts;

public sealed class SqliteSaveAccountTests() : SaveAccountTests(StoreProvider.Sqlite);

public sealed class PostgresSaveAccountTests() : SaveAccountTests(StoreProvider.Postgres);

public abstract class SaveAccountTests(StoreProvider provider) : IAsyncLifetime
{
    private TestedStore Store { get; set; } = null!;

    public async Task InitializeAsync() => Store = await TestedStore.CreateAsync(provider);

    public async Task DisposeAsync() => await Store.DisposeAsync();

    [Fact]
    public async Task An_account_is_saved_with_domains_phones_addresses_and_parent()
    {
        var parent = (await SaveAsync(new AccountDraft { Name = "Al Noor Holding" })).Value!;

        var saved = await SaveAsync(new AccountDraft
        {
            Name = "Al Noor Trading",
            NameOtherScript = "النور للتجارة",
            Parent = "al noor holding",
            Domains = ["www.AlNoor.example", "sales@alnoor.example", "noor.example"],
            Phones = [new("0112345678", PhoneKind.Work)],
            Addresses = [new(AddressKind.Work, "King Fahd Rd", null, "Riyadh", null, null, "SA")],
            Employees = 250,
        });

        saved.Error.ShouldBeNull();
        var account = await Store.ReadAsync(db => AccountQuery.Whole(db, saved.Value!.Id).AsNoTracking().SingleAsync());
        account.ParentId.ShouldBe(parent.Id);
        account.Domains.Select(d => d.Domain).Order().ShouldBe(["alnoor.example", "noor.example"]);
        account.Phones.Single().E164.ShouldBe("+966112345678");
        (await Store.ReadAsync(db => AccountQuery.Named(db, SearchText.Fold("النور")).Select(a => a.Id).ToListAsync())).ShouldBe([account.Id]);
        (await Store.ReadAsync(db => AccountQuery.Children(db, parent.Id).Select(a => a.Name).ToListAsync())).ShouldBe(["Al Noor Trading"]);
    }

    [Fact]
    public async Task People_are_found_by_the_new_name_of_their_firm()
    {
        var id = (await SaveAsync(new AccountDraft { Name = "Old Name" })).Value!.Id;
        var ann = await Store.AddContactAsync("Ann", c => c.AccountId = id);

        (await SaveAsync(new AccountDraft { Id = id, Version = 0, Name = "Brighter" })).Error.ShouldBeNull();

        (await Store.UseAsync(s => s.GetRequiredService<FindContacts>().RunAsync("brighter", 5, default))).ShouldHaveSingleItem().ContactId.ShouldBe(ann);
    }

    [Theory]
    [InlineData("gmail.com", typeof(DomainIsFreeMail))]
    [InlineData("no domain!", typeof(DomainMalformed))]
    [InlineData("localhost", typeof(DomainMalformed))]
    [InlineData("taken.example", typeof(DomainBelongsToOther))]
    public async Task A_domain_that_cannot_be_the_firms_is_refused(string domain, Type error)
    {
        await SaveAsync(new AccountDraft { Name = "First", Domains = ["taken.example"] });

        (await SaveAsync(new AccountDraft { Name = "Second", Domains = [domain] })).Error!.GetType().ShouldBe(error);
        (await Store.ReadAsync(db => db.Accounts.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task An_account_cannot_belong_to_what_belongs_to_it()
    {
        var top = (await SaveAsync(new AccountDraft { Name = "Top" })).Value!.Id;
        await SaveAsync(new AccountDraft { Name = "Below", Parent = "Top" });

        (await SaveAsync(new AccountDraft { Id = top, Version = 0, Name = "Top", Parent = "Below" })).Error.ShouldBeOfType<ParentWrong>();
        (await SaveAsync(new AccountDraft { Id = top, Version = 0, Name = "Top", Parent = "Nowhere" })).Error.ShouldBeOfType<ParentWrong>();
    }

    [Fact]
    public async Task A_lost_update_is_refused_and_readers_change_nothing()
    {
        var id = (await SaveAsync(new AccountDraft { Name = "Firm" })).Value!.Id;
        await SaveAsync(new AccountDraft { Id = id, Version = 0, Name = "Firm", Employees = 5 });

        (await SaveAsync(new AccountDraft { Id = id, Version = 0, Name = "Other" })).Error.ShouldBeOfType<AccountChangedMeanwhile>().CurrentVersion.ShouldBe(1);
        (await SaveAsync(new AccountDraft { Name = "" })).Error.ShouldBeOfType<AccountNeedsName>();
        (await SaveAsync(new AccountDraft { Name = "x" }, new Reader(1, Role.ReadOnly, []))).Error.ShouldBeOfType<MayNotChange>();
        (await SaveAsync(new AccountDraft { Id = id, Version = 1, Name = "x" }, new Reader(77, Role.Agent, []))).Error.ShouldBeOfType<AccountUnknown>();
    }

    private Task<Result<Account>> SaveAsync(AccountDraft draft, Reader? reader = null) =>
        Store.UseAsync(s => s.GetRequiredService<SaveAccount>().RunAsync(draft, "test", default), reader ?? Reader.LocalAdministrator);
}
