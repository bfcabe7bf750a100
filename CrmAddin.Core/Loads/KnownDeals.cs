using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Loads;

/// <summary>The deals that a batch of rows names by the ids of their file.</summary>
internal sealed class KnownDeals(CrmDb db)
{
    private Dictionary<string, long> _deals = [];

    /// <summary>Looks the deals up.</summary>
    public async Task MeetAsync(IEnumerable<string?> ids, CancellationToken cancel)
    {
        var wanted = ids.OfType<string>().Distinct().ToList();
        _deals = wanted.Count == 0 ? [] : await LoadQuery.DealsOf(db, wanted).ToDictionaryAsync(deal => deal.Key!, deal => deal.Id, cancel);
    }

    /// <summary>The deal of an id; null where the row has none.</summary>
    public long? Find(string? id) => id is not null && _deals.TryGetValue(id, out var deal) ? deal : null;

    /// <summary>Why a row is refused that names a deal nobody has loaded; null where it does not.</summary>
    public RefusedRow? Refusal(string? id, int row) =>
        id is null || _deals.ContainsKey(id) ? null : new(LoadRefusal.DealUnknown, row, $"there is no deal with the id \"{id}\"; load the deals first");
}
