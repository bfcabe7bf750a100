using System.Globalization;
using CrmAddin.Core.Capture.Names;
using CrmAddin.Core.Capture.Signatures;
using CrmAddin.Core.Capture.Text;

namespace CrmAddin.Core.Capture.Details;

/// <summary>Job title, employer and postal address of a signature.</summary>
/// <param name="Title">Job title.</param>
/// <param name="Account">Employer.</param>
/// <param name="Address">Postal address on one line.</param>
internal sealed record PlaceOfWork(string? Title, string? Account, string? Address)
{
    private const int MostAddressLines = 5;

    /// <summary>Reads all three, because what is one is none of the others.</summary>
    /// <param name="lines">The signature.</param>
    /// <param name="nameText">The line part that was taken for the writer's name.</param>
    /// <param name="mailDomain">Domain of the writer's address.</param>
    internal static PlaceOfWork In(IReadOnlyList<LineFacts> lines, string? nameText, string? mailDomain)
    {
        var parts = SignaturePart.Of(lines).Where(part => !IsNamePart(part.Text, nameText)).SelectMany(part => SplitTitleAndFirm(part, mailDomain)).Select(part => WithoutName(part, nameText)).Where(part => part.Text.Length > 1).ToList();
        var address = AddressIn(parts);
        parts.RemoveAll(address.Contains);
        var title = parts.Find(part => part.Label == PartLabel.Title) ?? parts.Find(part => FirmWords.IsTitle(part.Text) && !IsDomainName(part.Text, mailDomain) && !IsFirmRatherThanTitle(part.Text));
        parts.RemoveAll(part => part == title);
        var account = parts.Find(part => part.Label == PartLabel.Account) ?? parts.Find(part => IsDomainName(part.Text, mailDomain)) ?? parts.Find(part => FirmWords.IsSurelyFirm(part.Text) && FirmWords.IsFirm(part.Text)) ?? parts.Find(part => FirmWords.IsFirm(part.Text));
        account ??= FirmBelowTitle(parts, title, nameText);
        return new PlaceOfWork(Tidy(title?.Text), Tidy(account?.Text), address.Count == 0 ? null : string.Join(", ", address.Select(part => Tidy(part.Text))));
    }

    /// <summary>A firm's name out of its mail domain; null for free mail.</summary>
    internal static string? OfDomain(string? domain)
    {
        if (domain is null || MailRoles.IsFreeDomain(domain) || DomainName(domain) is not { Length: > 1 } name)
            return null;
        var isAbbreviation = name.Length <= 3 || !name.Any(c => "aeiouy".Contains(c, StringComparison.Ordinal));
        return isAbbreviation ? name.ToUpperInvariant() : CultureInfo.InvariantCulture.TextInfo.ToTitleCase(name);
    }

    private static bool IsNamePart(string text, string? name) => name is not null && TextFolding.Fold(text).Trim() == TextFolding.Fold(name).Trim();

    // "Ahmed Ali, Sales Manager" loses the name that stands before.
    private static SignaturePart WithoutName(SignaturePart part, string? name)
    {
        if (name is null || part.Text.Length <= name.Length + 2 || !part.Text.StartsWith(name, StringComparison.OrdinalIgnoreCase) || !char.IsPunctuation(part.Text[name.Length]))
            return part;
        return part with { Text = part.Text[name.Length..].Trim(' ', ',', '،', '-', ':', '(', ')') };
    }

    // "Sales Manager, Acme Ltd" and "CEO at Acme" say two things; "Manager, Gas Marketing" says one.
    private static IEnumerable<SignaturePart> SplitTitleAndFirm(SignaturePart part, string? mailDomain)
    {
        if (part.Label != PartLabel.None)
            return [part];
        foreach (var mark in new[] { " at ", " @ ", ", ", "، ", " لدى ", " في شركة " })
        {
            var at = part.Text.IndexOf(mark, StringComparison.OrdinalIgnoreCase);
            if (at <= 0)
                continue;
            var before = part.Text[..at];
            var after = mark.Contains("شركة", StringComparison.Ordinal) ? part.Text[(at + 4)..] : part.Text[(at + mark.Length)..];
            var isTitleAtFirm = FirmWords.IsTitle(before) && !FirmWords.IsTitle(after) && (FirmWords.IsSurelyFirm(after) || EndsLikeFirm(after) || IsDomainName(after, mailDomain) || mark is " at " or " @ ");
            var isFirmThenTitle = FirmWords.IsFirm(before) && FirmWords.IsTitle(after) && !FirmWords.IsTitle(before);
            if (isTitleAtFirm || isFirmThenTitle)
                return [part with { Text = before.Trim() }, part with { Text = after.Trim() }];
        }

        return [part];
    }

