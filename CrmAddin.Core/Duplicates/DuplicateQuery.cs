using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Duplicates;

/// <summary>Reads of likely duplicates. A pair is seen by whom both sides are seen.</summary>
public static class DuplicateQuery
{
    /// <summary>Pairs in a state, best first, behind a place in that order.</summary>
    public static IQueryable<DuplicatePair> Page(CrmDb db, PairState state, double atLeast, double belowScore, long afterAId, long afterBId) =>
        Visible(db).AsNoTracking()
            .Where(p => p.State == state && p.Score >= atLeast)
            .Where(p => p.Score < belowScore || (p.Score == belowScore && (p.AId > afterAId || (p.AId == afterAId && p.BId > afterBId))))
            .OrderByDescending(p => p.Score).ThenBy(p => p.AId).ThenBy(p => p.BId);

    /// <summary>Open pairs, best first.</summary>
    public static IQueryable<DuplicatePair> Open(CrmDb db, double atLeast) =>
        Visible(db).AsNoTracking().Where(p => p.State == PairState.Open && p.Score >= atLeast)
            .OrderByDescending(p => p.Score).ThenBy(p => p.AId).ThenBy(p => p.BId);

    /// <summary>One pair.</summary>
    public static IQueryable<DuplicatePair> One(CrmDb db, long aId, long bId) => Visible(db).Where(p => p.AId == aId && p.BId == bId);

    /// <summary>Pairs of one contact that nobody has decided.</summary>
    public static IQueryable<DuplicatePair> OfContact(CrmDb db, long contactId, double atLeast) =>
        Visible(db).AsNoTracking().Where(p => (p.AId == contactId || p.BId == contactId) && p.State == PairState.Open && p.Score >= atLeast)
            .OrderByDescending(p => p.Score).ThenBy(p => p.AId).ThenBy(p => p.BId);

    /// <summary>How many open pairs the reader sees.</summary>
    public static IQueryable<DuplicatePair> Countable(CrmDb db, double atLeast) => Visible(db).Where(p => p.State == PairState.Open && p.Score >= atLeast);

    /// <summary>Merges into a contact that hold, the latest first: the change sets of the merge with what they say.</summary>
    public static IQueryable<ChangeSet> MergesInto(CrmDb db, long survivorId) =>
        db.ChangeSets.AsNoTracking()
            .Where(s => s.Origin == ChangeOrigin.Merge && s.UndoneAt == null
                && s.Entries.Any(e => e.Entity == MergeEntries.Entity && e.RootEntity == nameof(Contact) && e.RootId == survivorId))
            .OrderByDescending(s => s.Id);

    /// <summary>Notes of merges into some contacts that hold, the latest first.</summary>
    public static IQueryable<AuditEntry> HeldMerges(CrmDb db, IReadOnlyCollection<long> survivorIds) =>
        db.AuditEntries.AsNoTracking()
            .Where(e => e.Entity == MergeEntries.Entity && e.RootEntity == nameof(Contact) && survivorIds.Contains(e.RootId) && e.ChangeSet!.UndoneAt == null)
            .OrderByDescending(e => e.Id);

    /// <summary>Where some contacts that were merged went, one step on.</summary>
    public static IQueryable<Contact> Merged(CrmDb db, IReadOnlyCollection<long> ids) =>
        db.Contacts.IgnoreQueryFilters().AsNoTracking().Where(c => ids.Contains(c.Id) && c.MergedIntoId != null);

    /// <summary>Contacts of some origins, merged ones too.</summary>
    public static IQueryable<Contact> OfOrigin(CrmDb db, IReadOnlyCollection<string> originKeys) =>
        db.Contacts.IgnoreQueryFilters().AsNoTracking().Where(c => c.OriginKey != null && originKeys.Contains(c.OriginKey));

    private static IQueryable<DuplicatePair> Visible(CrmDb db) =>
        db.DuplicatePairs.Where(p => db.Contacts.Any(c => c.Id == p.AId) && db.Contacts.Any(c => c.Id == p.BId));
}
