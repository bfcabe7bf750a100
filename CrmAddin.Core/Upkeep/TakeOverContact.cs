using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Upkeep;

/// <summary>Makes the reader the owner of somebody whom nobody looks after.</summary>
public sealed class TakeOverContact(CrmDb db)
{
    /// <summary>Takes the person over. Errors: <see cref="MayNotChange"/>, <see cref="ContactUnknown"/>; also where somebody was quicker.</summary>
    public async Task<Result<Contact>> RunAsync(long contactId, string from, CancellationToken cancel)
    {
        if (!db.Reader.MayChange || db.Reader.UserId is null)
            return new MayNotChange();
        if (await db.Contacts.FirstOrDefaultAsync(c => c.Id == contactId && c.OwnerId == null, cancel) is not { } contact)
            return new ContactUnknown(contactId);
        db.Begin(ChangeOrigin.Edit, from, contact.DisplayName);
        contact.OwnerId = db.Reader.UserId;
        await db.SaveChangesAsync(cancel);
        return contact;
    }
}
