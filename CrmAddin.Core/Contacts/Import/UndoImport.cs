using System.Globalization;
using System.Text.Json.Serialization;
using CrmAddin.Core.Accounts;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Consent;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Documents;
using CrmAddin.Core.Duplicates;
using CrmAddin.Core.Leads;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Results;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CrmAddin.Core.Contacts.Import;

/// <summary>Why a contact stays as it is when its import is taken back.</summary>
public enum KeptReason
{
    /// <summary>Somebody has changed it since.</summary>
    ChangedSince,
    /// <summary>It stands in a deal.</summary>
    HasDeals,
    /// <summary>Mail is logged with it.</summary>
    HasMail,
    /// <summary>It has an enquiry.</summary>
    HasLeads,
    /// <summary>It has documents.</summary>
    HasDocuments,
    /// <summary>It has said what it consents to.</summary>
    HasConsent,
    /// <summary>It was made one with another contact, or another was made one with it.</summary>
    Merged,
    /// <summary>Something else refers to it.</summary>
    IsReferredTo,
}

/// <summary>A contact that stays, or keeps some of its values, and why.</summary>
public sealed record KeptContact(long ContactId, string Name, KeptReason Reason);

/// <summary>What taking an import back did.</summary>
/// <param name="ImportId">The import's change set.</param>
/// <param name="Removed">Contacts that it had made and that are gone.</param>
/// <param name="Restored">Contacts that it had changed and that are as before.</param>
/// <param name="Kept">Contacts that stay, wholly or in part, because of what happened since.</param>
/// <param name="RemovedNames">Firms and list items that it had made and that nobody uses.</param>
public sealed record UndoImportOutcome(long ImportId, long Removed, long Restored, long Kept, long RemovedNames)
{
    /// <summary>The first contacts that stay.</summary>
    [JsonIgnore]
    public IReadOnlyList<KeptContact> KeptContacts { get; init; } = [];
}

/// <summary>
/// Takes an import back: contacts that it made and nobody touched since go, values that it changed become what they were where they are
/// still the import's. In short transactions; one that was cut off goes on when it is run again.
/// </summary>
public sealed class UndoImport(CrmDb db)
{
    private const int ContactsPerTransaction = 100;
    private const int MostListed = 200;

    private readonly List<KeptContact> _listed = [];
    private readonly HashSet<long> _kept = [];
    private long _removed;
    private long _restored;
    private long _removedNames;
    private long _setId;

    /// <summary>
    /// Takes the import back. Errors: <see cref="MayNotChange"/>, <see cref="ImportRunUnknown"/>, <see cref="ImportUndoneAlready"/>.
    /// </summary>
    /// <param name="importId">The import's change set.</param>
    /// <param name="progress">Told how many contacts were looked at.</param>
    /// <param name="cancel">Stops it between two transactions.</param>
    public async Task<Result<UndoImportOutcome>> RunAsync(long importId, IProgress<long>? progress, CancellationToken cancel)
    {
        if (!db.Reader.MayChange)
            return new MayNotChange();
        var run = await db.ImportRuns.AsNoTracking().FirstOrDefaultAsync(r => r.ChangeSetId == importId, cancel);
        if (run is null || (!db.Reader.MayAdminister && run.UserId != db.Reader.UserId))
            return new ImportRunUnknown(importId);
        if (run.State == ImportState.Undone)
            return new ImportUndoneAlready(importId);
        _setId = importId;
        var undo = await BeginAsync(run, cancel);
        await RemoveCreatedAsync(undo, progress, cancel);
        await RestoreUpdatedAsync(undo, progress, cancel);
        await RemoveNamesAsync<Account>(undo, cancel);
        await RemoveNamesAsync<LookupItem>(undo, cancel);
        await CompleteAsync(run, undo, cancel);
        return new UndoImportOutcome(importId, _removed, _restored, _kept.Count, _removedNames) { KeptContacts = _listed };
    }

