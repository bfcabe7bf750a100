using System.CommandLine;
using System.Globalization;
using CrmAddin.Core.Loads;
using CrmAddin.Core.Results;

namespace CrmAddin.Web.Commands;

/// <summary>Neither a file nor a load to take back was named.</summary>
public sealed record NothingToLoad() : RuleError("Name a file to load, or a load to take back with --undo ID.");

/// <summary><c>--undo</c> of the load commands.</summary>
internal static class UndoLoadOption
{
    /// <summary>The option.</summary>
    public static Option<long?> Create() => new("--undo") { Description = "Take back the load of this id (importId); what others changed since stays and is told." };

    /// <summary>Takes the load back and says what stayed.</summary>
    public static async Task<int> RunAsync(IServiceProvider services, long importId, CancellationToken cancel)
    {
        var undone = await services.GetRequiredService<UndoLoad>().RunAsync(importId, cancel);
        if (undone is not { Succeeded: true, Value: { } outcome })
            return CommandOutput.Fail(undone.Error!);
        CommandOutput.WriteJson(outcome);
        foreach (var kept in outcome.FirstStayed)
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"kept: {kept.Entity} {kept.EntityId}{(kept.Field is null ? "" : $" {kept.Field}")}: {kept.Reason}"));
        return CommandOutput.Done;
    }
}
