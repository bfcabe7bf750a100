using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Duplicates;

/// <summary>Which two contacts become one, and which side wins where both have a value.</summary>
/// <param name="SurvivorId">The one that stays.</param>
/// <param name="SurvivorVersion">The version of it that was seen.</param>
/// <param name="LoserId">The one that is merged into it.</param>
/// <param name="LoserVersion">The version of it that was seen.</param>
/// <param name="Choices">
/// For fields by name (<see cref="MergeField.All"/>, "custom:12"): true takes the loser's value, false keeps the survivor's. A field
/// without a choice keeps the survivor's value, or takes the loser's where the survivor has none.
/// </param>
public sealed record MergeRequest(long SurvivorId, int SurvivorVersion, long LoserId, int LoserVersion, IReadOnlyDictionary<string, bool> Choices);

/// <summary>A merge that was made.</summary>
/// <param name="ChangeSetId">What it is taken back by.</param>
/// <param name="SurvivorId">The contact that stayed.</param>
/// <param name="SurvivorVersion">Its version now.</param>
public sealed record MergedContacts(long ChangeSetId, long SurvivorId, int SurvivorVersion);

/// <summary>
/// Makes two contacts one, as one change set in one transaction. The loser's row stays with its own values, hidden, and points at the
/// survivor; what hangs on it moves over.
/// </summary>
public sealed class MergeContacts(CrmDb db, UniteParts uniteParts, CompareVersions compareVersions)
{
    /// <summary>
    /// Merges. Errors: <see cref="MayNotChange"/>, <see cref="MayNotGiveAway"/>, <see cref="SameContact"/>, <see cref="PairUnknown"/>,
    /// <see cref="PairChangedMeanwhile"/>.
    /// </summary>
    public async Task<Result<MergedContacts>> RunAsync(MergeRequest request, string from, CancellationToken cancel)
    {
        if (!db.Reader.MayChange)
            return new MayNotChange();
        if (request.SurvivorId == request.LoserId)
            return new SameContact();
        if (request.Choices.GetValueOrDefault(MergeField.Owner) && !db.Reader.MayGiveAway)
            return new MayNotGiveAway();
        await using var write = await db.BeginWriteAsync(cancel);
        var two = await db.Contacts.Where(c => c.Id == request.SurvivorId || c.Id == request.LoserId).ToListAsync(cancel);
        if (two.Count < 2)
            return new PairUnknown(request.SurvivorId, request.LoserId);
        var (survivor, loser) = (two.Find(c => c.Id == request.SurvivorId)!, two.Find(c => c.Id == request.LoserId)!);
        if (await ChangedAsync(request, survivor, loser, cancel) is { } changed)
            return changed;
        try
        {
            var set = await MergeAsync(request, survivor, loser, from, cancel);
            await write.CommitAsync(cancel);
            return new MergedContacts(set.Id, survivor.Id, survivor.Version);
        }
        catch (DbUpdateConcurrencyException)
        {
            // On an engine that several hosts write to, somebody was quicker than the look above.
            db.ChangeTracker.Clear();
            return new PairChangedMeanwhile([]);
        }
    }

    private async Task<Error?> ChangedAsync(MergeRequest request, Contact survivor, Contact loser, CancellationToken cancel)
    {
        var changes = new List<ContactChanges>();
        foreach (var (contact, seen) in new[] { (survivor, request.SurvivorVersion), (loser, request.LoserVersion) })
        {
            if (contact.Version != seen)
                changes.Add(await compareVersions.RunAsync(contact, seen, cancel));
        }
        return changes.Count == 0 ? null : new PairChangedMeanwhile(changes);
    }

    private async Task<ChangeSet> MergeAsync(MergeRequest request, Contact survivor, Contact loser, string from, CancellationToken cancel)
    {
        var set = db.Begin(ChangeOrigin.Merge, from, about: $"{loser.DisplayName} → {survivor.DisplayName}");
        TakeFields(request, survivor, loser);
        survivor.ProvenanceJson = UnitedProvenance(request, survivor.ProvenanceJson, loser.ProvenanceJson);
        survivor.DoNotContact |= loser.DoNotContact;
        if (loser.ArchivedAt is null)
            survivor.ArchivedAt = null;
        var chosen = request.Choices.Where(c => c.Value && c.Key.StartsWith(MergeField.CustomPrefix, StringComparison.Ordinal))
            .Select(c => long.TryParse(c.Key.AsSpan(MergeField.CustomPrefix.Length), out var id) ? id : 0).ToHashSet();
        await uniteParts.RunAsync(loser.Id, survivor.Id, chosen, cancel);
        loser.MergedIntoId = survivor.Id;

        var messages = await MoveMessagesAsync(loser.Id, survivor.Id, cancel);
        var activities = await MoveActivitiesAsync(loser.Id, survivor.Id, cancel);
        var consents = await MoveConsentsAsync(loser.Id, survivor.Id, cancel);
        var lastContacted = survivor.LastContactedAt;
        if (loser.LastContactedAt > (survivor.LastContactedAt ?? DateTimeOffset.MinValue))
            survivor.LastContactedAt = loser.LastContactedAt;
        var decision = await DecideAsync(survivor.Id, loser.Id, cancel);
        db.NoteUntracked(MergeEntries.Entity, loser.Id, survivor.Id,
            (MergeEntries.Messages, messages, null), (MergeEntries.Activities, activities, null), (MergeEntries.Consents, consents, null),
            (MergeEntries.LastContacted, lastContacted, survivor.LastContactedAt), (MergeEntries.Decision, decision, PairState.Merged));
        set.CompletedAt = db.Now;
        foreach (var contact in new[] { survivor, loser })
            db.Entry(contact).Property(c => c.ChangedAt).IsModified = true;
        await db.SaveChangesAsync(cancel);
        return set;
    }

