using System.CommandLine;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Users;

namespace CrmAddin.Web.Commands;

/// <summary><c>crm sync</c>: mail logging from the command line.</summary>
public static class SyncCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var once = new Option<bool>("--once") { Description = "One round, then end." };
        var mailbox = new Option<string?>("--mailbox") { Description = "Address of the only mailbox to look at." };
        var command = new Command("sync", "Logs mail.") { once, mailbox, JsonOption.Create() };
        command.SetAction((call, cancel) => CommandHost.RunAsync(mayMakeStore: false, async (services, db) =>
        {
            var failed = false;
            do
            {
                var round = await services.GetRequiredService<SyncOnce>().RunAsync(call.GetValue(mailbox), cancel);
                if (!round.Succeeded)
                    return CommandOutput.Fail(round.Error);
                foreach (var report in round.Value)
                    CommandOutput.WriteJson(await SyncLine.OfAsync(report, db.ReadAs(Reader.System), cancel));
                failed = round.Value.Exists(r => r.Error is not null);
                if (!call.GetValue(once))
                    await Task.Delay(TimeSpan.FromSeconds(services.GetRequiredService<MailSettings>().PollSeconds), cancel);
            }
            while (!call.GetValue(once));
            return failed ? CommandOutput.Failed : CommandOutput.Done;
        }, cancel));
        return command;
    }
}
