using Quartz;

namespace CrmAddin.Web.Reports.Schedules;

/// <summary>The recurring job that sends the scheduled reports whose time has come.</summary>
[DisallowConcurrentExecution]
public sealed class ScheduleWorker(SendDeliveries send) : IJob
{
    /// <summary>Name of the job.</summary>
    public static readonly JobKey Key = new("report-schedules");

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await send.RunAsync(cancellationToken);
}
