using CrmAddin.Core.Campaigns;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Loads;

/// <summary>The campaigns that rows name, in either language; those that nobody knows come into being.</summary>
internal sealed class KnownCampaigns(CrmDb db, string currency)
{
    private readonly Dictionary<string, Campaign> _campaigns = [];
    private readonly Dictionary<string, string> _noted = [];

    /// <summary>Campaigns that came into being.</summary>
    public int CreatedCount { get; private set; }

    /// <summary>Notes a name that a row says.</summary>
    public void Note(string? name)
    {
        if (name is not null && SearchText.Fold(name) is { Length: > 0 } key)
            _noted.TryAdd(key, name);
    }

    /// <summary>Finds the campaigns and adds those that are missing.</summary>
    public async Task PrepareAsync(CancellationToken cancel)
    {
        if (_noted.Count == 0)
            return;
        foreach (var campaign in await db.Campaigns.OrderBy(campaign => campaign.Id).ToListAsync(cancel))
        {
            _campaigns.TryAdd(campaign.NameKey, campaign);
            if (campaign.NameArabic is { } arabic)
                _campaigns.TryAdd(SearchText.Fold(arabic), campaign);
        }

        foreach (var (key, name) in _noted.Where(noted => !_campaigns.ContainsKey(noted.Key)))
        {
            db.Campaigns.Add(_campaigns[key] = new Campaign { Name = name, NameKey = key, Currency = currency });
            CreatedCount++;
        }

        await db.SaveChangesAsync(cancel);
    }

    /// <summary>The campaign of a name; null where the row has none.</summary>
    public long? Find(string? name) => name is null ? null : _campaigns.GetValueOrDefault(SearchText.Fold(name))?.Id;
}
