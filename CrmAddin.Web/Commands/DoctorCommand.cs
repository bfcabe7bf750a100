using System.CommandLine;
using System.Globalization;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using CrmAddin.Web.Graph;
using CrmAddin.Web.Settings;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Commands;

/// <summary><c>crm doctor</c>: checks configuration, store, Graph access, certificate and clock, a line each.</summary>
public static class DoctorCommand
{
    private static readonly TimeSpan MostClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("doctor", "Checks configuration, store, Graph access, certificate and clock.") { JsonOption.Create() };
        command.SetAction((_, cancel) => RunAsync(cancel));
        return command;
    }

    private static async Task<int> RunAsync(CancellationToken cancel)
    {
        var isWell = true;
        void Report(string check, string? fault, string fine)
        {
            isWell &= fault is null;
            Console.Out.WriteLine($"{(fault is null ? "ok  " : "FAIL")} {check}: {fault ?? fine}");
        }

        var settings = CrmSettings.Read(CommandHost.Configuration());
        Report("configuration", settings.Error?.Sentence, "every setting can be used");
        if (!settings.Succeeded)
            return CommandOutput.Failed;
        await CommandHost.RunWithoutPreparingAsync(async services =>
        {
            var (storeFault, storeFine) = await StoreAsync(services, cancel);
            Report("store", storeFault, storeFine);
            var graph = services.GetRequiredService<GraphSettings>();
            var (graphFault, graphFine) = storeFault is null ? await GraphAsync(services, cancel) : (null, "not checked, the store comes first");
            Report("graph", graphFault, graphFine);
            Report("certificate", CertificateFault(graph), graph.CertificatePath is null ? "none is configured" : "the file is there and valid");
            Report("clock", await ClockFaultAsync(graph, cancel), "agrees with the mail server's, or there is none to ask");
            return 0;
        });
        return isWell ? CommandOutput.Done : CommandOutput.Failed;
    }

    private static async Task<(string? Fault, string Fine)> StoreAsync(IServiceProvider services, CancellationToken cancel)
    {
        var migrate = services.GetRequiredService<MigrateStore>();
        if (!migrate.Exists)
            return (new StoreMissing(migrate.Where).Sentence, "");
        var db = services.GetRequiredService<CrmDb>().ReadAs(Reader.System);
        try
        {
            var pending = (await db.Database.GetPendingMigrationsAsync(cancel)).Count();
            if (pending > 0)
                return (string.Create(CultureInfo.InvariantCulture, $"{pending} migrations are missing at {migrate.Where}; run \"crm migrate\""), "");
            var contacts = await db.Contacts.CountAsync(cancel);
            return (null, string.Create(CultureInfo.InvariantCulture, $"{migrate.ProviderName} at {migrate.Where}, {contacts} contacts"));
        }
        catch (System.Data.Common.DbException e)
        {
            return (new StoreUnavailable(migrate.Where, e.Message.TrimEnd('.')).Sentence, "");
        }
    }

    private static async Task<(string? Fault, string Fine)> GraphAsync(IServiceProvider services, CancellationToken cancel)
    {
        var db = services.GetRequiredService<CrmDb>();
        var mailbox = await db.Mailboxes.Where(m => m.IsOn).OrderBy(m => m.Id).Select(m => m.Address).FirstOrDefaultAsync(cancel);
        if (mailbox is null)
            return (null, "no mailbox is logged, so nothing was asked");
        var folders = await services.GetRequiredService<IMailbox>().ListFoldersAsync(mailbox, cancel);
        return folders.Succeeded ? (null, $"{mailbox} can be read") : (folders.Error.Sentence, "");
    }

    private static string? CertificateFault(GraphSettings graph) => graph.CertificatePath switch
    {
        null or "" => null,
        var path when !File.Exists(path) => $"Crm:Graph:CertificatePath names {path}, and there is no such file",
        var path => CertificateDates.Fault(path, TimeProvider.System.GetUtcNow()),
    };

    private static async Task<string?> ClockFaultAsync(GraphSettings graph, CancellationToken cancel)
    {
        try
        {
            using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
            using var answer = await http.GetAsync(new Uri(graph.BaseUrl), HttpCompletionOption.ResponseHeadersRead, cancel);
            var skew = answer.Headers.Date - TimeProvider.System.GetUtcNow();
            return skew?.Duration() > MostClockSkew
                ? string.Create(CultureInfo.InvariantCulture, $"this machine's clock is {skew.Value.TotalMinutes:0} minutes from the mail server's; set it, or tokens will be refused")
                : null;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or UriFormatException)
        {
            // Whether the server can be reached is the check before this one.
            return null;
        }
    }
}
