using CrmAddin.Core.Mail;
using CrmAddin.Core.Mail.Notifications;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Commands;

/// <summary>A folder as <c>crm sync</c> prints it.</summary>
/// <param name="Folder">Well-known name, or the name that its owner gave it.</param>
/// <param name="Found">Messages in it when last asked.</param>
/// <param name="Done">Messages decided on.</param>
/// <param name="LastSuccess">Last page that came through.</param>
public sealed record SyncedFolder(string Folder, int Found, int Done, DateTimeOffset? LastSuccess);

/// <summary>What <c>crm sync</c> prints about a mailbox: the round, and how the mailbox stands after it.</summary>
/// <param name="Mailbox">Address.</param>
/// <param name="Found">Messages in the folders that are logged.</param>
/// <param name="Read">Messages told in this round.</param>
/// <param name="Kept">Mails logged in this round.</param>
/// <param name="Dropped">Mails not logged in this round, by reason.</param>
/// <param name="LastSuccess">Last round that came through.</param>
/// <param name="NextRun">When the mailbox is looked at next.</param>
/// <param name="Error">What stood in the way, in words; null when all is well.</param>
/// <param name="Seconds">How long the round took.</param>
/// <param name="Folders">The folders that are logged.</param>
/// <param name="ToldUntil">Until when the mail server tells about changes; null where the mailbox is only polled.</param>
public sealed record SyncLine(
    string Mailbox, int Found, int Read, int Kept, IReadOnlyDictionary<string, int> Dropped, DateTimeOffset? LastSuccess, DateTimeOffset? NextRun, string? Error, double Seconds,
    IReadOnlyList<SyncedFolder> Folders, DateTimeOffset? ToldUntil)
{
    /// <summary>The line of a round. The context reads as the system.</summary>
    public static async Task<SyncLine> OfAsync(SyncReport report, CrmDb db, CancellationToken cancel)
    {
        var folders = await db.MailFolders.AsNoTracking().Where(f => f.Mailbox!.Address == report.Mailbox && f.IsInScope).OrderBy(f => f.Id)
            .Select(f => new SyncedFolder(f.WellKnownName ?? f.DisplayName, f.FoundCount, f.DoneCount, f.LastSuccessAt)).ToListAsync(cancel);
        var mailboxId = await db.Mailboxes.Where(m => m.Address == report.Mailbox).Select(m => m.Id).FirstAsync(cancel);
        var told = await SubscriptionQuery.Working(db, mailboxId, db.Now).Select(s => s.ExpiresAt).FirstOrDefaultAsync(cancel);
        return new SyncLine(
            report.Mailbox, report.Found, report.Read, report.Kept, report.Dropped, report.LastSuccess, report.NextRun, report.Error, report.Seconds, folders, told);
    }
}
