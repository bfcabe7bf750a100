using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail.Rules;

/// <summary>A rule that was made.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="AlreadyLogged">Mails of that address or domain that are logged from the reader's own mailboxes: theirs to forget.</param>
/// <param name="LoggedNow">Earlier mails that the rule brought into the log.</param>
public sealed record AddedRule(MailRule Rule, int AlreadyLogged, int LoggedNow);

/// <summary>Makes a rule "never" or "always" for an address or a domain: the reader's own, or the firm's by an administrator.</summary>
public sealed class AddMailRule(CrmDb db, LookBackForRule lookBack, FirmSettings firm)
{
    /// <summary>
    /// The rule; it holds from the next mail on. Errors: <see cref="MayNotAdminister"/>, <see cref="MayNotChange"/>, <see cref="MailRuleMalformed"/>,
    /// <see cref="MailRuleOfOwn"/>, <see cref="MailRuleOfFreeMail"/>, <see cref="MailRuleThere"/>.
    /// </summary>
    public async Task<Result<AddedRule>> RunAsync(string addressOrDomain, MailRuleKind kind, bool isFirms, string from, CancellationToken cancel)
    {
        if (isFirms && !db.Reader.MayAdminister)
            return new MayNotAdminister();
        if (db.Reader.UserId is not { } user)
            return new MayNotChange();
        var pattern = AddressList.KeyOf(addressOrDomain);
        if (await RefuseAsync(pattern, addressOrDomain, kind, cancel) is { } refusal)
            return refusal;
        var rule = new MailRule { OwnerId = isFirms ? null : user, ScopeKey = isFirms ? 0 : user, Kind = kind, Pattern = pattern, CreatedAt = db.Now, CreatedById = user };
        // Whose mail a user keeps to themselves is nobody else's to read, so only the firm's rules stand in the journal.
        if (isFirms)
            db.Begin(ChangeOrigin.Administer, from, $"{kind}: {pattern}");
        db.MailRules.Add(rule);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException e) when (db.IsDuplicate(e))
        {
            db.ChangeTracker.Clear();
            return new MailRuleThere(pattern);
        }
        var logged = kind == MailRuleKind.Never ? await MailRuleQuery.CopiesWith(db, user, pattern).Select(c => c.MessageId).Distinct().CountAsync(cancel) : 0;
        var brought = kind == MailRuleKind.Always ? await lookBack.RunAsync(rule, cancel) : 0;
        return new AddedRule(rule, logged, brought);
    }

    private async Task<Error?> RefuseAsync(string pattern, string written, MailRuleKind kind, CancellationToken cancel)
    {
        var isAddress = pattern.Contains('@', StringComparison.Ordinal);
        var domain = isAddress ? MailAddresses.DomainOf(pattern) : pattern;
        if (domain is null || pattern.Length > 320 || pattern.Any(char.IsWhiteSpace) || Uri.CheckHostName(domain) != UriHostNameType.Dns || !domain.Contains('.', StringComparison.Ordinal))
            return new MailRuleMalformed(written);
        var own = await db.Mailboxes.IgnoreQueryFilters().Select(m => new { m.Address, m.OwnerId }).ToListAsync(cancel);
        var isOwn = isAddress
            ? own.Exists(m => m.Address == pattern && m.OwnerId == db.Reader.UserId)
            : firm.Domains.Concat(own.Select(m => MailAddresses.DomainOf(m.Address)).OfType<string>().Where(d => !MailAddresses.IsFreeMail(d)))
                .Any(d => MailAddresses.WithParents(d.Trim().ToLowerInvariant()).Contains(pattern));
        if (isOwn)
            return new MailRuleOfOwn(pattern);
        return kind == MailRuleKind.Always && !isAddress && MailAddresses.IsFreeMail(domain) ? new MailRuleOfFreeMail(domain) : null;
    }
}
