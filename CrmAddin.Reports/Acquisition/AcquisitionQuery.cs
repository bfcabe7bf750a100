using CrmAddin.Core.Costs;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Leads;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Reports.Acquisition;

/// <summary>One enquiry as the store gives it; name and account are those of the contact, where the reader sees them.</summary>
public sealed record LeadRead(
    long Id, long ContactId, string? Person, long? AccountId, DateTimeOffset ReceivedAt, long? SourceId, long? CampaignId, string? Owner, LeadStatus Status,
    DateTimeOffset? FirstResponseAt, DateTimeOffset? ConvertedAt, long? DealId);

/// <summary>One cost as the store gives it.</summary>
public sealed record CostRead(long Id, DateOnly SpentOn, decimal Amount, string Currency, CostCategory Category, long? SourceId, long? CampaignId, string? Note);

/// <summary>One deal as the store gives it; the contact is the first one of the deal.</summary>
public sealed record DealRead(
    long Id, string Title, long? AccountId, long? ContactId, long? SourceId, long? CampaignId, DateOnly? OpenedOn, DateOnly? ClosedOn, StageKind Kind,
    decimal? Amount, string Currency);

/// <summary>One member of a campaign as the store gives it.</summary>
public sealed record MemberRead(
    long Id, long ContactId, string? Person, long? AccountId, long CampaignId, DateTimeOffset AddedAt, DateTimeOffset? DeliveredAt, DateTimeOffset? OpenedAt,
    DateTimeOffset? ClickedAt, DateTimeOffset? InteractedAt, DateTimeOffset? GoalReachedAt);

/// <summary>How a contact who bought was met.</summary>
public sealed record MetRead(long ContactId, long? AccountId, long SourceId);

/// <summary>What was spent in a currency and on the day whose rate counts.</summary>
public sealed record CostTotalRead(string Currency, DateOnly? Day, decimal Amount);

/// <summary>Reads for the reports on winning customers. All of them are held to the reader of the context.</summary>
public static class AcquisitionQuery
{
    /// <summary>Enquiries before a moment, without spam and duplicates.</summary>
    public static IQueryable<Lead> Counted(CrmDb db, ReportScope scope, DateTimeOffset before) =>
        scope.OfPeople(db.Leads.AsNoTracking())
            .Where(lead => lead.ReceivedAt < before)
            .Where(lead => lead.DisqualifiedReason == null
                || (lead.DisqualifiedReason != DisqualifiedReason.Spam && lead.DisqualifiedReason != DisqualifiedReason.Duplicate));

    /// <summary>The enquiries with their people, oldest first. An enquiry stays when its contact is not seen.</summary>
    public static IQueryable<LeadRead> Leads(CrmDb db, IQueryable<Lead> leads) => leads
        .OrderBy(lead => lead.ReceivedAt).ThenBy(lead => lead.Id)
        .LeftJoin(db.Contacts, lead => lead.ContactId, contact => contact.Id, (lead, contact) => new LeadRead(
            lead.Id,
            lead.ContactId,
            contact!.DisplayName,
            contact.AccountId,
            lead.ReceivedAt,
            lead.SourceId,
            lead.CampaignId,
            lead.Owner!.DisplayName,
            lead.Status,
            lead.FirstResponseAt,
            lead.ConvertedAt,
            lead.DealId));

    /// <summary>Marketing and sales costs of days from one on and before another.</summary>
    public static IQueryable<Cost> CostsOf(CrmDb db, DateOnly from, DateOnly before) =>
        db.Costs.AsNoTracking().Where(cost => cost.Category != CostCategory.Service && cost.SpentOn >= from && cost.SpentOn < before);

    /// <summary>The costs in the order of their days.</summary>
    public static IQueryable<CostRead> Costs(IQueryable<Cost> costs) => costs
        .OrderBy(cost => cost.SpentOn).ThenBy(cost => cost.Id)
        .Select(cost => new CostRead(cost.Id, cost.SpentOn, cost.Amount, cost.Currency, cost.Category, cost.SourceId, cost.CampaignId, cost.Note));

    /// <summary>The store's own totals of the costs; of those in another currency than the report's by day.</summary>
    public static IQueryable<CostTotalRead> CostTotals(IQueryable<Cost> costs, string currency) => costs
        .GroupBy(cost => new { cost.Currency, Day = cost.Currency == currency ? null : (DateOnly?)cost.SpentOn })
        .Select(group => new CostTotalRead(group.Key.Currency, group.Key.Day, group.Sum(cost => cost.Amount)));

    /// <summary>Deals that are not cancelled, in the order of their keys.</summary>
    public static IQueryable<DealRead> Deals(CrmDb db, ReportScope scope) => scope.Of(db.Deals.AsNoTracking())
        .Where(deal => deal.Track != DealTrack.Cancelled)
        .OrderBy(deal => deal.Id)
        .Select(deal => new DealRead(
            deal.Id,
            deal.Title,
            deal.AccountId,
            db.DealContacts.Where(part => part.DealId == deal.Id).OrderBy(part => part.Id).Select(part => (long?)part.ContactId).FirstOrDefault(),
            deal.SourceId,
            deal.CampaignId,
            deal.OpenedOn,
            deal.ClosedOn,
            deal.Stage!.Kind,
            deal.Amount,
            deal.Currency));

    /// <summary>Members of campaigns whom the reader sees, in the order of their keys.</summary>
    public static IQueryable<MemberRead> Members(CrmDb db) => db.CampaignMembers.AsNoTracking()
        .OrderBy(member => member.Id)
        .Select(member => new MemberRead(
            member.Id, member.ContactId, member.Contact!.DisplayName, member.Contact.AccountId, member.CampaignId, member.AddedAt, member.DeliveredAt, member.OpenedAt,
            member.ClickedAt, member.InteractedAt, member.GoalReachedAt));

    /// <summary>How contacts who bought or have a part in a deal were met.</summary>
    public static IQueryable<MetRead> Met(CrmDb db) => db.Contacts.AsNoTracking()
        .Where(contact => contact.SourceId != null
            && (db.Purchases.Any(purchase => purchase.ContactId == contact.Id) || db.DealContacts.Any(part => part.ContactId == contact.Id)))
        .OrderBy(contact => contact.Id)
        .Select(contact => new MetRead(contact.Id, contact.AccountId, contact.SourceId!.Value));
}
