using System.Text.RegularExpressions;

namespace CrmAddin.Core.Capture.Text;

/// <summary>What firms, virus scanners and mailing lists put below a mail.</summary>
internal static partial class Disclaimers
{
    private const int LongestStart = 240;

    // Disclaimers stand at the end; only a newsletter has more lines below its first one.
    private const int LinesLookedAt = 600;
    private const int LongestWarning = 6;

    /// <summary>The lines above the first disclaimer or list footer and below a warning that mail gates put on top, without blank lines at the end.</summary>
    internal static IReadOnlyList<MailLine> CutOff(List<MailLine> lines)
    {
        var warning = WarningLines(lines);
        if (warning > 0)
            lines = lines.GetRange(warning, lines.Count - warning);
        var end = lines.Count;
        for (var i = Math.Max(0, lines.Count - LinesLookedAt); i < lines.Count; i++)
        {
            if (!lines[i].IsBlank && (Starts(lines[i].Text) || IsListFooter(lines, i)))
            {
                end = i;
                break;
            }
        }

        while (end > 0 && (lines[end - 1].IsBlank || end < lines.Count && IsRule(lines[end - 1].Text)))
            end--;
        return lines.GetRange(0, end);
    }

    /// <summary>Whether this line begins a disclaimer.</summary>
    internal static bool Starts(string text)
    {
        var folded = TextFolding.Fold(text.Length > LongestStart ? text[..LongestStart] : text).Trim(' ', '*', '_', '-', '"', '\t', '«', '(');
        return Heading().IsMatch(folded) || Sentence().IsMatch(folded);
    }

    // "CAUTION: this mail came from outside": a paragraph on top, with the writer's own words below it.
    private static int WarningLines(List<MailLine> lines)
    {
        var first = lines.FindIndex(line => !line.IsBlank && !IsRule(line.Text));
        if (first < 0 || !GateWarning().IsMatch(TextFolding.Fold(lines[first].Text.Length > LongestStart ? lines[first].Text[..LongestStart] : lines[first].Text).Trim(' ', '*', '[', '⚠', '!')))
            return 0;
        var end = lines.FindIndex(first, line => line.IsBlank || IsRule(line.Text));
        var below = end < 0 || end - first > LongestWarning ? -1 : lines.FindIndex(end, line => !line.IsBlank && !IsRule(line.Text));
        return Math.Max(0, below);
    }

    private static bool IsListFooter(List<MailLine> lines, int at) => IsRule(lines[at].Text)
        && lines.Skip(at + 1).Take(4).Any(line => ListFooter().IsMatch(TextFolding.Fold(line.Text.Length > LongestStart ? line.Text[..LongestStart] : line.Text)));

    private static bool IsRule(string text) => text.Trim() is { Length: >= 8 } rule && rule.All(c => c is '_' or '-' or '=' or '*' or '~' or '—' or '─');

    [GeneratedRegex(
        @"^(?:e-?mail )?(?:confidential(?:ity)?(?: notice| note| statement|:|$)|disclaimer\b|legal (?:notice|disclaimer)|privileged (?:and|&) confidential|important notice|notice of confidentiality|privacy notice|caution:|"
        + @"اخلاء (?:ال)?مسووليه|اخلاء مسيوليه|تنويه(?: هام)?\b|تنبيه هام|اشعار (?:ب?السريه|قانوني)|بيان السريه|vertraulichkeitshinweis|haftungsausschluss|avis de confidentialite|aviso (?:legal|de confidencialidad)|clausula de confidencialidad)",
        RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Heading();

    [GeneratedRegex(
        @"^(?:(?:the information (?:contained |transmitted )?(?:in|with|by) this|the contents? of this|this (?:e-?mail|message|communication|transmission|electronic))\b.{0,160}\b(?:confidential|intended|privileged|sole use|proprietary|discussion purposes|scanned|virus|protected)"
        + @"|please consider the environment|think before you print|save paper|scanned by|virus-free|this (?:e-?mail|message) (?:has been|was) (?:scanned|checked)|if you (?:are not the intended|have received this (?:e-?mail|message) in error|received this)"
        + @"|to unsubscribe\b|unsubscribe\b|you (?:are receiving|received) this|do you yahoo|get (?:your|more from the web).{0,40}(?:free|msn)|sent via deja|click here to unsubscribe"
        + @"|(?:ان )?(?:هذه الرساله|هذا البريد|هذا الايميل|المعلومات الوارده|محتوي هذه|تحتوي هذه|يحتوي هذا)\b.{0,160}(?:سري|خاص|موجه|مخصص|المرسل اليه|المعني)|(?:يرجي|فضلا|الرجاء) (?:مراعاه البييه|التفكير في البييه|عدم طباعه)|فكر (?:في|ب)ال?بييه|حافظ علي البييه|اذا (?:لم تكن|وصلتك|استلمت)"
        + @"|diese e-?mail (?:enthalt|ist)|ce (?:message|courriel|mail)\b.{0,80}confident|este (?:mensaje|correo)\b.{0,80}confiden|pensez a l'environnement)",
        RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Sentence();

    [GeneratedRegex(
        @"^(?:(?:caution|warning|attention|achtung|vorsicht|attenzione|atencion|تنبيه|تحذير)\b[^\n]{0,40}(?:external|outside|originated|extern|esterno|externo|exterieur|خارج)|external (?:e-?mail|sender|message)\b|(?:this|the) (?:e-?mail|message) (?:originated|came|is) from (?:an? )?(?:outside|external)|(?:هذا البريد|هذه الرساله) .{0,30}خارج)",
        RegexOptions.CultureInvariant, 2000)]
    private static partial Regex GateWarning();

    [GeneratedRegex(@"mailing list|unsubscribe|listinfo|\blist\b.{0,40}@|-users@|google groups|yahoogroups|القائمه البريديه", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex ListFooter();
}
