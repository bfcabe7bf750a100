using CrmAddin.Core.Mail;
using CrmAddin.Core.Results;

namespace CrmAddin.Web.Preview;

/// <summary>Reads what stands at the top of an inbox.</summary>
public static class NewestMails
{
    private const int MostShown = 40;

    // A round of changes begins wherever the server likes, so all of it is read; this bounds a mailbox that is not a sample's.
    private const int MostPages = 40;

    /// <summary>The newest mails of the mailbox' inbox, newest first. Errors: those of <see cref="IMailbox"/>.</summary>
    public static async Task<Result<List<MailboxMessage>>> ReadAsync(IMailbox server, string mailbox, CancellationToken cancel)
    {
        var found = new Dictionary<string, MailboxMessage>();
        string? cursor = null;
        for (var pages = 0; pages < MostPages; pages++)
        {
            var page = await server.ReadPageAsync(mailbox, "inbox", cursor, cancel);
            if (!page.Succeeded)
                return page.Error;
            foreach (var mail in page.Value.Messages.Where(m => m.IsWhole))
                found[mail.Id] = mail;
            if (page.Value.IsRoundComplete)
                break;
            cursor = page.Value.Cursor;
        }
        return found.Values.OrderByDescending(m => m.ReceivedAt ?? m.SentAt).Take(MostShown).ToList();
    }
}
