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
        return mail.IsHtml ? HtmlLines.Read(body) : WholeLines(body);
    }

    /// <summary>Every line of a plain text, however long it is.</summary>
    internal static IReadOnlyList<MailLine> WholeLines(string text)
    {
        var lines = new List<MailLine>();
        using var reader = new StringReader(text);
        while (reader.ReadLine() is { } line)
            lines.Add(Line(lines.Count + 1, line));
        return lines;
    }

    /// <summary>A line of plain text; what begins with "&gt;" is quoted.</summary>
    internal static MailLine Line(int number, string text) => new(number, text) { IsQuoted = text.AsSpan().TrimStart().StartsWith(">") };
}
