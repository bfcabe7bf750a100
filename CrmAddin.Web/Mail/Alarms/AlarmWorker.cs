using CrmAddin.Core.Mail.Health;
using Quartz;

namespace CrmAddin.Web.Mail.Alarms;

/// <summary>The recurring job that notices mailboxes which do not come through and tells administrators.</summary>
[DisallowConcurrentExecution]
public sealed class AlarmWorker(IServiceScopeFactory scopes) : IJob
{
    /// <summary>Name of the job.</summary>
    public static readonly JobKey Key = new("mail-alarms");

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<WatchMailboxes>().NoteAsync(cancellationToken);
        await scope.ServiceProvider.GetRequiredService<TellAlarms>().RunAsync(cancellationToken);
    }
}
