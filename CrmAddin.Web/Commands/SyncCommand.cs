using System.CommandLine;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Mail.Compare;

namespace CrmAddin.Web.Commands;

/// <summary><c>crm sync</c>: mail logging from the command line.</summary>
public static class SyncCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var once = new Option<bool>("--once") { Description = "One round, then end." };
        var mailbox = new Option<string?>("--mailbox") { Description = "Address of the only mailbox to look at." };
        var compare = new Option<bool>("--compare") { Description = "Compares the log with the mailboxes, day by day, and fills gaps; then ends." };
        var command = new Command("sync", "Logs mail.") { once, mailbox, compare, JsonOption.Create() };
        command.SetAction((call, cancel) => CommandHost.RunAsync(mayMakeStore: false, async (services, _) =>
        {
            if (call.GetValue(compare))
                return await CompareAsync(services, call.GetValue(mailbox), cancel);
            var failed = false;
            do
            {
                var round = await services.GetRequiredService<SyncOnce>().RunAsync(call.GetValue(mailbox), cancel);
                if (!round.Succeeded)
                    return CommandOutput.Fail(round.Error);
                foreach (var report in round.Value)
                    CommandOutput.WriteJson(report);
                failed = round.Value.Exists(r => r.Error is not null);
                if (!call.GetValue(once))
                    await Task.Delay(TimeSpan.FromSeconds(services.GetRequiredService<MailSettings>().PollSeconds), cancel);
            }
            while (!call.GetValue(once));
            return failed ? CommandOutput.Failed : CommandOutput.Done;
        }, cancel));
        return command;
    }

    private static async Task<int> CompareAsync(IServiceProvider services, string? mailbox, CancellationToken cancel)
    {
        var reports = await services.GetRequiredService<CompareMailboxes>().RunAsync(mailbox, services.GetRequiredService<TimeProvider>().GetUtcNow(), cancel);
        if (!reports.Succeeded)
            return CommandOutput.Fail(reports.Error);
        foreach (var report in reports.Value)
            CommandOutput.WriteJson(report);
        return reports.Value.Exists(r => r.Error is not null) ? CommandOutput.Failed : CommandOutput.Done;
    }
}
