using System.Globalization;
using CrmAddin.Core.Capture.Details;
using CrmAddin.Core.Search;

namespace CrmAddin.Core.Upkeep;

/// <summary>Whether a country, as an address has it, is one: an ISO 3166 code, or a name in English, in Arabic or in its own language.</summary>
public static class KnownCountries
{
    private static readonly HashSet<string> Names = Read();

    /// <summary>Whether it is known.</summary>
    public static bool IsKnown(string country) => Names.Contains(SearchText.Fold(country)) || CountryOfAddress.Of(country) is not null;

    private static HashSet<string> Read()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var before = CultureInfo.CurrentUICulture;
        foreach (var culture in CultureInfo.GetCultures(CultureTypes.SpecificCultures))
        {
            var region = new RegionInfo(culture.Name);
            foreach (var name in new[] { region.TwoLetterISORegionName, region.ThreeLetterISORegionName, region.EnglishName, region.NativeName })
                names.Add(SearchText.Fold(name));
        }
        foreach (var code in names.Where(n => n.Length == 2 && n.All(char.IsAsciiLetter)).ToList())
            names.Add(SearchText.Fold(ArabicName(code)));
        CultureInfo.CurrentUICulture = before;
        names.Remove("");
        return names;
    }

    private static string? ArabicName(string code)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ar");
        return new RegionInfo(code.ToUpperInvariant()).DisplayName;
    }
}
