using System.Globalization;
using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using CrmAddin.Web.Settings;
using CrmAddin.Web.SignIn;
using CrmAddin.Web.Texts;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Imports;

/// <summary>An import met a fault of the product's own.</summary>
public sealed record ImportBroke(string File) : RuleError($"{File} could not be read because of a fault of ours, which is in the log. What was imported before it stays.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [File];
}

/// <summary>
/// Runs the imports that pages ask for, one after the other, whoever looks on. What a host left unfinished, the next one takes up: the
/// store knows which rows are in.
/// </summary>
public sealed class ImportWorker(IServiceScopeFactory scopes, ImportWork work, CrmSettings settings, ILogger<ImportWorker> log) : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan UploadsAreKept = TimeSpan.FromDays(7);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await RunNextAsync(stoppingToken))
                {
                }
                await DropOldUploadsAsync(stoppingToken);
                await work.WaitAsync(BetweenLooks, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (IsStoreAway(e))
            {
                // The store is away or full: imports wait until it is back.
                log.LogError(e, "Imports could not go on");
                await Task.Delay(BetweenLooks, stoppingToken);
            }
        }
    }

    private async Task<bool> RunNextAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(Reader.System);
        var checkId = work.NextCheck();
        var run = await ImportRunQuery.Waiting(db, checkId ?? 0).FirstOrDefaultAsync(cancel);
        if (run is null)
        {
            if (checkId is { } gone)
                work.ForgetCheck(gone);
            return checkId is not null;
        }
        await ReadAsOwnerAsync(db, run, cancel);
        try
        {
            await RunAsync(scope.ServiceProvider, db, run, isCheck: run.Id == checkId, cancel);
        }
        catch (Exception e) when (e is not OperationCanceledException && !IsStoreAway(e))
        {
            // A fault of ours must neither take the host down nor be met again and again: this import ends, and the log has the fault.
            log.LogError(e, "Import {RunId} met a fault", run.Id);
            await GiveUpAsync(run, cancel);
        }
        return true;
    }

    private static bool IsStoreAway(Exception e) => e is System.Data.Common.DbException or DbUpdateException or IOException;

    private Task RunAsync(IServiceProvider services, CrmDb db, ImportRun run, bool isCheck, CancellationToken cancel) => run.State switch
    {
        _ when isCheck => CheckAsync(services, db, run, cancel),
        ImportState.Undoing => UndoAsync(services, run, cancel),
        _ => ImportAsync(services, db, run, cancel),
    };

    private async Task GiveUpAsync(ImportRun run, CancellationToken cancel)
    {
        if (work.CheckOf(run.Id) is { IsRunning: true } check)
        {
            check.Error = new ImportBroke(run.FileName);
            return;
        }
        await using var scope = scopes.CreateAsyncScope();
        await FailAsync(scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(Reader.System), run, new ImportBroke(run.FileName), cancel);
    }

    // The import does what its owner may do, in their language: errors are kept as sentences.
    private static async Task ReadAsOwnerAsync(CrmDb db, ImportRun run, CancellationToken cancel)
    {
        var user = await db.Users.AsNoTracking().Include(u => u.Teams).FirstOrDefaultAsync(u => u.Id == run.UserId, cancel);
        db.ReadAs(user is null ? Reader.LocalAdministrator : CurrentUser.ReaderOf(user));
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(user?.Language == "ar" ? "ar" : "en");
    }

    private async Task CheckAsync(IServiceProvider services, CrmDb db, ImportRun run, CancellationToken cancel)
    {
        var check = work.CheckOf(run.Id)!;
        var outcome = await services.GetRequiredService<ImportContacts>().RunAsync(
            Request(run, isDryRun: true) with { RunId = null }, new Report(read => check.Read = read), cancel);
        if (outcome.Value?.RejectsFile is { } rejects)
            File.Delete(rejects);
        // The file has been read to its end: the import need not look for broken rows once more.
        if (outcome.Value is { Read: var rows })
            await db.ImportRuns.Where(r => r.Id == run.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.RowsInFile, rows), cancel);
        (check.Outcome, check.Error) = (outcome.Value, outcome.Error);
    }

    private async Task ImportAsync(IServiceProvider services, CrmDb db, ImportRun run, CancellationToken cancel)
    {
        var outcome = await services.GetRequiredService<ImportContacts>().RunAsync(Request(run, isDryRun: false), null, cancel);
        if (outcome.Error is ImportRunsElsewhere)
            return;
        if (outcome.Error is { } error)
            await FailAsync(db, run, error, cancel);
        File.Delete(run.FilePath!);
        await db.ImportRuns.Where(r => r.Id == run.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.FilePath, (string?)null), cancel);
        work.ForgetCheck(run.Id);
    }

    private static Task<int> FailAsync(CrmDb db, ImportRun run, Error error, CancellationToken cancel)
    {
        var (sentence, now) = (UiTexts.Sentence(error), db.Now);
        return db.ImportRuns.Where(r => r.Id == run.Id).ExecuteUpdateAsync(
            set => set.SetProperty(r => r.State, ImportState.Failed).SetProperty(r => r.Error, sentence).SetProperty(r => r.EndedAt, now), cancel);
    }

    private async Task UndoAsync(IServiceProvider services, ImportRun run, CancellationToken cancel)
    {
        var undone = await services.GetRequiredService<UndoImport>().RunAsync(run.ChangeSetId!.Value, null, cancel);
        if (undone.Succeeded)
            work.Undone(run.Id, undone.Value);
        else
            await FailAsync(services.GetRequiredService<CrmDb>(), run, undone.Error, cancel);
    }

    private ImportRequest Request(ImportRun run, bool isDryRun) => new(run.FilePath!, run.MapJson, run.Source, isDryRun, settings.RejectsFolder)
    {
        Format = run.Format,
        RunId = run.Id,
        Name = run.FileName,
    };

    // A file that was uploaded and never imported holds people's data for nothing.
    private async Task DropOldUploadsAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(Reader.System);
        var old = await ImportRunQuery.ForgottenUploads(db, db.Now - UploadsAreKept).ToListAsync(cancel);
        foreach (var run in old)
        {
            if (run.FilePath is { } path)
                File.Delete(path);
            await db.ImportRuns.Where(r => r.Id == run.Id && r.State == ImportState.Uploaded).ExecuteDeleteAsync(cancel);
        }
    }

    // Progress<T> would post to a context that a worker does not have.
    private sealed class Report(Action<long> told) : IProgress<long>
    {
        void IProgress<long>.Report(long value) => told(value);
    }
}
