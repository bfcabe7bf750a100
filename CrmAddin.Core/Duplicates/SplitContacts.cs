using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace CrmAddin.Core.Duplicates;

/// <summary>With whom edits stay that were made after the merge.</summary>
public enum LaterEdits
{
    /// <summary>With the contact that stayed.</summary>
    Survivor,
    /// <summary>With the contact that comes back.</summary>
    Loser,
}

/// <summary>Which merge is taken back, and how.</summary>
/// <param name="MergeId">The merge's change set.</param>
/// <param name="LaterEdits">With whom later edits stay.</param>
/// <param name="RemembersNotSame">Whether the two are remembered to be two people; else they are suggested again.</param>
public sealed record SplitRequest(long MergeId, LaterEdits LaterEdits = LaterEdits.Survivor, bool RemembersNotSame = false);

/// <summary>A merge that was taken back.</summary>
/// <param name="SurvivorId">The contact that had stayed.</param>
/// <param name="LoserId">The contact that came back.</param>
/// <param name="ChangeSetId">The change set of the split.</param>
public sealed record SplitContact(long SurvivorId, long LoserId, long ChangeSetId);

/// <summary>
/// Takes a merge back by its journal, field by field, as one change set in one transaction: what moved returns, what was filled in is
/// as before where it still stands as the merge left it, and later edits stay with the stated side. Works down a chain of merges too.
/// </summary>
public sealed class SplitContacts(CrmDb db, UniteParts uniteParts, ReturnParts returnParts)
{
    /// <summary>
    /// Splits. Errors: <see cref="MayNotChange"/>, <see cref="MergeUnknown"/>, <see cref="MergeJournalErased"/>,
    /// <see cref="PairChangedMeanwhile"/>.
    /// </summary>
    public async Task<Result<SplitContact>> RunAsync(SplitRequest request, string from, CancellationToken cancel)
    {
        if (!db.Reader.MayChange)
            return new MayNotChange();
        await using var write = await db.BeginWriteAsync(cancel);
        var merge = await MergeJournal.ReadAsync(db, request.MergeId, cancel);
        if (merge is null || !await db.Contacts.AnyAsync(c => c.Id == merge.HolderId, cancel))
            return new MergeUnknown(request.MergeId);
        if (merge.IsErased)
            return new MergeJournalErased();
        try
        {
            var split = await SplitAsync(merge, request, from, cancel);
            await write.CommitAsync(cancel);
            return split;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return new PairChangedMeanwhile([]);
        }
    }

    private async Task<SplitContact> SplitAsync(MergeJournal merge, SplitRequest request, string from, CancellationToken cancel)
    {
        var chain = await db.Contacts.IgnoreQueryFilters().Where(c => merge.Chain.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancel);
        var loser = await db.Contacts.IgnoreQueryFilters().FirstAsync(c => c.Id == merge.LoserId, cancel);
        var (survivor, holder) = (chain[merge.SurvivorId], chain[merge.HolderId]);
        var set = db.Begin(ChangeOrigin.Split, from, about: $"{holder.DisplayName} → {loser.DisplayName}");
        loser.MergedIntoId = null;
        await GiveBackFieldsAsync(merge, chain, loser, request.LaterEdits, cancel);
        await returnParts.RunAsync(merge, request.LaterEdits, cancel);
        await MoveBackAsync(merge, cancel);
        if (merge.Note(MergeEntries.LastContacted) is { } last && Equals(Journal.Kept(holder.LastContactedAt), Journal.FromJson(last.NewValue, typeof(DateTimeOffset?))))
            holder.LastContactedAt = (DateTimeOffset?)Journal.FromJson(last.OldValue, typeof(DateTimeOffset));
        await ReopenPairAsync(merge, request.RemembersNotSame, cancel);
        set.CompletedAt = db.Now;
        (await db.ChangeSets.FirstAsync(s => s.Id == merge.ChangeSetId, cancel)).UndoneAt = db.Now;
        foreach (var contact in new[] { survivor, holder, loser }.Distinct())
            db.Entry(contact).Property(c => c.ChangedAt).IsModified = true;
        await db.SaveChangesAsync(cancel);
        await ReuniteAsync(merge, cancel);
        return new SplitContact(holder.Id, loser.Id, set.Id);
    }

    // A value that the merge brought may have travelled on through later merges: it goes from every row that still shows it.
    private async Task GiveBackFieldsAsync(MergeJournal merge, Dictionary<long, Contact> chain, Contact loser, LaterEdits side, CancellationToken cancel)
    {
        foreach (var value in merge.FieldsOf(merge.SurvivorId))
        {
            var before = await merge.BeforeAsync(db, merge.SurvivorId, value.Field, value.OldValue, cancel);
            foreach (var id in merge.Chain)
            {
                if (id != merge.SurvivorId && !await merge.WasCarriedAsync(db, id, value.Field, value.NewValue, cancel))
                    break;
                var shown = await merge.UneditedAsync(db, id, value.Field, value.NewValue, cancel);
                GiveBackField(db.Entry(chain[id]).Property(value.Field), db.Entry(loser).Property(value.Field), shown, before, side);
            }
        }
        if (side == LaterEdits.Loser)
            await GiveLaterEditsAsync(merge, chain[merge.HolderId], loser, cancel);
    }

