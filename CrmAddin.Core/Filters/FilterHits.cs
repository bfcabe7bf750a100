using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Filters;

/// <summary>Leaves the hits of a search that a filter holds for. A search without a filter finds archived people too.</summary>
public static class FilterHits
{
    /// <summary>Those hits, in their order.</summary>
    public static async Task<IReadOnlyList<ContactHit>> RunAsync(CrmDb db, AppliedFilter filter, IReadOnlyList<ContactHit> hits, CancellationToken cancel)
    {
        if (filter.Filter.IsEmpty)
            return hits;
        var ids = hits.Select(h => h.ContactId).ToList();
        var held = (await filter.Contacts(db).Where(c => EF.Parameter(ids).Contains(c.Id)).Select(c => c.Id).ToListAsync(cancel)).ToHashSet();
        return [.. hits.Where(h => held.Contains(h.ContactId))];
    }
}
