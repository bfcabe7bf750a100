using CrmAddin.Core.Accounts;
using CrmAddin.Core.Activities;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Consent;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Documents;
using CrmAddin.Core.Duplicates;
using CrmAddin.Core.Filters;
using CrmAddin.Core.Leads;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Privacy;
using CrmAddin.Core.Products;
using CrmAddin.Core.Search;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmAddin.Core.Store;

/// <summary>Tables, lengths, keys and indexes, the same on every engine.</summary>
internal static class Mappings
{
    internal const int HexDigest = 64;
    internal const int Name = 200;
    internal const int Address = 320;

    public static void Apply(ModelBuilder model, CrmDb db)
    {
        // Deleting a root takes what hangs on it where that is said below; everything else must be let go first.
        foreach (var foreignKey in model.Model.GetEntityTypes().SelectMany(t => t.GetForeignKeys()))
            foreignKey.DeleteBehavior = DeleteBehavior.Restrict;

        MapPeople(model, db);
        MapCustomFields(model, db);
        MapContactWork(model, db);
        MapSelling(model, db);
        MapActivities(model);
        MailMappings.Apply(model, db);
        CalendarMappings.Apply(model, db);
        SalesMappings.Apply(model, db);
        ScheduleMappings.Apply(model);
        MapUsers(model, db);
        MapJournal(model, db);

        foreach (var entity in model.Model.GetEntityTypes().Where(t => typeof(IVersioned).IsAssignableFrom(t.ClrType)))
            model.Entity(entity.ClrType).Property(nameof(IVersioned.Version)).IsConcurrencyToken();
    }

