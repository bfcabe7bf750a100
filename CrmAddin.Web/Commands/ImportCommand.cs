using System.CommandLine;
using CrmAddin.Core.Contacts.Import;
using CrmAddin.Web.Settings;

namespace CrmAddin.Web.Commands;

/// <summary><c>crm import</c>: contacts in.</summary>
public static class ImportCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "CSV file with a header." };
        var format = new Option<string>("--format") { Description = "csv.", DefaultValueFactory = _ => "csv" };
        var isDryRun = new Option<bool>("--dry-run") { Description = "Count, and change nothing." };
        var map = new Option<string?>("--map") { Description = "JSON object from field names to column names, or a file that holds it." };
        var source = new Option<string?>("--source") { Description = "Source of new contacts." };
        var strict = new Option<bool>("--strict") { Description = "Exit with 1 when a row was refused." };
        var command = new Command("import", "Takes contacts in.") { file, format, isDryRun, map, source, strict, JsonOption.Create() };
        command.SetAction((call, cancel) => CommandHost.RunAsync(mayMakeStore: true, async (services, _) =>
        {
            var asked = call.GetRequiredValue(format);
            if (!string.Equals(asked, "csv", StringComparison.OrdinalIgnoreCase))
                return CommandOutput.Fail(new FormatUnknown(asked), CommandOutput.WrongCall);
            var mapping = MapText.Read(call.GetValue(map));
            if (!mapping.Succeeded)
                return CommandOutput.Fail(mapping.Error, CommandOutput.WrongCall);
            var request = new ImportRequest(
                call.GetRequiredValue(file), mapping.Value.Json, call.GetValue(source), call.GetValue(isDryRun), services.GetRequiredService<CrmSettings>().RejectsFolder);
            var imported = await services.GetRequiredService<ImportContacts>().RunAsync(request, CommandOutput.Progress("rows"), cancel);
            CommandOutput.EndProgress();
            if (!imported.Succeeded)
                return CommandOutput.Fail(imported.Error);
            CommandOutput.WriteJson(imported.Value);
            return imported.Value.Rejected > 0 && call.GetValue(strict) ? CommandOutput.Failed : CommandOutput.Done;
        }, cancel));
        return command;
    }
}
