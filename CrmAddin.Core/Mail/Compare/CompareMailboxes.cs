using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Core.Mail.Compare;

/// <summary>
/// Compares the log with every mailbox that was not compared since some moment: the last days, or the whole history where that is a
/// week ago. Each mailbox is claimed and brought up to date first; hosts that share a store share the mailboxes.
/// </summary>
public sealed class CompareMailboxes(IServiceScopeFactory scopes, MailSettings settings, TimeProvider clock)
{
    private const int MostRounds = 20;
    private static readonly TimeSpan BetweenWholeComparisons = TimeSpan.FromDays(7);
    private static readonly TimeSpan UntilTriedAgain = TimeSpan.FromSeconds(5);

    /// <summary>Reports in the order in which mailboxes were done; one that others held all the time is reported with that as its error.</summary>
    /// <param name="mailbox">Address of the only mailbox; null for all that are on.</param>
    /// <param name="notSince">Mailboxes that were compared after this moment are left out.</param>
    /// <param name="cancel">Ends the work; what was filled stays.</param>
    public async Task<Result<List<CompareReport>>> RunAsync(string? mailbox, DateTimeOffset notSince, CancellationToken cancel)
    {
        var wanted = mailbox is null ? null : MailAddresses.KeyOf(mailbox);
        var waiting = await FindAsync(wanted, notSince, cancel);
        if (waiting.Count == 0 && mailbox is not null)
            return new MailboxNotLogged(mailbox);
        var reports = new List<CompareReport>();
        for (var round = 1; waiting.Count > 0 && round <= MostRounds; round++)
        {
            if (round > 1)
                await Task.Delay(UntilTriedAgain, clock, cancel);
            foreach (var (id, address) in waiting.ToList())
                if (await CompareAsync(id, notSince, cancel) is { IsClaimed: true } done)
                {
                    waiting.Remove((id, address));
                    if (done.Report is { } report)
                        reports.Add(report);
                }
        }
        reports.AddRange(waiting.Select(w => new CompareReport(w.Address, 0, 0, 0, 0, new MailboxLeased(w.Address).Sentence)));
        return reports;
    }

    private async Task<List<(long Id, string Address)>> FindAsync(string? address, DateTimeOffset notSince, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(Reader.System);
        var rows = await db.Mailboxes.Where(m => (address == null ? m.IsOn : m.Address == address) && (m.ComparedAt == null || m.ComparedAt < notSince))
            .OrderBy(m => m.Id).Select(m => new { m.Id, m.Address }).ToListAsync(cancel);
        return rows.ConvertAll(m => (m.Id, m.Address));
    }

    private async Task<(bool IsClaimed, CompareReport? Report)> CompareAsync(long id, DateTimeOffset notSince, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var claims = scope.ServiceProvider.GetRequiredService<ClaimMailboxes>();
        if (!await claims.ClaimAsync(id, ClaimMailboxes.ThisHost, cancel))
            return (false, null);
        try
        {
            var db = scope.ServiceProvider.GetRequiredService<CrmDb>();
            var mailbox = await db.Mailboxes.AsNoTracking().SingleAsync(m => m.Id == id, cancel);
            // Another host may have done it while this one waited.
            if (mailbox.ComparedAt >= notSince)
                return (true, null);
            var round = await scope.ServiceProvider.GetRequiredService<SyncMailbox>().RunAsync(id, cancel);
            if (round.Error is { } error)
                return (true, new CompareReport(mailbox.Address, 0, 0, 0, 0, error));
            var isWhole = !(mailbox.ComparedWholeAt > db.Now - BetweenWholeComparisons);
            var since = DateOnly.FromDateTime(db.Now.UtcDateTime).AddDays(-settings.CompareDays);
            var report = await scope.ServiceProvider.GetRequiredService<CompareWithMailbox>().RunAsync(mailbox, isWhole ? null : since, cancel);
            if (report.Error is null)
                await NoteAsync(db, mailbox, isWhole, cancel);
            return (true, report);
        }
        finally
        {
            await using var release = scopes.CreateAsyncScope();
            await release.ServiceProvider.GetRequiredService<ClaimMailboxes>().ReleaseAsync(id, ClaimMailboxes.ThisHost, CancellationToken.None);
        }
    }

    private static async Task NoteAsync(CrmDb db, Mailbox mailbox, bool isWhole, CancellationToken cancel)
    {
        var now = db.Now;
        await using var write = await db.BeginWriteAsync(cancel);
        await db.Mailboxes.Where(m => m.Id == mailbox.Id)
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.ComparedAt, now).SetProperty(m => m.ComparedWholeAt, m => isWhole ? now : m.ComparedWholeAt), cancel);
        await write.CommitAsync(cancel);
    }
}
