using CrmAddin.Core.Contacts;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Loads;
using CrmAddin.Core.Privacy;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Leads.Load;

/// <summary>What the rows of a file of leads become.</summary>
internal sealed class LeadRows(CrmDb db, FirmSettings firm, FindErased findErased) : ILoad<LeadValues, Lead>
{
    private readonly KnownCampaigns _campaigns = new(db, firm.Currency);
    private readonly KnownSources _sources = new(db);
    private readonly KnownOwners _owners = new(db);
    private readonly HashSet<string> _ownerNames = [];
    private readonly KnownContacts _contacts = new(db, firm, findErased);
    private readonly KnownDeals _deals = new(db);
    private readonly RowDigest _digest = new();
    private Dictionary<string, Lead> _known = [];

    public string Name => "load-leads";

    public IReadOnlyDictionary<string, string[]> Columns => LeadFields.Columns;

    public string[] Needed => [LeadFields.ReceivedAt];

    public IReadOnlyDictionary<string, int> AlsoCreated => new Dictionary<string, int>
    {
        ["contacts"] = _contacts.CreatedCount,
        ["campaigns"] = _campaigns.CreatedCount,
        ["sources"] = _sources.CreatedCount,
        ["people"] = _owners.CreatedCount,
    };

    public (LeadValues? Values, RefusedRow? Refused) Read(FileRow row) => LeadValues.Read(row, firm);

    public string? IdentityOf(LeadValues values) => values.FileId is { } id ? $"id \"{id}\"" : null;

    public void Note(LeadValues values)
    {
        _campaigns.Note(values.Campaign);
        _sources.Note(values.Source);
        if (values.Owner is { } owner)
            _ownerNames.Add(owner);
    }

    public async Task PrepareAsync(CancellationToken cancel)
    {
        await _campaigns.PrepareAsync(cancel);
        await _sources.PrepareAsync(cancel);
        await _owners.LoadAsync(null, _ownerNames, cancel);
    }

    public async Task MeetAsync(IReadOnlyList<LeadValues> batch, CancellationToken cancel)
    {
        foreach (var lead in batch)
            lead.Key = lead.FileId ?? _digest.NameOf(lead.Person.Email, lead.Person.Phone, lead.Person.Name, lead.ReceivedAt.UtcTicks, lead.Source, lead.Campaign);
        await _contacts.MeetAsync(batch.Select(lead => lead.Person), cancel);
        await _deals.MeetAsync(batch.Select(lead => lead.Deal), cancel);
        _known = await LoadQuery.LeadsOf(db, [.. batch.Select(lead => lead.Key)]).ToDictionaryAsync(lead => lead.ExternalId!, cancel);
    }

    public RefusedRow? Refusal(LoadedRow<LeadValues> row) =>
        _contacts.Refusal(row.Values.Person, row.Row.Number) ?? _deals.Refusal(row.Values.Deal, row.Row.Number);

    public Task MakeMissingAsync(IReadOnlyList<LeadValues> accepted, CancellationToken cancel) =>
        _contacts.MakeMissingAsync(accepted.Select(lead => (lead.Person, NewContact(lead))), cancel);

    public Lead? Find(LeadValues values) => _known.GetValueOrDefault(values.Key);

    public Lead New(LeadValues values)
    {
        var (owner, team) = OwnerOf(values);
        return _known[values.Key] = new Lead { ExternalId = values.Key, OwnerId = owner, TeamId = team };
    }

    public void Fill(Lead entity, LeadValues values)
    {
        entity.ContactId = _contacts.Find(values.Person)!.Value;
        entity.ReceivedAt = values.ReceivedAt;
        entity.SourceId = _sources.Find(values.Source) ?? entity.SourceId;
        entity.CampaignId = _campaigns.Find(values.Campaign) ?? entity.CampaignId;
        entity.Channel = values.Channel ?? entity.Channel;
        entity.Status = values.Status ?? entity.Status;
        entity.DisqualifiedReason = entity.Status == LeadStatus.Disqualified ? values.Reason ?? entity.DisqualifiedReason : null;
        entity.FirstResponseAt = values.FirstResponseAt ?? entity.FirstResponseAt;
        entity.ConvertedAt = values.ConvertedAt ?? entity.ConvertedAt;
        entity.DealId = _deals.Find(values.Deal) ?? entity.DealId;
        if (values.Owner is not null)
            (entity.OwnerId, entity.TeamId) = OwnerOf(values);
    }

    private Contact NewContact(LeadValues values)
    {
        var (owner, team) = OwnerOf(values);
        return new Contact
        {
            DisplayName = values.Person.Name ?? values.Person.Email![..Math.Min(values.Person.Email!.Length, 200)],
            SourceId = _sources.Find(values.Source),
            OwnerId = owner,
            TeamId = team,
        };
    }

    private (long? OwnerId, long? TeamId) OwnerOf(LeadValues values) => _owners.PlaceOf(values.Owner);
}
