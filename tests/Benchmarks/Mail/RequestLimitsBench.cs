using System.Diagnostics;
using System.Globalization;
using CrmAddin.Core.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace Benchmarks.Mail;

/// <summary>A first sync against a server that allows four requests at a time and 1,000 in 60 seconds: how long, and how many requests.</summary>
public sealed class RequestLimitsBench : IBench
{
    private const int Allowed = 1_000;
    private const int WindowSeconds = 60;
    private const int PageSize = 5;
    private const int Pages = 2_400;
    private const int Port = 5964;

    /// <inheritdoc/>
    public string Group => "mail";

    /// <inheritdoc/>
    public string Name => "limits";

    /// <inheritdoc/>
    public async Task RunAsync(BenchOutput output, CancellationToken cancel)
    {
        using var server = await PageServer.StartAsync(Port, Pages * PageSize, PageSize, Allowed, WindowSeconds);
        try
        {
            await using var store = await MailStore.CreateAsync(output, Port, PageSize, mailboxes: 1);
            BenchOutput.Say("a sync that has to wait; this takes minutes");
            var watch = Stopwatch.StartNew();
            var report = (await store.Services.GetRequiredService<SyncOnce>().RunAsync(null, cancel)).Value!.Single();
            var seconds = watch.Elapsed.TotalSeconds;
            if (report.Error is not null || report.Read != Pages * PageSize)
                throw new InvalidOperationException($"The round went wrong: {report}");
            using var http = new HttpClient();
            var counts = (await http.GetStringAsync(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}/control/requests"), cancel)).Split(' ');
            var requests = double.Parse(counts[0], CultureInfo.InvariantCulture);
            output.Print(new Figure("mail", "sync under Graph's limits", seconds, "s", 1.3, "requests ÷ rate", requests / Allowed * WindowSeconds, BudgetIsRatio: true));
            output.Print(new Figure("mail", "its requests beyond the pages", requests - Pages, "", 20));
            output.Print(new Figure("mail", "its requests that were refused", double.Parse(counts[1], CultureInfo.InvariantCulture), ""));
        }
        finally
        {
            server.Kill();
        }
    }
}
