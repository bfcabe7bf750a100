using CrmAddin.Core.Capture.Signatures;
using CrmAddin.Core.Capture.Text;

namespace CrmAddin.Core.Capture.Names;

/// <summary>The writer's name out of head and signature together.</summary>
internal static class ReadName
{
    /// <summary>The name, and the words of the signature that were taken for it (null when none were).</summary>
    /// <param name="writer">What the head tells.</param>
    /// <param name="signature">The signature's lines.</param>
    internal static (ProposedName Name, string? InSignature) Of(SenderName writer, IReadOnlyList<LineFacts> signature)
    {
        var signed = SignedName(signature, writer);
        if (writer.IsMachine && writer.Written is null && writer.Address is null)
            return (ProposedName.Unknown, signed);

        var fromHead = writer.Written is null ? ProposedName.Unknown : InGivenOrder(PersonName.Parse(writer.Written), writer);
        var fromSignature = signed is null ? ProposedName.Unknown : PersonName.Parse(signed);
        var name = Agreed(fromHead, fromSignature, writer, signed);
        if (name.Display is null && writer.Address is { } address)
            name = OfAddress(address);
        return (name with { OtherScript = OtherScript(name, signature) }, signed);
    }

    private static ProposedName Agreed(ProposedName head, ProposedName signature, SenderName writer, string? signed)
    {
        if (signature.Display is null || signed is null)
            return head;
        if (head.Display is null)
            return CanStandAlone(signed, writer) ? signature : ProposedName.Unknown;
        if (!NameLine.Shares(signed, writer))
            return head.Family is null && signature.Family is null && SameScript(head, signature)
                // "Vickers" in the head, "Frank" below the mail: two halves of one name.
                ? PersonName.Parse($"{signature.Display} {head.Display}") with { Honorific = signature.Honorific ?? head.Honorific }
                : head;
        var fuller = SameScript(head, signature) && signature.Family is not null && Length(signature) >= Length(head) && !HasFamilyOfHead(head, signature) ? signature : head;
        return fuller with { Honorific = signature.Honorific ?? head.Honorific };
    }

    // Where head and signature hold the same family name, the head has the name as it is registered.
    private static bool HasFamilyOfHead(ProposedName head, ProposedName signature) =>
        head.Family is not null && signature.Family is not null && TextFolding.Fold(head.Family) == TextFolding.Fold(signature.Family) && Length(signature) == Length(head);

    private static bool CanStandAlone(string signed, SenderName writer) =>
        writer.Words.Count == 0 || NameLine.Shares(signed, writer) || writer.Address is null || MailRoles.IsRole(writer.Address) || signed.Contains(' ', StringComparison.Ordinal);

    private static string? SignedName(IReadOnlyList<LineFacts> signature, SenderName writer)
    {
        var labelled = SignedAfterLabel(signature);
        if (labelled is not null)
            return labelled;
        var own = signature.Where(line => line.WriterName is not null || line.ClosingName is not null).Select(line => line.WriterName ?? line.ClosingName!).ToList();
        if (own.Count > 0)
            return own.MaxBy(name => name.Split(' ').Length);
        return signature.Where(line => line.MayBeName && !line.IsFirm && !(line.IsTitle && NameLine.LooksLikeName(line.Line.Text) && FirmWords.IsTitle(line.Line.Text)))
            .Select(line => NameLine.LooksLikeName(line.Line.Text) ? line.Line.Text.Trim().Trim('.', ',', '،', '*', '_', '-', ' ') : NameLine.FirstPart(line.Line.Text))
            .FirstOrDefault(name => !FirmWords.IsFirm(name) && !FirmWords.IsAddress(name));
    }

    private static string? SignedAfterLabel(IReadOnlyList<LineFacts> signature) =>
        Details.SignaturePart.Of(signature).FirstOrDefault(part => part.Label == Details.PartLabel.Name && NameLine.LooksLikeName(part.Text))?.Text;

    private static string? OtherScript(ProposedName name, IReadOnlyList<LineFacts> signature)
    {
        if (name.Display is null)
            return null;
        var isArabic = TextFolding.IsArabic(name.Display);
        var parts = Details.SignaturePart.Of(signature);
        var nameLine = parts.FirstOrDefault(part => TextFolding.IsArabic(part.Text) == isArabic)?.Line ?? 0;
        var other = parts.FirstOrDefault(part => TextFolding.IsArabic(part.Text) != isArabic && part.Text.Contains(' ', StringComparison.Ordinal) && NameLine.LooksLikeName(part.Text)
            && !FirmWords.IsFirm(part.Text) && !FirmWords.IsTitle(part.Text) && !FirmWords.IsAddress(part.Text) && Math.Abs(part.Line - nameLine) <= 6);
        return other is null ? null : PersonName.Parse(other.Text).Display;
    }

    // Directories write "Cheung  Joseph"; the address tells which half is the family name.
    private static ProposedName InGivenOrder(ProposedName name, SenderName writer)
    {
        if (writer.Address is null || name.Given is null || name.Family is null || writer.Written!.Contains(',', StringComparison.Ordinal) || MailRoles.IsRole(writer.Address))
            return name;
        var local = writer.Address[..writer.Address.IndexOf('@', StringComparison.Ordinal)];
        var given = TextFolding.Fold(name.Given);
        var family = TextFolding.Fold(name.Family);
        // Some firms write last.first@; only a gap where a comma was lost says that the head is turned and not the address.
        var lostItsComma = writer.Written.Contains("  ", StringComparison.Ordinal);
        var isTurned = lostItsComma && (local == $"{family}.{given}" || local == $"{family}_{given}") || local == $"{family[0]}{given}" || local == $"{family[0]}.{given}";
        return isTurned && local != $"{given[0]}{family}" ? name with { Display = $"{name.Family} {name.Given}", Given = name.Family, Family = name.Given } : name;
    }

    // "sara.ahmed@" tells a name; "sahmed@" and "info@" do not.
    private static ProposedName OfAddress(string address)
    {
        if (MailRoles.IsRole(address))
            return ProposedName.Unknown;
        var parts = address[..address.IndexOf('@', StringComparison.Ordinal)].Split('.', '_');
        return parts.Length is 2 or 3 && Array.TrueForAll(parts, part => part.Length >= 2 && part.All(c => char.IsLetter(c) || c == '-') && !MailRoles.Words.Contains(part))
            ? PersonName.Parse(string.Join(' ', parts))
            : ProposedName.Unknown;
    }

    private static bool SameScript(ProposedName a, ProposedName b) => TextFolding.IsArabic(a.Display!) == TextFolding.IsArabic(b.Display!);

    private static int Length(ProposedName name) => name.Display!.Split(' ').Length;
}
