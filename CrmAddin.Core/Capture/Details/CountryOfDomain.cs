using CrmAddin.Core.Contacts.Phones;

namespace CrmAddin.Core.Capture.Details;

/// <summary>The country that a mail domain stands in.</summary>
internal static class CountryOfDomain
{
    // Sold all over the world, or not written as the country's ISO code.
    private static readonly HashSet<string> OfNoCountry = ["io", "co", "me", "tv", "ai", "eu", "ws", "cc", "fm", "gg", "to", "su", "ly", "la", "vc", "sh", "ac"];

    /// <summary>ISO 3166-1 alpha-2 code by the domain's ending; null when that tells no country.</summary>
    internal static string? Of(string? domain)
    {
        var ending = domain?[(domain.LastIndexOf('.') + 1)..];
        if (ending is not { Length: 2 } || OfNoCountry.Contains(ending))
            return null;
        var region = ending == "uk" ? "GB" : ending.ToUpperInvariant();
        return NumberingPlans.OfRegion(region) is null ? null : region;
    }
}
