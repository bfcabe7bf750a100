using System.CommandLine;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Users;

namespace CrmAddin.Web.Commands;

/// <summary><c>crm audit verify</c>: checks that nothing in the audit trail was altered, removed or inserted.</summary>
public static class AuditCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var verify = new Command("verify", "Checks the audit trail's chain.") { JsonOption.Create() };
        verify.SetAction((_, cancel) => CommandHost.RunAsync(mayMakeStore: false, async (services, db) =>
        {
            db.ReadAs(Reader.System);
            var verified = await services.GetRequiredService<VerifyAudit>().RunAsync(CommandOutput.Progress<int>("entries"), cancel);
            CommandOutput.EndProgress();
            CommandOutput.WriteJson(new { verified.Entries, verified.Ok });
            foreach (var fault in verified.Faults)
                await Console.Error.WriteLineAsync($"crm: {fault}");
            return verified.Ok ? CommandOutput.Done : CommandOutput.Failed;
        }, cancel));
        return new Command("audit", "The audit trail.") { verify };
    }
}
