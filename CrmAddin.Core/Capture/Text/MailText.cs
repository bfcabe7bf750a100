namespace CrmAddin.Core.Capture.Text;

/// <summary>The plain text of a mail, line by line.</summary>
internal static class MailText
{
    // Nobody signs after this much text; what follows is a newsletter or an attack.
    private const int LongestBody = 2_000_000;

    /// <summary>Every line of the body. HTML keeps the lines that a reader sees.</summary>
    internal static IReadOnlyList<MailLine> Lines(MailToRead mail)
    {
        var body = mail.Body.Length > LongestBody ? mail.Body[..LongestBody] : mail.Body;
        return mail.IsHtml ? HtmlLines.Read(body) : OfText(body);
    }

    private static List<MailLine> OfText(string body)
    {
        var lines = new List<MailLine>();
        using var reader = new StringReader(body);
        while (reader.ReadLine() is { } text)
            lines.Add(new MailLine(lines.Count + 1, text) { IsQuoted = text.AsSpan().TrimStart().StartsWith(">") });
        return lines;
    }
}
