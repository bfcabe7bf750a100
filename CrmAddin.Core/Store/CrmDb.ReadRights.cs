using CrmAddin.Core.Accounts;
using CrmAddin.Core.Activities;
using CrmAddin.Core.Campaigns;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Contacts.Outlook;
using CrmAddin.Core.Costs;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Leads;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Mail.Creation;
using CrmAddin.Core.Mail.Rules;
using CrmAddin.Core.Purchases;
using CrmAddin.Core.Schedules;
using CrmAddin.Core.Search;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Store;

// Who reads what.
public abstract partial class CrmDb
{
    // The filters name this context's reader: EF Core reads it anew for every context. A row of nobody is not the row of a reader
    // without a user: null never equals null here.
    private void HoldToReader(ModelBuilder model)
    {
        model.Entity<Contact>().HasQueryFilter(c => c.MergedIntoId == null
            && (Reader.SeesAll || Reader.TeamIds.Contains(c.TeamId ?? 0) || (c.OwnerId != null && c.OwnerId == Reader.UserId)));
        model.Entity<Account>().HasQueryFilter(a => Reader.SeesAll || Reader.TeamIds.Contains(a.TeamId ?? 0) || (a.OwnerId != null && a.OwnerId == Reader.UserId));
        model.Entity<Lead>().HasQueryFilter(l => Reader.SeesAll || Reader.TeamIds.Contains(l.TeamId ?? 0) || (l.OwnerId != null && l.OwnerId == Reader.UserId));
        model.Entity<Deal>().HasQueryFilter(d => Reader.SeesAll || Reader.TeamIds.Contains(d.TeamId ?? 0) || (d.OwnerId != null && d.OwnerId == Reader.UserId));
        model.Entity<Purchase>().HasQueryFilter(p => Reader.SeesAll || Reader.TeamIds.Contains(p.TeamId ?? 0) || (p.OwnerId != null && p.OwnerId == Reader.UserId));
        model.Entity<CampaignMember>().HasQueryFilter(m => m.Contact!.MergedIntoId == null
            && (Reader.SeesAll || Reader.TeamIds.Contains(m.Contact.TeamId ?? 0) || (m.Contact.OwnerId != null && m.Contact.OwnerId == Reader.UserId)));
        model.Entity<Cost>().HasQueryFilter(c => Reader.ReadsCosts);
        model.Entity<ReportSchedule>().HasQueryFilter(s => Reader.MayAdminister || (s.MadeById != null && s.MadeById == Reader.UserId));
        model.Entity<ReportDelivery>().HasQueryFilter(d => Reader.MayAdminister || (d.Schedule!.MadeById != null && d.Schedule.MadeById == Reader.UserId));
        // What a calendar says is seen by whoever may see one of the calendars' copies, as with mail.
        model.Entity<Activity>().HasQueryFilter(a => Reader.IsSystem
            || (a.Meeting == null && (Reader.SeesAll || Reader.TeamIds.Contains(a.TeamId ?? 0) || (a.OwnerId != null && a.OwnerId == Reader.UserId)))
            || a.Meeting!.Copies.Any(c => (c.OwnerId != null && c.OwnerId == Reader.UserId)
                || (c.Visibility == MailVisibility.Shared && (Reader.SeesAll || Reader.TeamIds.Contains(c.TeamId ?? 0)))));
        model.Entity<OutlookOffer>().HasQueryFilter(o => Reader.IsSystem || (o.OwnerId != null && o.OwnerId == Reader.UserId));
        model.Entity<SearchKey>().HasQueryFilter(k => Reader.SeesAll || Reader.TeamIds.Contains(k.TeamId ?? 0) || (k.OwnerId != null && k.OwnerId == Reader.UserId));
        model.Entity<Mailbox>().HasQueryFilter(m => Reader.SeesAll || Reader.TeamIds.Contains(m.TeamId ?? 0) || (m.OwnerId != null && m.OwnerId == Reader.UserId));
        model.Entity<MailRule>().HasQueryFilter(r => r.OwnerId == null || Reader.IsSystem || r.OwnerId == Reader.UserId);
        model.Entity<MailSay>().HasQueryFilter(s => Reader.IsSystem || (s.Mailbox!.OwnerId != null && s.Mailbox.OwnerId == Reader.UserId));
        model.Entity<CreationRun>().HasQueryFilter(r => Reader.IsSystem || (r.OwnerId != null && r.OwnerId == Reader.UserId));
        model.Entity<CreationCandidate>().HasQueryFilter(c => Reader.IsSystem || (c.Run!.OwnerId != null && c.Run.OwnerId == Reader.UserId));
        model.Entity<MessageCopy>().HasQueryFilter(c => Reader.IsSystem || (c.OwnerId != null && c.OwnerId == Reader.UserId)
            || (c.Visibility == MailVisibility.Shared && (Reader.ReadsAllSharedMail || Reader.TeamIds.Contains(c.TeamId ?? 0))));
        model.Entity<LoggedMessage>().HasQueryFilter(m => Reader.IsSystem || m.Copies.Any(c => (c.OwnerId != null && c.OwnerId == Reader.UserId)
            || (c.Visibility == MailVisibility.Shared && (Reader.ReadsAllSharedMail || Reader.TeamIds.Contains(c.TeamId ?? 0)))));
    }
}
