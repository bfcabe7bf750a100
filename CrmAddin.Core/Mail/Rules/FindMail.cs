using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail.Rules;

/// <summary>How somebody names a mail: by what Outlook knows of it, or by what is on its page.</summary>
public sealed record WhichMail
{
    /// <summary>The mailbox that holds it; null looks in all of the reader's own.</summary>
    public long? MailboxId { get; init; }

    /// <summary>Immutable Graph id.</summary>
    public string? GraphId { get; init; }

    /// <summary>Id in Outlook's form (EWS).</summary>
    public string? EwsId { get; init; }

    /// <summary>Message-ID header.</summary>
    public string? InternetMessageId { get; init; }
}

/// <summary>A mail as its mailbox holds it now.</summary>
/// <param name="Mailbox">The mailbox.</param>
/// <param name="Message">The mail.</param>
public sealed record FoundMail(Mailbox Mailbox, MailboxMessage Message);

/// <summary>Asks the mailboxes for a mail that somebody names. Nothing is stored.</summary>
public sealed class FindMail(CrmDb db, IMailbox server)
{
    /// <summary>
    /// The mail in a mailbox of the reader's own; administrators may name any. Errors: <see cref="OnlyOwnerOfMailbox"/>,
    /// <see cref="MailNotInYourMailbox"/>, and those of <see cref="IMailbox"/>.
    /// </summary>
    public async Task<Result<FoundMail>> RunAsync(WhichMail which, bool alsoForAdministrators, CancellationToken cancel)
    {
        var mailboxes = await db.Mailboxes.AsNoTracking().IgnoreQueryFilters()
            .Where(m => which.MailboxId == null ? m.OwnerId != null && m.OwnerId == db.Reader.UserId : m.Id == which.MailboxId).OrderBy(m => m.Id).ToListAsync(cancel);
        if (mailboxes.Exists(m => !IsOwn(m) && !(alsoForAdministrators && db.Reader.MayAdminister)))
            return new OnlyOwnerOfMailbox();
        Error? fault = null;
        foreach (var mailbox in mailboxes)
        {
            var found = await AskAsync(mailbox, which, cancel);
            if (found.Succeeded)
                return new FoundMail(mailbox, found.Value);
            fault = found.Error is MessageGone ? fault : found.Error;
        }
        return fault ?? new MailNotInYourMailbox();
    }

    private bool IsOwn(Mailbox mailbox) => mailbox.OwnerId is not null && mailbox.OwnerId == db.Reader.UserId;

    // The Message-ID first: some Outlooks tell a wrong item id, or none.
    private async Task<Result<MailboxMessage>> AskAsync(Mailbox mailbox, WhichMail which, CancellationToken cancel)
    {
        if (!string.IsNullOrWhiteSpace(which.GraphId))
            return await server.ReadMessageAsync(mailbox.Address, which.GraphId, cancel);
        if (!string.IsNullOrWhiteSpace(which.InternetMessageId))
        {
            var found = await server.FindByMessageIdAsync(mailbox.Address, which.InternetMessageId.Trim(), cancel);
            if (found.Error is not MessageGone || string.IsNullOrWhiteSpace(which.EwsId))
                return found;
        }
        if (string.IsNullOrWhiteSpace(which.EwsId))
            return new MessageGone();
        var id = await server.TranslateEwsIdAsync(mailbox.Address, which.EwsId, cancel);
        return id.Succeeded ? await server.ReadMessageAsync(mailbox.Address, id.Value, cancel) : id.Error;
    }
}