    private static void GiveBackField(PropertyEntry column, PropertyEntry losers, string? shown, string? before, LaterEdits side)
    {
        var type = column.Metadata.ClrType;
        var isEdited = !Equals(Journal.Kept(column.CurrentValue), Journal.FromJson(shown, type));
        if (isEdited && side == LaterEdits.Survivor)
            return;
        if (isEdited)
            losers.CurrentValue = column.CurrentValue;
        column.CurrentValue = Journal.FromJson(before, type);
    }

    private async Task GiveLaterEditsAsync(MergeJournal merge, Contact holder, Contact loser, CancellationToken cancel)
    {
        var brought = merge.FieldsOf(merge.SurvivorId).Select(v => v.Field).ToHashSet(StringComparer.Ordinal);
        var later = await merge.LaterFieldEditsAsync(db, holder.Id, cancel);
        foreach (var field in later.Where(v => !brought.Contains(v.Field) && v.Field != nameof(Contact.MergedIntoId)).GroupBy(v => v.Field))
        {
            var column = db.Entry(holder).Property(field.Key);
            db.Entry(loser).Property(field.Key).CurrentValue = column.CurrentValue;
            column.CurrentValue = Journal.FromJson(field.First().OldValue, column.Metadata.ClrType);
        }
    }

    private async Task MoveBackAsync(MergeJournal merge, CancellationToken cancel)
    {
        foreach (var some in merge.Keys(MergeEntries.Messages).Chunk(MergeEntries.KeysAStatement))
        {
            await db.MessageContacts.IgnoreQueryFilters().Where(m => merge.Chain.Contains(m.ContactId) && some.Contains(m.MessageId))
                .ExecuteUpdateAsync(s => s.SetProperty(m => m.ContactId, merge.LoserId), cancel);
        }
        foreach (var some in merge.Keys(MergeEntries.Activities).Chunk(MergeEntries.KeysAStatement))
        {
            await db.ActivityContacts.IgnoreQueryFilters().Where(l => merge.Chain.Contains(l.ContactId) && some.Contains(l.ActivityId))
                .ExecuteUpdateAsync(s => s.SetProperty(l => l.ContactId, merge.LoserId), cancel);
        }
        foreach (var some in merge.Keys(MergeEntries.Consents).Chunk(MergeEntries.KeysAStatement))
        {
            await db.Consents.IgnoreQueryFilters().Where(c => merge.Chain.Contains(c.ContactId) && some.Contains(c.Id))
                .ExecuteUpdateAsync(s => s.SetProperty(c => c.ContactId, merge.LoserId), cancel);
        }
    }

    private async Task ReopenPairAsync(MergeJournal merge, bool remembersNotSame, CancellationToken cancel)
    {
        var (first, second) = (Math.Min(merge.SurvivorId, merge.LoserId), Math.Max(merge.SurvivorId, merge.LoserId));
        var pair = await db.DuplicatePairs.IgnoreQueryFilters().FirstOrDefaultAsync(p => p.AId == first && p.BId == second, cancel);
        if (pair is null && remembersNotSame)
            db.DuplicatePairs.Add(pair = new DuplicatePair { AId = first, BId = second, ReasonsJson = "[]", FoundAt = db.Now });
        if (pair is null)
            return;
        var before = (PairState?)Journal.FromJson(merge.Note(MergeEntries.Decision)?.OldValue, typeof(PairState)) ?? PairState.Open;
        pair.State = remembersNotSame ? PairState.NotSame : before;
        pair.DecidedAt = pair.State == PairState.Open ? null : db.Now;
        pair.DecidedById = pair.State == PairState.Open ? null : db.Reader.UserId;
    }

    // Others that were merged into the same contact may have had what just left with the loser: theirs takes its place.
    private async Task ReuniteAsync(MergeJournal merge, CancellationToken cancel)
    {
        var others = await db.Contacts.IgnoreQueryFilters()
            .Where(c => c.MergedIntoId != null && merge.Chain.Contains(c.MergedIntoId.Value) && c.Id != merge.LoserId).Select(c => c.Id).ToListAsync(cancel);
        foreach (var other in others)
        {
            await uniteParts.RunAsync(other, merge.HolderId, new HashSet<long>(), cancel);
            if (db.ChangeTracker.HasChanges())
                db.NoteUntracked(MergeEntries.Reunited, other, merge.HolderId);
        }
        await db.SaveChangesAsync(cancel);
    }
}
