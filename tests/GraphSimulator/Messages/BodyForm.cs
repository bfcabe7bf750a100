using System.Net;
using System.Text.RegularExpressions;

namespace GraphSimulator.Messages;

/// <summary>Turns a body into the form that the request prefers, as Exchange does.</summary>
internal static partial class BodyForm
{
    public static (string ContentType, string Content) Convert(string contentType, string content, string? preferred) =>
        (contentType, preferred ?? "html") switch
        {
            ("html", "text") => ("text", ToText(content)),
            ("text", "html") => ("html", ToHtml(content)),
            _ => (contentType, content),
        };

    /// <summary>The part of a body that is not quoted history.</summary>
    public static string Unique(string content)
    {
        var match = History().Match(content);
        return match.Success ? content[..match.Index].TrimEnd() : content;
    }

    private static string ToHtml(string text) =>
        "<html><head>\r\n<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\"></head><body><div class=\"PlainText\">"
        + WebUtility.HtmlEncode(text).Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", "<br>\r\n", StringComparison.Ordinal)
        + "</div></body></html>";

    private static string ToText(string html)
    {
        var text = Hidden().Replace(html, "");
        text = Break().Replace(text, "\n");
        text = WebUtility.HtmlDecode(Tag().Replace(text, ""));
        return ManyBreaks().Replace(text.Replace('\u00a0', ' '), "\n\n").Trim();
    }

    [GeneratedRegex(@"<!--.*?-->|<(style|script|head|title)\b.*?</\1>", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Hidden();

    [GeneratedRegex(@"<br\s*/?>|</(p|div|tr|li|h[1-6]|blockquote)>", RegexOptions.IgnoreCase)]
    private static partial Regex Break();

    [GeneratedRegex("<[^>]*>", RegexOptions.Singleline)]
    private static partial Regex Tag();

    [GeneratedRegex(@"[ \t]*\n(?:[ \t]*\n)+")]
    private static partial Regex ManyBreaks();

    [GeneratedRegex(@"^(-{2,}\s*Original Message\s*-{2,}|_{20,}|On .{5,200} wrote:|>)", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex History();
}
