using System.Globalization;
using CrmAddin.Core.Capture.Text;

namespace CrmAddin.Core.Mail.Threads;

/// <summary>A subject without what mail programs put before it: what a conversation is about.</summary>
/// <param name="Text">The base subject; empty where there is nothing but prefixes.</param>
/// <param name="IsForward">Whether the outermost prefix says that the mail is passed on.</param>
public sealed record BaseSubject(string Text, bool IsForward)
{
    private const int LongestPrefix = 24;

    // "Re" as mail programs write it in their languages.
    private static readonly HashSet<string> Replies = TextFolding.WordSet(
    [
        "re", "aw", "antw", "antwort", "sv", "vs", "odp", "odpowiedź", "ynt", "yan", "yanıt", "res", "resp", "rif", "r", "risposta", "rép", "réponse", "respuesta", "αντ", "απ", "σχετ", "vá", "vast", "bls", "balas", "trả lời", "ată", "atb", "ответ", "отв", "відповідь", "отговор",
        "رد", "ردّ", "الرد", "پاسخ", "תשובה", "השב", "תגובה", "回复", "回覆", "答复", "答覆", "返信", "회신", "답장", "ตอบ", "ตอบกลับ", "उत्तर",
    ]);

    // "Fw" likewise.
    private static readonly HashSet<string> Forwards = TextFolding.WordSet(
    [
        "fw", "fwd", "wg", "weitergeleitet", "tr", "rv", "reenv", "enc", "vb", "vl", "doorst", "doorgestuurd", "i", "inoltro", "pd", "przek", "podaj dalej", "ilt", "iletilen", "πρθ", "προωθ", "továbbítás", "vds", "trs", "terusan", "chuyển tiếp", "пересл", "переслано", "пересылка", "перес",
        "إعادة توجيه", "اعادة توجيه", "إعادة إرسال", "هدایت", "הועבר", "העברה", "転送", "转发", "轉寄", "轉發", "전달", "ส่งต่อ", "अग्रेषित",
    ]);

    /// <summary>Reads a subject: prefixes of many languages, repeated, with counts (<c>Re[2]:</c>) and behind direction marks. After RFC 5256, 2.1.</summary>
    public static BaseSubject Of(string subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var (start, end) = (0, subject.Length);
        bool? isForward = null;
        while (true)
        {
            while (start < end && IsBlank(subject[start]))
                start++;
            while (end > start && IsBlank(subject[end - 1]))
                end--;
            var text = subject.AsSpan(start, end - start);
            if (PrefixOf(text) is { } prefix)
            {
                isForward ??= prefix.IsForward;
                start += prefix.Length;
            }
            // Old programs wrap or end a forwarded subject: "[Fwd: Quote]", "Quote (fwd)".
            else if (text.StartsWith("[Fwd:", StringComparison.OrdinalIgnoreCase) && text.EndsWith("]"))
            {
                isForward ??= true;
                (start, end) = (start + 5, end - 1);
            }
            else if (text.EndsWith("(fwd)", StringComparison.OrdinalIgnoreCase))
            {
                isForward ??= true;
                end -= 5;
            }
            else
            {
                return new BaseSubject(text.ToString(), isForward ?? false);
            }
        }
    }

    private static (int Length, bool IsForward)? PrefixOf(ReadOnlySpan<char> subject)
    {
        var colon = subject[..Math.Min(LongestPrefix, subject.Length)].IndexOfAny(':', '：');
        if (colon < 1)
            return null;
        var word = WithoutCount(TextFolding.Fold(subject[..colon].ToString()).Trim());
        if (Replies.Contains(word))
            return (colon + 1, false);
        return Forwards.Contains(word) ? (colon + 1, true) : null;
    }

    // "Re[2]", "Re (3)", "Re^2", "回复(2)".
    private static string WithoutCount(string word)
    {
        var closed = word.AsSpan().TrimEnd("])）");
        var open = closed.TrimEnd("0123456789").TrimEnd(' ');
        return open.Length < closed.Length && open.Length > 0 && open[^1] is '[' or '(' or '（' or '^' or '*' ? open[..^1].TrimEnd().ToString() : word;
    }

    // Direction marks stand between words of both directions.
    private static bool IsBlank(char c) => char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format;
}
