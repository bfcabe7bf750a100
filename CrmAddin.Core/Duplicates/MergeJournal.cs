using System.Globalization;
using System.Text.Json;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Duplicates;

/// <summary>What the journal says of a merge that holds, and where its survivor went since.</summary>
public sealed class MergeJournal
{
    private readonly List<AuditEntry> _entries;
    private readonly AuditEntry _note;

    private MergeJournal(long changeSetId, AuditEntry note, List<AuditEntry> entries, IReadOnlyList<long> chain) =>
        (ChangeSetId, _note, _entries, Chain) = (changeSetId, note, entries, chain);

    /// <summary>The merge's change set.</summary>
    public long ChangeSetId { get; }

    /// <summary>The contact that was merged away.</summary>
    public long LoserId => _note.EntityId;

    /// <summary>The contact that it was merged into.</summary>
    public long SurvivorId => _note.RootId;

    /// <summary>The contact that stands for both now: the survivor, or whom it was merged into later.</summary>
    public long HolderId => Chain[^1];

    /// <summary>The survivor and whom it was merged into, step by step.</summary>
    public IReadOnlyList<long> Chain { get; }

    /// <summary>Whether a person's erasure took the values away.</summary>
    public bool IsErased => _entries.Exists(e => e.Values.Exists(v => v.Salt is null));

    /// <summary>Last entry of the merge itself: what comes after it is a later edit.</summary>
    public long LastEntryId => _entries.Where(e => e.ChangeSetId == ChangeSetId).Max(e => e.Id);

    /// <summary>Rows that hang on a contact and were changed by the merge.</summary>
    public IEnumerable<AuditEntry> Parts =>
        _entries.Where(e => e.Entity is not (nameof(Contact) or MergeEntries.Entity or MergeEntries.Reunited) && (e.ChangeSetId == ChangeSetId || CameFromLoser(e)));

    /// <summary>Reads a merge; null when there is none or it was taken back.</summary>
    public static async Task<MergeJournal?> ReadAsync(CrmDb db, long changeSetId, CancellationToken cancel)
    {
        var note = await db.AuditEntries.AsNoTracking().Include(e => e.Values)
            .FirstOrDefaultAsync(e => e.ChangeSetId == changeSetId && e.Entity == MergeEntries.Entity && e.ChangeSet!.UndoneAt == null, cancel);
        if (note is null)
            return null;
        var sets = await db.AuditEntries.Where(e => e.Entity == MergeEntries.Reunited && e.EntityId == note.EntityId && e.ChangeSetId > changeSetId)
            .Select(e => e.ChangeSetId).ToListAsync(cancel);
        sets.Add(changeSetId);
        var entries = await db.AuditEntries.AsNoTracking().Include(e => e.Values).Where(e => sets.Contains(e.ChangeSetId)).OrderBy(e => e.Id).ToListAsync(cancel);
        var chain = new List<long> { note.RootId };
        while (await DuplicateQuery.Merged(db, [chain[^1]]).Select(c => c.MergedIntoId).FirstOrDefaultAsync(cancel) is { } next)
            chain.Add(next);
        return new MergeJournal(changeSetId, note, entries, chain);
    }

    /// <summary>A value of the merge's own note.</summary>
    public AuditValue? Note(string field) => _note.Values.Find(v => v.Field == field);

    /// <summary>Keys that the note holds.</summary>
    public long[] Keys(string field) => Note(field)?.OldValue is { } json ? JsonSerializer.Deserialize<long[]>(json)! : [];

    /// <summary>Fields of a contact that the merge changed.</summary>
    public IEnumerable<AuditValue> FieldsOf(long contactId) =>
        _entries.Where(e => e.ChangeSetId == ChangeSetId && e.Entity == nameof(Contact) && e.EntityId == contactId).SelectMany(e => e.Values)
            .Where(v => v.Field != nameof(Contact.MergedIntoId));

    /// <summary>Whether a later merge brought a field's value on to a contact further down the chain.</summary>
    public Task<bool> WasCarriedAsync(CrmDb db, long contactId, string field, string? value, CancellationToken cancel) =>
        db.AuditEntries.AnyAsync(
            e => e.Id > LastEntryId && e.Entity == nameof(Contact) && e.EntityId == contactId && e.ChangeSet!.Origin == ChangeOrigin.Merge
                && e.Values.Any(v => v.Field == field && v.NewValue == value), cancel);

    /// <summary>What a field shows that nobody edited since the merge brought a value: other merges may have been taken back meanwhile.</summary>
    public async Task<string?> UneditedAsync(CrmDb db, long contactId, string field, string? brought, CancellationToken cancel)
    {
        var splits = await db.AuditEntries.AsNoTracking().Include(e => e.Values)
            .Where(e => e.Id > LastEntryId && e.Entity == nameof(Contact) && e.EntityId == contactId && e.ChangeSet!.Origin == ChangeOrigin.Split)
            .OrderBy(e => e.Id).ToListAsync(cancel);
        foreach (var value in splits.SelectMany(e => e.Values).Where(v => v.Field == field && v.OldValue == brought))
            brought = value.NewValue;
        return brought;
    }

    /// <summary>What a field showed before the merge, without what merges had brought that were taken back since.</summary>
    public async Task<string?> BeforeAsync(CrmDb db, long contactId, string field, string? before, CancellationToken cancel)
    {
        var undone = await db.AuditEntries.AsNoTracking().Include(e => e.Values)
            .Where(e => e.ChangeSetId < ChangeSetId && e.Entity == nameof(Contact) && e.EntityId == contactId && e.ChangeSet!.Origin == ChangeOrigin.Merge && e.ChangeSet.UndoneAt != null)
            .OrderByDescending(e => e.Id).ToListAsync(cancel);
        foreach (var value in undone.SelectMany(e => e.Values).Where(v => v.Field == field && v.NewValue == before))
            before = value.OldValue;
        return before;
    }

    private bool CameFromLoser(AuditEntry entry) =>
        entry.Values.Exists(v => ReturnParts.OwnerColumns.Contains(v.Field) && v.OldValue == LoserId.ToString(CultureInfo.InvariantCulture));

    /// <summary>Edits of a contact's own fields after the merge, oldest first.</summary>
    public async Task<List<AuditValue>> LaterFieldEditsAsync(CrmDb db, long contactId, CancellationToken cancel)
    {
        var entries = await LaterEntries(db).Where(e => e.Entity == nameof(Contact) && e.EntityId == contactId).Include(e => e.Values).ToListAsync(cancel);
        return [.. entries.SelectMany(e => e.Values)];
    }

    /// <summary>What people did after the merge on the contacts of its chain, oldest first.</summary>
    public IQueryable<AuditEntry> LaterEntries(CrmDb db)
    {
        var last = LastEntryId;
        return db.AuditEntries.AsNoTracking()
            .Where(e => e.Id > last && e.RootEntity == nameof(Contact) && Chain.Contains(e.RootId)
                && e.ChangeSet!.Origin != ChangeOrigin.Merge && e.ChangeSet.Origin != ChangeOrigin.Split)
            .OrderBy(e => e.Id);
    }
}