    private static void MapPeople(ModelBuilder model, CrmDb db)
    {
        model.Entity<Contact>(contact =>
        {
            foreach (var name in new[] { "Honorific", "GivenName", "MiddleName", "FamilyName", "Suffix", "DisplayName", "NameOtherScript", "JobTitle", "SpouseName", "Education", "BestTimeToCall", "NextAction" })
                contact.Property(name).HasMaxLength(Name);
            contact.Property(c => c.SortKey).HasMaxLength(Name).UseCollation(db);
            contact.Property(c => c.OriginKey).HasMaxLength(Address + 5).UseCollation(db);
            contact.Property(c => c.Website).HasMaxLength(500);
            contact.Property(c => c.Language).HasMaxLength(10);
            contact.Property(c => c.TimeZone).HasMaxLength(50);
            contact.Property(c => c.BudgetCurrency).HasMaxLength(3);
            contact.HasOne<Contact>().WithMany().HasForeignKey(c => c.MergedIntoId);
            // Every query asks for contacts that are not merged; an index that holds them all would draw SQLite's planner away from the right one.
            contact.HasIndex(c => c.MergedIntoId).HasFilter("\"MergedIntoId\" IS NOT NULL");
            Parts(contact.HasMany(c => c.Profiles).WithOne().HasForeignKey(p => p.ContactId));
            Parts(contact.HasMany(c => c.Children).WithOne().HasForeignKey(p => p.ContactId));
            Parts(contact.HasMany(c => c.CustomValues).WithOne().HasForeignKey(v => v.ContactId));
            contact.HasOne(c => c.Owner).WithMany().HasForeignKey(c => c.OwnerId);
            Parts(contact.HasMany(c => c.Phones).WithOne().HasForeignKey(p => p.ContactId));
            Parts(contact.HasMany(c => c.Emails).WithOne(e => e.Contact).HasForeignKey(p => p.ContactId));
            Parts(contact.HasMany(c => c.Addresses).WithOne().HasForeignKey(p => p.ContactId));
            Parts(contact.HasMany(c => c.Lookups).WithOne(l => l.Contact).HasForeignKey(p => p.ContactId));
            Parts(contact.HasMany(c => c.SearchKeys).WithOne().HasForeignKey(p => p.ContactId));
            Parts(contact.HasMany(c => c.Consents).WithOne(c => c.Contact).HasForeignKey(p => p.ContactId));
            // With the firm in it, colleagues of one name are told from others without reading their rows.
            contact.HasIndex(c => new { c.SortKey, c.Id, c.AccountId });
            contact.HasIndex(c => new { c.TeamId, c.SortKey, c.Id });
            contact.HasIndex(c => new { c.OwnerId, c.SortKey, c.Id });
            contact.HasIndex(c => new { c.LastContactedAt, c.Id });
            contact.HasIndex(c => new { c.ChangedAt, c.Id });
            contact.HasIndex(c => new { c.Level, c.SortKey, c.Id });
            contact.HasIndex(c => c.OriginKey).IsUnique();
        });
        model.Entity<ContactPhone>(phone =>
        {
            phone.Property(p => p.Raw).HasMaxLength(100);
            phone.Property(p => p.E164).HasMaxLength(20).UseCollation(db);
            phone.HasIndex(p => p.E164);
        });
        model.Entity<ContactEmail>(email =>
        {
            email.Property(e => e.Address).HasMaxLength(Address);
            email.Property(e => e.AddressKey).HasMaxLength(Address).UseCollation(db);
            email.HasIndex(e => new { e.ContactId, e.AddressKey }).IsUnique();
            email.HasIndex(e => e.AddressKey);
        });
        model.Entity<ContactLookup>().HasIndex(l => new { l.LookupItemId, l.ContactId }).IsUnique();
        model.Entity<SearchKey>(key =>
        {
            key.Property(k => k.Key).HasMaxLength(ContactKeys.MaxLength).UseCollation(db);
            key.Property(k => k.Kind).HasConversion<byte>();
            // A scan reads the index alone, and a look whether a contact has a key goes straight to it.
            key.HasKey(k => new { k.ContactId, k.Key, k.Kind });
            key.HasIndex(k => new { k.Key, k.Kind, k.ContactId });
            // Nobody looks for the keys of no team or no owner.
            key.HasIndex(k => new { k.TeamId, k.Key, k.Kind, k.ContactId }).HasFilter("\"TeamId\" IS NOT NULL");
            key.HasIndex(k => new { k.OwnerId, k.Key, k.Kind, k.ContactId }).HasFilter("\"OwnerId\" IS NOT NULL");
        });
        model.Entity<ConsentRecord>(consent =>
        {
            consent.Property(c => c.How).HasMaxLength(100);
            consent.Property(c => c.Language).HasMaxLength(10);
            consent.HasIndex(c => new { c.ContactId, c.Purpose, c.Channel, c.At });
        });
        model.Entity<Account>(account =>
        {
            account.Property(a => a.Name).HasMaxLength(Name);
            account.Property(a => a.NameOtherScript).HasMaxLength(Name);
            account.Property(a => a.NameKey).HasMaxLength(Name).UseCollation(db);
            account.Property(a => a.OtherNameKey).HasMaxLength(Name).UseCollation(db);
            account.HasIndex(a => new { a.OtherNameKey, a.Id });
            account.HasIndex(a => new { a.NameKey, a.Id });
            account.HasIndex(a => new { a.TeamId, a.NameKey, a.Id });
            Parts(account.HasMany(a => a.Phones).WithOne().HasForeignKey(p => p.AccountId));
            Parts(account.HasMany(a => a.Addresses).WithOne().HasForeignKey(p => p.AccountId));
            Parts(account.HasMany(a => a.CustomValues).WithOne().HasForeignKey(v => v.AccountId));
            Parts(account.HasMany(a => a.Domains).WithOne(d => d.Account).HasForeignKey(d => d.AccountId));
        });
        model.Entity<ContactProfile>().Property(p => p.Url).HasMaxLength(500);
        model.Entity<ContactChild>().Property(c => c.Name).HasMaxLength(Name);
        model.Entity<AccountPhone>(phone =>
        {
            phone.Property(p => p.Raw).HasMaxLength(100);
            phone.Property(p => p.E164).HasMaxLength(20).UseCollation(db);
            phone.HasIndex(p => p.E164);
        });
        model.Entity<AccountDomain>(domain =>
        {
            domain.Property(d => d.Domain).HasMaxLength(255).UseCollation(db);
            domain.HasIndex(d => d.Domain).IsUnique();
        });
        model.Entity<Lead>(lead =>
        {
            lead.Property(l => l.Channel).HasMaxLength(50);
            lead.HasOne<Deal>().WithMany().HasForeignKey(l => l.DealId);
            lead.HasIndex(l => new { l.Status, l.ReceivedAt });
            Parts(lead.HasMany(l => l.CustomValues).WithOne().HasForeignKey(v => v.LeadId));
        });
        model.Entity<LookupItem>(item =>
        {
            item.Property(i => i.Name).HasMaxLength(Name);
            item.Property(i => i.NameArabic).HasMaxLength(Name);
            item.Property(i => i.NameKey).HasMaxLength(Name).UseCollation(db);
            item.HasOne<LookupItem>().WithMany().HasForeignKey(i => i.MergedIntoId);
            item.HasIndex(i => new { i.Kind, i.NameKey }).IsUnique();
        });
    }

