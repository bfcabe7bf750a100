using CrmAddin.Core.Mail;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Contacts.Outlook;

/// <summary>Turns on or off what a mailbox is used for besides its mail. Its owner may, and an administrator.</summary>
public sealed class SetMailboxUse(CrmDb db)
{
    /// <summary>Saves. Errors: <see cref="MayNotChange"/>, <see cref="MailboxNotToSetUp"/>.</summary>
    /// <param name="mailboxId">The mailbox.</param>
    /// <param name="logsCalendar">Whether meetings are logged out of its calendar.</param>
    /// <param name="pushesContacts">Whether its owner's contacts are kept in a folder of its Outlook contacts.</param>
    /// <param name="cancel">Ends it before it is saved.</param>
    public async Task<Result<Mailbox>> RunAsync(long mailboxId, bool logsCalendar, bool pushesContacts, CancellationToken cancel)
    {
        if (!db.Reader.MayChange)
            return new MayNotChange();
        var mailbox = await db.Mailboxes.FirstOrDefaultAsync(m => m.Id == mailboxId, cancel);
        if (mailbox is null || !(db.Reader.MayAdminister || (mailbox.OwnerId is not null && mailbox.OwnerId == db.Reader.UserId)))
            return new MailboxNotToSetUp(mailboxId);
        (mailbox.LogsCalendar, mailbox.PushesContacts) = (logsCalendar, pushesContacts);
        await db.SaveChangesAsync(cancel);
        return mailbox;
    }
}
