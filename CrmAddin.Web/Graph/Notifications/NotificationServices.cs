using CrmAddin.Web.Mail.Alarms;
using Quartz;

namespace CrmAddin.Web.Graph.Notifications;

/// <summary>Registers what watches over mail logging with the host's other recurring jobs.</summary>
public static class NotificationServices
{
    private static readonly TimeSpan BetweenLooksAtQueue = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenSubscriptionChecks = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan BetweenAlarmChecks = TimeSpan.FromMinutes(1);

    // A host that was down for long first has a round of its own behind it before it raises an alarm.
    private static readonly TimeSpan BeforeFirstAlarm = TimeSpan.FromMinutes(3);

    /// <summary>Takes notifications, keeps subscriptions and raises alarms by itself while the host runs.</summary>
    public static IServiceCollection AddMailWatch(this IServiceCollection services) => services.AddScoped<TellAlarms>().AddQuartz(quartz =>
    {
        Every<NotificationWorker>(quartz, NotificationWorker.Key, BetweenLooksAtQueue, TimeSpan.Zero);
        Every<SubscriptionWorker>(quartz, SubscriptionWorker.Key, BetweenSubscriptionChecks, TimeSpan.FromSeconds(2));
        Every<AlarmWorker>(quartz, AlarmWorker.Key, BetweenAlarmChecks, BeforeFirstAlarm);
    });

    private static void Every<T>(IQuartzBuilder quartz, JobKey key, TimeSpan interval, TimeSpan delay)
        where T : IJob
    {
        quartz.AddJob<T>(job => job.WithIdentity(key));
        quartz.AddTrigger(trigger => trigger.ForJob(key).WithIdentity(key.Name + "-poll")
            .StartAt(DateTimeOffset.UtcNow + delay).WithSimpleSchedule(every => every.WithInterval(interval).RepeatForever()));
    }
}