    private static void MapCustomFields(ModelBuilder model, CrmDb db)
    {
        model.Entity<CustomField>(field =>
        {
            field.Property(f => f.Key).HasMaxLength(100).UseCollation(db);
            field.Property(f => f.Name).HasMaxLength(Name);
            field.Property(f => f.NameArabic).HasMaxLength(Name);
            field.HasIndex(f => new { f.Entity, f.Key }).IsUnique();
            Parts(field.HasMany(f => f.Choices).WithOne().HasForeignKey(c => c.CustomFieldId));
        });
        model.Entity<CustomFieldChoice>(choice =>
        {
            choice.Property(c => c.Name).HasMaxLength(Name);
            choice.Property(c => c.NameArabic).HasMaxLength(Name);
        });
        model.Entity<CustomFieldValue>(value =>
        {
            value.Property(v => v.TextKey).HasMaxLength(CustomFieldValue.MaxTextKeyLength).UseCollation(db);
            value.HasOne(v => v.LinkedContact).WithMany().HasForeignKey(v => v.LinkedContactId);
            value.HasIndex(v => new { v.CustomFieldId, v.TextKey });
            value.HasIndex(v => new { v.CustomFieldId, v.Number });
            value.HasIndex(v => new { v.CustomFieldId, v.Day });
            value.HasIndex(v => new { v.CustomFieldId, v.ChoiceId });
        });
        model.Entity<RequiredField>(required =>
        {
            required.Property(r => r.Field).HasMaxLength(150).UseCollation(db);
            required.HasIndex(r => new { r.Entity, r.Field, r.StageId }).IsUnique();
        });
    }

