using CrmAddin.Core.Mail.Creation;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace CrmAddin.Web.Mail;

/// <summary>
/// The recurring work on contacts made out of mail: reads mailboxes that were asked about, makes the people who are ticked, brings their
/// mails, and drops lists that nobody ticked. What a host left unfinished, the next one takes up.
/// </summary>
[DisallowConcurrentExecution]
public sealed class CreationWorker(IServiceScopeFactory scopes, ILogger<CreationWorker> log) : IJob
{
    /// <summary>Name of the job.</summary>
    public static readonly JobKey Key = new("contact-creation");

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        await InScopeAsync(services => services.GetRequiredService<DropOldCandidates>().RunAsync(cancellationToken));
        while (await AdvanceAsync(cancellationToken) is { } run)
            log.LogDebug("Brought the making of contacts {RunId} on by a step", run);
    }

    private Task<long?> AdvanceAsync(CancellationToken cancel) => InScopeAsync(async services =>
    {
        var advance = services.GetRequiredService<AdvanceCreation>();
        try
        {
            return await advance.RunAsync(cancel);
        }
        catch (Exception e) when (e is not OperationCanceledException and not System.Data.Common.DbException and not DbUpdateException)
        {
            // A fault of ours must not be met again and again: what was claimed last ends, and the log has the fault.
            log.LogError(e, "The making of contacts out of mail met a fault");
            if (advance.ClaimedId is { } claimed)
                await advance.FailAsync(claimed, new CreationBroke(), cancel);
            return null;
        }
    });

    private async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(Reader.System);
        return await work(scope.ServiceProvider);
    }
}

/// <summary>Registers the work on contacts made out of mail with the host's other recurring jobs.</summary>
public static class CreationWorkerServices
{
    private const int SecondsBetweenLooks = 15;

    /// <summary>Works by itself while the host runs.</summary>
    public static IServiceCollection AddCreationWorker(this IServiceCollection services) => services.AddQuartz(quartz =>
    {
        quartz.AddJob<CreationWorker>(job => job.WithIdentity(CreationWorker.Key).StoreDurably());
        quartz.AddTrigger(trigger => trigger.ForJob(CreationWorker.Key).WithIdentity("contact-creation-poll")
            .StartAt(DateTimeOffset.UtcNow.AddSeconds(SecondsBetweenLooks))
            .WithSimpleSchedule(every => every.WithInterval(TimeSpan.FromSeconds(SecondsBetweenLooks)).RepeatForever()));
    });
}
