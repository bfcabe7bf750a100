using System.Collections.Frozen;
using System.Globalization;
using CrmAddin.Core.Search;

namespace CrmAddin.Core.Contacts.Addresses;

/// <summary>Countries by code and by the names that people write, in English, Arabic and the country's own languages.</summary>
public static class Countries
{
    private static readonly FrozenDictionary<string, RegionInfo> Regions = CultureInfo.GetCultures(CultureTypes.SpecificCultures)
        .Select(c => new RegionInfo(c.Name)).Where(r => r.TwoLetterISORegionName is [>= 'A' and <= 'Z', >= 'A' and <= 'Z'])
        .DistinctBy(r => r.TwoLetterISORegionName).ToFrozenDictionary(r => r.TwoLetterISORegionName);

    private static readonly FrozenDictionary<string, string> ArabicNames = NamesIn("ar");

    // Spellings that the culture data does not have, beside the Arab names without their article.
    private static readonly (string Code, string[] Names)[] Spellings =
    [
        ("SA", ["KSA", "Kingdom of Saudi Arabia", "Saudi", "السعودية", "المملكة العربية السعودية"]),
        ("AE", ["UAE", "U.A.E.", "Emirates", "الإمارات", "الإمارات العربية المتحدة"]),
        ("US", ["USA", "U.S.A.", "United States of America", "أمريكا", "الولايات المتحدة الأمريكية"]),
        ("GB", ["UK", "U.K.", "Great Britain", "England", "Scotland", "Wales", "Northern Ireland", "بريطانيا", "إنجلترا"]),
        ("TR", ["Turkey", "تركيا"]),
        ("DE", ["Deutschland", "المانيا"]),
        ("EG", ["مصر", "جمهورية مصر العربية"]),
        ("KR", ["Korea", "Republic of Korea"]),
        ("RU", ["Russian Federation"]),
        ("PS", ["Palestine", "فلسطين"]),
        ("CZ", ["Czech Republic"]),
    ];

    private static readonly FrozenDictionary<string, string> Codes = ReadCodes();

    /// <summary>ISO 3166 code of a country written as a code or a name; null when it is neither.</summary>
    public static string? CodeOf(string? text)
    {
        var key = SearchText.Fold(text);
        return key.Length == 0 ? null : Codes.GetValueOrDefault(key);
    }

    /// <summary>Name of a country in "en" or "ar"; the text itself when it names none.</summary>
    public static string NameIn(string text, string language) => CodeOf(text) switch
    {
        null => text,
        var code when language == "ar" => ArabicNames.GetValueOrDefault(code) ?? Regions[code].EnglishName,
        var code => Regions[code].EnglishName,
    };

    private static FrozenDictionary<string, string> NamesIn(string language)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            return Regions.Values.ToFrozenDictionary(r => r.TwoLetterISORegionName, r => r.DisplayName);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static FrozenDictionary<string, string> ReadCodes()
    {
        var codes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (code, names) in Spellings)
        {
            foreach (var name in names)
                codes.TryAdd(SearchText.Fold(name), code);
        }
        foreach (var (code, region) in Regions)
        {
            foreach (var name in new[] { code, region.ThreeLetterISORegionName, region.EnglishName, region.NativeName, ArabicNames[code] })
                codes.TryAdd(SearchText.Fold(name), code);
        }
        return codes.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
