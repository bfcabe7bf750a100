using CrmAddin.Core.Activities.Calendar;
using CrmAddin.Core.Contacts.Outlook;
using CrmAddin.Core.Mail;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Store;

/// <summary>Tables of what a mailbox is used for besides its mail: meetings out of its calendar, and contacts in its Outlook.</summary>
internal static class CalendarMappings
{
    private const int HexDigest = 64;
    private const int Address = 320;
    private const int GraphId = 400;

    public static void Apply(ModelBuilder model, CrmDb db)
    {
        MapCalendar(model, db);
        MapOutlook(model, db);
    }

    private static void MapCalendar(ModelBuilder model, CrmDb db)
    {
        model.Entity<LoggedMeeting>(meeting =>
        {
            meeting.HasKey(m => m.ActivityId);
            meeting.Property(m => m.ActivityId).ValueGeneratedNever();
            meeting.Property(m => m.IdentityHash).HasMaxLength(HexDigest).UseCollation(db.KeyCollation);
            meeting.Property(m => m.KeptReason).HasMaxLength(50);
            meeting.Property(m => m.KeptDetail).HasMaxLength(Address);
            meeting.HasOne(m => m.Activity).WithOne(a => a.Meeting).HasForeignKey<LoggedMeeting>(m => m.ActivityId).OnDelete(DeleteBehavior.Cascade);
            meeting.HasMany(m => m.Copies).WithOne(c => c.Meeting).HasForeignKey(c => c.ActivityId).OnDelete(DeleteBehavior.Cascade);
            meeting.HasIndex(m => m.IdentityHash).IsUnique();
        });
        model.Entity<MeetingCopy>(copy =>
        {
            copy.Property(c => c.EventId).HasMaxLength(GraphId).UseCollation(db.KeyCollation);
            copy.Property(c => c.SeriesId).HasMaxLength(GraphId).UseCollation(db.KeyCollation);
            copy.HasIndex(c => new { c.MailboxId, c.EventId }).IsUnique();
            copy.HasIndex(c => new { c.MailboxId, c.SeriesId });
            copy.HasIndex(c => new { c.ActivityId, c.MailboxId });
        });
        model.Entity<CalendarCursor>(cursor =>
        {
            cursor.HasKey(c => c.MailboxId);
            cursor.Property(c => c.MailboxId).ValueGeneratedNever();
            cursor.Property(c => c.CursorVersion).IsConcurrencyToken();
            cursor.HasOne<Mailbox>().WithOne().HasForeignKey<CalendarCursor>(c => c.MailboxId).OnDelete(DeleteBehavior.Cascade);
        });
    }

    private static void MapOutlook(ModelBuilder model, CrmDb db)
    {
        model.Entity<OutlookFolder>(folder =>
        {
            folder.HasKey(f => f.MailboxId);
            folder.Property(f => f.MailboxId).ValueGeneratedNever();
            folder.Property(f => f.GraphId).HasMaxLength(GraphId).UseCollation(db.KeyCollation);
            folder.Property(f => f.CursorVersion).IsConcurrencyToken();
            folder.HasOne<Mailbox>().WithOne().HasForeignKey<OutlookFolder>(f => f.MailboxId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<OutlookContact>(card =>
        {
            card.Property(c => c.GraphId).HasMaxLength(GraphId).UseCollation(db.KeyCollation);
            card.Property(c => c.ChangeKey).HasMaxLength(200).UseCollation(db.KeyCollation);
            card.Property(c => c.PushedHash).HasMaxLength(HexDigest).UseCollation(db.KeyCollation);
            card.HasOne<Mailbox>().WithMany().HasForeignKey(c => c.MailboxId);
            card.HasIndex(c => new { c.MailboxId, c.ContactId }).IsUnique();
            card.HasIndex(c => new { c.MailboxId, c.GraphId }).IsUnique();
            card.HasIndex(c => c.ContactId);
        });
        model.Entity<OutlookOffer>(offer =>
        {
            offer.Property(o => o.GraphId).HasMaxLength(GraphId).UseCollation(db.KeyCollation);
            offer.Property(o => o.Field).HasMaxLength(50).UseCollation(db.KeyCollation);
            offer.HasOne<Mailbox>().WithMany().HasForeignKey(o => o.MailboxId);
            offer.HasIndex(o => new { o.MailboxId, o.GraphId, o.Field }).IsUnique();
            offer.HasIndex(o => new { o.OwnerId, o.State, o.Id });
            offer.HasIndex(o => o.ContactId);
        });
    }
}
