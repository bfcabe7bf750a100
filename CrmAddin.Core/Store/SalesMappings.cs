using CrmAddin.Core.Activities;
using CrmAddin.Core.Campaigns;
using CrmAddin.Core.Costs;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Leads;
using CrmAddin.Core.Metrics.Stored;
using CrmAddin.Core.Purchases;
using CrmAddin.Core.Rates;
using CrmAddin.Core.Targets;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Store;

/// <summary>Tables of what reports need beside people and deals: campaigns, costs, purchases, targets, rates and fitted models.</summary>
internal static class SalesMappings
{
    private const int Currency = 3;
    private const int ExternalId = 100;

    public static void Apply(ModelBuilder model, CrmDb db)
    {
        MapCampaigns(model, db);
        MapMoney(model, db);
        model.Entity<Deal>(deal =>
        {
            deal.HasIndex(d => d.CampaignId);
            deal.HasIndex(d => new { d.AccountId, d.Id });
        });
        model.Entity<Lead>(lead =>
        {
            lead.Property(l => l.ExternalId).HasMaxLength(ExternalId).UseCollation(db.KeyCollation);
            lead.HasOne(l => l.Owner).WithMany().HasForeignKey(l => l.OwnerId);
            lead.HasIndex(l => l.ExternalId).IsUnique();
            lead.HasIndex(l => l.ReceivedAt);
            lead.HasIndex(l => new { l.ContactId, l.ReceivedAt });
            lead.HasIndex(l => l.CampaignId);
        });
        // Reports count a million of them: they find all that they need in the index.
        model.Entity<Activity>().HasIndex(a => new { a.Kind, a.State, a.DoneAt, a.OwnerId, a.TeamId });
        model.Entity<StoredModel>().HasIndex(m => new { m.Kind, m.MadeAt });
    }

    private static void MapCampaigns(ModelBuilder model, CrmDb db)
    {
        model.Entity<Campaign>(campaign =>
        {
            campaign.Property(c => c.Name).HasMaxLength(Mappings.Name);
            campaign.Property(c => c.NameArabic).HasMaxLength(Mappings.Name);
            campaign.Property(c => c.NameKey).HasMaxLength(Mappings.Name).UseCollation(db.KeyCollation);
            campaign.Property(c => c.Channel).HasMaxLength(50);
            campaign.Property(c => c.Currency).HasMaxLength(Currency);
            campaign.HasIndex(c => c.NameKey).IsUnique();
        });
        model.Entity<CampaignMember>(member =>
        {
            member.HasOne(m => m.Campaign).WithMany().HasForeignKey(m => m.CampaignId).OnDelete(DeleteBehavior.Cascade);
            member.HasOne(m => m.Contact).WithMany().HasForeignKey(m => m.ContactId);
            member.HasIndex(m => new { m.CampaignId, m.ContactId }).IsUnique();
            member.HasIndex(m => m.ContactId);
        });
    }

    private static void MapMoney(ModelBuilder model, CrmDb db)
    {
        model.Entity<Cost>(cost =>
        {
            cost.Property(c => c.Currency).HasMaxLength(Currency);
            cost.Property(c => c.Note).HasMaxLength(500);
            cost.Property(c => c.ExternalId).HasMaxLength(ExternalId).UseCollation(db.KeyCollation);
            cost.HasIndex(c => c.ExternalId).IsUnique();
            cost.HasIndex(c => c.SpentOn);
        });
        model.Entity<Purchase>(purchase =>
        {
            purchase.Property(p => p.Currency).HasMaxLength(Currency);
            purchase.Property(p => p.ExternalId).HasMaxLength(ExternalId).UseCollation(db.KeyCollation);
            purchase.HasOne(p => p.Owner).WithMany().HasForeignKey(p => p.OwnerId);
            purchase.HasIndex(p => p.ExternalId).IsUnique();
            purchase.HasIndex(p => p.DealId).IsUnique();
            purchase.HasIndex(p => new { p.AccountId, p.BoughtOn });
            purchase.HasIndex(p => new { p.ContactId, p.BoughtOn });
            purchase.HasIndex(p => p.BoughtOn);
            purchase.HasIndex(p => new { p.TeamId, p.Id });
        });
        model.Entity<Target>(target =>
        {
            target.Property(t => t.Currency).HasMaxLength(Currency);
            target.Property(t => t.IdentityKey).HasMaxLength(100).UseCollation(db.KeyCollation);
            target.HasIndex(t => t.IdentityKey).IsUnique();
            target.HasIndex(t => t.StartsOn);
        });
        model.Entity<ExchangeRate>(rate =>
        {
            rate.Property(r => r.Currency).HasMaxLength(Currency).UseCollation(db.KeyCollation);
            rate.Property(r => r.Rate).HasConversion<ScaledRate>();
            rate.HasIndex(r => new { r.Currency, r.FromDay }).IsUnique();
        });
    }
}
