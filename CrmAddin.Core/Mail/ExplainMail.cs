using CrmAddin.Core.Mail.Rules;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail;

/// <summary>Where a mail stands.</summary>
public enum MailStanding
{
    /// <summary>It is logged.</summary>
    Kept,
    /// <summary>It was decided that it is not logged.</summary>
    NotKept,
    /// <summary>Nothing is decided yet.</summary>
    NotRead,
}

/// <summary>Why nothing is decided about a mail yet.</summary>
public enum NotReadReason
{
    /// <summary>Mail logging is off in the mailbox.</summary>
    MailboxOff,
    /// <summary>The folder that it lies in is not logged.</summary>
    FolderNotLogged,
    /// <summary>It arrived before the day from which the mailbox is logged.</summary>
    BeforeStart,
    /// <summary>Mail logging has not come to it yet.</summary>
    NotReached,
}

/// <summary>Why a mail is here, or why not, as it is true now.</summary>
public sealed record MailExplanation
{
    /// <summary>The mailbox that holds it.</summary>
    public required Mailbox Mailbox { get; init; }

    /// <summary>The mail's id in the mailbox.</summary>
    public required string GraphId { get; init; }

    /// <summary>Subject; null for anybody but the owner.</summary>
    public string? Subject { get; init; }

    /// <summary>Whether the reader owns the mailbox, and so may say what becomes of the mail.</summary>
    public bool IsOwn { get; init; }

    /// <summary>Where it stands.</summary>
    public MailStanding Standing { get; init; }

    /// <summary>Why it was kept, for one that is logged; a name of <see cref="KeepReason"/>.</summary>
    public string? KeptReason { get; init; }

    /// <summary>What that rests on.</summary>
    public string? KeptDetail { get; init; }

    /// <summary>Why it was not kept, for one that was dropped; a name of <see cref="DropReason"/>.</summary>
    public string? DroppedReason { get; init; }

    /// <summary>Since when it is so.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Why nothing is decided.</summary>
    public NotReadReason? NotRead { get; init; }

    /// <summary>What would be decided now.</summary>
    public required MailDecision Now { get; init; }

    /// <summary>The logged message.</summary>
    public long? MessageId { get; init; }

    /// <summary>The contacts on whose timelines it stands, as far as the reader sees them.</summary>
    public IReadOnlyList<(long Id, string Name)> Contacts { get; init; } = [];

    /// <summary>The firm.</summary>
    public (long Id, string Name)? Account { get; init; }

    /// <summary>The deal.</summary>
    public (long Id, string Name)? Deal { get; init; }

    /// <summary>Who may read the copy of this mailbox.</summary>
    public MailVisibility? Visibility { get; init; }

    /// <summary>Whether it is marked private or confidential by its sender.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>Whether its thread is confidential.</summary>
    public bool IsConfidential { get; init; }

    /// <summary>What the owner said about it.</summary>
    public MailSayKind? Say { get; init; }

    /// <summary>The rule that keeps it out, where it is one and the reader sees it.</summary>
    public MailRule? Rule { get; init; }

    /// <summary>The first address outside of the firm: who could become a contact.</summary>
    public string? Stranger { get; init; }
}

/// <summary>
/// Says why a mail is logged or not. The mailbox is asked for the mail and the decision is made anew, so that the answer is true now and
/// names what is not stored. Only the owner of the mailbox is told what the mail is about; administrators are told the reason.
/// </summary>
public sealed class ExplainMail(CrmDb db, FindMail findMail, FindKnownParties findKnownParties, DroppedMailKey key)
{
    /// <summary>The explanation. Errors: those of <see cref="FindMail"/>.</summary>
    public async Task<Result<MailExplanation>> RunAsync(WhichMail which, CancellationToken cancel)
    {
        var found = await findMail.RunAsync(which, alsoForAdministrators: true, cancel);
        if (!found.Succeeded)
            return found.Error;
        var reader = db.Reader;
        db.ReadAs(Reader.System);
        try
        {
            return await ExplainAsync(found.Value.Mailbox, found.Value.Message, reader, cancel);
        }
        finally
        {
            db.ReadAs(reader);
        }
    }

