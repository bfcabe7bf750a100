using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Upkeep;

/// <summary>What one step of laying people aside did.</summary>
/// <param name="ChangeSetId">The change set, by which all of it is taken back.</param>
/// <param name="Archived">People laid aside in this step.</param>
/// <param name="Left">People who still are to be.</param>
public sealed record ArchivedSome(long ChangeSetId, int Archived, long Left);

/// <summary>Lays people aside who were not contacted for long, and takes them back. Nobody is ever deleted by it.</summary>
public sealed class ArchiveContacts(CrmDb db, CountUpkeep upkeep)
{
    private const int PeoplePerTransaction = 500;
    private const int PeoplePerStep = 5_000;

    /// <summary>Lays one person aside, or takes them back. Errors: <see cref="MayNotChange"/>, <see cref="ContactUnknown"/>.</summary>
    public async Task<Result<Contact>> RunAsync(long contactId, bool isArchived, string from, CancellationToken cancel)
    {
        if (!db.Reader.MayChange)
            return new MayNotChange();
        if (await db.Contacts.FirstOrDefaultAsync(c => c.Id == contactId, cancel) is not { } contact)
            return new ContactUnknown(contactId);
        if ((contact.ArchivedAt is not null) == isArchived)
            return contact;
        db.Begin(ChangeOrigin.Edit, from, contact.DisplayName);
        contact.ArchivedAt = isArchived ? db.Now : null;
        await db.SaveChangesAsync(cancel);
        return contact;
    }

    /// <summary>
    /// Lays everybody aside who was not contacted for some months, some thousand a step. Errors: <see cref="MayNotChange"/>,
    /// <see cref="ChangeSetUnknown"/>.
    /// </summary>
    /// <param name="months">Months without contact, at least one.</param>
    /// <param name="changeSetId">The change set of the step before; null for the first.</param>
    /// <param name="from">From where.</param>
    /// <param name="cancel">Ends the work between two transactions.</param>
    public async Task<Result<ArchivedSome>> RunAsync(int months, long? changeSetId, string from, CancellationToken cancel)
    {
        if (!db.Reader.MayChange)
            return new MayNotChange();
        var request = await upkeep.RequestAsync(UpkeepKind.NotContacted, Math.Max(1, months), null, cancel);
        var set = await SetAsync(changeSetId, from, cancel);
        if (set is null)
            return new ChangeSetUnknown(changeSetId!.Value);
        var archived = 0;
        while (archived < PeoplePerStep && await ArchiveSomeAsync(set, request, cancel) is > 0 and var some)
            archived += some;
        var left = await UpkeepQuery.People(db, request).LongCountAsync(cancel);
        if (left == 0)
        {
            set.CompletedAt = db.Now;
            await db.SaveChangesAsync(cancel);
        }
        return new ArchivedSome(set.Id, archived, left);
    }

    private async Task<ChangeSet?> SetAsync(long? id, string from, CancellationToken cancel)
    {
        if (id is { } known)
        {
            var set = await db.ChangeSets.FirstOrDefaultAsync(s => s.Id == known && s.UserId == db.Reader.UserId && s.Origin == ChangeOrigin.Edit && s.CompletedAt == null, cancel);
            if (set is not null)
                db.Resume(set);
            return set;
        }
        var begun = db.Begin(ChangeOrigin.Edit, from, "archive");
        await db.SaveChangesAsync(cancel);
        return begun;
    }

    private async Task<int> ArchiveSomeAsync(ChangeSet set, UpkeepRequest request, CancellationToken cancel)
    {
        await using var write = await db.BeginWriteAsync(cancel);
        var ids = await UpkeepQuery.People(db, request).OrderBy(c => c.Id).Select(c => c.Id).Take(PeoplePerTransaction).ToListAsync(cancel);
        if (ids.Count == 0)
            return 0;
        var now = (DateTimeOffset)Journal.Kept(db.Now)!;
        await db.Contacts.Where(c => ids.Contains(c.Id)).ExecuteUpdateAsync(u => u
            .SetProperty(c => c.ArchivedAt, now).SetProperty(c => c.ChangedAt, now).SetProperty(c => c.Version, c => c.Version + 1), cancel);
        foreach (var id in ids)
        {
            var entry = new AuditEntry { ChangeSetId = set.Id, Entity = nameof(Contact), EntityId = id, RootEntity = nameof(Contact), RootId = id, Action = AuditAction.Updated };
            entry.Values.Add(Journal.ValueOf(nameof(Contact.ArchivedAt), null, now));
            db.AuditEntries.Add(entry);
        }
        await db.SaveChangesAsync(cancel);
        await write.CommitAsync(cancel);
        db.ChangeTracker.Clear();
        db.Resume(set);
        return ids.Count;
    }
}