    private static List<SignaturePart> AddressIn(List<SignaturePart> parts)
    {
        var first = parts.FindIndex(part => part.Label == PartLabel.Address);
        if (first < 0)
            first = parts.FindIndex(part => IsAddressPart(part) && !FirmWords.IsTitle(part.Text) && !(FirmWords.IsSurelyFirm(part.Text) && !part.Text.Any(char.IsDigit)));
        if (first < 0)
            return [];
        // The house may stand above its street and city: "Audi Plaza, Bab Idriss".
        var above = first > 0 && parts[first].Line - parts[first - 1].Line == 1 ? parts[first - 1] : null;
        List<SignaturePart> address = above is { Label: PartLabel.None } && FirmWords.IsStreet(above.Text) && !FirmWords.IsTitle(above.Text) && parts[first].Label == PartLabel.None ? [above, parts[first]] : [parts[first]];
        for (var i = first + 1; i < parts.Count && address.Count < MostAddressLines; i++)
        {
            if (!IsAddressPart(parts[i]) || parts[i].Line - address[^1].Line > 2 || FirmWords.IsTitle(parts[i].Text))
                break;
            address.Add(parts[i]);
        }

        return address;
    }

    private static bool IsAddressPart(SignaturePart part) => part.Label == PartLabel.Address || part.Label == PartLabel.None && (FirmWords.IsAddress(part.Text) || StatesZip(part.Text) || Digits(part.Text) >= 1 && part.Text.Contains(',', StringComparison.Ordinal));

    // "Butte, MT 59701" and "80331 München".
    private static bool StatesZip(string text)
    {
        var words = text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is < 2 or > 8)
            return false;
        var endsWithCode = words[^1].Count(char.IsAsciiDigit) >= 4 && IsWord(words[0]);
        var beginsWithCode = words[0].Length is 4 or 5 && words[0].All(char.IsAsciiDigit) && words.Length <= 4 && words.Skip(1).All(IsWord);
        return endsWithCode || beginsWithCode;
    }

    private static bool IsWord(string word) => word.All(c => char.IsLetter(c) || c is '.' or '-');

    private static int Digits(string text) => text.Count(char.IsDigit);

    private static bool IsFirmRatherThanTitle(string text) => FirmWords.IsSurelyFirm(text) && EndsLikeFirm(text);

    private static bool EndsLikeFirm(string text) => TextFolding.Words(text) is [.., var last] && last is "inc" or "llc" or "ltd" or "limited" or "co" or "corp" or "company" or "group" or "gmbh" or "plc" or "llp" or "partners" or "associates" or "consultants";

    // The firm's domain is a word of its name: "NaviStaff, Inc." at navistaff.com.
    private static bool IsDomainName(string text, string? domain)
    {
        if (domain is null || MailRoles.IsFreeDomain(domain) || DomainName(domain) is not { } name)
            return false;
        var bareName = new string([.. name.Where(char.IsLetterOrDigit)]);
        var words = TextFolding.Words(text).Select(word => new string([.. word.Where(char.IsLetterOrDigit)])).Where(word => word.Length > 0).ToList();
        if (bareName.Length < 2 || words.Count is 0 or > 8)
            return false;
        var together = string.Concat(words);
        var initials = string.Concat(words.Select(word => word[0]));
        return words.Contains(bareName) || together == bareName || bareName.Length >= 4 && together.StartsWith(bareName, StringComparison.Ordinal) || words.Count >= 3 && initials == bareName
            || bareName.Length >= 6 && words.Count >= 2 && bareName.StartsWith(words[0] + words[1], StringComparison.Ordinal);
    }

    private static string? DomainName(string domain)
    {
        var labels = domain.Split('.');
        if (labels.Length < 2)
            return null;
        var secondLevel = labels.Length >= 3 && labels[^1].Length == 2 && labels[^2] is "com" or "co" or "net" or "org" or "gov" or "edu" or "ac" or "med" or "sch" or "gob" or "mil" or "or" or "ne" or "go";
        return secondLevel && labels.Length >= 3 ? labels[^3] : labels[^2];
    }

    // Most signatures run name, title, firm: an unexplained line right below the title is the firm.
    private static SignaturePart? FirmBelowTitle(List<SignaturePart> parts, SignaturePart? title, string? nameText)
    {
        if (title is null)
            return null;
        var below = parts.Find(part => part.Line > title.Line && part.Line <= title.Line + 2 || part.Line == title.Line);
        if (below is null || below.Label != PartLabel.None || Digits(below.Text) > 0 || below.Text.Length > 60 || TextFolding.Words(below.Text).Length is 0 or > 7)
            return null;
        var isOtherName = nameText is not null && NameLine.LooksLikeName(below.Text) && TextFolding.IsArabic(below.Text) != TextFolding.IsArabic(title.Text);
        return isOtherName ? null : below;
    }

    private static string? Tidy(string? text) => text?.Trim().TrimEnd(',', '،', ';', '|', '-', ':', '.') is { Length: > 0 } tidy
        ? Restored(text, tidy)
        : null;

    // "Acme Inc." keeps the full stop that belongs to it.
    private static string Restored(string text, string tidy) => text.Trim().Length > tidy.Length && text.Trim()[tidy.Length] == '.' && tidy.Split(' ')[^1] is var last && (last.Length <= 4 || last.Contains('.', StringComparison.Ordinal)) ? tidy + "." : tidy;
}
