using CrmAddin.Core.Firm;
using CrmAddin.Core.Loads;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Costs.Load;

/// <summary>What the rows of a file of costs become.</summary>
internal sealed class CostRows(CrmDb db, FirmSettings firm) : ILoad<CostValues, Cost>
{
    private readonly KnownCampaigns _campaigns = new(db, firm.Currency);
    private readonly KnownSources _sources = new(db);
    private readonly RowDigest _digest = new();
    private Dictionary<string, Cost> _known = [];

    public string Name => "load-costs";

    public IReadOnlyDictionary<string, string[]> Columns => CostValues.Columns;

    public string[] Needed => CostValues.Needed;

    public IReadOnlyDictionary<string, int> AlsoCreated => new Dictionary<string, int> { ["campaigns"] = _campaigns.CreatedCount, ["sources"] = _sources.CreatedCount };

    public (CostValues? Values, RefusedRow? Refused) Read(FileRow row) => CostValues.Read(row, firm);

    public string? IdentityOf(CostValues values) => values.FileId is { } id ? $"id \"{id}\"" : null;

    public void Note(CostValues values)
    {
        _campaigns.Note(values.Campaign);
        _sources.Note(values.Source);
    }

    public async Task PrepareAsync(CancellationToken cancel)
    {
        await _campaigns.PrepareAsync(cancel);
        await _sources.PrepareAsync(cancel);
    }

    public async Task MeetAsync(IReadOnlyList<CostValues> batch, CancellationToken cancel)
    {
        foreach (var cost in batch)
            cost.Key = cost.FileId ?? _digest.NameOf(cost.SpentOn.DayNumber, cost.Amount, cost.Currency, cost.Category, cost.Campaign, cost.Source, cost.Note);
        _known = await LoadQuery.CostsOf(db, [.. batch.Select(cost => cost.Key)]).ToDictionaryAsync(cost => cost.ExternalId!, cancel);
    }

    public RefusedRow? Refusal(LoadedRow<CostValues> row) => null;

    public Task MakeMissingAsync(IReadOnlyList<CostValues> accepted, CancellationToken cancel) => Task.CompletedTask;

    public Cost? Find(CostValues values) => _known.GetValueOrDefault(values.Key);

    public Cost New(CostValues values) => _known[values.Key] = new Cost { ExternalId = values.Key, Currency = firm.Currency };

    public void Fill(Cost entity, CostValues values)
    {
        (entity.SpentOn, entity.Amount, entity.Category) = (values.SpentOn, values.Amount, values.Category);
        entity.Currency = values.Currency ?? entity.Currency;
        entity.CampaignId = _campaigns.Find(values.Campaign) ?? entity.CampaignId;
        entity.SourceId = _sources.Find(values.Source) ?? entity.SourceId;
        entity.Note = values.Note ?? entity.Note;
    }
}
