using System.Linq.Expressions;
using CrmAddin.Core.Accounts;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Leads;
using CrmAddin.Core.Results;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Lookups;

/// <summary>Who has which of two items: people for groups, types, tags and sources, else accounts or deals.</summary>
/// <param name="From">The item that goes.</param>
/// <param name="Into">The item that stays.</param>
/// <param name="OnlyFrom">How many have only the first.</param>
/// <param name="OnlyInto">How many have only the second.</param>
/// <param name="Both">How many have both.</param>
public sealed record LookupOverlap(LookupItem From, LookupItem Into, long OnlyFrom, long OnlyInto, long Both);

/// <summary>What a merge of two items did.</summary>
/// <param name="ChangeSetId">The change set, by which it is taken back.</param>
/// <param name="Moved">Rows that have the second item now.</param>
/// <param name="AlreadyThere">Rows that had both and lost the first.</param>
public sealed record MergedLookups(long ChangeSetId, long Moved, long AlreadyThere);

/// <summary>
/// Makes two items of one list one: whatever has the first has the second afterwards, and the first is retired and leads to the second.
/// Written some hundred rows a transaction in one change set, which <see cref="UndoChangeSet"/> takes back.
/// </summary>
public sealed class MergeLookups(CrmDb db)
{
    private const int RowsPerTransaction = 500;

    private long _moved;
    private long _alreadyThere;

    /// <summary>What a merge would find. Errors: <see cref="MayNotAdminister"/>, <see cref="LookupItemUnknown"/>, <see cref="LookupsNotAlike"/>.</summary>
    public async Task<Result<LookupOverlap>> PreviewAsync(long fromId, long intoId, CancellationToken cancel)
    {
        var items = await ItemsAsync(fromId, intoId, cancel);
        if (!items.Succeeded)
            return items.Error;
        var (from, into) = items.Value;
        if (IsManyToMany(from.Kind))
        {
            var both = await LookupQuery.WithBoth(db, fromId, intoId).LongCountAsync(cancel);
            return new LookupOverlap(from, into,
                await db.ContactLookups.LongCountAsync(l => l.LookupItemId == fromId, cancel) - both,
                await db.ContactLookups.LongCountAsync(l => l.LookupItemId == intoId, cancel) - both, both);
        }
        return new LookupOverlap(from, into, await CountAsync(from.Kind, fromId, cancel), await CountAsync(from.Kind, intoId, cancel), 0);
    }

    /// <summary>Merges. Errors: <see cref="MayNotAdminister"/>, <see cref="LookupItemUnknown"/>, <see cref="LookupsNotAlike"/>.</summary>
    /// <param name="fromId">The item that goes.</param>
    /// <param name="intoId">The item that stays.</param>
    /// <param name="place">From where the change is made.</param>
    /// <param name="progress">Hears of rows done.</param>
    /// <param name="cancel">Ends the merge between two transactions; running it again completes it.</param>
    public async Task<Result<MergedLookups>> RunAsync(long fromId, long intoId, string place, IProgress<int>? progress, CancellationToken cancel)
    {
        var items = await ItemsAsync(fromId, intoId, cancel);
        if (!items.Succeeded)
            return items.Error;
        var (from, into) = items.Value;
        var set = db.Begin(ChangeOrigin.Administer, place, $"{from.Name} → {into.Name}");
        await db.SaveChangesAsync(cancel);
        (_moved, _alreadyThere) = (0, 0);
        while (await WriteSomeAsync(set, from, into, cancel))
            progress?.Report((int)(_moved + _alreadyThere));
        foreach (var item in await db.LookupItems.Where(i => i.Id == fromId || i.MergedIntoId == fromId).ToListAsync(cancel))
            (item.MergedIntoId, item.IsRetired) = (intoId, true);
        set.CompletedAt = db.Now;
        await db.SaveChangesAsync(cancel);
        return new MergedLookups(set.Id, _moved, _alreadyThere);
    }

    private static bool IsManyToMany(LookupKind kind) => kind is LookupKind.Group or LookupKind.ContactType or LookupKind.Tag;

    private async Task<Result<(LookupItem From, LookupItem Into)>> ItemsAsync(long fromId, long intoId, CancellationToken cancel)
    {
        if (!db.Reader.MayAdminister)
            return new MayNotAdminister();
        var items = await db.LookupItems.AsNoTracking().Where(i => i.Id == fromId || i.Id == intoId).ToListAsync(cancel);
        if (items.Find(i => i.Id == fromId) is not { } from)
            return new LookupItemUnknown(fromId);
        if (items.Find(i => i.Id == intoId) is not { } into)
            return new LookupItemUnknown(intoId);
        return from.Id == into.Id || from.Kind != into.Kind ? new LookupsNotAlike(from.Name, into.Name) : (from, into);
    }

    private async Task<long> CountAsync(LookupKind kind, long id, CancellationToken cancel) => kind switch
    {
        LookupKind.Source => await db.Contacts.LongCountAsync(c => c.SourceId == id, cancel),
        LookupKind.LossReason => await db.Deals.LongCountAsync(d => d.LossReasonId == id, cancel),
        LookupKind.Industry => await db.Accounts.LongCountAsync(a => a.IndustryId == id, cancel),
        _ => 0,
    };

