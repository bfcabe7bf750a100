using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Lists;
using CrmAddin.Web.Lists;

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
        list.SetAction(async (call, cancel) =>
        {
            var watch = Stopwatch.StartNew();
            var spoken = ReportLanguage.Parse(call.GetValue(language));
            if (!spoken.Succeeded)
                return CommandOutput.Fail(spoken.Error, CommandOutput.WrongCall);
            if (!Enum.TryParse<MailingListFormat>(call.GetRequiredValue(format), ignoreCase: true, out var asked))
                return CommandOutput.Fail(new ListFormatUnknown(call.GetRequiredValue(format)), CommandOutput.WrongCall);
            return await CommandHost.RunAsync(mayMakeStore: false, async (services, _) =>
            {
                var exported = await services.GetRequiredService<ExportMailingList>()
                    .RunAsync(call.GetRequiredValue(name), asked, spoken.Value, Path.GetFullPath(call.GetRequiredValue(file)), cancel);
                if (!exported.Succeeded)
                    return CommandOutput.Fail(exported.Error);
                var (path, rows, suppressed, byReason) = exported.Value;
                var reasons = byReason.ToDictionary(r => JsonNamingPolicy.CamelCase.ConvertName(r.Key.ToString()), r => r.Value);
                CommandOutput.WriteJson(new { rows, suppressed, reasons, file = path, seconds = Math.Round(watch.Elapsed.TotalSeconds, 3) });
                return CommandOutput.Done;
            }, cancel);
        });
        return new Command("export", "Takes data out.") { list };
    }
}
