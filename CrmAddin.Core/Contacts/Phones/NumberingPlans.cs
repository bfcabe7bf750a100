using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.Json;

namespace CrmAddin.Core.Contacts.Phones;

/// <summary>The world's numbering plans, by region and by calling code, each read when first asked for.</summary>
internal static class NumberingPlans
{
    private const string NonGeographic = "001";
    private static readonly ConcurrentDictionary<string, CountryPlan> Plans = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, IReadOnlyList<CountryPlan>> Sharing = new(StringComparer.Ordinal);

    // Looked up by hash: an import asks a dozen times a person, and a JSON object is searched from its end.
    private static readonly Lazy<Dictionary<string, FrozenDictionary<string, JsonElement>>> Root = new(Load);

    /// <summary>The plan of a region (ISO 3166-1 alpha-2, any case), or null.</summary>
    internal static CountryPlan? OfRegion(string region)
    {
        var key = region.Trim().ToUpperInvariant();
        if (Plans.TryGetValue(key, out var known))
            return known;
        return Root.Value["countries"].TryGetValue(key, out var plan) ? Plans.GetOrAdd(key, new CountryPlan(key, plan)) : null;
    }

    /// <summary>The plans that share a calling code, the main one first; empty when nobody has it.</summary>
    internal static IReadOnlyList<CountryPlan> OfCallingCode(string callingCode)
    {
        if (Sharing.TryGetValue(callingCode, out var known))
            return known;
        if (Root.Value["country_calling_codes"].TryGetValue(callingCode, out var regions))
            return Sharing.GetOrAdd(callingCode, [.. regions.EnumerateArray().Select(region => OfRegion(region.GetString()!)!)]);
        return Root.Value["nonGeographic"].TryGetValue(callingCode, out var plan)
            ? Sharing.GetOrAdd(callingCode, [Plans.GetOrAdd(NonGeographic + callingCode, new CountryPlan(NonGeographic, plan))])
            : [];
    }

    private static Dictionary<string, FrozenDictionary<string, JsonElement>> Load()
    {
        using var stream = typeof(NumberingPlans).Assembly.GetManifestResourceStream("CrmAddin.Core.numbering-plan.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.EnumerateObject().Where(section => section.Value.ValueKind == JsonValueKind.Object)
            .ToDictionary(section => section.Name, section => section.Value.EnumerateObject().ToFrozenDictionary(entry => entry.Name, entry => entry.Value.Clone()));
    }
}
