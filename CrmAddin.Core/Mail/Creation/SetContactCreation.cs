using CrmAddin.Core.Mail.Rules;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail.Creation;

/// <summary>Says whether mail logging makes contacts of strangers in the reader's mailbox by itself. It begins once a first list was ticked.</summary>
public sealed class SetContactCreation(CrmDb db)
{
    /// <summary>The mailbox. Errors: <see cref="OnlyOwnerOfMailbox"/>.</summary>
    public async Task<Result<Mailbox>> RunAsync(long mailboxId, ContactCreation creation, CancellationToken cancel)
    {
        var mailbox = await db.Mailboxes.FirstOrDefaultAsync(m => m.Id == mailboxId && m.OwnerId != null && m.OwnerId == db.Reader.UserId, cancel);
        if (mailbox is null)
            return new OnlyOwnerOfMailbox();
        mailbox.ContactCreation = creation;
        await db.SaveChangesAsync(cancel);
        return mailbox;
    }
}
