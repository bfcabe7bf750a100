using CrmAddin.Core.Audit;
using CrmAddin.Core.Duplicates;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Contacts.Import;

/// <summary>A row that a change set made.</summary>
internal sealed record CreatedRow(long EntryId, long EntityId);

/// <summary>A part that somebody changed.</summary>
internal sealed record TouchedPart(string Entity, long EntityId);

/// <summary>What taking an import back asks of the journal. Everything here is the import's own, whoever sees it now.</summary>
internal static class UndoQuery
{
    /// <summary>Rows of an entity that a change set made, in the order of the journal after an entry.</summary>
    public static IQueryable<CreatedRow> Created(CrmDb db, long setId, string entity, long afterEntryId) =>
        db.AuditEntries.AsNoTracking().Where(e => e.ChangeSetId == setId && e.Entity == entity && e.Action == AuditAction.Created && e.Id > afterEntryId)
            .OrderBy(e => e.Id).Select(e => new CreatedRow(e.Id, e.EntityId));

    /// <summary>Contacts that a change set changed without having made them.</summary>
    public static IQueryable<long> UpdatedContacts(CrmDb db, long setId) =>
        db.AuditEntries.Where(e => e.ChangeSetId == setId && e.RootEntity == nameof(Contact)
                && !db.AuditEntries.Any(c => c.Entity == nameof(Contact) && c.EntityId == e.RootId && c.ChangeSetId == setId && c.Action == AuditAction.Created))
            .Select(e => e.RootId).Distinct();

    /// <summary>A change set's entries.</summary>
    public static IQueryable<AuditEntry> EntriesOf(CrmDb db, long setId) => db.AuditEntries.AsNoTracking().Where(e => e.ChangeSetId == setId);

    /// <summary>A change set's entries about contacts, with their values.</summary>
    public static IQueryable<AuditEntry> EntriesWithValues(CrmDb db, long setId, List<long> contacts) =>
        db.AuditEntries.AsNoTracking().Include(e => e.Values)
            .Where(e => e.RootEntity == nameof(Contact) && EF.Parameter(contacts).Contains(e.RootId) && e.ChangeSetId == setId);

    /// <summary>Roots that other change sets than these two have to do with.</summary>
    public static IQueryable<long> TouchedRoots(CrmDb db, string entity, List<long> ids, long setId, long undoId) =>
        db.AuditEntries.Where(e => e.RootEntity == entity && EF.Parameter(ids).Contains(e.RootId) && e.ChangeSetId != setId && e.ChangeSetId != undoId)
            .Select(e => e.RootId).Distinct();

    /// <summary>Parts of contacts that other change sets than these two have to do with.</summary>
    public static IQueryable<TouchedPart> TouchedParts(CrmDb db, List<long> contacts, long setId, long undoId) =>
        db.AuditEntries
            .Where(e => e.RootEntity == nameof(Contact) && EF.Parameter(contacts).Contains(e.RootId) && e.Entity != nameof(Contact)
                && e.ChangeSetId != setId && e.ChangeSetId != undoId)
            .Select(e => new TouchedPart(e.Entity, e.EntityId)).Distinct();

    /// <summary>Contacts with the parts that the journal knows.</summary>
    public static IQueryable<Contact> WithParts(CrmDb db, List<long> ids) =>
        db.Contacts.IgnoreQueryFilters().Where(c => EF.Parameter(ids).Contains(c.Id))
            .Include(c => c.Emails).Include(c => c.Phones).Include(c => c.Addresses).Include(c => c.Profiles).Include(c => c.Children)
            .Include(c => c.CustomValues).Include(c => c.Lookups);

    /// <summary>Likely duplicates that name one of these contacts.</summary>
    public static IQueryable<DuplicatePair> PairsOf(CrmDb db, List<long> ids) =>
        db.DuplicatePairs.Where(p => EF.Parameter(ids).Contains(p.AId) || EF.Parameter(ids).Contains(p.BId));

    /// <summary>Words of names that these contacts are found by.</summary>
    public static IQueryable<string> NameWordsOf(CrmDb db, List<long> contacts) =>
        db.SearchKeys.IgnoreQueryFilters().Where(k => EF.Parameter(contacts).Contains(k.ContactId) && k.Kind == SearchKeyKind.Name).Select(k => k.Key).Distinct();
}
