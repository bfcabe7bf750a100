using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Core.Mail.Rules;

/// <summary>
/// Asks the mailboxes that a rule is about for the mails that it concerns, after it came or went. A domain can be asked for only by the
/// addresses of the contacts in it. A mailbox that cannot be asked now is left to the next look back. Works in a scope of its own.
/// </summary>
public sealed class LookBackForRule(IServiceScopeFactory scopes)
{
    private const int MostAddresses = 200;
    private const int MostMailboxes = 50;

    /// <summary>How many mails were logged.</summary>
    public async Task<int> RunAsync(MailRule rule, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(Reader.System);
        var addresses = rule.Pattern.Contains('@', StringComparison.Ordinal) ? [rule.Pattern] : await AddressesAsync(db, rule.Pattern, cancel);
        var mailboxes = await db.Mailboxes.AsNoTracking().Where(m => m.IsOn && (rule.OwnerId == null || m.OwnerId == rule.OwnerId))
            .OrderBy(m => m.Id).Take(MostMailboxes).ToListAsync(cancel);
        var logged = 0;
        foreach (var mailbox in mailboxes)
            logged += (await scope.ServiceProvider.GetRequiredService<LookBackInMailbox>().RunAsync(mailbox, addresses, cancel)).Value;
        return logged;
    }

    private static Task<List<string>> AddressesAsync(CrmDb db, string domain, CancellationToken cancel) =>
        db.ContactEmails.Where(e => e.AddressKey.EndsWith("@" + domain) || e.AddressKey.EndsWith("." + domain))
            .Select(e => e.AddressKey).Distinct().Order().Take(MostAddresses).ToListAsync(cancel);
}
