using CrmAddin.Core.Campaigns;
using CrmAddin.Core.Costs;
using CrmAddin.Core.Leads;
using CrmAddin.Core.Purchases;
using CrmAddin.Core.Rates;
using CrmAddin.Core.Store;
using CrmAddin.Core.Targets;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Loads;

/// <summary>A row by a text that names it.</summary>
internal sealed record NamedRow(string? Key, long Id);

/// <summary>What loads ask of the store, each for a whole batch of rows. Lists are one parameter, so that the statement stays the same.</summary>
internal static class LoadQuery
{
    /// <summary>Contacts of these folded names.</summary>
    public static IQueryable<NamedRow> ContactsNamed(CrmDb db, List<string> sortKeys) =>
        db.Contacts.AsNoTracking().Where(c => EF.Parameter(sortKeys).Contains(c.SortKey)).OrderBy(c => c.Id).Select(c => new NamedRow(c.SortKey, c.Id));

    /// <summary>Contacts that came in under these keys.</summary>
    public static IQueryable<NamedRow> ContactsOf(CrmDb db, List<string> origins) =>
        db.Contacts.AsNoTracking().Where(c => c.OriginKey != null && EF.Parameter(origins).Contains(c.OriginKey)).Select(c => new NamedRow(c.OriginKey, c.Id));

    /// <summary>Firms of these folded names.</summary>
    public static IQueryable<NamedRow> AccountsNamed(CrmDb db, List<string> keys) =>
        db.Accounts.AsNoTracking().Where(a => EF.Parameter(keys).Contains(a.NameKey)).OrderBy(a => a.Id).Select(a => new NamedRow(a.NameKey, a.Id));

    /// <summary>Firms of these folded names in the other script.</summary>
    public static IQueryable<NamedRow> AccountsNamedOtherwise(CrmDb db, List<string> keys) =>
        db.Accounts.AsNoTracking().Where(a => a.OtherNameKey != null && EF.Parameter(keys).Contains(a.OtherNameKey)).OrderBy(a => a.Id)
            .Select(a => new NamedRow(a.OtherNameKey, a.Id));

    /// <summary>Deals by the ids that their files gave them.</summary>
    public static IQueryable<NamedRow> DealsOf(CrmDb db, List<string> ids) =>
        db.Deals.AsNoTracking().Where(d => d.ExternalId != null && EF.Parameter(ids).Contains(d.ExternalId)).Select(d => new NamedRow(d.ExternalId, d.Id));

    /// <summary>Leads by their files' ids, to be changed.</summary>
    public static IQueryable<Lead> LeadsOf(CrmDb db, List<string> ids) =>
        db.Leads.IgnoreQueryFilters().Where(l => l.ExternalId != null && EF.Parameter(ids).Contains(l.ExternalId));

    /// <summary>Purchases by their files' ids, to be changed.</summary>
    public static IQueryable<Purchase> PurchasesOf(CrmDb db, List<string> ids) =>
        db.Purchases.IgnoreQueryFilters().Where(p => p.ExternalId != null && EF.Parameter(ids).Contains(p.ExternalId));

    /// <summary>Which purchases these deals have become.</summary>
    public static IQueryable<Purchase> PurchasesOfDeals(CrmDb db, List<long> deals) =>
        db.Purchases.IgnoreQueryFilters().Where(p => p.DealId != null && EF.Parameter(deals).Contains(p.DealId.Value));

    /// <summary>Costs by their files' ids, to be changed.</summary>
    public static IQueryable<Cost> CostsOf(CrmDb db, List<string> ids) =>
        db.Costs.IgnoreQueryFilters().Where(c => c.ExternalId != null && EF.Parameter(ids).Contains(c.ExternalId));

    /// <summary>Memberships of these contacts in these campaigns, to be changed.</summary>
    public static IQueryable<CampaignMember> MembersOf(CrmDb db, List<long> campaigns, List<long> contacts) =>
        db.CampaignMembers.IgnoreQueryFilters().Where(m => EF.Parameter(campaigns).Contains(m.CampaignId) && EF.Parameter(contacts).Contains(m.ContactId));

    /// <summary>Targets by identity, to be changed.</summary>
    public static IQueryable<Target> TargetsOf(CrmDb db, List<string> identities) => db.Targets.Where(t => EF.Parameter(identities).Contains(t.IdentityKey));

    /// <summary>Rates of these currencies, to be changed.</summary>
    public static IQueryable<ExchangeRate> RatesOf(CrmDb db, List<string> currencies) => db.ExchangeRates.Where(r => EF.Parameter(currencies).Contains(r.Currency));
}
