using CrmAddin.Core.Campaigns;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Loads;

/// <summary>The campaigns that rows name, in either language; those that nobody knows come into being.</summary>
internal sealed class KnownCampaigns(CrmDb db, string currency)
{
    private readonly Dictionary<string, Campaign> _campaigns = [];
    private readonly NotedNames _noted = new();

    /// <summary>Campaigns that came into being.</summary>
    public int CreatedCount { get; private set; }

    /// <summary>Notes a name that a row says.</summary>
    public void Note(string? name) => _noted.Note(name);

    /// <summary>Finds the campaigns and adds those that are missing.</summary>
    public async Task PrepareAsync(CancellationToken cancel)
    {
        if (_noted.IsEmpty)
            return;
        foreach (var campaign in await db.Campaigns.OrderBy(campaign => campaign.Id).ToListAsync(cancel))
        {
            _campaigns.TryAdd(campaign.NameKey, campaign);
            if (campaign.NameArabic is { } arabic)
                _campaigns.TryAdd(SearchText.Fold(arabic), campaign);
        }

        foreach (var (key, name) in _noted.Unknown(_campaigns))
        {
            db.Campaigns.Add(_campaigns[key] = new Campaign { Name = name, NameKey = key, Currency = currency });
            CreatedCount++;
        }

        await db.SaveChangesAsync(cancel);
    }

    /// <summary>The campaign of a name; null where the row has none.</summary>
    public long? Find(string? name) => name is null ? null : _campaigns.GetValueOrDefault(SearchText.Fold(name))?.Id;
}
