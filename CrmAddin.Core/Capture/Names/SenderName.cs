using System.Text.RegularExpressions;
using CrmAddin.Core.Capture.Text;

namespace CrmAddin.Core.Capture.Names;

/// <summary>What the head of a mail tells about its writer.</summary>
/// <param name="Written">The writer's name as in the head, cleaned; null where the head names no person.</param>
/// <param name="Address">The writer's own address in lower case; null where there is none that a person reads.</param>
/// <param name="Words">The words that the writer's name may be made of, folded, address included.</param>
/// <param name="IsMachine">Whether a program or a list sent it.</param>
internal sealed partial record SenderName(string? Written, string? Address, IReadOnlyList<string> Words, bool IsMachine)
{
    /// <summary>Reads From, Sender and Reply-To together.</summary>
    internal static SenderName Of(MailToRead mail)
    {
        var from = mail.From ?? mail.Sender;
        var address = Mailbox(from?.Address);
        var written = Clean(from?.Name);
        var isListPost = written is not null && Via().Match(written) is { Success: true };
        if (isListPost)
            written = Via().Match(written!).Groups[1].Value;
        else if (written is not null && OnBehalfOf().Match(written) is { Success: true } behalf)
            written = behalf.Groups[1].Value;

        var isMachine = address is not null && MailRoles.IsMachine(address);
        if (isMachine || isListPost)
            address = mail.ReplyTo.Select(party => Mailbox(party.Address)).FirstOrDefault(other => other is not null && other != address && !MailRoles.IsMachine(other));
        // A list that names the writer ("Sara via Sales") and lets answers reach her passes on a person's mail.
        isMachine = isMachine && !(isListPost && address is not null) || isListPost && address is null;
        if (isMachine || written is not null && !CanBePerson(written, address))
            written = null;

        return new SenderName(written, address, WordsOf(written, address), isMachine);
    }

    /// <summary>The address in lower case, or null where the text is none.</summary>
    internal static string? Mailbox(string? address)
    {
        if (address is null)
            return null;
        var match = AddressInText().Match(address.Length > 400 ? address[..400] : address);
        return match.Success ? match.Value.ToLowerInvariant() : null;
    }

    private static IReadOnlyList<string> WordsOf(string? written, string? address)
    {
        var words = new List<string>(PersonName.ComparableWords(written));
        if (address is not null && !MailRoles.IsRole(address))
        {
            var local = address[..address.IndexOf('@', StringComparison.Ordinal)];
            words.AddRange(local.Split('.', '_', '-', '+').Where(part => part.Length > 2 && !part.Any(char.IsAsciiDigit)));
        }

        return [.. words.Distinct()];
    }

    private static string? Clean(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
            return null;
        var cleaned = name.Length > 200 ? name[..200] : name;
        cleaned = MailtoInBrackets().Replace(cleaned, " ");
        cleaned = Brackets().Replace(cleaned, " ");
        cleaned = AtDirectory().Replace(cleaned, "").Trim().Trim('"', '\'', '\u201C', '\u201D').Trim();
        // "jang.abcdef" is a name that a directory ran together.
        if (!cleaned.Contains(' ', StringComparison.Ordinal) && !cleaned.Contains('@', StringComparison.Ordinal))
            cleaned = cleaned.Replace('.', ' ').Replace('_', ' ').Trim();
        return cleaned.Length == 0 ? null : cleaned;
    }

    private static bool CanBePerson(string written, string? address)
    {
        if (written.Contains('@', StringComparison.Ordinal) || !written.Any(char.IsLetter) || written.Count(char.IsAsciiDigit) > 1)
            return false;
        var words = TextFolding.Words(written);
        if (words.Length is 0 or > 7 || words.Any(word => MailRoles.Words.Contains(word)))
            return false;
        return address is null || !MailRoles.IsRole(address) || words.Length >= 2 && !Signatures.FirmWords.IsFirm(written);
    }

    [GeneratedRegex(@"^(.{1,120}?)\s+(?:via|عبر|por medio de|über|durch)\s+\S.{0,100}$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 2000)]
    private static partial Regex Via();

    [GeneratedRegex(@"(?:on behalf of|im auftrag von|de la part de|en nombre de|بالنيابة عن|نيابة عن)\s+(.{1,120})$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 2000)]
    private static partial Regex OnBehalfOf();

    [GeneratedRegex(@"\[[^\[\]]{0,120}\]|<[^<>]{0,120}>", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex MailtoInBrackets();

    [GeneratedRegex(@"\([^()]{0,80}\)", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Brackets();

    [GeneratedRegex(@"@[A-Za-z0-9_]{2,40}$", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex AtDirectory();

    [GeneratedRegex(@"[\p{L}0-9._%+'&=-]{1,80}@(?:[\p{L}0-9-]{1,63}\.){1,6}[\p{L}]{2,24}", RegexOptions.CultureInvariant, 2000)]
    internal static partial Regex AddressInText();
}
