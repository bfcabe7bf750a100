using System.CommandLine;
using CrmAddin.Core.Deals;
using CrmAddin.Web.Settings;

namespace CrmAddin.Web.Commands;

/// <summary><c>crm load-deals</c>: past deals from CSV.</summary>
public static class LoadDealsCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = new Argument<string?>("file") { Description = "CSV file of deals.", Arity = ArgumentArity.ZeroOrOne };
        var map = new Option<string?>("--map") { Description = "JSON object from field names to column names, or a file that holds it." };
        var accounts = new Option<string?>("--accounts") { Description = "CSV file of accounts." };
        var products = new Option<string?>("--products") { Description = "CSV file of products." };
        var people = new Option<string?>("--people") { Description = "CSV file of owners and their teams." };
        var pipeline = new Option<string?>("--pipeline") { Description = "Existing pipeline whose stages the file uses." };
        var strict = new Option<bool>("--strict") { Description = "Exit with 1 when a row was refused." };
        var undo = UndoLoadOption.Create();
        var command = new Command("load-deals", "Takes past deals in.") { file, map, accounts, products, people, pipeline, strict, undo, JsonOption.Create() };
        command.SetAction((call, cancel) => CommandHost.RunAsync(mayMakeStore: call.GetValue(undo) is null, async (services, _) =>
        {
            if (call.GetValue(undo) is { } importId)
                return await UndoLoadOption.RunAsync(services, importId, cancel);
            if (call.GetValue(file) is not { } path)
                return CommandOutput.Fail(new NothingToLoad(), CommandOutput.WrongCall);
            var mapping = MapText.Read(call.GetValue(map));
            if (!mapping.Succeeded)
                return CommandOutput.Fail(mapping.Error, CommandOutput.WrongCall);
            var request = new LoadDealsRequest(
                path, mapping.Value.Json, call.GetValue(accounts), call.GetValue(products), call.GetValue(people),
                call.GetValue(pipeline), services.GetRequiredService<CrmSettings>().RejectsFolder);
            var loaded = await services.GetRequiredService<LoadDeals>().RunAsync(request, CommandOutput.Progress<int>("deals"), cancel);
            CommandOutput.EndProgress();
            if (!loaded.Succeeded)
                return CommandOutput.Fail(loaded.Error);
            CommandOutput.WriteJson(loaded.Value);
            var outcome = loaded.Value;
            await LoadSummary.WriteAsync(outcome.FirstRefusal, outcome.Read, outcome.Created, outcome.Updated, outcome.Unchanged, outcome.RejectedByReason);
            return outcome.Rejected > 0 && call.GetValue(strict) ? CommandOutput.Failed : CommandOutput.Done;
        }, cancel));
        return command;
    }
}
