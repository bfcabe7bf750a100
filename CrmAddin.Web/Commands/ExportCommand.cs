using System.CommandLine;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Lists;

namespace CrmAddin.Web.Commands;

/// <summary><c>crm export list</c>: a database group as a mailing list.</summary>
public static class ExportCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var name = new Argument<string>("name") { Description = "Name of the database group, in either language." };
        var format = new Option<string>("--format") { Description = "xlsx or csv.", Required = true };
        var file = new Option<string>("--out") { Description = "File to write.", Required = true };
        var language = new Option<string?>("--language") { Description = "en or ar." };
        var list = new Command("list", "Writes a mailing list: people with recorded consent only.") { name, format, file, language, JsonOption.Create() };
        list.SetAction((call, cancel) => CommandHost.RunAsync(mayMakeStore: false, async (services, _) =>
        {
            var spoken = ReportLanguage.Parse(call.GetValue(language));
            if (!spoken.Succeeded)
                return CommandOutput.Fail(spoken.Error, CommandOutput.WrongCall);
            var exported = await services.GetRequiredService<ExportList>()
                .RunAsync(call.GetRequiredValue(name), call.GetRequiredValue(format), spoken.Value, Path.GetFullPath(call.GetRequiredValue(file)), cancel);
            if (!exported.Succeeded)
                return CommandOutput.Fail(exported.Error, exported.Error is ListFormatUnknown ? CommandOutput.WrongCall : CommandOutput.Failed);
            CommandOutput.WriteJson(exported.Value);
            return CommandOutput.Done;
        }, cancel));
        return new Command("export", "Takes data out.") { list };
    }
}