    private void TakeFields(MergeRequest request, Contact survivor, Contact loser)
    {
        var (ours, theirs) = (db.Entry(survivor), db.Entry(loser));
        foreach (var field in MergeField.All)
        {
            var isOurs = field.Columns.Any(c => IsFilled(ours.Property(c).CurrentValue));
            var isTheirs = field.Columns.Any(c => IsFilled(theirs.Property(c).CurrentValue));
            if (field.Name == MergeField.Notes && isOurs && isTheirs && !request.Choices.ContainsKey(field.Name))
            {
                survivor.CorrespondenceNotes = BothNotes(survivor.CorrespondenceNotes!, loser.CorrespondenceNotes!);
                continue;
            }
            var takes = request.Choices.TryGetValue(field.Name, out var choice) ? choice : !isOurs && isTheirs && field.Name != MergeField.Owner;
            foreach (var column in field.Columns.Where(_ => takes && isTheirs))
                ours.Property(column).CurrentValue = theirs.Property(column).CurrentValue;
        }
    }

    private static bool IsFilled(object? value) => value is not (null or "");

    private static string BothNotes(string ours, string theirs) =>
        ours.Contains(theirs, StringComparison.Ordinal) ? ours : $"{ours.TrimEnd()}\n\n{theirs}";

    private static string? UnitedProvenance(MergeRequest request, string? ours, string? theirs)
    {
        if (theirs is null)
            return ours;
        var into = Provenance.Read(ours);
        foreach (var (field, origin) in Provenance.Read(theirs).Fields)
        {
            if (!into.Fields.ContainsKey(field) || request.Choices.GetValueOrDefault(field))
                into.Set([field], origin);
        }
        return into.ToJson();
    }

    private async Task<List<long>> MoveMessagesAsync(long from, long to, CancellationToken cancel)
    {
        var ids = await db.MessageContacts.IgnoreQueryFilters()
            .Where(m => m.ContactId == from && !db.MessageContacts.Any(o => o.ContactId == to && o.MessageId == m.MessageId))
            .OrderBy(m => m.MessageId).Select(m => m.MessageId).ToListAsync(cancel);
        foreach (var some in ids.Chunk(MergeEntries.KeysAStatement))
            await db.MessageContacts.IgnoreQueryFilters().Where(m => m.ContactId == from && some.Contains(m.MessageId))
                .ExecuteUpdateAsync(s => s.SetProperty(m => m.ContactId, to), cancel);
        return ids;
    }

    private async Task<List<long>> MoveActivitiesAsync(long from, long to, CancellationToken cancel)
    {
        var ids = await db.ActivityContacts.IgnoreQueryFilters()
            .Where(l => l.ContactId == from && !db.ActivityContacts.Any(o => o.ContactId == to && o.ActivityId == l.ActivityId))
            .OrderBy(l => l.ActivityId).Select(l => l.ActivityId).ToListAsync(cancel);
        foreach (var some in ids.Chunk(MergeEntries.KeysAStatement))
            await db.ActivityContacts.IgnoreQueryFilters().Where(l => l.ContactId == from && some.Contains(l.ActivityId))
                .ExecuteUpdateAsync(s => s.SetProperty(l => l.ContactId, to), cancel);
        return ids;
    }

    // What a person said does not change by standing on another row: the record moves as it is.
    private async Task<List<long>> MoveConsentsAsync(long from, long to, CancellationToken cancel)
    {
        var ids = await db.Consents.IgnoreQueryFilters().Where(c => c.ContactId == from).OrderBy(c => c.Id).Select(c => c.Id).ToListAsync(cancel);
        await db.Consents.IgnoreQueryFilters().Where(c => c.ContactId == from).ExecuteUpdateAsync(s => s.SetProperty(c => c.ContactId, to), cancel);
        return ids;
    }

    private async Task<PairState?> DecideAsync(long one, long other, CancellationToken cancel)
    {
        var pair = await db.DuplicatePairs.IgnoreQueryFilters()
            .FirstOrDefaultAsync(p => p.AId == Math.Min(one, other) && p.BId == Math.Max(one, other), cancel);
        if (pair is null)
            return null;
        var before = pair.State;
        (pair.State, pair.DecidedAt, pair.DecidedById) = (PairState.Merged, db.Now, db.Reader.UserId);
        return before;
    }
}
