using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail.Rules;

/// <summary>
/// The owner's say about one mail: log it, forget it, or neither any more. The mailbox is asked for the mail, the say is kept by its keyed
/// hash, and what follows is done in the same transaction.
/// </summary>
public sealed class SayAboutMail(CrmDb db, FindMail findMail, FindKnownParties findKnownParties, LogMessages logMessages, ForgetCopies forgetCopies, DroppedMailKey key)
{
    /// <summary>
    /// Logs, forgets, or decides anew where the say is null; the mail as it was found. Errors: those of <see cref="FindMail"/>,
    /// <see cref="MailIsDraft"/>, <see cref="MailOfErased"/>.
    /// </summary>
    public async Task<Result<FoundMail>> RunAsync(WhichMail which, MailSayKind? say, CancellationToken cancel)
    {
        var found = await findMail.RunAsync(which, alsoForAdministrators: false, cancel);
        if (!found.Succeeded)
            return found;
        var reader = db.Reader;
        db.ReadAs(Reader.System);
        try
        {
            return await SettleAsync(found.Value, say, cancel) is { } refusal ? refusal : found;
        }
        finally
        {
            db.ChangeTracker.Clear();
            db.ReadAs(reader);
        }
    }

    private async Task<Error?> SettleAsync(FoundMail found, MailSayKind? say, CancellationToken cancel)
    {
        var (mailbox, mail) = found;
        await using (var write = await db.BeginWriteAsync(cancel))
        {
            await KeepSayAsync(mailbox, mail, say, cancel);
            var decision = DecideMail.Run(mail, await findKnownParties.RulesAsync(mailbox, cancel), await findKnownParties.RunAsync(mailbox, [mail], cancel));
            if (decision is DropMail drop)
            {
                if (say == MailSayKind.Log)
                    return drop.Reason == DropReason.Draft ? new MailIsDraft() : new MailOfErased();
                var copies = await CopiesAsync(mailbox, mail, cancel);
                await forgetCopies.RunAsync(copies, drop.Reason, cancel);
            }
            var folder = await db.MailFolders.Where(f => f.MailboxId == mailbox.Id && f.GraphId == mail.FolderId).Select(f => (long?)f.Id).FirstOrDefaultAsync(cancel);
            await logMessages.RunAsync(mailbox, folder, [mail], cancel);
            await write.CommitAsync(cancel);
        }
        if (say == MailSayKind.Forget)
            await db.ScrubAsync(cancel);
        return null;
    }

    private async Task KeepSayAsync(Mailbox mailbox, MailboxMessage mail, MailSayKind? say, CancellationToken cancel)
    {
        var hash = key.Hash(MailIdentity.Of(mail, mailbox.Address));
        var said = await db.MailSays.FirstOrDefaultAsync(s => s.MailboxId == mailbox.Id && s.KeyedHash == hash, cancel);
        if (say is null && said is not null)
            db.MailSays.Remove(said);
        if (say is { } kind)
        {
            said ??= db.MailSays.Add(new MailSay { MailboxId = mailbox.Id, KeyedHash = hash }).Entity;
            (said.Kind, said.At) = (kind, db.Now);
        }
        await db.SaveChangesAsync(cancel);
    }

    private Task<List<long>> CopiesAsync(Mailbox mailbox, MailboxMessage mail, CancellationToken cancel)
    {
        var identity = MailIdentity.Of(mail, mailbox.Address);
        return db.MessageCopies.Where(c => c.MailboxId == mailbox.Id && (c.GraphId == mail.Id || c.Message!.IdentityHash == identity)).Select(c => c.Id).ToListAsync(cancel);
    }
}