    private async Task<bool> WriteSomeAsync(ChangeSet set, LookupItem from, LookupItem into, CancellationToken cancel)
    {
        await using var write = await db.BeginWriteAsync(cancel);
        var isAny = from.Kind switch
        {
            LookupKind.Source => await MoveAsync<Contact>(c => c.SourceId, from.Id, into.Id, cancel) || await MoveAsync<Lead>(l => l.SourceId, from.Id, into.Id, cancel),
            LookupKind.LossReason => await MoveAsync<Deal>(d => d.LossReasonId, from.Id, into.Id, cancel),
            LookupKind.Industry => await MoveAsync<Account>(a => a.IndustryId, from.Id, into.Id, cancel),
            _ => await MoveLinksAsync(from, into, cancel),
        };
        await db.SaveChangesAsync(cancel);
        await write.CommitAsync(cancel);
        db.ChangeTracker.Clear();
        db.Resume(set);
        return isAny;
    }

    private async Task<bool> MoveLinksAsync(LookupItem from, LookupItem into, CancellationToken cancel)
    {
        var links = await db.ContactLookups.AsNoTracking().Where(l => l.LookupItemId == from.Id).OrderBy(l => l.Id).Take(RowsPerTransaction).ToListAsync(cancel);
        if (links.Count == 0)
            return false;
        var people = links.ConvertAll(l => l.ContactId);
        var have = (await db.ContactLookups.Where(l => l.LookupItemId == into.Id && people.Contains(l.ContactId)).Select(l => l.ContactId).ToListAsync(cancel)).ToHashSet();
        var moved = links.Where(l => !have.Contains(l.ContactId)).Select(l => l.Id).ToList();
        var removed = links.Where(l => have.Contains(l.ContactId)).Select(l => l.Id).ToList();
        await db.ContactLookups.Where(l => moved.Contains(l.Id)).ExecuteUpdateAsync(s => s.SetProperty(l => l.LookupItemId, into.Id), cancel);
        await db.ContactLookups.Where(l => removed.Contains(l.Id)).ExecuteDeleteAsync(cancel);
        foreach (var link in links)
            NoteLink(link, into.Id, !have.Contains(link.ContactId));
        if (from.Kind == LookupKind.Tag)
            await MoveTagKeysAsync(people, from, into, cancel);
        _moved += moved.Count;
        _alreadyThere += removed.Count;
        return true;
    }

    private void NoteLink(ContactLookup link, long into, bool isMoved)
    {
        var entry = Journal.EntryOf(db, nameof(ContactLookup), link.Id, link, isMoved ? AuditAction.Updated : AuditAction.Deleted);
        entry.Values.AddRange(isMoved
            ? [Journal.ValueOf(nameof(ContactLookup.LookupItemId), link.LookupItemId, into)]
            : [Journal.ValueOf(nameof(ContactLookup.ContactId), link.ContactId, null), Journal.ValueOf(nameof(ContactLookup.LookupItemId), link.LookupItemId, null)]);
        db.AuditEntries.Add(entry);
    }

    // A tag is found by its name: people who had the first are found by the second.
    private async Task MoveTagKeysAsync(List<long> people, LookupItem from, LookupItem into, CancellationToken cancel)
    {
        var (gone, wanted) = (KeyOf(from), KeyOf(into));
        var keys = db.SearchKeys.IgnoreQueryFilters().Where(k => people.Contains(k.ContactId) && k.Kind == SearchKeyKind.Tag);
        await keys.Where(k => k.Key == gone).ExecuteDeleteAsync(cancel);
        var have = (await keys.Where(k => k.Key == wanted).Select(k => k.ContactId).ToListAsync(cancel)).ToHashSet();
        var owners = await db.Contacts.IgnoreQueryFilters().Where(c => people.Contains(c.Id) && c.MergedIntoId == null).Select(c => new { c.Id, c.TeamId, c.OwnerId }).ToListAsync(cancel);
        if (wanted.Length > 0)
            db.SearchKeys.AddRange(owners.Where(c => !have.Contains(c.Id)).Select(c => new SearchKey { ContactId = c.Id, Kind = SearchKeyKind.Tag, Key = wanted, TeamId = c.TeamId, OwnerId = c.OwnerId }));
    }

    private static string KeyOf(LookupItem tag) => SearchText.Fold(tag.Name) is var key && key.Length > ContactKeys.MaxLength ? key[..ContactKeys.MaxLength] : key;

    private async Task<bool> MoveAsync<T>(Expression<Func<T, long?>> property, long from, long into, CancellationToken cancel)
        where T : class, IVersioned, IAudited
    {
        var field = ((MemberExpression)property.Body).Member.Name;
        var ids = await db.Set<T>().IgnoreQueryFilters().Where(e => EF.Property<long?>(e, field) == from)
            .OrderBy(e => EF.Property<long>(e, "Id")).Select(e => EF.Property<long>(e, "Id")).Take(RowsPerTransaction).ToListAsync(cancel);
        if (ids.Count == 0)
            return false;
        await db.Set<T>().IgnoreQueryFilters().Where(e => ids.Contains(EF.Property<long>(e, "Id")))
            .ExecuteUpdateAsync(s => s.SetProperty(property, (long?)into).SetProperty(e => e.Version, e => e.Version + 1), cancel);
        foreach (var id in ids)
        {
            var entry = new AuditEntry
            {
                ChangeSetId = db.ChangeSet!.Id,
                Entity = typeof(T).Name,
                EntityId = id,
                RootEntity = typeof(T).Name,
                RootId = id,
                Action = AuditAction.Updated,
            };
            entry.Values.Add(Journal.ValueOf(field, from, into));
            db.AuditEntries.Add(entry);
        }
        _moved += ids.Count;
        return true;
    }
}
