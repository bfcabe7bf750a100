using System.Text.RegularExpressions;
using CrmAddin.Core.Capture.Text;

namespace CrmAddin.Core.Capture.Details;

/// <summary>The country that a written address names.</summary>
internal static partial class CountryOfAddress
{
    private static readonly (string Name, string Region)[] Names =
    [
        ("saudi arabia", "SA"), ("k.s.a", "SA"), ("ksa", "SA"), ("السعوديه", "SA"), ("riyadh", "SA"), ("jeddah", "SA"), ("dammam", "SA"), ("الرياض", "SA"), ("جده", "SA"), ("الدمام", "SA"),
        ("united arab emirates", "AE"), ("u.a.e", "AE"), ("uae", "AE"), ("dubai", "AE"), ("abu dhabi", "AE"), ("الامارات", "AE"), ("دبي", "AE"), ("ابوظبي", "AE"), ("ابو ظبي", "AE"),
        ("egypt", "EG"), ("cairo", "EG"), ("مصر", "EG"), ("القاهره", "EG"), ("jordan", "JO"), ("amman", "JO"), ("الاردن", "JO"), ("kuwait", "KW"), ("الكويت", "KW"), ("qatar", "QA"), ("doha", "QA"), ("قطر", "QA"), ("الدوحه", "QA"),
        ("bahrain", "BH"), ("manama", "BH"), ("البحرين", "BH"), ("المنامه", "BH"), ("oman", "OM"), ("muscat", "OM"), ("مسقط", "OM"), ("سلطنه عمان", "OM"), ("lebanon", "LB"), ("beirut", "LB"), ("لبنان", "LB"), ("بيروت", "LB"),
        ("iraq", "IQ"), ("baghdad", "IQ"), ("العراق", "IQ"), ("بغداد", "IQ"), ("morocco", "MA"), ("casablanca", "MA"), ("المغرب", "MA"), ("tunisia", "TN"), ("تونس", "TN"), ("algeria", "DZ"), ("الجزاير", "DZ"), ("libya", "LY"), ("ليبيا", "LY"),
        ("sudan", "SD"), ("السودان", "SD"), ("yemen", "YE"), ("اليمن", "YE"), ("syria", "SY"), ("سوريا", "SY"), ("palestine", "PS"), ("فلسطين", "PS"), ("turkey", "TR"), ("istanbul", "TR"),
        ("usa", "US"), ("u.s.a", "US"), ("united states", "US"), ("canada", "CA"), ("united kingdom", "GB"), ("uk", "GB"), ("london", "GB"), ("germany", "DE"), ("deutschland", "DE"), ("france", "FR"), ("spain", "ES"), ("espana", "ES"),
        ("italy", "IT"), ("italia", "IT"), ("netherlands", "NL"), ("switzerland", "CH"), ("austria", "AT"), ("india", "IN"), ("pakistan", "PK"),
    ];

    /// <summary>ISO 3166-1 alpha-2 code; null when the address tells no country.</summary>
    internal static string? Of(string? address)
    {
        if (address is null)
            return null;
        var folded = $" {TextFolding.Fold(address).Replace(',', ' ').Replace('،', ' ').Replace('-', ' ')} ";
        foreach (var (name, region) in Names)
        {
            if (folded.Contains($" {name} ", StringComparison.Ordinal) || folded.Contains($" {name}. ", StringComparison.Ordinal))
                return region;
        }

        return StateAndZip().IsMatch(address) ? "US" : null;
    }

    [GeneratedRegex(@"\b(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]),?\s+\d{5}(?:-\d{4})?\b", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex StateAndZip();
}
