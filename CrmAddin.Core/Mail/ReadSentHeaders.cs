using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail;

/// <summary>
/// Reads the headers of sent copies, which the mailbox shows in MIME only, where nothing else tells the deal of a mail. It asks the mail
/// server, so it runs before the transaction; a mail that was logged before is not asked about again.
/// </summary>
public sealed class ReadSentHeaders(CrmDb db, FindKnownParties findKnownParties, IMailbox server)
{
    /// <summary>The same mails, with headers where they were needed. The context reads as the system. Errors: those of <see cref="IMailbox"/>.</summary>
    public async Task<Result<List<MailboxMessage>>> RunAsync(Mailbox mailbox, List<MailboxMessage> mails, CancellationToken cancel)
    {
        var without = mails.FindAll(m => m.Headers is null && m.IsDraft != true);
        var ids = without.ConvertAll(m => m.Id);
        if (ids.Count == 0)
            return mails;
        var logged = await db.MessageCopies.Where(c => c.MailboxId == mailbox.Id && ids.Contains(c.GraphId)).Select(c => c.GraphId).ToListAsync(cancel);
        without.RemoveAll(m => logged.Contains(m.Id));
        if (without.Count == 0)
            return mails;
        var rules = await findKnownParties.RulesAsync(mailbox, cancel);
        var known = await findKnownParties.RunAsync(mailbox, without, cancel);
        foreach (var mail in without.Where(m => DecideMail.Run(m, rules, known) is KeepMail { NeedsHeaders: true }))
        {
            var mime = await server.ReadMimeAsync(mailbox.Address, mail.Id, cancel);
            if (mime.Succeeded)
                mails[mails.IndexOf(mail)] = mail with { Headers = HeadersOf(mime.Value) };
            else if (mime.Error is not MessageGone)
                return mime.Error;
        }
        return mails;
    }

    // RFC 5322 2.2.3: a line that begins with white space goes on with the one before; an empty line ends the head.
    private static List<KeyValuePair<string, string>> HeadersOf(string mime)
    {
        var headers = new List<KeyValuePair<string, string>>();
        using var lines = new StringReader(mime);
        while (lines.ReadLine() is { Length: > 0 } line)
        {
            if (line[0] is ' ' or '\t' && headers.Count > 0)
                headers[^1] = KeyValuePair.Create(headers[^1].Key, headers[^1].Value + " " + line.Trim());
            else if (line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
                headers.Add(KeyValuePair.Create(line[..colon].Trim(), line[(colon + 1)..].Trim()));
        }
        return headers;
    }
}
