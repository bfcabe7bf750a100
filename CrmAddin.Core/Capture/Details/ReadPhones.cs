using System.Text.RegularExpressions;
using CrmAddin.Core.Capture.Text;
using CrmAddin.Core.Contacts.Phones;

namespace CrmAddin.Core.Capture.Details;

/// <summary>Telephone numbers out of signature lines, with their kind by label or, without one, by numbering plan.</summary>
internal static partial class ReadPhones
{
    private const int MostPhones = 10;
    private const int LongestLine = 400;

    /// <summary>Whether the line (with ASCII digits) holds something that people would dial.</summary>
    internal static bool HasPhone(string ascii) => Candidates(ascii).Any();

    /// <summary>The numbers of a signature, each line once, in order.</summary>
    /// <param name="lines">The signature's lines.</param>
    /// <param name="dialled">Numbers behind the lines' "tel:" links.</param>
    /// <param name="likelyCountry">Region that the writer's address tells, null when it tells none.</param>
    /// <param name="defaultCountry">Region for numbers without calling code where nothing else tells one.</param>
    internal static IReadOnlyList<ProposedPhone> In(IReadOnlyList<string> lines, IEnumerable<string> dialled, string? likelyCountry, string defaultCountry)
    {
        var found = new List<(string Raw, PhoneLabel Label)>();
        var label = PhoneLabel.None;
        foreach (var line in lines)
        {
            var ascii = TextFolding.SameLengthAscii(line);
            var onThisLine = Candidates(ascii).Select(candidate => (Raw: line.Substring(candidate.Start, candidate.Length), candidate.Label)).ToList();
            // Tables put the label into a line of its own, above its number.
            if (onThisLine is [{ Label: PhoneLabel.None } only])
                onThisLine = [(only.Raw, label)];
            found.AddRange(onThisLine.Select(phone => (Clean(phone.Raw), phone.Label)));
            label = onThisLine.Count == 0 && line.Length <= 24 ? PhoneLabels.Of(ascii) : PhoneLabel.None;
        }

        var region = RegionOf(found.Select(phone => phone.Raw).Concat(dialled), likelyCountry ?? defaultCountry);
        var phones = new List<ProposedPhone>();
        foreach (var (raw, kind) in found)
        {
            var number = PhoneNumber.TryParse(raw, region, out var there) || PhoneNumber.TryParse(raw, defaultCountry, out there) ? there : null;
            var proposed = new ProposedPhone(raw, number?.E164, Kind(kind, number));
            if (phones.Count < MostPhones && (kind != PhoneLabel.None || number is not null || raw.Count(char.IsDigit) >= 7) && !phones.Exists(other => IsSame(other, proposed)))
                phones.Add(proposed);
        }

        return phones;
    }

    private static bool IsSame(ProposedPhone a, ProposedPhone b) => a.E164 is not null ? a.E164 == b.E164 && a.Kind == b.Kind : a.Raw == b.Raw;

    // One number with a calling code tells where the others are dialled.
    private static string RegionOf(IEnumerable<string> numbers, string country)
    {
        foreach (var raw in numbers)
        {
            if ((raw.Contains('+', StringComparison.Ordinal) || raw.StartsWith("00", StringComparison.Ordinal)) && PhoneNumber.TryParse(raw, country, out var number) && number.Region.Length == 2)
                return number.Region;
        }

        return country;
    }

    private static string Kind(PhoneLabel label, PhoneNumber? number) => label switch
    {
        PhoneLabel.Mobile => "mobile",
        PhoneLabel.Fax => "fax",
        PhoneLabel.Home => "home",
        PhoneLabel.Work => "work",
        _ => number?.Line == PhoneLine.Mobile ? "mobile" : "work",
    };

    private static string Clean(string raw) => raw.Trim().Trim('.', ',', '-', '/', '\u200E', '\u200F', '\u202A', '\u202B', '\u202C', '\u2066', '\u2067', '\u2068', '\u2069', ' ');

