using System.Diagnostics.CodeAnalysis;

namespace CrmAddin.Core.Contacts.Phones;

/// <summary>A telephone number that fits its country's numbering plan.</summary>
public sealed record PhoneNumber
{
    private readonly CountryPlan _plan;
    private readonly CountryPlan _mainPlan;

    private PhoneNumber(CountryPlan plan, CountryPlan mainPlan, string national, string? extension)
    {
        _plan = plan;
        _mainPlan = mainPlan;
        NationalNumber = national;
        Extension = extension;
    }

    /// <summary>ISO 3166-1 alpha-2 code of the region, "001" for numbers of no country.</summary>
    public string Region => _plan.Region;

    /// <summary>Country calling code without "+".</summary>
    public string CallingCode => _plan.CallingCode;

    /// <summary>National significant number: digits without the trunk prefix.</summary>
    public string NationalNumber { get; }

    /// <summary>Digits of the extension, null when there is none.</summary>
    public string? Extension { get; }

    /// <summary>International form by ITU-T E.164: "+", calling code, national number.</summary>
    public string E164 => $"+{CallingCode}{NationalNumber}";

    /// <summary>What sort of line it is, by the plan's ranges.</summary>
    public PhoneLine Line => _plan.LineOf(NationalNumber);

    /// <summary>As people write it in its own country: "050 123 4567".</summary>
    public string NationalFormat
    {
        get
        {
            var format = Format();
            return format is null ? NationalNumber : format.National(NationalNumber, _plan.NationalPrefixRule ?? _mainPlan.NationalPrefixRule);
        }
    }

    /// <summary>As people write it abroad: "+971 50 123 4567".</summary>
    public string InternationalFormat => $"+{CallingCode} {Format()?.International(NationalNumber) ?? NationalNumber}";

    /// <summary>Reads a number as written by people: any punctuation, Arabic-Indic or other decimal digits, an extension at the end.</summary>
    /// <param name="raw">The number as found.</param>
    /// <param name="defaultCountry">ISO 3166-1 alpha-2 code of the country where a number without calling code is dialled.</param>
    /// <param name="number">The number, when it fits a plan.</param>
    public static bool TryParse(string raw, string defaultCountry, [NotNullWhen(true)] out PhoneNumber? number)
    {
        ArgumentNullException.ThrowIfNull(raw);
        ArgumentNullException.ThrowIfNull(defaultCountry);
        number = null;
        if (DialledDigits.TryRead(raw) is not { } dialled)
            return false;

        var home = NumberingPlans.OfRegion(defaultCountry);
        number = dialled.IsInternational
            ? FromInternational(dialled.Digits, dialled.Extension)
            : FromHome(home, dialled);
        return number is not null;
    }

    private static PhoneNumber? FromHome(CountryPlan? home, DialledDigits dialled)
    {
        if (home?.InternationalPrefix is { } prefix && CountryPlan.MatchAtStart(prefix, dialled.Digits) is { Success: true } idd
            && FromInternational(dialled.Digits[idd.Length..], dialled.Extension) is { } abroad)
            return abroad;
        if (home is not null && FromNational(NumberingPlans.OfCallingCode(home.CallingCode), home, dialled.Digits, dialled.Extension) is { } national)
            return national;
        if (home is not null && dialled.Digits.StartsWith(home.CallingCode, StringComparison.Ordinal))
            return FromInternational(dialled.Digits, dialled.Extension);

        // "00" is dialled before the calling code nearly everywhere, whatever the plan at home says.
        return dialled.Digits.StartsWith("00", StringComparison.Ordinal) ? FromInternational(dialled.Digits[2..], dialled.Extension) : null;
    }

    private static PhoneNumber? FromInternational(string digits, string? extension)
    {
        for (var length = 1; length <= 3 && length < digits.Length; length++)
        {
            var plans = NumberingPlans.OfCallingCode(digits[..length]);
            if (plans.Count > 0)
                return FromNational(plans, plans[0], digits[length..], extension);
        }

        return null;
    }

    private static PhoneNumber? FromNational(IReadOnlyList<CountryPlan> sharing, CountryPlan dialledIn, string digits, string? extension)
    {
        var national = dialledIn.WithoutNationalPrefix(digits);
        var owner = sharing.FirstOrDefault(plan => Owns(plan, national));
        if (owner is null && !dialledIn.Fits(national))
            return null;
        return new PhoneNumber(owner ?? dialledIn, sharing[0], national, extension);
    }

    private static bool Owns(CountryPlan plan, string national) => plan.Fits(national)
        && (plan.LeadingDigits is { } leading
            ? CountryPlan.MatchAtStart(leading, national).Success
            : plan.LineOf(national) != PhoneLine.Unknown);

    private NumberFormat? Format() =>
        (_plan.Formats.Count > 0 ? _plan : _mainPlan).Formats.FirstOrDefault(format => format.Fits(NationalNumber));

    /// <summary>Two numbers are the same when they ring the same line.</summary>
    public bool Equals(PhoneNumber? other) => other is not null && E164 == other.E164 && Extension == other.Extension;

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(E164, Extension);

    /// <summary>E.164 form.</summary>
    public override string ToString() => E164;
}
