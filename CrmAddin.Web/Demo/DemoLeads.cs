using CrmAddin.Core.Campaigns;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Leads;
using CrmAddin.Core.Store;

namespace CrmAddin.Web.Demo;

/// <summary>The sample firm's enquiries: one before every deal, and those that came to nothing or are being worked on.</summary>
internal static class DemoLeads
{
    private const int OtherLeads = 180;

    private static readonly string[] _channels = ["web form", "phone", "e-mail", "showroom"];

    /// <summary>Adds the leads; deals that came of a campaign say so.</summary>
    public static void Add(CrmDb db, DemoWorld world, IReadOnlyList<Campaign> campaigns)
    {
        foreach (var (i, deal) in world.Deals.Index())
            db.Leads.Add(OfDeal(world, deal, campaigns, i));
        for (var i = 0; i < OtherLeads; i++)
            db.Leads.Add(Other(world, world.Contacts[i * 13 % world.Contacts.Count], campaigns, i));
    }

    private static Lead OfDeal(DemoWorld world, Deal deal, IReadOnlyList<Campaign> campaigns, int i)
    {
        var opened = new DateTimeOffset(deal.OpenedOn!.Value, new TimeOnly(9, 0), TimeSpan.Zero);
        var received = opened.AddDays(-1 - i % 12).AddMinutes(i * 37 % 400);
        var campaign = CampaignAt(campaigns, DateOnly.FromDateTime(received.UtcDateTime), i);
        deal.Campaign = campaign;
        return new Lead
        {
            Contact = deal.Contacts[0].Contact,
            Source = deal.Source,
            Campaign = campaign,
            ReceivedAt = received,
            Channel = _channels[i % _channels.Length],
            Status = LeadStatus.Converted,
            AidaStage = AidaStage.Action,
            FirstResponseAt = received.AddMinutes(20 + i * 53 % 900),
            ConvertedAt = opened,
            DealId = deal.Id,
            OwnerId = deal.OwnerId,
            TeamId = deal.TeamId,
        };
    }

    private static Lead Other(DemoWorld world, Contact contact, IReadOnlyList<Campaign> campaigns, int i)
    {
        var received = world.Moment(2 + i * 17 % 400, i * 53);
        var isRecent = received > world.Now.AddDays(-30);
        var status = isRecent
            ? (LeadStatus)(i % 3)
            : i % 4 == 0 ? LeadStatus.Qualified : LeadStatus.Disqualified;
        return new Lead
        {
            Contact = contact,
            Source = contact.Source,
            Campaign = CampaignAt(campaigns, DateOnly.FromDateTime(received.UtcDateTime), i),
            ReceivedAt = received,
            Channel = _channels[i % _channels.Length],
            Status = status,
            DisqualifiedReason = status == LeadStatus.Disqualified ? (DisqualifiedReason)(i % 6) : null,
            AidaStage = (AidaStage)(i % 3),
            FirstResponseAt = status == LeadStatus.New || i % 9 == 4 ? null : received.AddMinutes(35 + i * 41 % 1_600),
            OwnerId = contact.OwnerId,
            TeamId = contact.TeamId,
        };
    }

    private static Campaign? CampaignAt(IReadOnlyList<Campaign> campaigns, DateOnly day, int i) =>
        i % 3 == 1 ? null : campaigns.FirstOrDefault(campaign => campaign.StartsOn <= day && day <= campaign.EndsOn!.Value.AddDays(30));
}
