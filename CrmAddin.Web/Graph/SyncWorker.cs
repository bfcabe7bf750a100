using CrmAddin.Core.Mail;
using Quartz;

namespace CrmAddin.Web.Graph;

/// <summary>
/// The recurring job of mail logging. Each firing claims the mailboxes that are due, asks them all what is new and brings those that have
/// something up to date; hosts that share a store share the mailboxes through the claims. A firing may begin while another one still
/// reads a mailbox with much news, so that the rest do not wait for it.
/// </summary>
public sealed class SyncWorker(IServiceScopeFactory scopes, PollMailboxes poll, ILogger<SyncWorker> log) : IJob
{
    /// <summary>Name of the job.</summary>
    public static readonly JobKey Key = new("mail-logging");

    private const int MailboxesAFiring = 200;
    private const int MostFirings = 4;

    private static int _firings;

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        try
        {
            if (Interlocked.Increment(ref _firings) <= MostFirings)
                while (await ClaimAsync(cancellationToken) is { Count: > 0 } some)
                    foreach (var report in await poll.RunAsync(some, cancellationToken))
                        SyncLog.Write(log, report);
        }
        finally
        {
            Interlocked.Decrement(ref _firings);
        }
    }

    private async Task<IReadOnlyList<long>> ClaimAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ClaimMailboxes>().RunAsync(ClaimMailboxes.ThisHost, MailboxesAFiring, cancel, MailboxProgress.Settled);
    }
}

/// <summary>
/// The job that reads mailboxes for the first time, or again from their beginning: a few at a time and claimed one by one, because
/// each may take minutes or hours, and the daily ones do not wait for them.
/// </summary>
[DisallowConcurrentExecution]
public sealed class FirstRoundWorker(IServiceScopeFactory scopes, SyncOnce syncOnce, ILogger<FirstRoundWorker> log) : IJob
{
    /// <summary>Name of the job.</summary>
    public static readonly JobKey Key = new("mail-first-rounds");

    private const int MailboxesAtATime = 3;

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await Task.WhenAll(Enumerable.Range(0, MailboxesAtATime).Select(_ => ReadAsync(cancellationToken)));

    private async Task ReadAsync(CancellationToken cancel)
    {
        while (await ClaimAsync(cancel) is [var mailbox, ..])
            SyncLog.Write(log, await syncOnce.RunClaimedAsync(mailbox, cancel));
    }

    private async Task<IReadOnlyList<long>> ClaimAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ClaimMailboxes>().RunAsync(ClaimMailboxes.ThisHost, 1, cancel, MailboxProgress.FirstRound);
    }
}

/// <summary>What the log says of a round: numbers, and nothing of any mail.</summary>
internal static class SyncLog
{
    public static void Write(ILogger log, SyncReport report)
    {
        if (report.Error is { } error)
            log.LogWarning("Mail of {Mailbox} was not logged to the end: {Error}", report.Mailbox, error);
        else if (report.Read > 0)
            log.LogInformation("{Mailbox}: {Read} read, {Kept} kept in {Seconds} s", report.Mailbox, report.Read, report.Kept, report.Seconds);
    }
}
