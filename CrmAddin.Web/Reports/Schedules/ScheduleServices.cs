using Quartz;

namespace CrmAddin.Web.Reports.Schedules;

/// <summary>Registers scheduled reports.</summary>
public static class ScheduleServices
{
    private static readonly TimeSpan _betweenLooks = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan _beforeFirstLook = TimeSpan.FromSeconds(10);

    /// <summary>Sends scheduled reports by itself while the host runs.</summary>
    public static IServiceCollection AddReportSchedules(this IServiceCollection services) => services
        .AddScoped<ReadSchedules>()
        .AddScoped<SendDelivery>()
        .AddSingleton<SendDeliveries>()
        .AddQuartz(quartz =>
        {
            quartz.AddJob<ScheduleWorker>(job => job.WithIdentity(ScheduleWorker.Key));
            quartz.AddTrigger(trigger => trigger.ForJob(ScheduleWorker.Key).WithIdentity(ScheduleWorker.Key.Name + "-poll")
                .StartAt(DateTimeOffset.UtcNow + _beforeFirstLook).WithSimpleSchedule(every => every.WithInterval(_betweenLooks).RepeatForever()));
        });
}
