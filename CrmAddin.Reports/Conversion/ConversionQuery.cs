using CrmAddin.Core.Lookups;
using CrmAddin.Core.Store;
using CrmAddin.Reports.Acquisition;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Reports.Conversion;

/// <summary>A contact type of somebody who asked.</summary>
public sealed record TypeRead(long ContactId, long LookupItemId);

/// <summary>What is known of a deal that an enquiry became.</summary>
public sealed record LeadDealRead(long Id, long? AccountId, DateOnly? OpenedOn, DateTimeOffset CreatedAt);

/// <summary>When a contact first asked.</summary>
public sealed record FirstLeadRead(long ContactId, DateTimeOffset ReceivedAt);

/// <summary>Reads for the report on conversion. All of them are held to the reader of the context.</summary>
public static class ConversionQuery
{
    /// <summary>Contact types of everybody who asked before a moment, in the order of the list.</summary>
    public static IQueryable<TypeRead> Types(CrmDb db, ReportScope scope, DateTimeOffset before)
    {
        var leads = AcquisitionQuery.Counted(db, scope, before);
        return db.ContactLookups.AsNoTracking()
            .Where(type => type.LookupItem!.Kind == LookupKind.ContactType && leads.Any(lead => lead.ContactId == type.ContactId))
            .OrderBy(type => type.LookupItem!.Position).ThenBy(type => type.LookupItemId)
            .Select(type => new TypeRead(type.ContactId, type.LookupItemId));
    }

    /// <summary>When each contact first asked, of enquiries before a moment.</summary>
    public static IQueryable<FirstLeadRead> FirstLeads(CrmDb db, ReportScope scope, DateTimeOffset before) =>
        AcquisitionQuery.Counted(db, scope, before).GroupBy(lead => lead.ContactId).Select(leads => new FirstLeadRead(leads.Key, leads.Min(lead => lead.ReceivedAt)));

    /// <summary>Deals that enquiries became.</summary>
    public static IQueryable<LeadDealRead> Deals(CrmDb db, ReportScope scope, DateTimeOffset before)
    {
        var leads = AcquisitionQuery.Counted(db, scope, before);
        return db.Deals.AsNoTracking().Where(deal => leads.Any(lead => lead.DealId == deal.Id))
            .Select(deal => new LeadDealRead(deal.Id, deal.AccountId, deal.OpenedOn, deal.CreatedAt));
    }
}
