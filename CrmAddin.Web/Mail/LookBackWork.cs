using System.Collections.Concurrent;
using CrmAddin.Core.Mail;

namespace CrmAddin.Web.Mail;

/// <summary>A look back that a page waits for.</summary>
public sealed class LookBackRun
{
    /// <summary>How far it has come; null before it has begun.</summary>
    public LookBackProgress? Progress { get; internal set; }

    /// <summary>What it brought; null while it runs.</summary>
    public LookBackReport? Report { get; internal set; }

    /// <summary>Whether it broke off.</summary>
    public bool IsBroken { get; internal set; }

    /// <summary>Whether it still runs.</summary>
    public bool IsRunning => Report is null && !IsBroken;
}

/// <summary>
/// Looks back in the mailboxes while a page waits, one look at a time for a contact. What a look brings is in the store; the run
/// itself is this host's, and one that a restart cut off is simply asked for again.
/// </summary>
public sealed class LookBackWork(LookBackForContact lookBack, IHostApplicationLifetime host, ILogger<LookBackWork> log)
{
    private const int MostRemembered = 1_000;

    private readonly ConcurrentDictionary<long, LookBackRun> _runs = new();

    /// <summary>The last look back for a contact; null when this host knows of none.</summary>
    public LookBackRun? Of(long contactId) => _runs.GetValueOrDefault(contactId);

    /// <summary>Begins a look back, where none is running.</summary>
    public LookBackRun Begin(long contactId)
    {
        var run = new LookBackRun();
        var current = _runs.AddOrUpdate(contactId, run, (_, known) => known.IsRunning ? known : run);
        if (ReferenceEquals(current, run))
            _ = Task.Run(() => RunAsync(contactId, run));
        if (_runs.Count > MostRemembered)
            foreach (var ended in _runs.Where(r => !r.Value.IsRunning && r.Key != contactId))
                _runs.TryRemove(ended);
        return current;
    }

    private async Task RunAsync(long contactId, LookBackRun run)
    {
        try
        {
            run.Report = await lookBack.RunAsync(contactId, host.ApplicationStopping, progress: new Told(run));
        }
        catch (OperationCanceledException)
        {
            run.IsBroken = true;
        }
        catch (Exception e)
        {
            // Nobody awaits this task: whoever waits on the page is told, and the log has the reason.
            log.LogError(e, "The look back for contact {ContactId} broke off", contactId);
            run.IsBroken = true;
        }
    }

    // Progress<T> tells late and in any order; the page wants the last.
    private sealed class Told(LookBackRun run) : IProgress<LookBackProgress>
    {
        public void Report(LookBackProgress value)
        {
            if (run.Progress is null || value.Asked > run.Progress.Asked)
                run.Progress = value;
        }
    }
}
