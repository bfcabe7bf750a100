using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using CrmAddin.Core.Tests.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Core.Tests.Lookups;

public sealed class SqliteMergeLookupsTests() : MergeLookupsTests(StoreProvider.Sqlite);

public sealed class PostgresMergeLookupsTests() : MergeLookupsTests(StoreProvider.Postgres);

public abstract class MergeLookupsTests(StoreProvider provider) : IAsyncLifetime
{
    private TestedStore Store { get; set; } = null!;

    public async Task InitializeAsync() => Store = await TestedStore.CreateAsync(provider);

    public async Task DisposeAsync() => await Store.DisposeAsync();

    [Fact]
    public async Task The_overlap_is_shown_before_and_everybody_has_the_second_item_after()
    {
        var (vip, key) = await TwoTagsAsync();
        await AddTaggedAsync("Only first", vip);
        await AddTaggedAsync("Only second", key);
        await AddTaggedAsync("Both", vip, key);
        var before = await FingerprintAsync();

        var overlap = (await Store.UseAsync(s => s.GetRequiredService<MergeLookups>().PreviewAsync(vip, key, default))).Value!;
        var merged = (await Store.UseAsync(s => s.GetRequiredService<MergeLookups>().RunAsync(vip, key, "test", null, default))).Value!;

        (overlap.OnlyFrom, overlap.OnlyInto, overlap.Both).ShouldBe((1, 1, 1));
        (merged.Moved, merged.AlreadyThere).ShouldBe((1, 1));
        (await Store.ReadAsync(db => db.ContactLookups.CountAsync(l => l.LookupItemId == key))).ShouldBe(3);
        (await Store.ReadAsync(db => db.ContactLookups.CountAsync(l => l.LookupItemId == vip))).ShouldBe(0);
        (await FindAsync("vip")).ShouldBe(0);
        (await FindAsync("keyacc")).ShouldBe(3);
        var item = await Store.ReadAsync(db => db.LookupItems.SingleAsync(i => i.Id == vip));
        (item.IsRetired, item.MergedIntoId).ShouldBe((true, key));

        (await Store.UseAsync(s => s.GetRequiredService<UndoChangeSet>().RunAsync(merged.ChangeSetId, "test", default))).Value!.Stayed.ShouldBeEmpty();

        (await FingerprintAsync()).ShouldBe(before);
        (await FindAsync("vip")).ShouldBe(2);
        (await Store.UseAsync(s => s.GetRequiredService<VerifyAudit>().RunAsync(null, default))).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Sources_are_merged_over_more_than_one_transaction_and_raise_the_version()
    {
        var sources = await Store.ReadAsync(db => db.LookupItems.Where(i => i.Kind == LookupKind.Source).OrderBy(i => i.Id).Select(i => i.Id).Take(2).ToListAsync());
        await Store.WriteAsync(db => db.Contacts.AddRange(Enumerable.Range(0, 620).Select(i => new Contact { DisplayName = $"Person {i}", SourceId = sources[0] })));

        var merged = (await Store.UseAsync(s => s.GetRequiredService<MergeLookups>().RunAsync(sources[0], sources[1], "test", null, default))).Value!;

        merged.Moved.ShouldBe(620);
        (await Store.ReadAsync(db => db.Contacts.CountAsync(c => c.SourceId == sources[1] && c.Version == 1))).ShouldBe(620);
        (await Store.UseAsync(s => s.GetRequiredService<UndoChangeSet>().RunAsync(merged.ChangeSetId, "test", default))).Value!.Reversed.ShouldBe(622);
        (await Store.ReadAsync(db => db.Contacts.CountAsync(c => c.SourceId == sources[0]))).ShouldBe(620);
    }

    [Fact]
    public async Task Items_of_different_lists_and_readers_without_the_right_are_refused()
    {
        var (vip, _) = await TwoTagsAsync();
        var source = await Store.ReadAsync(db => db.LookupItems.Where(i => i.Kind == LookupKind.Source).Select(i => i.Id).FirstAsync());

        (await Store.UseAsync(s => s.GetRequiredService<MergeLookups>().RunAsync(vip, source, "test", null, default))).Error.ShouldBeOfType<LookupsNotAlike>();
        (await Store.UseAsync(s => s.GetRequiredService<MergeLookups>().RunAsync(vip, vip, "test", null, default))).Error.ShouldBeOfType<LookupsNotAlike>();
        (await Store.UseAsync(s => s.GetRequiredService<MergeLookups>().PreviewAsync(vip, 999, default))).Error.ShouldBeOfType<LookupItemUnknown>();
        (await Store.UseAsync(s => s.GetRequiredService<MergeLookups>().RunAsync(vip, source, "test", null, default), new Reader(1, Role.Manager, [1]))).Error.ShouldBeOfType<MayNotAdminister>();
    }

    private async Task<(long Vip, long Key)> TwoTagsAsync()
    {
        var (vip, key) = (new LookupItem { Kind = LookupKind.Tag, Name = "VIP" }, new LookupItem { Kind = LookupKind.Tag, Name = "KeyAccount" });
        await Store.WriteAsync(db => db.LookupItems.AddRange(vip, key));
        return (vip.Id, key.Id);
    }

    private async Task AddTaggedAsync(string name, params long[] tags)
    {
        var id = await Store.AddContactAsync(name);
        await Store.UseAsync(async services =>
        {
            var db = services.GetRequiredService<CrmDb>();
            var contact = await ContactQuery.Whole(db, id).SingleAsync();
            db.Begin(ChangeOrigin.Edit, "test");
            contact.Lookups.AddRange(tags.Select(t => new ContactLookup { LookupItemId = t }));
            await db.SaveChangesAsync();
        });
    }

    private Task<int> FindAsync(string prefix) => Store.ReadAsync(db => db.SearchKeys.CountAsync(k => k.Kind == SearchKeyKind.Tag && k.Key.StartsWith(prefix)));

    private Task<string> FingerprintAsync() => Store.ReadAsync(async db =>
    {
        var links = await db.ContactLookups.OrderBy(l => l.Id).Select(l => $"{l.Id}/{l.ContactId}/{l.LookupItemId}").ToListAsync();
        var items = await db.LookupItems.OrderBy(i => i.Id).Select(i => $"{i.Id}/{i.Name}/{i.IsRetired}/{i.MergedIntoId}").ToListAsync();
        var keys = await db.SearchKeys.OrderBy(k => k.ContactId).ThenBy(k => k.Kind).ThenBy(k => k.Key).Select(k => $"{k.ContactId}/{k.Kind}/{k.Key}").ToListAsync();
        return string.Join('\n', [.. links, .. items, .. keys]);
    });
}
