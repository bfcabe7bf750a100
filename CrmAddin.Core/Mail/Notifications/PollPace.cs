using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail.Notifications;

/// <summary>How soon a mailbox is looked at again without being woken.</summary>
public static class PollPace
{
    /// <summary>The pace of a mailbox about which nothing is told.</summary>
    public static TimeSpan Usual(MailSettings settings) => TimeSpan.FromSeconds(settings.PollSeconds);

    /// <summary>The slow pace of a safety net, while the mail server tells about changes.</summary>
    public static TimeSpan WhenTold(MailSettings settings) => TimeSpan.FromSeconds(Math.Max(settings.PollSeconds, settings.RelaxedPollSeconds));

    /// <summary>The pace of a mailbox as it stands now.</summary>
    public static async Task<TimeSpan> OfAsync(CrmDb db, MailSettings settings, long mailboxId, CancellationToken cancel) =>
        await SubscriptionQuery.Working(db, mailboxId, db.Now).AnyAsync(cancel) ? WhenTold(settings) : Usual(settings);
}
