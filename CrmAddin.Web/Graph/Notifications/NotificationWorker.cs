using CrmAddin.Core.Mail.Notifications;
using Quartz;

namespace CrmAddin.Web.Graph.Notifications;

/// <summary>The recurring job that takes notifications out of the queue and has the mailboxes that they woke looked at without waiting for their turn.</summary>
[DisallowConcurrentExecution]
public sealed class NotificationWorker(IServiceScopeFactory scopes) : IJob
{
    /// <summary>Name of the job.</summary>
    public static readonly JobKey Key = new("mail-notifications");

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var woken = await scope.ServiceProvider.GetRequiredService<TakeNotifications>().RunAsync(cancellationToken);
        if (woken.Count > 0)
            await context.Scheduler.TriggerJob(SyncWorker.Key, cancellationToken);
    }
}
