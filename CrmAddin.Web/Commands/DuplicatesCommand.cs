using System.CommandLine;
using System.Text.Json;
using CrmAddin.Core.Duplicates;
using CrmAddin.Core.Duplicates.Matching;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Commands;

/// <summary><c>crm duplicates</c>: likely duplicates, best first.</summary>
public static class DuplicatesCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var minScore = new Option<double>("--min-score") { Description = "Lowest score to print, 0 to 1.", DefaultValueFactory = _ => FindLikelyPairs.SuggestedFrom };
        var isKnown = new Option<bool>("--known") { Description = "Print what the last look found, without looking again." };
        var command = new Command("duplicates", "Looks for contacts that are one person, best first.") { minScore, isKnown, JsonOption.Create() };
        command.SetAction((call, cancel) => CommandHost.RunAsync(mayMakeStore: false, async (services, db) =>
        {
            if (!call.GetValue(isKnown))
            {
                await services.GetRequiredService<FindDuplicates>().RunAsync(CommandOutput.Progress<int>("contacts"), cancel);
                CommandOutput.EndProgress();
            }
            await foreach (var pair in DuplicateQuery.Open(db, call.GetValue(minScore)).AsAsyncEnumerable().WithCancellation(cancel))
                CommandOutput.WriteJson(PrintedPair.Of(pair));
            return CommandOutput.Done;
        }, cancel));
        return command;
    }

    /// <summary>A pair as it is printed.</summary>
    private sealed record PrintedPair(long A, long B, double Score, IReadOnlyList<string> Reasons)
    {
        public static PrintedPair Of(DuplicatePair pair) =>
            new(pair.AId, pair.BId, Math.Round(pair.Score, 4), [.. WritePairs.Reasons(pair.ReasonsJson).Select(Text)]);

        private static string Text(MatchReason reason)
        {
            var kind = JsonNamingPolicy.CamelCase.ConvertName(reason.Kind.ToString());
            return reason.A == reason.B ? $"{kind}: {reason.A}" : $"{kind}: {reason.A} = {reason.B}";
        }
    }
}
