using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.Filters;
using CrmAddin.Core.Store;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Lists;
using CrmAddin.Web.Lists;

namespace CrmAddin.Web.Commands;

/// <summary><c>crm export contacts|list</c>: contacts with all their values, or a database group as a mailing list.</summary>
public static class ExportCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new("export", "Takes data out.") { Contacts(), List() };

    private static Command Contacts()
    {
        var format = new Option<string>("--format") { Description = "xlsx, csv or vcf.", Required = true };
        var file = new Option<string>("--out") { Description = "File to write.", Required = true };
        var filter = new Option<string?>("--filter") { Description = "Name of a saved filter; all contacts without it." };
        var columns = new Option<string?>("--columns") { Description = "Columns with commas between, like displayName,email#1,city#1; all without it." };
        var language = new Option<string?>("--language") { Description = "en or ar." };
        var contacts = new Command("contacts", "Writes contacts with all their values, for the firm's own records.") { format, file, filter, columns, language, JsonOption.Create() };
        contacts.SetAction(async (call, cancel) =>
        {
            var spoken = ReportLanguage.Parse(call.GetValue(language));
            if (!spoken.Succeeded)
                return CommandOutput.Fail(spoken.Error, CommandOutput.WrongCall);
            if (!Enum.TryParse<ContactFileFormat>(call.GetRequiredValue(format), ignoreCase: true, out var asked) || !Enum.IsDefined(asked))
                return CommandOutput.Fail(new FormatUnknown(call.GetRequiredValue(format)), CommandOutput.WrongCall);
            var chosen = call.GetValue(columns)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return await CommandHost.RunAsync(mayMakeStore: false, (services, db) => WriteContactsAsync(
                services, db, new(asked, spoken.Value, Columns: chosen), call.GetValue(filter), Path.GetFullPath(call.GetRequiredValue(file)), cancel), cancel);
        });
        return contacts;
    }

    private static async Task<int> WriteContactsAsync(IServiceProvider services, CrmDb db, ContactExportRequest request, string? filter, string file, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        if (filter is not null)
        {
            var applied = await services.GetRequiredService<ApplyFilter>().RunSavedAsync(filter, cancel);
            if (!applied.Succeeded)
                return CommandOutput.Fail(applied.Error);
            request = request with { Contacts = applied.Value.Contacts(db), What = $"filter {filter}" };
        }
        var exported = await services.GetRequiredService<ExportContacts>().RunAsync(request, file, CommandOutput.Progress<int>("contacts"), cancel);
        CommandOutput.EndProgress();
        if (!exported.Succeeded)
            return CommandOutput.Fail(exported.Error, exported.Error is ColumnUnknown ? CommandOutput.WrongCall : CommandOutput.Failed);
        CommandOutput.WriteJson(new { rows = exported.Value.Rows, suppressed = 0, file, seconds = Math.Round(watch.Elapsed.TotalSeconds, 3) });
        return CommandOutput.Done;
    }

    private static Command List()
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
        return list;
    }
}
