using CrmAddin.Core.Accounts;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Leads;
using CrmAddin.Core.Loads;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Audit;

/// <summary>What taking back a change set did.</summary>
/// <param name="UndoId">The change set that took it back.</param>
/// <param name="Reversed">Fields and rows taken back.</param>
/// <param name="Stayed">What stayed, with the reason.</param>
public sealed record UndoOutcome(long UndoId, int Reversed, IReadOnlyList<StayedChange> Stayed);

/// <summary>
/// Takes a change set back: each field and row that still stands as the set left it. Later changes stay and are told. Large sets are
/// taken back a few hundred entries a transaction; a run that was cut off is completed by running it again.
/// </summary>
public sealed class UndoChangeSet(CrmDb db, ReverseChanges reverse)
{
    private const int EntriesAtATime = 400;

    private static readonly ChangeOrigin[] Undoable = [ChangeOrigin.Edit, ChangeOrigin.Capture, ChangeOrigin.Convert, ChangeOrigin.Administer];

    /// <summary>Whether a change set can be taken back here and has not been.</summary>
    public static bool IsUndoable(ChangeSet set) => set.UndoneAt is null && IsOfUndoableKind(set);

    /// <summary>
    /// Undoes it in the name of the reader. Errors: <see cref="MayNotChange"/>, <see cref="ChangeSetUnknown"/>, <see cref="ChangeAlreadyUndone"/>,
    /// <see cref="ChangeNotUndoable"/>, <see cref="ChangedWhileUndoing"/>.
    /// </summary>
    public async Task<Result<UndoOutcome>> RunAsync(long changeSetId, string from, CancellationToken cancel)
    {
        if (!db.Reader.MayChange)
            return new MayNotChange();
        var set = await db.ChangeSets.FirstOrDefaultAsync(s => s.Id == changeSetId, cancel);
        if (set is null || !await SeesAllAsync(changeSetId, cancel))
            return new ChangeSetUnknown(changeSetId);
        if (set.UndoneAt is not null)
            return new ChangeAlreadyUndone(changeSetId);
        if (!IsOfUndoableKind(set))
            return new ChangeNotUndoable(set.Origin);
        try
        {
            return await UndoAsync(set, from, cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return new ChangedWhileUndoing();
        }
    }

    private static bool IsOfUndoableKind(ChangeSet set) => Undoable.Contains(set.Origin) || LoadChangeSet.Is(set);

    private async Task<UndoOutcome> UndoAsync(ChangeSet set, string from, CancellationToken cancel)
    {
        var undo = db.Begin(ChangeOrigin.Undo, from, set.About);
        var stayed = new List<StayedChange>();
        var (reversed, before) = (0, long.MaxValue);
        while (await PageAsync(set.Id, before, cancel) is { Count: > 0 } entries)
        {
            var page = await ReverseAsync(entries, set.At, undo, cancel);
            reversed += page.Reversed;
            stayed.AddRange(page.Stayed);
            before = entries[^1].Id;
        }
        // A new row may have been held only by one that was let go of on a later page.
        var held = stayed.Where(s => s.Reason == StayedReason.InUse).Select(s => s.EntryId).ToList();
        if (held.Count > 0)
        {
            stayed.RemoveAll(s => s.Reason == StayedReason.InUse);
            foreach (var some in held.Chunk(EntriesAtATime))
            {
                var again = await ReverseAsync(await db.AuditEntries.AsNoTracking().Include(e => e.Values).Where(e => some.Contains(e.Id)).OrderByDescending(e => e.Id).ToListAsync(cancel), set.At, undo, cancel);
                reversed += again.Reversed;
                stayed.AddRange(again.Stayed);
            }
        }
        (await db.ChangeSets.SingleAsync(s => s.Id == set.Id, cancel)).UndoneAt = db.Now;
        undo.CompletedAt = db.Now;
        await db.SaveChangesAsync(cancel);
        return new UndoOutcome(undo.Id, reversed, stayed);
    }

    private Task<List<AuditEntry>> PageAsync(long setId, long before, CancellationToken cancel) =>
        db.AuditEntries.AsNoTracking().Include(e => e.Values).Where(e => e.ChangeSetId == setId && e.Id < before)
            .OrderByDescending(e => e.Id).Take(EntriesAtATime).ToListAsync(cancel);

    private async Task<ReversedChanges> ReverseAsync(List<AuditEntry> entries, DateTimeOffset changedAt, ChangeSet undo, CancellationToken cancel)
    {
        await using var write = await db.BeginWriteAsync(cancel);
        var page = await reverse.RunAsync(entries, changedAt, cancel);
        await db.SaveChangesAsync(cancel);
        await write.CommitAsync(cancel);
        db.ChangeTracker.Clear();
        db.Resume(undo);
        return page;
    }

    // Lists, fields and settings are the administrator's; everything else must be seen by whoever takes it back.
    private async Task<bool> SeesAllAsync(long setId, CancellationToken cancel)
    {
        if (db.Reader.IsSystem)
            return true;
        var roots = db.AuditEntries.Where(e => e.ChangeSetId == setId);
        return !await roots.AnyAsync(e =>
            !(e.RootEntity == nameof(Contact) && db.Contacts.Any(c => c.Id == e.RootId))
            && !(e.RootEntity == nameof(Account) && db.Accounts.Any(a => a.Id == e.RootId))
            && !(e.RootEntity == nameof(Deal) && db.Deals.Any(d => d.Id == e.RootId))
            && !(e.RootEntity == nameof(Lead) && db.Leads.Any(l => l.Id == e.RootId))
            && !(e.Entity == nameof(Account) && e.Action == AuditAction.Created)
            && !db.Reader.MayAdminister, cancel);
    }
}