    private static IEnumerable<(int Start, int Length, PhoneLabel Label)> Candidates(string ascii)
    {
        var line = ascii.Length > LongestLine ? ascii[..LongestLine] : ascii;
        var from = 0;
        var labelOfLine = PhoneLabel.None;
        var numbers = Number().Matches(line).SelectMany(match => Apart(match.Index, match.Value)).ToList();
        for (var i = 0; i < numbers.Count; i++)
        {
            var (at, text) = numbers[i];
            var before = line[from..at];
            var end = at + text.Length;
            var next = i + 1 < numbers.Count ? numbers[i + 1].At : line.Length;
            var labelBefore = PhoneLabels.Of(before);
            var label = labelBefore != PhoneLabel.None ? labelBefore : PhoneLabels.Behind(line[end..next]);
            if (label == PhoneLabel.None && from > 0 && IsOnlyJoined(before))
                label = labelOfLine;
            from = end;
            if (label == PhoneLabel.NoPhone || !IsNumber(text, label, line, at))
                continue;
            labelOfLine = label;
            yield return (at, text.Length, label);
        }
    }

    // "011 234 5678 / 011 234 5679" are two numbers, "089 / 1234567" is one.
    private static IEnumerable<(int At, string Text)> Apart(int at, string text)
    {
        var seams = Seam().Matches(text);
        var from = 0;
        foreach (Match seam in seams)
        {
            if (Digits(text[from..seam.Index]) < 7 || Digits(text[(seam.Index + seam.Length)..]) < 7)
                continue;
            yield return (at + from, text[from..seam.Index]);
            from = seam.Index + seam.Length;
        }

        yield return (at + from, text[from..]);
    }

    private static int Digits(string text) => text.Count(char.IsAsciiDigit);

    // "Tel: 011 234 5678 / 011 234 5679": the label holds for both.
    private static bool IsOnlyJoined(string between) => between.Trim(' ', '/', '-', ',', '&', '|') is "" or "or" or "أو" or "و" or "and";

    private static bool IsNumber(string text, PhoneLabel label, string line, int at)
    {
        var digits = text.Count(char.IsAsciiDigit);
        if (digits < (label == PhoneLabel.None ? 7 : 5) || digits > 20 || Date().IsMatch(text.Trim()) || NetworkAddress().IsMatch(text.Trim()))
            return false;
        var charBefore = at > 0 ? line[at - 1] : ' ';
        var end = at + text.Length;
        var charBehind = end < line.Length ? line[end] : ' ';
        if (charBefore is '$' or '€' or '£' or '#' or '@' or '_' or '=' or '%' || charBehind is '@' or '%' or '_' || char.IsAsciiLetter(charBefore) && label == PhoneLabel.None)
            return false;
        if (label != PhoneLabel.None)
            return true;
        // Unlabelled digits are a number when they look like one: a plus, a trunk zero, or groups of the usual size.
        var trimmed = text.Trim();
        return trimmed.StartsWith('+') || trimmed.StartsWith('(') || trimmed.StartsWith('0') && digits >= 8 || trimmed.EndsWith('+') || digits is >= 7 and <= 15 && Groups().IsMatch(trimmed) || digits is 9 or 10 or 12 && line.Trim().Length <= text.Trim().Length + 3;
    }

    [GeneratedRegex(@"(?<![\d.,/:])(?>(?:\+ ?|\(\+?)?\(?\d{1,20}\)?(?:(?:[ .\-/]{1,3}\(?|\(|(?<=\)))\d{1,20}\)?){0,9}\+?)(?: {0,2}(?:extension|ext\.?|x\.?|تحويلة|داخلي)[ .:]{0,3}\d{1,6})?(?![\d:])", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 2000)]
    private static partial Regex Number();

    [GeneratedRegex(@" ?/ ?| +(?=0\d)|  +", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Seam();

    [GeneratedRegex(@"^\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}$", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Date();

    [GeneratedRegex(@"^\d{1,3}(?:\.\d{1,3}){3}$", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex NetworkAddress();

    [GeneratedRegex(@"^\(?\d{1,4}\)?(?:[ .\-/]{1,3}\d{2,5}){1,4}$", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Groups();
}
