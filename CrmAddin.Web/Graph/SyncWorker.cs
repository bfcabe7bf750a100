using CrmAddin.Core.Mail;
using Quartz;

namespace CrmAddin.Web.Graph;

/// <summary>
/// The recurring job of mail logging. Each firing claims the mailboxes that are due and brings them up to date, a few at a
/// time; hosts that share a store share the mailboxes through the claims.
/// </summary>
[DisallowConcurrentExecution]
public sealed class SyncWorker(IServiceScopeFactory scopes, SyncOnce syncOnce, ILogger<SyncWorker> log) : IJob
{
    /// <summary>Name of the job.</summary>
    public static readonly JobKey Key = new("mail-logging");

    private const int MailboxesAtATime = 4;

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        // No more are claimed than are read at once, so that a host that stops leaves nothing waiting.
        while (await ClaimAsync(cancellationToken) is { Count: > 0 } some)
            await Task.WhenAll(some.Select(mailbox => SyncAsync(mailbox, cancellationToken)));
    }

    private async Task<IReadOnlyList<long>> ClaimAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ClaimMailboxes>().RunAsync(ClaimMailboxes.ThisHost, MailboxesAtATime, cancel);
    }

    private async Task SyncAsync(long mailbox, CancellationToken cancel)
    {
        var report = await syncOnce.RunClaimedAsync(mailbox, cancel);
        if (report.Error is { } error)
            log.LogWarning("Mail of mailbox {MailboxId} was not logged to the end: {Error}", mailbox, error);
        else if (report.Read > 0)
            log.LogInformation("Mailbox {MailboxId}: {Read} read, {Kept} kept in {Seconds} s", mailbox, report.Read, report.Kept, report.Seconds);
    }
}
