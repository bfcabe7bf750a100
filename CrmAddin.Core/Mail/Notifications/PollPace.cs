using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail.Notifications;

/// <summary>How soon a mailbox is looked at again without being woken.</summary>
public static class PollPace
{
    /// <summary>The usual pace, or the slow one of a safety net while the mail server tells about changes.</summary>
    public static async Task<TimeSpan> OfAsync(CrmDb db, MailSettings settings, long mailboxId, CancellationToken cancel) =>
        TimeSpan.FromSeconds(await SubscriptionQuery.Working(db, mailboxId, db.Now).AnyAsync(cancel)
            ? Math.Max(settings.PollSeconds, settings.RelaxedPollSeconds)
            : settings.PollSeconds);
}
