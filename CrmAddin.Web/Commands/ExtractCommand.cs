using System.CommandLine;
using System.Text;
using CrmAddin.Core.Capture;
using CrmAddin.Core.Contacts.Import;
using CrmAddin.Web.Settings;

namespace CrmAddin.Web.Commands;

/// <summary><c>crm extract</c>: mails in, proposed contacts out. Needs no store.</summary>
public static class ExtractCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "Graph messages as JSON, an array or NDJSON; \"-\" reads standard input." };
        var command = new Command("extract", "Reads mails and proposes a contact for each.") { file, JsonOption.Create() };
        command.SetAction((call, cancel) => RunAsync(call.GetRequiredValue(file), cancel));
        return command;
    }

    private static async Task<int> RunAsync(string file, CancellationToken cancel)
    {
        var settings = CrmSettings.Read(CommandHost.Configuration());
        if (!settings.Succeeded)
            return CommandOutput.Fail(settings.Error);
        try
        {
            await using var input = file == "-" ? Console.OpenStandardInput() : File.OpenRead(file);
            await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 65_536);
            await ExtractContacts.RunAsync(input, output, settings.Value.Firm.Country, cancel);
            return CommandOutput.Done;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return CommandOutput.Fail(FileUnreadable.From(file, e));
        }
    }
}
