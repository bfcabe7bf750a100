using System.CommandLine;
using System.Globalization;
using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.Results;
using CrmAddin.Web.Settings;

namespace CrmAddin.Web.Commands;

/// <summary>Neither a file nor an import to take back was named.</summary>
public sealed record NothingToImport() : RuleError("Name a file to import, or an import to take back with --undo ID.");

/// <summary><c>crm import</c>: contacts in, or taken back.</summary>
public static class ImportCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = new Argument<string?>("file") { Description = "CSV, workbook or vCards.", Arity = ArgumentArity.ZeroOrOne };
        var format = new Option<string?>("--format") { Description = "csv, xlsx or vcf; found out where it is left out." };
        var isDryRun = new Option<bool>("--dry-run") { Description = "Count, and change nothing." };
        var map = new Option<string?>("--map") { Description = "JSON object from field names to column names, or a file that holds it." };
        var source = new Option<string?>("--source") { Description = "Source of new contacts." };
        var strict = new Option<bool>("--strict") { Description = "Exit with 1 when a row was refused." };
        var undo = new Option<long?>("--undo") { Description = "Take back the import of this id, updates included." };
        var command = new Command("import", "Takes contacts in, or an import back.") { file, format, isDryRun, map, source, strict, undo, JsonOption.Create() };
        command.SetAction((call, cancel) => CommandHost.RunAsync(mayMakeStore: call.GetValue(undo) is null, async (services, _) =>
        {
            if (call.GetValue(undo) is { } importId)
                return await UndoAsync(services, importId, cancel);
            if (call.GetValue(file) is not { } path)
                return CommandOutput.Fail(new NothingToImport(), CommandOutput.WrongCall);
            var mapping = MapText.Read(call.GetValue(map));
            if (!mapping.Succeeded)
                return CommandOutput.Fail(mapping.Error, CommandOutput.WrongCall);
            var request = new ImportRequest(path, mapping.Value.Json, call.GetValue(source), call.GetValue(isDryRun), services.GetRequiredService<CrmSettings>().RejectsFolder)
            {
                Format = call.GetValue(format),
            };
            return await ImportAsync(services, request, call.GetValue(strict), cancel);
        }, cancel));
        return command;
    }

    private static async Task<int> ImportAsync(IServiceProvider services, ImportRequest request, bool isStrict, CancellationToken cancel)
    {
        var imported = await services.GetRequiredService<ImportContacts>().RunAsync(request, CommandOutput.Progress<long>("rows"), cancel);
        CommandOutput.EndProgress();
        if (!imported.Succeeded)
            return CommandOutput.Fail(imported.Error, imported.Error is FormatUnknown ? CommandOutput.WrongCall : CommandOutput.Failed);
        CommandOutput.WriteJson(imported.Value);
        return imported.Value.Rejected > 0 && isStrict ? CommandOutput.Failed : CommandOutput.Done;
    }

    private static async Task<int> UndoAsync(IServiceProvider services, long importId, CancellationToken cancel)
    {
        var undone = await services.GetRequiredService<UndoImport>().RunAsync(importId, CommandOutput.Progress<long>("contacts"), cancel);
        CommandOutput.EndProgress();
        if (!undone.Succeeded)
            return CommandOutput.Fail(undone.Error);
        CommandOutput.WriteJson(undone.Value);
        foreach (var kept in undone.Value.KeptContacts)
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"kept: {kept.ContactId} {kept.Name}: {kept.Reason}"));
        return CommandOutput.Done;
    }
}
