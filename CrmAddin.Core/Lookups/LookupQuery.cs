using CrmAddin.Core.Contacts;
using CrmAddin.Core.Store;

namespace CrmAddin.Core.Lookups;

/// <summary>Reads of lists and who has their items.</summary>
public static class LookupQuery
{
    /// <summary>Links of the first item whose people have the second too.</summary>
    public static IQueryable<ContactLookup> WithBoth(CrmDb db, long fromId, long intoId) =>
        db.ContactLookups.Where(l => l.LookupItemId == fromId && db.ContactLookups.Any(other => other.LookupItemId == intoId && other.ContactId == l.ContactId));
}
