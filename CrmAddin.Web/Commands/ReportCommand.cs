using System.CommandLine;
using CrmAddin.Reports;
using CrmAddin.Reports.Layout;
using CrmAddin.Web.Reports;

namespace CrmAddin.Web.Commands;

/// <summary><c>crm report NAME</c>: a workbook; <c>crm report list</c> names them.</summary>
public static class ReportCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var name = new Argument<string>("name") { Description = "Name of the report; \"list\" names them." };
        var from = new Option<string?>("--from") { Description = "First day, yyyy-mm-dd." };
        var to = new Option<string?>("--to") { Description = "First day after the period, yyyy-mm-dd." };
        var asOf = new Option<string?>("--as-of") { Description = "Moment of reporting: a day, or a moment with its offset." };
        var language = new Option<string?>("--language") { Description = "en or ar." };
        var pipeline = new Option<string?>("--pipeline") { Description = "Name of a pipeline; all without it." };
        var team = new Option<string?>("--team") { Description = "Name of a team; all without it." };
        var owner = new Option<string?>("--owner") { Description = "Name or e-mail address of an owner; all without it." };
        var currency = new Option<string?>("--currency") { Description = "Currency of all amounts, such as SAR; the firm's without it." };
        var file = new Option<string?>("--out") { Description = "File to write; the report's own name in this folder without it." };
        var command = new Command("report", "Writes a report as a workbook.") { name, from, to, asOf, pipeline, team, owner, currency, language, file, JsonOption.Create() };
        command.SetAction(async (call, cancel) =>
        {
            var request = ReportParameters.Read(new(
                call.GetValue(from), call.GetValue(to), call.GetValue(asOf), call.GetValue(language),
                call.GetValue(pipeline), call.GetValue(team), call.GetValue(owner), call.GetValue(currency)));
            if (!request.Succeeded)
                return CommandOutput.Fail(request.Error, CommandOutput.WrongCall);
            var report = call.GetRequiredValue(name);
            if (report == "list")
                return await CommandHost.RunWithoutPreparingAsync(services => Task.FromResult(List(services.GetRequiredService<ReportCatalogue>(), request.Value.Language)));
            return await CommandHost.RunAsync(mayMakeStore: false, async (services, _) =>
            {
                var path = Path.GetFullPath(call.GetValue(file) ?? ReportCatalogue.FileName(report, request.Value.From, request.Value.To));
                var written = await services.GetRequiredService<RunReport>().RunAsync(report, request.Value, path, cancel);
                if (!written.Succeeded)
                    return CommandOutput.Fail(written.Error, written.Error is ReportUnknown ? CommandOutput.WrongCall : CommandOutput.Failed);
                CommandOutput.WriteJson(new { file = written.Value.File, rows = written.Value.Rows, figures = written.Value.Values });
                return CommandOutput.Done;
            }, cancel);
        });
        return command;
    }

    private static int List(ReportCatalogue reports, ReportLanguage language)
    {
        foreach (var report in reports.In(language))
            CommandOutput.WriteJson(report);
        return CommandOutput.Done;
    }
}
