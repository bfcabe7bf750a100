using System.Diagnostics;
using System.Globalization;
using CrmAddin.Core.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace Benchmarks.Mail;

/// <summary>The first sync of a mailbox with 50,000 mails from a server in a process of its own, end to end.</summary>
public sealed class FirstSync : IBench
{
    private const int Mails = 50_000;
    private const int Port = 5961;

    /// <inheritdoc/>
    public string Group => "mail";

    /// <inheritdoc/>
    public string Name => "first-sync";

    /// <inheritdoc/>
    public async Task RunAsync(BenchOutput output, CancellationToken cancel)
    {
        var pageSize = int.Parse(Environment.GetEnvironmentVariable("CRM_BENCH_PAGE_SIZE") ?? new CrmAddin.Web.Graph.GraphSettings().PageSize.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        BenchOutput.Say("making 50,000 mails");
        using var server = await PageServer.StartAsync(Port, Mails, pageSize);
        try
        {
            await using var store = await MailStore.CreateAsync(output, Port, pageSize, mailboxes: 1);
            var processor = Process.GetCurrentProcess().TotalProcessorTime;
            var watch = Stopwatch.StartNew();
            var report = (await store.Services.GetRequiredService<SyncOnce>().RunAsync(null, cancel)).Value!.Single();
            var seconds = watch.Elapsed.TotalSeconds;
            if (report.Error is not null || report.Read != Mails || report.Kept != Mails / 5 * 3)
                throw new InvalidOperationException($"The round went wrong: {report}");
            using var me = Process.GetCurrentProcess();
            output.Print(new Figure("mail", "first sync of 50,000 mails", Mails / seconds, "mails/s", 1_500, AtLeast: true));
            output.Print(new Figure("mail", "processor time of it, server apart", (me.TotalProcessorTime - processor).TotalSeconds, "s"));
            output.Print(new Figure("mail", "largest working set of it", me.PeakWorkingSet64 / 1048576.0, "MB", 300));
        }
        finally
        {
            server.Kill();
        }
    }
}
