using CrmAddin.Core.Campaigns;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Reports.Acquisition;

/// <summary>What sources and campaigns are called in the report's language, and the margins of campaigns.</summary>
internal sealed class BroughtBy
{
    private readonly Dictionary<long, string> _sources;
    private readonly Dictionary<long, Campaign> _campaigns;
    private readonly string _language;

    private BroughtBy(Dictionary<long, string> sources, Dictionary<long, Campaign> campaigns, string language) =>
        (_sources, _campaigns, _language) = (sources, campaigns, language);

    /// <summary>Reads both lists.</summary>
    public static async Task<BroughtBy> ReadAsync(CrmDb db, string language, CancellationToken cancel) => new(
        await db.LookupItems.AsNoTracking().Where(item => item.Kind == LookupKind.Source).ToDictionaryAsync(item => item.Id, item => item.NameIn(language), cancel),
        await db.Campaigns.AsNoTracking().ToDictionaryAsync(campaign => campaign.Id, cancel),
        language);

    /// <summary>The source's name; empty for none.</summary>
    public string Source(long? id) => id is { } known ? _sources.GetValueOrDefault(known, "") : "";

    /// <summary>The campaign's name; empty for none.</summary>
    public string Campaign(long? id) => id is { } known && _campaigns.TryGetValue(known, out var campaign) ? campaign.NameIn(_language) : "";

    /// <summary>The campaign's margin; null where it has none of its own.</summary>
    public decimal? Margin(long? campaignId) => campaignId is { } known ? _campaigns.GetValueOrDefault(known)?.Margin : null;
}
