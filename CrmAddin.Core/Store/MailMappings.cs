using CrmAddin.Core.Mail;
using CrmAddin.Core.Mail.Compare;
using CrmAddin.Core.Mail.Creation;
using CrmAddin.Core.Mail.Health;
using CrmAddin.Core.Mail.Notifications;
using CrmAddin.Core.Mail.Rules;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;
using static CrmAddin.Core.Store.Mappings;

namespace CrmAddin.Core.Store;

/// <summary>Tables of mail logging.</summary>
internal static class MailMappings
{
    public static void Apply(ModelBuilder model, CrmDb db)
    {
        MapMail(model, db);
        MapMailRules(model, db);
        MapContactCreation(model, db);
        MapMailWatch(model, db);
    }

    private static void MapMail(ModelBuilder model, CrmDb db)
    {
        model.Entity<Mailbox>(mailbox =>
        {
            mailbox.Property(m => m.Address).HasMaxLength(Address).UseCollation(db);
            mailbox.Property(m => m.DisplayName).HasMaxLength(Name);
            mailbox.Property(m => m.LeaseHolder).HasMaxLength(100).UseCollation(db);
            mailbox.Property(m => m.LastErrorCode).HasMaxLength(100);
            mailbox.HasIndex(m => m.Address).IsUnique();
            Parts(mailbox.HasMany(m => m.Folders).WithOne(f => f.Mailbox).HasForeignKey(f => f.MailboxId));
        });
        model.Entity<MailFolder>(folder =>
        {
            folder.Property(f => f.GraphId).HasMaxLength(400).UseCollation(db);
            folder.Property(f => f.DisplayName).HasMaxLength(Name);
            folder.Property(f => f.WellKnownName).HasMaxLength(50);
            folder.Property(f => f.ParentGraphId).HasMaxLength(400).UseCollation(db);
            folder.Property(f => f.CursorOptions).HasMaxLength(HexDigest).UseCollation(db);
            folder.Property(f => f.CursorVersion).IsConcurrencyToken();
            folder.HasIndex(f => new { f.MailboxId, f.GraphId }).IsUnique();
        });
        model.Entity<LoggedMessage>(message =>
        {
            message.Property(m => m.IdentityHash).HasMaxLength(HexDigest).UseCollation(db);
            message.Property(m => m.InternetMessageIdHash).HasMaxLength(HexDigest).UseCollation(db);
            message.Property(m => m.ConversationId).HasMaxLength(400).UseCollation(db);
            message.Property(m => m.KeptReason).HasMaxLength(50);
            message.Property(m => m.KeptDetail).HasMaxLength(Address);
            message.HasIndex(m => m.IdentityHash).IsUnique();
            message.HasIndex(m => m.InternetMessageIdHash);
            message.HasIndex(m => new { m.ConversationId, m.SentAt, m.Id });
            message.HasIndex(m => new { m.AccountId, m.SentAt, m.Id });
            message.HasIndex(m => new { m.DealId, m.SentAt, m.Id });
            Parts(message.HasMany(m => m.Copies).WithOne(c => c.Message).HasForeignKey(c => c.MessageId));
            Parts(message.HasMany(m => m.Participants).WithOne(p => p.Message).HasForeignKey(p => p.MessageId));
            Parts(message.HasMany(m => m.Contacts).WithOne(c => c.Message).HasForeignKey(c => c.MessageId));
        });
        model.Entity<MessageCopy>(copy =>
        {
            copy.Property(c => c.GraphId).HasMaxLength(400).UseCollation(db);
            copy.HasOne<MailFolder>().WithMany().HasForeignKey(c => c.MailFolderId);
            copy.HasIndex(c => new { c.MailboxId, c.GraphId }).IsUnique();
            copy.HasIndex(c => new { c.MessageId, c.MailboxId });
            copy.HasIndex(c => new { c.MailFolderId, c.ReceivedAt });
        });
        model.Entity<MessageParticipant>(participant =>
        {
            participant.Property(p => p.AddressKey).HasMaxLength(Address).UseCollation(db);
            participant.Property(p => p.Name).HasMaxLength(Address);
            participant.HasIndex(p => new { p.AddressKey, p.MessageId });
        });
        model.Entity<MessageContact>(link =>
        {
            link.HasKey(l => new { l.MessageId, l.ContactId });
            link.HasIndex(l => new { l.ContactId, l.SentAt, l.MessageId });
        });
        model.Entity<DroppedMessage>(dropped =>
        {
            dropped.Property(d => d.KeyedHash).HasMaxLength(HexDigest).UseCollation(db);
            dropped.Property(d => d.Reason).HasMaxLength(50);
            dropped.HasOne<Mailbox>().WithMany().HasForeignKey(d => d.MailboxId);
            dropped.HasOne<MailFolder>().WithMany().HasForeignKey(d => d.MailFolderId);
            dropped.HasIndex(d => new { d.MailboxId, d.KeyedHash }).IsUnique();
            dropped.HasIndex(d => new { d.MailFolderId, d.ReceivedOn });
        });
        model.Entity<MailGap>(gap =>
        {
            gap.HasOne(g => g.Mailbox).WithMany().HasForeignKey(g => g.MailboxId);
            gap.HasOne(g => g.MailFolder).WithMany().HasForeignKey(g => g.MailFolderId);
            gap.HasIndex(g => new { g.MailboxId, g.FoundAt });
        });
    }

