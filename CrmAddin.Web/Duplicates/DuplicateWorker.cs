using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.Duplicates;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace CrmAddin.Web.Duplicates;

/// <summary>
/// The recurring look for duplicates. Each firing checks the contacts that changed since the last one; the whole store is scanned
/// where that was never done, once a day while contacts change, after a large import, and when somebody asks for it.
/// </summary>
[DisallowConcurrentExecution]
public sealed class DuplicateWorker(IServiceScopeFactory scopes, TimeProvider clock, ILogger<DuplicateWorker> log) : IJob
{
    /// <summary>Name of the job.</summary>
    public static readonly JobKey Key = new("duplicates");

    /// <summary>Entry of the job's data that asks for the whole store.</summary>
    public const string WholeStore = "whole-store";

    // Looking at so many changes one by one would take longer than looking at everyone.
    private const long MostEntriesOneByOne = 20_000;
    private static readonly TimeSpan LongestImport = TimeSpan.FromHours(1);
    private static readonly TimeSpan BetweenScans = TimeSpan.FromHours(24);

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        // An import needs the machine and the gate for itself; what it brings is looked at when it is through.
        var isAskedFor = context.MergedJobDataMap.ContainsKey(WholeStore);
        if (!isAskedFor && await IsImportRunningAsync(cancellationToken))
            return;
        if (isAskedFor || await IsScanDueAsync(cancellationToken))
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
        var scan = await db.DuplicateScans.AsNoTracking().Select(s => new { s.ScannedAt, s.LastAuditEntryId }).FirstOrDefaultAsync(cancel);
        if (scan is null)
            return await db.Contacts.AnyAsync(cancel);
        var last = await db.AuditEntries.OrderByDescending(e => e.Id).Select(e => e.Id).FirstOrDefaultAsync(cancel);
        if (last - scan.LastAuditEntryId > MostEntriesOneByOne)
            return true;
        return clock.GetUtcNow() - scan.ScannedAt >= BetweenScans && await db.ChangeSets.AnyAsync(s => s.At > scan.ScannedAt, cancel);
    }

    private async Task<bool> IsImportRunningAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(Reader.System);
        var notForgotten = clock.GetUtcNow() - LongestImport;
        return await db.ImportRuns.AnyAsync(r => (r.State == ImportState.Running || r.State == ImportState.Undoing) && r.StartedAt > notForgotten, cancel);
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
