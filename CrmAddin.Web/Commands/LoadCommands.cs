using System.CommandLine;
using CrmAddin.Core.Campaigns;
using CrmAddin.Core.Costs;
using CrmAddin.Core.Leads;
using CrmAddin.Core.Loads;
using CrmAddin.Core.Purchases;
using CrmAddin.Core.Rates;
using CrmAddin.Core.Results;
using CrmAddin.Core.Targets;
using CrmAddin.Web.Settings;

namespace CrmAddin.Web.Commands;

/// <summary>A load of one kind of past data.</summary>
public delegate Task<Result<LoadOutcome>> Load(IServiceProvider services, LoadRequest request, IProgress<int>? progress, CancellationToken cancel);

/// <summary><c>crm load-…</c>: past leads, purchases, costs, campaign members, targets and rates from CSV.</summary>
public static class LoadCommands
{
    /// <summary>The commands.</summary>
    public static IEnumerable<Command> Create() =>
    [
        Create("leads", "Takes past enquiries in. A person is found by e-mail, else phone, else name; an unknown one with an e-mail becomes a contact.",
            (services, request, progress, cancel) => services.GetRequiredService<LoadLeads>().RunAsync(request, progress, cancel)),
        Create("purchases", "Takes past purchases in. A customer is the account of that name, else the contact imported under that number, else the only contact of "
            + "that name; any other, a bare number too, becomes an account of that name, and an unknown e-mail becomes a contact. Rows without an id are known by what they say.",
            (services, request, progress, cancel) => services.GetRequiredService<LoadPurchases>().RunAsync(request, progress, cancel)),
        Create("costs", "Takes costs in. A category is marketing, sales or service; money that came back is negative. Rows without an id are known by what they say.",
            (services, request, progress, cancel) => services.GetRequiredService<LoadCosts>().RunAsync(request, progress, cancel)),
        Create("members", "Takes in whom campaigns reached, by e-mail, and when each was added, delivered to, opened, clicked, interacted, reached the goal or bounced.",
            (services, request, progress, cancel) => services.GetRequiredService<LoadMembers>().RunAsync(request, progress, cancel)),
        Create("targets", "Takes targets in: a period (2026-01, 2026-Q1, 2026), a scope (company, team, person, product) with whose it is, and an amount or a count.",
            (services, request, progress, cancel) => services.GetRequiredService<LoadTargets>().RunAsync(request, progress, cancel)),
        Create("rates", "Takes exchange rates in: what one unit of a currency is worth in the firm's base currency from a day on.",
            (services, request, progress, cancel) => services.GetRequiredService<LoadRates>().RunAsync(request, progress, cancel)),
    ];

    private static Command Create(string what, string description, Load load)
    {
        var file = new Argument<string?>("file") { Description = $"CSV file of {what}, with a header in English or Arabic.", Arity = ArgumentArity.ZeroOrOne };
        var map = new Option<string?>("--map") { Description = "JSON object from field names to column names, or a file that holds it." };
        var strict = new Option<bool>("--strict") { Description = "Exit with 1 when a row was refused." };
        var undo = UndoLoadOption.Create();
        var command = new Command($"load-{what}", description) { file, map, strict, undo, JsonOption.Create() };
        command.SetAction((call, cancel) => CommandHost.RunAsync(mayMakeStore: call.GetValue(undo) is null, async (services, _) =>
        {
            if (call.GetValue(undo) is { } importId)
                return await UndoLoadOption.RunAsync(services, importId, cancel);
            if (call.GetValue(file) is not { } path)
                return CommandOutput.Fail(new NothingToLoad(), CommandOutput.WrongCall);
            var mapping = MapText.Read(call.GetValue(map));
            if (!mapping.Succeeded)
                return CommandOutput.Fail(mapping.Error, CommandOutput.WrongCall);
            var request = new LoadRequest(path, mapping.Value.Json, services.GetRequiredService<CrmSettings>().RejectsFolder);
            var loaded = await load(services, request, CommandOutput.Progress<int>(what), cancel);
            CommandOutput.EndProgress();
            if (loaded is not { Succeeded: true, Value: { } outcome })
                return CommandOutput.Fail(loaded.Error!);
            CommandOutput.WriteJson(outcome);
            await LoadSummary.WriteAsync(outcome.FirstRefusal, outcome.Read, outcome.Created, outcome.Updated, outcome.Unchanged, outcome.RejectedByReason);
            return outcome.Rejected > 0 && call.GetValue(strict) ? CommandOutput.Failed : CommandOutput.Done;
        }, cancel));
        return command;
    }
}
