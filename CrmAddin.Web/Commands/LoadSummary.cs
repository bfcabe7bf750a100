using System.Globalization;
using CrmAddin.Core.Loads;

namespace CrmAddin.Web.Commands;

/// <summary>What a load says to the person at the terminal, beside its JSON.</summary>
internal static class LoadSummary
{
    /// <summary>The first refusal and the counts, on standard error.</summary>
    public static async Task WriteAsync(string? firstRefusal, int read, int created, int updated, int unchanged, IReadOnlyDictionary<LoadRefusal, int> refusals)
    {
        if (firstRefusal is not null)
            await Console.Error.WriteLineAsync($"crm: {firstRefusal}");
        var refused = string.Join(", ", refusals.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Value} {one.Key}")));
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"Taken in: {created} new, {updated} updated, {unchanged} unchanged of {read}. Refused: {refusals.Values.Sum()}{(refused.Length > 0 ? $" ({refused})" : "")}."));
    }
}
