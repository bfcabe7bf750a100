using CrmAddin.Core.Mail;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Privacy;

/// <summary>Reads for a person's own copy.</summary>
public static class PrivacyQuery
{
    /// <summary>Logged mail of some contacts, newest first, before a message; only what the reader may see, with the copies they may see.</summary>
    public static IQueryable<LoggedMessage> Messages(CrmDb db, IReadOnlyCollection<long> contactIds, DateTimeOffset before, long beforeId) =>
        db.Messages.AsNoTracking().Where(m => m.Contacts.Any(c => contactIds.Contains(c.ContactId)) && (m.SentAt < before || (m.SentAt == before && m.Id < beforeId)))
            .OrderByDescending(m => m.SentAt).ThenByDescending(m => m.Id).Include(m => m.Participants).Include(m => m.Copies);
}
