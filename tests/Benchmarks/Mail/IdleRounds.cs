using System.Diagnostics;
using CrmAddin.Core.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Benchmarks.Mail;

/// <summary>A round over 200 mailboxes in which nothing is new: its processor time, the requests themselves apart.</summary>
public sealed class IdleRounds : IBench
{
    private const int Mailboxes = 200;
    private const int Rounds = 20;
    private const int AtATime = 16;
    private const int Port = 5962;

    /// <inheritdoc/>
    public string Group => "mail";

    /// <inheritdoc/>
    public string Name => "idle-rounds";

    /// <inheritdoc/>
    public async Task RunAsync(BenchOutput output, CancellationToken cancel)
    {
        using var server = await PageServer.StartAsync(Port, mails: 0, pageSize: 100);
        try
        {
            await using var store = await MailStore.CreateAsync(output, Port, pageSize: 100, Mailboxes);
            if ((await store.Services.GetRequiredService<SyncOnce>().RunAsync(null, cancel)).Value!.Exists(r => r.Error is not null))
                throw new InvalidOperationException("The first round went wrong.");
            await RoundAsync(store, cancel);
            // The clock of processor time is coarse: rounds are measured together.
            var rounds = 0.0;
            for (var i = 0; i < Rounds; i++)
                rounds += await RoundAsync(store, cancel);
            var requests = await RequestsAsync(store, cancel);
            output.Print(new Figure("mail", "round over 200 quiet mailboxes, processor time", (rounds / Rounds) - requests, "s", 1));
            output.Print(new Figure("mail", "processor time of its 400 requests", requests, "s"));
        }
        finally
        {
            server.Kill();
        }
    }

    private static async Task<double> RoundAsync(MailStore store, CancellationToken cancel)
    {
        await store.UseAsync(db => db.Mailboxes.ExecuteUpdateAsync(s => s.SetProperty(m => m.NextRunAt, (DateTimeOffset?)null), cancel));
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        await using var scope = store.Services.CreateAsyncScope();
        var claimed = await scope.ServiceProvider.GetRequiredService<ClaimMailboxes>().RunAsync(ClaimMailboxes.ThisHost, Mailboxes, cancel, MailboxProgress.Settled);
        var busy = await store.Services.GetRequiredService<PollMailboxes>().RunAsync(claimed, cancel);
        var seconds = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
        return claimed.Count == Mailboxes && busy.Count == 0 ? seconds : throw new InvalidOperationException($"{claimed.Count} mailboxes were claimed and {busy.Count} had something new.");
    }

    private static async Task<double> RequestsAsync(MailStore store, CancellationToken cancel)
    {
        List<string> cursors = [];
        await store.UseAsync(async db => cursors = await db.MailFolders.Where(f => f.Cursor != null).Select(f => f.Cursor!).ToListAsync(cancel));
        using var http = new HttpClient();
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        for (var i = 0; i < Rounds; i++)
            await Parallel.ForEachAsync(cursors, new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancel }, async (cursor, stop) => await http.GetByteArrayAsync(cursor, stop));
        return (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds / Rounds;
    }
}
