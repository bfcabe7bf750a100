using CrmAddin.Core.Contacts;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Results;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using CrmAddin.Core.Tests.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Core.Tests.Lookups;

public sealed class SqliteSaveLookupItemTests() : SaveLookupItemTests(StoreProvider.Sqlite);

public sealed class PostgresSaveLookupItemTests() : SaveLookupItemTests(StoreProvider.Postgres);

public abstract class SaveLookupItemTests(StoreProvider provider) : IAsyncLifetime
{
    private TestedStore Store { get; set; } = null!;

    public async Task InitializeAsync() => Store = await TestedStore.CreateAsync(provider);

    public async Task DisposeAsync() => await Store.DisposeAsync();

    [Fact]
    public async Task People_are_found_by_the_new_name_of_their_tag()
    {
        var tag = (await SaveAsync(null, "Gold")).Value!.Id;
        var ann = await Store.AddContactAsync("Ann", c => c.Lookups.Add(new ContactLookup { LookupItemId = tag }));

        (await SaveAsync(tag, "Platinum")).Error.ShouldBeNull();

        (await Store.UseAsync(s => s.GetRequiredService<FindContacts>().RunAsync("platinum", 5, default))).ShouldHaveSingleItem().ContactId.ShouldBe(ann);
        (await Store.UseAsync(s => s.GetRequiredService<FindContacts>().RunAsync("gold", 5, default))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_name_stands_once_on_a_list_however_it_is_spelled()
    {
        await SaveAsync(null, "Gold");

        (await SaveAsync(null, "GOLD")).Error.ShouldBeOfType<LookupNameTaken>();
        (await SaveAsync(null, " ")).Error.ShouldBeOfType<LookupNeedsName>();
        (await SaveAsync(4711, "x")).Error.ShouldBeOfType<LookupItemUnknown>();
        (await SaveAsync(null, "x", reader: new Reader(1, Role.Manager, []))).Error.ShouldBeOfType<MayNotAdminister>();
    }

    [Fact]
    public async Task Items_say_how_often_they_are_used_and_which_may_be_one()
    {
        var gold = (await SaveAsync(null, "Golden circle")).Value!.Id;
        await SaveAsync(null, "goldencircle");
        await SaveAsync(null, "Golden circles");
        await SaveAsync(null, "Silver");
        await Store.AddContactAsync("Ann", c => c.Lookups.Add(new ContactLookup { LookupItemId = gold }));

        var uses = await Store.ReadAsync(db => LookupQuery.WithUses(db, LookupKind.Tag).ToListAsync());

        uses.ToDictionary(u => u.Item.Name, u => u.Uses).ShouldBe(new Dictionary<string, int> { ["Golden circle"] = 1, ["goldencircle"] = 0, ["Golden circles"] = 0, ["Silver"] = 0 }, ignoreOrder: true);
        var similar = SimilarTags.Find(uses).Select(p => (p.Keep.Item.Name, p.Merge.Item.Name)).ToList();
        similar.ShouldContain(("Golden circle", "goldencircle"));
        similar.ShouldContain(("Golden circle", "Golden circles"));
        similar.ShouldNotContain(p => p.Item1 == "Silver" || p.Item2 == "Silver");
    }

    private Task<Result<LookupItem>> SaveAsync(long? id, string name, Reader? reader = null) =>
        Store.UseAsync(s => s.GetRequiredService<SaveLookupItem>().RunAsync(id, LookupKind.Tag, name, null, false, "test", default), reader ?? Reader.LocalAdministrator);
}
