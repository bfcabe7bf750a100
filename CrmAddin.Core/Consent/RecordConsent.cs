using CrmAddin.Core.Contacts;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Consent;

/// <summary>A statement of consent needs to say how it was made.</summary>
public sealed record ConsentNeedsHow() : RuleError("Say how the consent was given or taken back: on the phone, at the fair, by mail.");

/// <summary>Adds a person's statement about one purpose and channel; earlier ones stay.</summary>
public sealed class RecordConsent(CrmDb db)
{
    /// <summary>Records it as of now. Errors: <see cref="MayNotChange"/>, <see cref="ContactUnknown"/>, <see cref="ConsentNeedsHow"/>.</summary>
    public async Task<Result<ConsentRecord>> RunAsync(
        long contactId, ConsentPurpose purpose, ConsentChannel channel, ConsentState state, string how, string language, CancellationToken cancel)
    {
        if (!db.Reader.MayChange)
            return new MayNotChange();
        if (!await db.Contacts.AnyAsync(c => c.Id == contactId, cancel))
            return new ContactUnknown(contactId);
        if (string.IsNullOrWhiteSpace(how))
            return new ConsentNeedsHow();
        var record = new ConsentRecord
        {
            ContactId = contactId,
            Purpose = purpose,
            Channel = channel,
            State = state,
            At = db.Now,
            How = how.Trim(),
            Language = language,
            RecordedById = db.Reader.UserId,
        };
        db.Consents.Add(record);
        await db.SaveChangesAsync(cancel);
        return record;
    }
}
