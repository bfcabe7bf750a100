using System.Globalization;
using System.Text.RegularExpressions;
using CrmAddin.Core.Contacts.Import;

namespace CrmAddin.Core.Loads;

/// <summary>Reads amounts as files of figures write them.</summary>
internal static partial class AmountText
{
    private const decimal MaxAmount = 10_000_000_000_000m;

    /// <summary>
    /// An amount of money with a point and, at most, commas between thousands, in digits of both scripts, rounded to the four places that
    /// the store keeps; null when it is none, or no likely one.
    /// </summary>
    public static decimal? Read(string text) => Read(text, 4);

    /// <summary>The same with so many places.</summary>
    public static decimal? Read(string text, int places)
    {
        var plain = FieldText.LatinDigits(text).Replace('٬', ',').Replace('٫', '.');
        return Number().IsMatch(plain) && decimal.TryParse(plain, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) && amount < MaxAmount
            ? Math.Round(amount, places, MidpointRounding.AwayFromZero)
            : null;
    }

    // A comma that is not between thousands would be a decimal comma, and reading it as nothing a hundredfold error.
    [GeneratedRegex(@"^(\d+|\d{1,3}(,\d{3})+)(\.\d+)?\z")]
    private static partial Regex Number();
}
