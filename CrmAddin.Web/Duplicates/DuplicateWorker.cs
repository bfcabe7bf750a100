using CrmAddin.Core.Duplicates;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace CrmAddin.Web.Duplicates;

/// <summary>
/// The recurring look for duplicates. Each firing checks the contacts that changed since the last one; the whole store is scanned
/// where that was never done, once a day while contacts change, and when somebody asks for it.
/// </summary>
[DisallowConcurrentExecution]
public sealed class DuplicateWorker(IServiceScopeFactory scopes, TimeProvider clock, ILogger<DuplicateWorker> log) : IJob
{
    /// <summary>Name of the job.</summary>
    public static readonly JobKey Key = new("duplicates");

    /// <summary>Entry of the job's data that asks for the whole store.</summary>
    public const string WholeStore = "whole-store";

    private static readonly TimeSpan BetweenScans = TimeSpan.FromHours(24);

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        if (context.MergedJobDataMap.ContainsKey(WholeStore) || await IsScanDueAsync(cancellationToken))
        {
            var found = await RunAsync((find, cancel) => find.RunAsync(null, cancel), cancellationToken);
            log.LogInformation("Looked for duplicates among {People} contacts: {Pairs} pairs, {Added} new, in {Seconds:0.0} s", found.People, found.Pairs, found.Added, found.Seconds);
            return;
        }
        while (await RunAsync((find, cancel) => find.RunForChangedAsync(cancel), cancellationToken) is { People: > 0 } some)
            log.LogDebug("Looked for duplicates of {People} changed contacts: {Added} new pairs", some.People, some.Added);
    }

    private async Task<bool> IsScanDueAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(Reader.System);
        var scan = await db.DuplicateScans.AsNoTracking().Select(s => new { s.ScannedAt }).FirstOrDefaultAsync(cancel);
        if (scan is null)
            return await db.Contacts.AnyAsync(cancel);
        return clock.GetUtcNow() - scan.ScannedAt >= BetweenScans && await db.ChangeSets.AnyAsync(s => s.At > scan.ScannedAt, cancel);
    }

    // A scope of its own for each step: a scan leaves nothing behind in the context of the next.
    private async Task<T> RunAsync<T>(Func<FindDuplicates, CancellationToken, Task<T>> run, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(Reader.System);
        return await run(scope.ServiceProvider.GetRequiredService<FindDuplicates>(), cancel);
    }
}

/// <summary>Registers the look for duplicates with the host's other recurring jobs.</summary>
public static class DuplicateWorkerServices
{
    private const int SecondsBetweenLooks = 30;
    private const int SecondsAfterStart = 20;

    /// <summary>Looks for duplicates by itself while the host runs.</summary>
    public static IServiceCollection AddDuplicateWorker(this IServiceCollection services) => services.AddQuartz(quartz =>
    {
        quartz.AddJob<DuplicateWorker>(job => job.WithIdentity(DuplicateWorker.Key).StoreDurably());
        quartz.AddTrigger(trigger => trigger.ForJob(DuplicateWorker.Key).WithIdentity("duplicates-poll")
            .StartAt(DateTimeOffset.UtcNow.AddSeconds(SecondsAfterStart))
            .WithSimpleSchedule(every => every.WithInterval(TimeSpan.FromSeconds(SecondsBetweenLooks)).RepeatForever()));
    });
}
