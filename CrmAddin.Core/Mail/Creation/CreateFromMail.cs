using CrmAddin.Core.Firm;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail.Creation;

/// <summary>
/// Makes contacts of the strangers in new mails, where the owner of the mailbox wants that and has ticked a first list. Whoever looks like a
/// contact that is there is only suggested. The caller holds the transaction and reads as the system.
/// </summary>
public sealed class CreateFromMail(CrmDb db, FindKnownParties findKnownParties, WeighStrangers weighStrangers, CreateContacts createContacts, FirmSettings firm)
{
    /// <summary>Makes the contacts of a page of mails before it is decided about.</summary>
    public async Task RunAsync(Mailbox mailbox, IReadOnlyCollection<MailboxMessage> mails, CancellationToken cancel)
    {
        if (mailbox.ContactCreation == ContactCreation.Off || mails.Count == 0)
            return;
        // Older mails were on the list: whoever was not ticked there was not wanted.
        var since = await db.CreationRuns.Where(r => r.MailboxId == mailbox.Id && !r.IsAutomatic && r.ChangeSetId != null).MaxAsync(r => (DateTimeOffset?)r.AskedAt, cancel);
        var news = mails.Where(m => (m.ReceivedAt ?? m.SentAt) >= since).ToList();
        if (news.Count == 0)
            return;
        var people = new StrangersInMail(mailbox, mailbox.ContactCreation, await findKnownParties.RulesAsync(mailbox, cancel), firm.Country);
        var known = await findKnownParties.RunAsync(mailbox, news, cancel);
        news.ForEach(m => people.Read(m, known));
        if (people.Candidates() is not { Count: > 0 } strangers)
            return;
        db.ReadAs(await CreationReader.OfAsync(db, mailbox, cancel));
        try
        {
            var found = await weighStrangers.RunAsync(strangers, cancel);
            await MakeAsync(mailbox, found.FindAll(c => c.LookAlikeId is null), cancel);
            await SuggestAsync(mailbox, found.FindAll(c => c.LookAlikeId is not null), cancel);
        }
        finally
        {
            db.ChangeTracker.Clear();
            db.ReadAs(Reader.System);
        }
    }

    private async Task MakeAsync(Mailbox mailbox, List<CreationCandidate> people, CancellationToken cancel)
    {
        if (people.Count == 0)
            return;
        var set = await createContacts.BeginAsync(mailbox, cancel);
        var made = await createContacts.RunAsync(set, people, cancel);
        db.Resume(set);
        set.CompletedAt = db.Now;
        var run = Run(mailbox, CreationState.LookingBack);
        (run.ChangeSetId, run.PeopleFound, run.ContactsMade, run.AccountsMade, run.Refused) = (set.Id, people.Count, made.Contacts, made.Accounts, made.Refused);
        db.CreationRuns.Add(run);
        await db.SaveChangesAsync(cancel);
    }

    private async Task SuggestAsync(Mailbox mailbox, List<CreationCandidate> people, CancellationToken cancel)
    {
        if (people.Count == 0)
            return;
        db.ReadAs(Reader.System);
        var open = await db.CreationRuns.Include(r => r.Candidates).Where(r => r.MailboxId == mailbox.Id && r.IsAutomatic && r.State == CreationState.Ready && r.ExpiresAt > db.Now)
            .OrderBy(r => r.Id).FirstOrDefaultAsync(cancel) ?? db.CreationRuns.Add(Run(mailbox, CreationState.Ready)).Entity;
        open.Candidates.AddRange(people.Where(p => !open.Candidates.Exists(c => c.AddressKey == p.AddressKey)));
        (open.PeopleFound, open.LookAlikes) = (open.Candidates.Count, open.Candidates.Count);
        await db.SaveChangesAsync(cancel);
    }

    private CreationRun Run(Mailbox mailbox, CreationState state) => new()
    {
        MailboxId = mailbox.Id,
        OwnerId = mailbox.OwnerId,
        Scope = mailbox.ContactCreation,
        IsAutomatic = true,
        State = state,
        AskedAt = db.Now,
        ExpiresAt = db.Now + AskForCreation.ListIsKept,
    };
}