    private static void MapMailRules(ModelBuilder model, CrmDb db)
    {
        model.Entity<MailRule>(rule =>
        {
            rule.Property(r => r.Pattern).HasMaxLength(Address).UseCollation(db);
            rule.HasOne(r => r.Owner).WithMany().HasForeignKey(r => r.OwnerId);
            rule.HasIndex(r => new { r.ScopeKey, r.Pattern }).IsUnique();
        });
        model.Entity<MailSay>(say =>
        {
            say.Property(s => s.KeyedHash).HasMaxLength(HexDigest).UseCollation(db);
            say.HasOne(s => s.Mailbox).WithMany().HasForeignKey(s => s.MailboxId);
            say.HasIndex(s => new { s.MailboxId, s.KeyedHash }).IsUnique();
        });
        model.Entity<ConfidentialThread>(thread =>
        {
            thread.HasOne<User>().WithMany().HasForeignKey(t => t.MarkedById);
            Parts(thread.HasMany(t => t.Keys).WithOne(k => k.Thread).HasForeignKey(k => k.ThreadId));
        });
        model.Entity<ConfidentialThreadKey>(key =>
        {
            key.Property(k => k.KeyedHash).HasMaxLength(HexDigest).UseCollation(db);
            key.HasIndex(k => k.KeyedHash).IsUnique();
        });
    }

    private static void MapContactCreation(ModelBuilder model, CrmDb db)
    {
        model.Entity<CreationRun>(run =>
        {
            run.Property(r => r.ErrorCode).HasMaxLength(100);
            run.HasOne(r => r.Mailbox).WithMany().HasForeignKey(r => r.MailboxId);
            run.HasOne(r => r.Owner).WithMany().HasForeignKey(r => r.OwnerId);
            run.HasOne(r => r.ChangeSet).WithMany().HasForeignKey(r => r.ChangeSetId);
            run.HasIndex(r => new { r.State, r.AskedAt });
            Parts(run.HasMany(r => r.Candidates).WithOne(c => c.Run).HasForeignKey(c => c.RunId));
        });
        model.Entity<CreationCandidate>(candidate =>
        {
            candidate.Property(c => c.AddressKey).HasMaxLength(Address).UseCollation(db);
            foreach (var name in new[] { "DisplayName", "GivenName", "FamilyName", "JobTitle", "AccountName" })
                candidate.Property(name).HasMaxLength(Name);
            candidate.Property(c => c.Phones).HasMaxLength(500);
            candidate.Property(c => c.Domain).HasMaxLength(Address);
            candidate.Property(c => c.ReadFrom).HasMaxLength(500);
            candidate.HasIndex(c => new { c.RunId, c.AddressKey }).IsUnique();
        });
    }

    private static void MapMailWatch(ModelBuilder model, CrmDb db)
    {
        model.Entity<MailSubscription>(subscription =>
        {
            subscription.Property(s => s.GraphId).HasMaxLength(100).UseCollation(db);
            subscription.Property(s => s.NotificationUrl).HasMaxLength(500);
            subscription.Property(s => s.ClientStateHash).HasMaxLength(HexDigest).UseCollation(db);
            subscription.Property(s => s.LastErrorCode).HasMaxLength(100);
            subscription.HasIndex(s => s.MailboxId).IsUnique();
            subscription.HasIndex(s => s.GraphId);
            subscription.HasIndex(s => s.NextCheckAt);
        });
        model.Entity<MailNotification>(notification =>
        {
            notification.Property(n => n.SubscriptionId).HasMaxLength(100).UseCollation(db);
            notification.HasOne<Mailbox>().WithMany().HasForeignKey(n => n.MailboxId);
            notification.HasIndex(n => n.MailboxId);
        });
        model.Entity<MailOutage>(outage =>
        {
            outage.Property(o => o.LastErrorCode).HasMaxLength(100);
            outage.HasIndex(o => o.MailboxId).IsUnique();
        });
    }
}