    private async Task<ChangeSet> BeginAsync(ImportRun run, CancellationToken cancel)
    {
        var about = string.Create(CultureInfo.InvariantCulture, $"import {_setId}");
        var undo = await db.ChangeSets.FirstOrDefaultAsync(s => s.Origin == ChangeOrigin.Undo && s.About == about && s.CompletedAt == null, cancel);
        await using var write = await db.BeginWriteAsync(cancel);
        if (undo is null)
            undo = db.Begin(ChangeOrigin.Undo, "import", about);
        else
            db.Resume(undo);
        await db.SaveChangesAsync(cancel);
        await db.ImportRuns.Where(r => r.Id == run.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.State, ImportState.Undoing), cancel);
        await write.CommitAsync(cancel);
        db.ChangeTracker.Clear();
        _removed = await UndoQuery.EntriesOf(db, undo.Id).LongCountAsync(e => e.Entity == nameof(Contact) && e.Action == AuditAction.Deleted, cancel);
        _removedNames = await UndoQuery.EntriesOf(db, undo.Id)
            .LongCountAsync(e => (e.Entity == nameof(Account) || e.Entity == nameof(LookupItem)) && e.Action == AuditAction.Deleted, cancel);
        return undo;
    }

    // A contact that stays only because another one of the file links to it can go when that one is gone.
    private async Task RemoveCreatedAsync(ChangeSet undo, IProgress<long>? progress, CancellationToken cancel)
    {
        long removedBefore;
        bool mayGoOn;
        do
        {
            removedBefore = _removed;
            mayGoOn = false;
            _kept.Clear();
            _listed.Clear();
            await foreach (var ids in PagesAsync(nameof(Contact), cancel))
            {
                mayGoOn |= await RemoveCreatedAsync(ids, undo, cancel);
                progress?.Report(_removed + _kept.Count);
            }
        }
        while (mayGoOn && _removed > removedBefore);
    }

    private async IAsyncEnumerable<List<long>> PagesAsync(string entity, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var last = 0L;
        while (true)
        {
            var page = await UndoQuery.Created(db, _setId, entity, last).Take(ContactsPerTransaction).ToListAsync(cancel);
            if (page.Count == 0)
                yield break;
            last = page[^1].EntryId;
            yield return page.ConvertAll(p => p.EntityId);
        }
    }

    private async Task<bool> RemoveCreatedAsync(List<long> ids, ChangeSet undo, CancellationToken cancel)
    {
        await using var write = await db.BeginWriteAsync(cancel);
        db.Resume(undo);
        var contacts = await UndoQuery.WithParts(db, ids).ToListAsync(cancel);
        var touched = (await UndoQuery.TouchedRoots(db, nameof(Contact), ids, _setId, undo.Id).ToListAsync(cancel)).ToHashSet();
        var referred = await FindReferences.RunAsync(db, typeof(Contact), ids, IsInTheWay, cancel);
        var isLinked = false;
        var going = new List<Contact>();
        foreach (var contact in contacts)
        {
            if (touched.Contains(contact.Id))
                Keep(contact, contact.MergedIntoId is null ? KeptReason.ChangedSince : KeptReason.Merged);
            else if (referred.TryGetValue(contact.Id, out var by))
                Keep(contact, ReasonOf(by));
            else
                going.Add(contact);
            isLinked |= referred.GetValueOrDefault(contact.Id) == typeof(CustomFieldValue);
        }
        var goingIds = going.ConvertAll(c => c.Id);
        var words = await UndoQuery.NameWordsOf(db, goingIds).ToListAsync(cancel);
        await UndoQuery.PairsOf(db, goingIds).ExecuteDeleteAsync(cancel);
        db.RemoveRange(going);
        await db.SaveChangesAsync(cancel);
        await NameVocabulary.DropUnusedAsync(db, words, cancel);
        await write.CommitAsync(cancel);
        db.ChangeTracker.Clear();
        _removed += going.Count;
        return isLinked;
    }

    private static bool IsInTheWay(IForeignKey foreignKey) => foreignKey.DeclaringEntityType.ClrType switch
    {
        var type when type == typeof(DuplicatePair) => false,
        var type when type == typeof(ConsentRecord) => true,
        _ => !FindReferences.IsPart(foreignKey),
    };

    private static KeptReason ReasonOf(Type by) => by.Name switch
    {
        nameof(DealContact) or nameof(Deal) => KeptReason.HasDeals,
        nameof(MessageContact) => KeptReason.HasMail,
        nameof(Lead) => KeptReason.HasLeads,
        nameof(Document) => KeptReason.HasDocuments,
        nameof(ConsentRecord) => KeptReason.HasConsent,
        nameof(Contact) => KeptReason.Merged,
        _ => KeptReason.IsReferredTo,
    };

    private void Keep(Contact contact, KeptReason reason)
    {
        if (_kept.Add(contact.Id) && _listed.Count < MostListed)
            _listed.Add(new KeptContact(contact.Id, contact.DisplayName, reason));
    }

    private async Task RestoreUpdatedAsync(ChangeSet undo, IProgress<long>? progress, CancellationToken cancel)
    {
        var roots = await UndoQuery.UpdatedContacts(db, _setId).ToListAsync(cancel);
        foreach (var ids in roots.Chunk(ContactsPerTransaction))
        {
            await RestoreAsync([.. ids], undo, cancel);
            progress?.Report(_removed + _restored + _kept.Count);
        }
    }

    private async Task RestoreAsync(List<long> ids, ChangeSet undo, CancellationToken cancel)
    {
        await using var write = await db.BeginWriteAsync(cancel);
        db.Resume(undo);
        // An undo that was cut off has restored these.
        var done = await UndoQuery.EntriesOf(db, undo.Id).Where(e => e.RootEntity == nameof(Contact) && EF.Parameter(ids).Contains(e.RootId))
            .Select(e => e.RootId).Distinct().ToListAsync(cancel);
        _restored += done.Count;
        var contacts = await UndoQuery.WithParts(db, ids.Except(done).ToList()).ToListAsync(cancel);
        var entries = (await UndoQuery.EntriesWithValues(db, _setId, ids).ToListAsync(cancel)).ToLookup(e => e.RootId);
        var touchedParts = (await UndoQuery.TouchedParts(db, ids, _setId, undo.Id).ToListAsync(cancel)).ToHashSet();
        var words = await UndoQuery.NameWordsOf(db, ids).ToListAsync(cancel);
        foreach (var contact in contacts)
            Restore(contact, entries[contact.Id].OrderByDescending(e => e.Id), touchedParts);
        await db.SaveChangesAsync(cancel);
        await NameVocabulary.DropUnusedAsync(db, words, cancel);
        await write.CommitAsync(cancel);
        db.ChangeTracker.Clear();
    }

    private void Restore(Contact contact, IEnumerable<AuditEntry> entries, HashSet<TouchedPart> touchedParts)
    {
        var rows = db.ChangeTracker.Entries<IAudited>().Where(r => r.Entity == contact || r.Entity.AuditRoot == (nameof(Contact), contact.Id))
            .ToDictionary(r => (r.Metadata.ClrType.Name, (long)r.Property("Id").CurrentValue!));
        var (isWhole, isChanged) = (true, false);
        foreach (var entry in entries)
        {
            if (!rows.TryGetValue((entry.Entity, entry.EntityId), out var row))
            {
                isWhole = false;
                continue;
            }
            if (entry.Action == AuditAction.Updated)
            {
                foreach (var value in entry.Values)
                {
                    var isReverted = RevertValue.Run(row, value);
                    isChanged |= isReverted;
                    // Where values came from is no value of its own: later notes about other fields may stay.
                    isWhole &= isReverted || value.Field == nameof(Contact.ProvenanceJson);
                }
            }
            else if (entry.Action == AuditAction.Created && !touchedParts.Contains(new TouchedPart(entry.Entity, entry.EntityId)))
            {
                // Out of its list as well: search keys are made of what the lists hold.
                var list = db.Entry(contact).Collections.First(c => c.Metadata.TargetEntityType == row.Metadata);
                ((System.Collections.IList)list.CurrentValue!).Remove(row.Entity);
                db.Remove(row.Entity);
                isChanged = true;
            }
            else
            {
                isWhole = false;
            }
        }
        if (isChanged)
            db.Entry(contact).Property(c => c.ChangedAt).IsModified = true;
        if (isWhole)
            _restored++;
        else
            Keep(contact, contact.MergedIntoId is null ? KeptReason.ChangedSince : KeptReason.Merged);
    }

    private async Task RemoveNamesAsync<T>(ChangeSet undo, CancellationToken cancel)
        where T : class
    {
        await foreach (var ids in PagesAsync(typeof(T).Name, cancel))
        {
            await using var write = await db.BeginWriteAsync(cancel);
            db.Resume(undo);
            var touched = await UndoQuery.TouchedRoots(db, typeof(T).Name, ids, _setId, undo.Id).ToListAsync(cancel);
            var referred = await FindReferences.RunAsync(db, typeof(T), ids, f => !FindReferences.IsPart(f), cancel);
            var going = ids.Except(touched).Except(referred.Keys).ToList();
            var rows = await db.Set<T>().IgnoreQueryFilters().Where(r => EF.Parameter(going).Contains(EF.Property<long>(r, "Id"))).ToListAsync(cancel);
            db.RemoveRange(rows);
            await db.SaveChangesAsync(cancel);
            await write.CommitAsync(cancel);
            db.ChangeTracker.Clear();
            _removedNames += rows.Count;
        }
    }

    private async Task CompleteAsync(ImportRun run, ChangeSet undo, CancellationToken cancel)
    {
        var now = db.Now;
        await using var write = await db.BeginWriteAsync(cancel);
        await db.ImportRuns.Where(r => r.Id == run.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.State, ImportState.Undone).SetProperty(r => r.EndedAt, now), cancel);
        await db.ChangeSets.Where(s => s.Id == _setId).ExecuteUpdateAsync(set => set.SetProperty(s => s.UndoneAt, now), cancel);
        await db.ChangeSets.Where(s => s.Id == undo.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.CompletedAt, now), cancel);
        await write.CommitAsync(cancel);
    }
}
