using CrmAddin.Core.Contacts;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Lookups;

/// <summary>An item with how often it is used.</summary>
public sealed record LookupUse(LookupItem Item, int Uses);

/// <summary>Reads of lists.</summary>
public static class LookupQuery
{
    /// <summary>Items of a list in their order, each with the number of contacts, accounts and deals that have it.</summary>
    public static IQueryable<LookupUse> WithUses(CrmDb db, LookupKind kind) =>
        db.LookupItems.AsNoTracking().Where(i => i.Kind == kind).OrderBy(i => i.IsRetired).ThenBy(i => i.Position).ThenBy(i => i.Id)
            .Select(i => new LookupUse(i,
                db.ContactLookups.IgnoreQueryFilters().Count(l => l.LookupItemId == i.Id)
                + db.Contacts.IgnoreQueryFilters().Count(c => c.SourceId == i.Id)
                + db.Accounts.IgnoreQueryFilters().Count(a => a.IndustryId == i.Id)
                + db.Deals.IgnoreQueryFilters().Count(d => d.SourceId == i.Id)));

    /// <summary>Links of the first item whose people have the second too.</summary>
    public static IQueryable<ContactLookup> WithBoth(CrmDb db, long fromId, long intoId) =>
        db.ContactLookups.Where(l => l.LookupItemId == fromId && db.ContactLookups.Any(other => other.LookupItemId == intoId && other.ContactId == l.ContactId));
}
