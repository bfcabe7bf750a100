using CrmAddin.Core.Mail.Notifications;
using Quartz;

namespace CrmAddin.Web.Graph.Notifications;

/// <summary>The recurring job that keeps subscriptions.</summary>
[DisallowConcurrentExecution]
public sealed class SubscriptionWorker(IServiceScopeFactory scopes, ILogger<SubscriptionWorker> log) : IJob
{
    /// <summary>Name of the job.</summary>
    public static readonly JobKey Key = new("mail-subscriptions");

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var kept = await scope.ServiceProvider.GetRequiredService<KeepSubscriptions>().RunAsync(cancellationToken);
        if (!kept.Succeeded)
            log.LogWarning("Mailboxes are only polled: {Error}", kept.Error.Sentence);
        else if (kept.Value.Failed > 0)
            log.LogWarning("{Failed} of {Looked} subscriptions could not be brought up to date; /app/mailboxes says why", kept.Value.Failed, kept.Value.Looked);
    }
}
