using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Core.Mail;

/// <summary>One round of mail logging now: in one mailbox, or in all that are on. Each runs in a scope of its own.</summary>
public sealed class SyncOnce(IServiceScopeFactory scopes)
{
    private const int MailboxesAtATime = 4;

    /// <summary>The reports in order of address; a mailbox that another run holds is reported with that as its error.</summary>
    public async Task<Result<List<SyncReport>>> RunAsync(string? mailbox, CancellationToken cancel)
    {
        var wanted = mailbox is null ? null : MailAddresses.KeyOf(mailbox);
        var chosen = await ChooseAsync(wanted, cancel);
        if (chosen.Count == 0 && mailbox is not null)
            return new MailboxNotLogged(mailbox);
        var reports = new SyncReport[chosen.Count];
        await Parallel.ForAsync(0, chosen.Count, new ParallelOptions { MaxDegreeOfParallelism = MailboxesAtATime, CancellationToken = cancel }, async (i, stop) =>
            reports[i] = await RunOneAsync(chosen[i].Id, chosen[i].Address, stop));
        return reports.ToList();
    }

    /// <summary>One round in a mailbox that this host has claimed already; gives the claim back.</summary>
    /// <param name="mailboxId">The mailbox.</param>
    /// <param name="cancel">Ends the round; what was written stays.</param>
    /// <param name="firstPages">Pages that were read already, by folder.</param>
    public async Task<SyncReport> RunClaimedAsync(long mailboxId, CancellationToken cancel, IReadOnlyDictionary<long, Result<MailboxPage>>? firstPages = null)
    {
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            return await scope.ServiceProvider.GetRequiredService<SyncMailbox>().RunAsync(mailboxId, cancel, firstPages);
        }
        finally
        {
            // A cancelled round still gives its claim back, or the mailbox would wait for the lease to run out.
            await using var release = scopes.CreateAsyncScope();
            await release.ServiceProvider.GetRequiredService<ClaimMailboxes>().ReleaseAsync(mailboxId, ClaimMailboxes.ThisHost, CancellationToken.None);
        }
    }

    private async Task<SyncReport> RunOneAsync(long id, string address, CancellationToken cancel)
    {
        await using (var scope = scopes.CreateAsyncScope())
            if (!await scope.ServiceProvider.GetRequiredService<ClaimMailboxes>().ClaimAsync(id, ClaimMailboxes.ThisHost, cancel))
                return new SyncReport(address, 0, 0, 0, new Dictionary<string, int>(), null, null, new MailboxLeased(address).Sentence, 0);
        return await RunClaimedAsync(id, cancel);
    }

    private async Task<List<(long Id, string Address)>> ChooseAsync(string? address, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(Reader.System);
        var rows = await db.Mailboxes.Where(m => address == null ? m.IsOn : m.Address == address)
            .OrderBy(m => m.Address).Select(m => new { m.Id, m.Address }).ToListAsync(cancel);
        return rows.ConvertAll(m => (m.Id, m.Address));
    }
}