    private async Task<MailExplanation> ExplainAsync(Mailbox mailbox, MailboxMessage mail, Reader reader, CancellationToken cancel)
    {
        var rules = await findKnownParties.RulesAsync(mailbox, cancel);
        var known = await findKnownParties.RunAsync(mailbox, [mail], cancel);
        var now = DecideMail.Run(mail, rules, known);
        var isOwn = mailbox.OwnerId is not null && mailbox.OwnerId == reader.UserId;
        var explanation = new MailExplanation
        {
            Mailbox = mailbox,
            GraphId = mail.Id,
            Subject = isOwn ? mail.Subject ?? "" : null,
            IsOwn = isOwn,
            // What a user keeps out of the log is no administrator's to read.
            Now = !isOwn && now is DropMail { Reason: DropReason.OwnRule } drop ? drop with { Detail = null } : now,
            IsPrivate = DecideMail.IsMarkedPrivate(mail),
            IsConfidential = known.Confidential.Contains(mail.Id),
            Say = known.Says.TryGetValue(mail.Id, out var say) ? say : null,
            Rule = isOwn || now is DropMail { Reason: DropReason.Blocked } ? await RuleAsync(mailbox, now, cancel) : null,
            Stranger = isOwn ? DecideMail.ParticipantsOf(mail).FirstOrDefault(a => !rules.IsOwn(a) && !known.ContactsByAddress.Contains(a) && !known.Erased.Contains(a)) : null,
        };
        return await KeptAsync(explanation, mailbox, mail, reader, cancel)
            ?? await DroppedAsync(explanation, mailbox, mail, cancel)
            ?? explanation with { Standing = MailStanding.NotRead, NotRead = await WhyNotReadAsync(mailbox, mail, cancel) };
    }

    private async Task<MailExplanation?> KeptAsync(MailExplanation explanation, Mailbox mailbox, MailboxMessage mail, Reader reader, CancellationToken cancel)
    {
        var identity = MailIdentity.Of(mail, mailbox.Address);
        var copy = await db.MessageCopies.AsNoTracking().Include(c => c.Message!).ThenInclude(m => m.Contacts)
            .FirstOrDefaultAsync(c => c.MailboxId == mailbox.Id && (c.GraphId == mail.Id || c.Message!.IdentityHash == identity), cancel);
        if (copy is null)
            return null;
        var message = copy.Message!;
        var ids = message.Contacts.ConvertAll(c => c.ContactId);
        db.ReadAs(reader);
        var contacts = await db.Contacts.Where(c => ids.Contains(c.Id)).OrderBy(c => c.SortKey).Select(c => new { c.Id, c.DisplayName }).ToListAsync(cancel);
        var account = await db.Accounts.Where(a => a.Id == message.AccountId).Select(a => new { a.Id, a.Name }).FirstOrDefaultAsync(cancel);
        var deal = await db.Deals.Where(d => d.Id == message.DealId).Select(d => new { d.Id, d.Title }).FirstOrDefaultAsync(cancel);
        db.ReadAs(Reader.System);
        return explanation with
        {
            Standing = MailStanding.Kept,
            KeptReason = message.KeptReason,
            KeptDetail = explanation.IsOwn ? message.KeptDetail : null,
            Since = message.LoggedAt,
            MessageId = message.Id,
            Contacts = contacts.ConvertAll(c => (c.Id, c.DisplayName)),
            Account = account is null ? null : (account.Id, account.Name),
            Deal = deal is null ? null : (deal.Id, deal.Title),
            Visibility = copy.Visibility,
        };
    }

    private async Task<MailExplanation?> DroppedAsync(MailExplanation explanation, Mailbox mailbox, MailboxMessage mail, CancellationToken cancel)
    {
        var hash = key.Hash(MailIdentity.Of(mail, mailbox.Address));
        var trace = await db.DroppedMessages.AsNoTracking().FirstOrDefaultAsync(d => d.MailboxId == mailbox.Id && d.KeyedHash == hash, cancel);
        return trace is null ? null : explanation with { Standing = MailStanding.NotKept, DroppedReason = trace.Reason, Since = trace.DecidedAt };
    }

    private async Task<NotReadReason> WhyNotReadAsync(Mailbox mailbox, MailboxMessage mail, CancellationToken cancel)
    {
        if (!mailbox.IsOn)
            return NotReadReason.MailboxOff;
        if (mailbox.LogFrom is { } from && (mail.ReceivedAt ?? mail.SentAt) < from)
            return NotReadReason.BeforeStart;
        var folders = await db.MailFolders.AsNoTracking().Where(f => f.MailboxId == mailbox.Id).Select(f => new { f.GraphId, f.IsInScope }).ToListAsync(cancel);
        return folders.Count > 0 && !folders.Exists(f => f.GraphId == mail.FolderId && f.IsInScope) ? NotReadReason.FolderNotLogged : NotReadReason.NotReached;
    }

    private async Task<MailRule?> RuleAsync(Mailbox mailbox, MailDecision now, CancellationToken cancel)
    {
        if (now is not DropMail { Reason: DropReason.OwnRule or DropReason.Blocked, Detail: { } pattern } drop)
            return null;
        var owner = drop.Reason == DropReason.OwnRule ? mailbox.OwnerId : null;
        return await MailRuleQuery.Listed(db, owner).FirstOrDefaultAsync(r => r.Pattern == pattern, cancel);
    }
}