    private static void MapContactWork(ModelBuilder model, CrmDb db)
    {
        model.Entity<Document>(document =>
        {
            document.Property(d => d.FileName).HasMaxLength(255);
            document.Property(d => d.ContentType).HasMaxLength(100);
            document.Property(d => d.Sha256).HasMaxLength(HexDigest).UseCollation(db);
            document.HasOne<User>().WithMany().HasForeignKey(d => d.UploadedById);
            document.HasOne(d => d.Content).WithOne().HasForeignKey<DocumentContent>(c => c.DocumentId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<DocumentContent>().HasKey(c => c.DocumentId);
        model.Entity<DuplicatePair>(pair =>
        {
            pair.HasKey(p => new { p.AId, p.BId });
            pair.Property(p => p.ReasonsJson).HasMaxLength(4000);
            pair.HasOne(p => p.A).WithMany().HasForeignKey(p => p.AId);
            pair.HasOne(p => p.B).WithMany().HasForeignKey(p => p.BId);
            pair.HasIndex(p => new { p.State, p.Score, p.AId, p.BId });
        });
        model.Entity<DuplicateScan>(scan =>
        {
            scan.Property(s => s.Id).ValueGeneratedNever();
            scan.Property(s => s.Version).IsConcurrencyToken();
        });
        model.Entity<SavedFilter>(filter =>
        {
            filter.Property(f => f.Name).HasMaxLength(Name);
            filter.Property(f => f.NameKey).HasMaxLength(Name).UseCollation(db);
            filter.HasOne<User>().WithMany().HasForeignKey(f => f.UserId);
            filter.HasIndex(f => new { f.UserId, f.Entity, f.NameKey }).IsUnique();
        });
        model.Entity<ImportRun>(run =>
        {
            run.Property(r => r.FileName).HasMaxLength(255);
            run.Property(r => r.FilePath).HasMaxLength(1000);
            run.Property(r => r.RejectsFile).HasMaxLength(1000);
            run.Property(r => r.Format).HasMaxLength(10);
            run.Property(r => r.Source).HasMaxLength(Name);
            run.Property(r => r.SourceHash).HasMaxLength(HexDigest).UseCollation(db);
            run.HasOne<User>().WithMany().HasForeignKey(r => r.UserId);
            run.HasIndex(r => r.SourceHash);
        });
        model.Entity<ImportMapping>(mapping =>
        {
            mapping.Property(m => m.Name).HasMaxLength(Name);
            mapping.Property(m => m.NameKey).HasMaxLength(Name).UseCollation(db);
            mapping.HasOne<User>().WithMany().HasForeignKey(m => m.UserId);
            mapping.HasIndex(m => new { m.UserId, m.NameKey }).IsUnique();
        });
        model.Entity<ErasedPerson>(erased =>
        {
            erased.Property(e => e.KeyedHash).HasMaxLength(HexDigest).UseCollation(db);
            erased.HasIndex(e => new { e.KeyedHash, e.Kind }).IsUnique();
        });
        model.Entity<NameWord>(word =>
        {
            word.Property(w => w.Deletion).HasMaxLength(ContactKeys.MaxLength).UseCollation(db);
            word.Property(w => w.Word).HasMaxLength(ContactKeys.MaxLength).UseCollation(db);
            word.HasKey(w => new { w.Deletion, w.Word });
            word.HasIndex(w => w.Word);
        });
    }

    private static void MapSelling(ModelBuilder model, CrmDb db)
    {
        model.Entity<Product>(product =>
        {
            product.Property(p => p.Name).HasMaxLength(Name);
            product.Property(p => p.NameKey).HasMaxLength(Name).UseCollation(db);
            product.Property(p => p.Currency).HasMaxLength(3);
            product.HasIndex(p => p.NameKey).IsUnique();
        });
        model.Entity<Pipeline>(pipeline =>
        {
            pipeline.Property(p => p.Name).HasMaxLength(Name);
            pipeline.Property(p => p.NameKey).HasMaxLength(Name).UseCollation(db);
            pipeline.HasIndex(p => p.NameKey).IsUnique();
            Parts(pipeline.HasMany(p => p.Stages).WithOne(s => s.Pipeline).HasForeignKey(s => s.PipelineId));
        });
        model.Entity<Stage>(stage =>
        {
            stage.Property(s => s.Name).HasMaxLength(Name);
            stage.Property(s => s.NameKey).HasMaxLength(Name).UseCollation(db);
            stage.HasIndex(s => new { s.PipelineId, s.NameKey }).IsUnique();
        });
        model.Entity<Deal>(deal =>
        {
            deal.Property(d => d.Title).HasMaxLength(300);
            deal.Property(d => d.Currency).HasMaxLength(3);
            deal.Property(d => d.ExternalId).HasMaxLength(100).UseCollation(db);
            deal.HasOne(d => d.Owner).WithMany().HasForeignKey(d => d.OwnerId);
            Parts(deal.HasMany(d => d.Contacts).WithOne(c => c.Deal).HasForeignKey(c => c.DealId));
            Parts(deal.HasMany(d => d.Lines).WithOne().HasForeignKey(l => l.DealId));
            Parts(deal.HasMany(d => d.Moves).WithOne().HasForeignKey(m => m.DealId));
            Parts(deal.HasMany(d => d.CustomValues).WithOne().HasForeignKey(v => v.DealId));
            deal.HasIndex(d => d.ExternalId).IsUnique();
            deal.HasIndex(d => new { d.PipelineId, d.StageId });
            deal.HasIndex(d => d.ClosedOn);
            deal.HasIndex(d => new { d.TeamId, d.Id });
        });
        model.Entity<DealContact>().HasIndex(c => new { c.ContactId, c.DealId }).IsUnique();
        model.Entity<DealMove>(move =>
        {
            move.HasOne<Stage>().WithMany().HasForeignKey(m => m.FromStageId);
            move.HasIndex(m => new { m.DealId, m.At });
        });
    }

    private static void MapActivities(ModelBuilder model)
    {
        model.Entity<Activity>(activity =>
        {
            activity.Property(a => a.Subject).HasMaxLength(Name);
            activity.Property(a => a.Place).HasMaxLength(Name);
            activity.Property(a => a.RecurrenceRule).HasMaxLength(500);
            activity.HasOne(a => a.Owner).WithMany().HasForeignKey(a => a.OwnerId);
            Parts(activity.HasMany(a => a.Contacts).WithOne(c => c.Activity).HasForeignKey(c => c.ActivityId));
            activity.HasIndex(a => new { a.Kind, a.StartsAt, a.State, a.OwnerId, a.TeamId });
            activity.HasIndex(a => new { a.TeamId, a.StartsAt });
        });
        model.Entity<ActivityContact>(link =>
        {
            link.HasKey(l => new { l.ActivityId, l.ContactId });
            link.HasIndex(l => new { l.ContactId, l.ActivityId });
        });
    }

    private static void MapUsers(ModelBuilder model, CrmDb db)
    {
        model.Entity<User>(user =>
        {
            user.Property(u => u.UserName).HasMaxLength(Address).UseCollation(db);
            user.Property(u => u.DisplayName).HasMaxLength(Name);
            user.Property(u => u.Language).HasMaxLength(10);
            user.Property(u => u.SecurityStamp).HasMaxLength(HexDigest).UseCollation(db);
            user.HasIndex(u => u.UserName).IsUnique();
            Parts(user.HasMany(u => u.Teams).WithOne().HasForeignKey(t => t.UserId));
        });
        model.Entity<Team>().Property(t => t.Name).HasMaxLength(Name);
        model.Entity<TeamMember>().HasKey(m => new { m.UserId, m.TeamId });
        model.Entity<RefreshToken>(token =>
        {
            token.Property(t => t.TokenHash).HasMaxLength(HexDigest).UseCollation(db);
            token.Property(t => t.Chain).HasMaxLength(HexDigest).UseCollation(db);
            token.HasIndex(t => t.TokenHash).IsUnique();
            token.HasIndex(t => t.Chain);
        });
        model.Entity<OneTimeToken>(token =>
        {
            token.Property(t => t.TokenHash).HasMaxLength(HexDigest).UseCollation(db);
            token.Property(t => t.Opens).HasMaxLength(1000);
            token.HasOne<User>().WithMany().HasForeignKey(t => t.UserId);
            token.HasIndex(t => t.TokenHash).IsUnique();
        });
    }

    private static void MapJournal(ModelBuilder model, CrmDb db)
    {
        model.Entity<ChangeSet>(set =>
        {
            set.Property(s => s.From).HasMaxLength(100);
            set.Property(s => s.About).HasMaxLength(500);
            set.Property(s => s.SourceHash).HasMaxLength(HexDigest).UseCollation(db);
            set.HasIndex(s => s.SourceHash);
            Parts(set.HasMany(s => s.Entries).WithOne(e => e.ChangeSet).HasForeignKey(e => e.ChangeSetId));
        });
        model.Entity<AuditEntry>(entry =>
        {
            entry.Property(e => e.Entity).HasMaxLength(50);
            entry.Property(e => e.RootEntity).HasMaxLength(50);
            entry.HasIndex(e => new { e.RootEntity, e.RootId, e.Id });
            entry.HasIndex(e => new { e.Entity, e.EntityId });
            Parts(entry.HasMany(e => e.Values).WithOne().HasForeignKey(v => v.AuditEntryId));
        });
        model.Entity<AuditValue>(value =>
        {
            value.Property(v => v.Field).HasMaxLength(100);
            value.Property(v => v.Salt).HasMaxLength(HexDigest);
            value.Property(v => v.Digest).HasMaxLength(HexDigest);
        });
        model.Entity<AuditLink>(link =>
        {
            link.Property(l => l.Id).ValueGeneratedNever();
            link.Property(l => l.AboutSalt).HasMaxLength(HexDigest);
            link.Property(l => l.AboutDigest).HasMaxLength(HexDigest);
            link.Property(l => l.Digest).HasMaxLength(HexDigest);
            link.HasIndex(l => l.ChangeSetId);
        });
    }

    internal static void Parts<TRoot, TPart>(ReferenceCollectionBuilder<TRoot, TPart> relation)
        where TRoot : class
        where TPart : class =>
        relation.OnDelete(DeleteBehavior.Cascade);

    internal static PropertyBuilder<T> UseCollation<T>(this PropertyBuilder<T> property, CrmDb db) => property.UseCollation(db.KeyCollation);
}
