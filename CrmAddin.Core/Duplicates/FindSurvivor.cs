using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Duplicates;

/// <summary>Finds who a merged contact stands under now.</summary>
public static class FindSurvivor
{
    private const int LongestChain = 100;

    /// <summary>The contact that stands for one, after all merges; the contact's own key where it stands for itself or is unknown.</summary>
    public static async Task<long> OfAsync(CrmDb db, long contactId, CancellationToken cancel) =>
        (await OfAsync(db, [contactId], cancel)).GetValueOrDefault(contactId, contactId);

    /// <summary>Where those of some contacts went that were merged; the others are not in the answer.</summary>
    public static async Task<Dictionary<long, long>> OfAsync(CrmDb db, IReadOnlyCollection<long> contactIds, CancellationToken cancel)
    {
        var at = contactIds.Distinct().ToDictionary(id => id, id => id);
        for (var step = 0; step < LongestChain; step++)
        {
            var asked = at.Values.Distinct().ToList();
            var next = await DuplicateQuery.Merged(db, asked).ToDictionaryAsync(c => c.Id, c => c.MergedIntoId!.Value, cancel);
            if (next.Count == 0)
                break;
            foreach (var (id, now) in at.ToList())
                at[id] = next.GetValueOrDefault(now, now);
        }
        return at.Where(a => a.Key != a.Value).ToDictionary();
    }

    /// <summary>The contacts that stand for some origin keys now: what an import or a capture has to fill.</summary>
    public static async Task<Dictionary<string, long>> OfOriginsAsync(CrmDb db, IReadOnlyCollection<string> originKeys, CancellationToken cancel)
    {
        var rows = await DuplicateQuery.OfOrigin(db, originKeys).Select(c => new { c.OriginKey, c.Id }).ToListAsync(cancel);
        var survivors = await OfAsync(db, [.. rows.Select(r => r.Id)], cancel);
        return rows.ToDictionary(r => r.OriginKey!, r => survivors.GetValueOrDefault(r.Id, r.Id), StringComparer.Ordinal);
    }
}
