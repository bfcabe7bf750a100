using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Contacts;

/// <summary>The rows that one person is made of: the contact and those merged into it, and into those.</summary>
public static class MergedRows
{
    /// <summary>The given keys with all that were merged into them. What the reader sees is the caller's to know.</summary>
    public static async Task<List<long>> WithAsync(CrmDb db, IReadOnlyCollection<long> ids, CancellationToken cancel)
    {
        var all = new HashSet<long>(ids);
        var last = ids.ToList();
        while (last.Count > 0)
        {
            last = await db.Contacts.IgnoreQueryFilters().Where(c => c.MergedIntoId != null && last.Contains(c.MergedIntoId.Value)).Select(c => c.Id).ToListAsync(cancel);
            last.RemoveAll(id => !all.Add(id));
        }
        return [.. all];
    }
}
