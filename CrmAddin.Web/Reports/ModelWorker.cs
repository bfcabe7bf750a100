using CrmAddin.Core.Firm;
using CrmAddin.Core.Metrics;
using CrmAddin.Core.Metrics.Stored;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace CrmAddin.Web.Reports;

/// <summary>
/// Fits the models that take long once a night: what customers will bring, and the forecast with its back-test. Also at once where nothing
/// was fitted yet, and when somebody asks for it.
/// </summary>
[DisallowConcurrentExecution]
public sealed class ModelWorker(IServiceScopeFactory scopes, TimeProvider clock, FirmSettings firm, ILogger<ModelWorker> log) : IJob
{
    /// <summary>Name of the job.</summary>
    public static readonly JobKey Key = new("models");

    /// <summary>Entry of the job's data that asks for new models now.</summary>
    public const string Now = "now";

    // Nobody works then, and yesterday is complete.
    private const int NightHour = 2;

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var isAskedFor = context.MergedJobDataMap.ContainsKey(Now);
        if (isAskedFor || await IsDueAsync(StoredModelKind.CustomerValue, cancellationToken))
        {
            var value = await RunAsync(services => services.GetRequiredService<FitCustomerValue>().RunAsync(cancellationToken));
            log.LogInformation("Fitted the value of {Customers} customers: {Outcome}", value.Fitted.Customers, value.Fitted.WhyEmpty?.ToString() ?? "done");
        }
        if (isAskedFor || await IsDueAsync(StoredModelKind.Forecast, cancellationToken))
        {
            var forecast = await RunAsync(services => services.GetRequiredService<FitForecast>().RunAsync(cancellationToken));
            log.LogInformation("Forecast of {Deals} deals: {Months} months, {Tested} tested", forecast.Deals, forecast.Months.Count, forecast.Tested.Months.Count);
        }
    }

    private Task<bool> IsDueAsync(StoredModelKind kind, CancellationToken cancel) => RunAsync(async services =>
    {
        var newest = await StoredModelQuery.NewestFirst(services.GetRequiredService<CrmDb>(), kind).Select(m => (DateTimeOffset?)m.MadeAt).FirstOrDefaultAsync(cancel);
        var now = clock.GetUtcNow();
        return newest is not { } made
            || (ReportPeriod.DayOf(made, firm.Zone) < ReportPeriod.DayOf(now, firm.Zone) && TimeZoneInfo.ConvertTime(now, firm.Zone).Hour >= NightHour);
    });

    private async Task<T> RunAsync<T>(Func<IServiceProvider, Task<T>> run)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(Reader.System);
        return await run(scope.ServiceProvider);
    }
}

/// <summary>Registers the fitting of models with the host's other recurring jobs.</summary>
public static class ModelWorkerServices
{
    private const int MinutesBetweenLooks = 30;
    private const int SecondsAfterStart = 120;

    /// <summary>Fits models by itself while the host runs.</summary>
    public static IServiceCollection AddModelWorker(this IServiceCollection services) => services.AddQuartz(quartz =>
    {
        quartz.AddJob<ModelWorker>(job => job.WithIdentity(ModelWorker.Key).StoreDurably());
        quartz.AddTrigger(trigger => trigger.ForJob(ModelWorker.Key).WithIdentity("models-poll")
            .StartAt(DateTimeOffset.UtcNow.AddSeconds(SecondsAfterStart))
            .WithSimpleSchedule(every => every.WithInterval(TimeSpan.FromMinutes(MinutesBetweenLooks)).RepeatForever()));
    });
}
