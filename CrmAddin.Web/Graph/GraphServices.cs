using CrmAddin.Core.Firm;
using CrmAddin.Core.Mail;
using Quartz;

namespace CrmAddin.Web.Graph;

/// <summary>Registers the mailboxes over Graph and the worker that logs their mail.</summary>
public static class GraphServices
{
    private const int MostSecondsBetweenLooks = 5;

    /// <summary>Adds mail logging with its settings from <c>Crm:Graph</c> and <c>Crm:Mail</c>.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configuration">The host's configuration.</param>
    /// <param name="mayOmitCredentials">Whether a Graph on this machine may be used without credentials: in development and for the demo.</param>
    public static IServiceCollection AddGraphMail(this IServiceCollection services, IConfiguration configuration, bool mayOmitCredentials)
    {
        var graph = configuration.GetSection("Crm:Graph").Get<GraphSettings>() ?? new GraphSettings();
        services.AddSingleton(graph);
        services.AddSingleton(provider => new GraphConnection(graph, mayOmitCredentials, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IMailbox, GraphMailbox>();
        return services.AddCrmMail(MailSettingsOf(configuration));
    }

    /// <summary>Runs mail logging by itself while the host runs.</summary>
    public static IServiceCollection AddMailSyncWorker(this IServiceCollection services, IConfiguration configuration)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(configuration["Crm:Firm:TimeZone"] ?? new FirmSettings().TimeZone);
        // A firing only looks which mailboxes are due; their own times are in the store.
        var seconds = Math.Clamp(configuration.GetValue("Crm:Mail:PollSeconds", new MailSettings().PollSeconds), 1, MostSecondsBetweenLooks);
        services.AddQuartz(quartz =>
        {
            quartz.AddJob<SyncWorker>(job => job.WithIdentity(SyncWorker.Key));
            quartz.AddJob<FirstRoundWorker>(job => job.WithIdentity(FirstRoundWorker.Key));
            quartz.AddTrigger(trigger => trigger.ForJob(FirstRoundWorker.Key).WithIdentity("mail-first-rounds-poll")
                .StartNow().WithSimpleSchedule(every => every.WithInterval(TimeSpan.FromSeconds(seconds)).RepeatForever()));
            quartz.AddJob<CompareWorker>(job => job.WithIdentity(CompareWorker.Key));
            quartz.AddTrigger(trigger => trigger.ForJob(CompareWorker.Key).WithIdentity("mail-comparison-nightly")
                .WithCronSchedule(CompareWorker.Nightly, schedule => schedule.InTimeZone(zone)));
            quartz.AddTrigger(trigger => trigger.ForJob(SyncWorker.Key).WithIdentity("mail-logging-poll")
                .StartNow().WithSimpleSchedule(every => every.WithInterval(TimeSpan.FromSeconds(seconds)).RepeatForever()));
        });
        return services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }

    private static MailSettings MailSettingsOf(IConfiguration configuration)
    {
        var mail = configuration.GetSection("Crm:Mail").Get<MailSettings>() ?? new MailSettings();
        var folder = configuration["Crm:DataFolder"] is { Length: > 0 } named ? named : "data";
        if (mail.HashKeyFile.Length == 0)
            mail.HashKeyFile = Path.Combine(Path.GetFullPath(folder), "keys", "mail-hash.key");
        return mail;
    }
}
