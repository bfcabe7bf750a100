using CrmAddin.Core.Contacts;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Loads;
using CrmAddin.Core.Privacy;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Campaigns.Load;

/// <summary>What the rows of a file of campaign members become.</summary>
internal sealed class MemberRows(CrmDb db, FirmSettings firm, FindErased findErased) : ILoad<MemberValues, CampaignMember>
{
    private readonly KnownCampaigns _campaigns = new(db, firm.Currency);
    private readonly KnownContacts _contacts = new(db, firm, findErased);
    private Dictionary<(long Campaign, long Contact), CampaignMember> _known = [];

    public string Name => "load-members";

    public IReadOnlyDictionary<string, string[]> Columns => MemberValues.Columns;

    public string[] Needed => MemberValues.Needed;

    public IReadOnlyDictionary<string, int> AlsoCreated => new Dictionary<string, int> { ["campaigns"] = _campaigns.CreatedCount };

    public (MemberValues? Values, RefusedRow? Refused) Read(FileRow row) => MemberValues.Read(row, firm);

    public string? IdentityOf(MemberValues values) => $"member {ContactEmail.KeyOf(values.Email)} of \"{SearchText.Fold(values.Campaign)}\"";

    public void Note(MemberValues values) => _campaigns.Note(values.Campaign);

    public Task PrepareAsync(CancellationToken cancel) => _campaigns.PrepareAsync(cancel);

    public async Task MeetAsync(IReadOnlyList<MemberValues> batch, CancellationToken cancel)
    {
        await _contacts.MeetAsync(batch.Select(Person), cancel);
        List<long> campaigns = [.. batch.Select(member => _campaigns.Find(member.Campaign)).OfType<long>().Distinct()];
        List<long> contacts = [.. batch.Select(member => _contacts.Find(Person(member))).OfType<long>().Distinct()];
        _known = await LoadQuery.MembersOf(db, campaigns, contacts).ToDictionaryAsync(member => (member.CampaignId, member.ContactId), cancel);
    }

    public RefusedRow? Refusal(LoadedRow<MemberValues> row) =>
        _contacts.Find(Person(row.Values)) is not null
            ? null
            : new(LoadRefusal.ContactUnknown, row.Row.Number, $"nobody has the e-mail address {row.Values.Email}; import the contacts first");

    public Task MakeMissingAsync(IReadOnlyList<MemberValues> accepted, CancellationToken cancel) => Task.CompletedTask;

    public CampaignMember? Find(MemberValues values) => _known.GetValueOrDefault(KeyOf(values));

    public CampaignMember New(MemberValues values)
    {
        var (campaign, contact) = KeyOf(values);
        return _known[(campaign, contact)] = new CampaignMember { CampaignId = campaign, ContactId = contact, AddedAt = values.AddedAt ?? FirstOf(values) ?? db.Now };
    }

    public void Fill(CampaignMember entity, MemberValues values)
    {
        entity.AddedAt = values.AddedAt ?? entity.AddedAt;
        entity.DeliveredAt = values.DeliveredAt ?? entity.DeliveredAt;
        entity.OpenedAt = values.OpenedAt ?? entity.OpenedAt;
        entity.ClickedAt = values.ClickedAt ?? entity.ClickedAt;
        entity.InteractedAt = values.InteractedAt ?? entity.InteractedAt;
        entity.GoalReachedAt = values.GoalReachedAt ?? entity.GoalReachedAt;
        entity.BouncedAt = values.BouncedAt ?? entity.BouncedAt;
    }

    private static NamedPerson Person(MemberValues values) => new(values.Email);

    private static DateTimeOffset? FirstOf(MemberValues values) =>
        new[] { values.DeliveredAt, values.OpenedAt, values.ClickedAt, values.InteractedAt, values.GoalReachedAt, values.BouncedAt }.Min();

    private (long Campaign, long Contact) KeyOf(MemberValues values) => (_campaigns.Find(values.Campaign)!.Value, _contacts.Find(Person(values))!.Value);
}
