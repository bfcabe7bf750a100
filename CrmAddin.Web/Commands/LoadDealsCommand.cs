using System.CommandLine;
using System.Globalization;
using CrmAddin.Core.Deals;
using CrmAddin.Web.Settings;

namespace CrmAddin.Web.Commands;

/// <summary><c>crm load-deals</c>: past deals from CSV.</summary>
public static class LoadDealsCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "CSV file of deals." };
        var map = new Option<string?>("--map") { Description = "JSON object from field names to column names, or a file that holds it." };
        var accounts = new Option<string?>("--accounts") { Description = "CSV file of accounts." };
        var products = new Option<string?>("--products") { Description = "CSV file of products." };
        var people = new Option<string?>("--people") { Description = "CSV file of owners and their teams." };
        var pipeline = new Option<string?>("--pipeline") { Description = "Existing pipeline whose stages the file uses." };
        var strict = new Option<bool>("--strict") { Description = "Exit with 1 when a row was refused." };
        var command = new Command("load-deals", "Takes past deals in.") { file, map, accounts, products, people, pipeline, strict, JsonOption.Create() };
        command.SetAction((call, cancel) => CommandHost.RunAsync(mayMakeStore: true, async (services, _) =>
        {
            var mapping = MapText.Read(call.GetValue(map));
            if (!mapping.Succeeded)
                return CommandOutput.Fail(mapping.Error, CommandOutput.WrongCall);
            var request = new LoadDealsRequest(
                call.GetRequiredValue(file), mapping.Value.Json, call.GetValue(accounts), call.GetValue(products), call.GetValue(people),
                call.GetValue(pipeline), services.GetRequiredService<CrmSettings>().RejectsFolder);
            var loaded = await services.GetRequiredService<LoadDeals>().RunAsync(request, CommandOutput.Progress<int>("deals"), cancel);
            CommandOutput.EndProgress();
            if (!loaded.Succeeded)
                return CommandOutput.Fail(loaded.Error);
            CommandOutput.WriteJson(loaded.Value);
            if (loaded.Value.FirstRefusal is { } refusal)
                await Console.Error.WriteLineAsync($"crm: {refusal}");
            await Console.Error.WriteLineAsync(Summary(loaded.Value));
            return loaded.Value.Rejected > 0 && call.GetValue(strict) ? CommandOutput.Failed : CommandOutput.Done;
        }, cancel));
        return command;
    }

    private static string Summary(LoadDealsOutcome outcome)
    {
        var refused = string.Join(", ", outcome.RejectedByReason.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Value} {r.Key}")));
        return string.Create(CultureInfo.InvariantCulture,
            $"Taken in: {outcome.Created} new, {outcome.Updated} updated, {outcome.Unchanged} unchanged of {outcome.Read}. Refused: {outcome.Rejected}{(refused.Length > 0 ? $" ({refused})" : "")}.");
    }
}
