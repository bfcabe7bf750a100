using System.Collections.Concurrent;
using System.Text.Json;

namespace CrmAddin.Core.Contacts.Phones;

/// <summary>The world's numbering plans, by region and by calling code, each read when first asked for.</summary>
internal static class NumberingPlans
{
    private const string NonGeographic = "001";
    private static readonly ConcurrentDictionary<string, CountryPlan> Plans = new(StringComparer.Ordinal);
    private static readonly Lazy<JsonElement> Root = new(Load);

    /// <summary>The plan of a region (ISO 3166-1 alpha-2, any case), or null.</summary>
    internal static CountryPlan? OfRegion(string region)
    {
        var key = region.Trim().ToUpperInvariant();
        if (Plans.TryGetValue(key, out var known))
            return known;
        return Root.Value.GetProperty("countries").TryGetProperty(key, out var plan)
            ? Plans.GetOrAdd(key, new CountryPlan(key, plan))
            : null;
    }

    /// <summary>The plans that share a calling code, the main one first; empty when nobody has it.</summary>
    internal static IReadOnlyList<CountryPlan> OfCallingCode(string callingCode)
    {
        if (Root.Value.GetProperty("country_calling_codes").TryGetProperty(callingCode, out var regions))
            return [.. regions.EnumerateArray().Select(region => OfRegion(region.GetString()!)!)];
        return Root.Value.GetProperty("nonGeographic").TryGetProperty(callingCode, out var plan)
            ? [Plans.GetOrAdd(NonGeographic + callingCode, new CountryPlan(NonGeographic, plan))]
            : [];
    }

    private static JsonElement Load()
    {
        using var stream = typeof(NumberingPlans).Assembly.GetManifestResourceStream("CrmAddin.Core.numbering-plan.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}
