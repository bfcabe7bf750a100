using System.CommandLine;
using CrmAddin.Web.Checks;
using CrmAddin.Web.Settings;
using CrmAddin.Web.Texts;

namespace CrmAddin.Web.Commands;

/// <summary><c>crm doctor</c>: checks an installation, a line each; with <c>--json</c> an object each. Ends with 1 when a check failed.</summary>
public static class DoctorCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var outside = new Option<string?>("--outside-mailbox") { Description = "A mailbox that the product must not be able to read: checks that its permission is held to the logged ones." };
        var json = JsonOption.Create();
        var command = new Command("doctor", "Checks configuration, store, clock, sign-in, access to mailboxes, sending and notifications.") { outside, json };
        command.SetAction((call, cancel) => RunAsync(new CheckRequest(call.GetValue(outside)), call.GetValue(json), cancel));
        return command;
    }

    private static async Task<int> RunAsync(CheckRequest request, bool isJson, CancellationToken cancel)
    {
        var settings = CrmSettings.Read(CommandHost.Configuration());
        if (!settings.Succeeded)
        {
            Print(new CheckResult("configuration", CheckState.Failed, settings.Error.Sentence), isJson);
            return CommandOutput.Failed;
        }
        return await CommandHost.RunWithoutPreparingAsync(async services =>
        {
            var isWell = true;
            await foreach (var result in services.GetRequiredService<RunChecks>().RunAsync(request, cancel))
            {
                Print(result, isJson);
                isWell &= result.State != CheckState.Failed;
            }
            return isWell ? CommandOutput.Done : CommandOutput.Failed;
        });
    }

    private static void Print(CheckResult result, bool isJson)
    {
        var state = result.State switch
        {
            CheckState.Fine => "ok",
            CheckState.Skipped => "skip",
            CheckState.Warning => "warn",
            _ => "FAIL",
        };
        if (isJson)
            CommandOutput.WriteJson(new { check = result.Check, state, text = result.Text });
        else
            Console.Out.WriteLine($"{state,-4} {UiTexts.T("check." + result.Check)}: {result.Text}");
    }
}
