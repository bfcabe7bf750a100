using System.Text.RegularExpressions;
using CrmAddin.Core.Capture.Text;

namespace CrmAddin.Core.Capture.Details;

/// <summary>The web site out of a signature: the firm's, not its pages on social networks.</summary>
internal static partial class ReadWeb
{
    private static readonly string[] NotTheFirms =
    [
        "linkedin.", "facebook.", "fb.com", "fb.me", "twitter.", "x.com", "instagram.", "youtube.", "youtu.be", "t.me", "telegram.", "wa.me", "whatsapp.", "snapchat.", "tiktok.", "pinterest.", "skype.", "zoom.us", "teams.microsoft", "calendly.", "maps.", "goo.gl",
        "google.", "aka.ms", "bit.ly", "vcard", "apple.com", "play.google", "w3.org", "schemas.", "mailchimp", "list-manage", "mimecast", "proofpoint", "plus.google", "medium.com", "github.com",
    ];

    /// <summary>Whether the line holds a web address.</summary>
    internal static bool HasWeb(string ascii) => Url().IsMatch(Clip(ascii)) || Domain().IsMatch(ascii.Trim());

    /// <summary>The first web site that is the firm's; null when there is none.</summary>
    internal static string? In(IReadOnlyList<MailLine> lines, string? mailDomain)
    {
        var written = lines.SelectMany(line => Url().Matches(Clip(line.Text)).Select(match => match.Value).Concat(DomainAlone(line.Text))).Select(Clean).Where(IsFirms).ToList();
        var linked = lines.SelectMany(line => line.Links).Where(link => link.StartsWith("http", StringComparison.OrdinalIgnoreCase)).Select(Unwrapped).Where(IsFirms).ToList();
        return written.Find(url => mailDomain is not null && url.Contains(mailDomain, StringComparison.OrdinalIgnoreCase))
            ?? written.FirstOrDefault()
            ?? linked.Find(url => mailDomain is not null && url.Contains(mailDomain, StringComparison.OrdinalIgnoreCase))
            ?? (linked.Count > 0 && lines.Count > 1 ? linked[0] : null);
    }

    private static IEnumerable<string> DomainAlone(string text)
    {
        var match = LabelledDomain().Match(Clip(text).Trim());
        return match.Success ? [match.Groups[1].Value] : [];
    }

    private static bool IsFirms(string url) => url.Length is > 4 and <= 200 && !Array.Exists(NotTheFirms, other => Host(url).Contains(other, StringComparison.OrdinalIgnoreCase))
        && !url.Contains("unsubscribe", StringComparison.OrdinalIgnoreCase);

    private static string Host(string url)
    {
        var start = url.IndexOf("//", StringComparison.Ordinal) is var slashes and >= 0 ? slashes + 2 : 0;
        var end = url.IndexOfAny(['/', '?', '#'], start);
        var host = end < 0 ? url[start..] : url[start..end];
        return host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? host[4..] : host;
    }

    // Outlook's Safe Links hides the address in a parameter.
    private static string Unwrapped(string link)
    {
        var match = SafeLink().Match(Clip(link));
        return Clean(match.Success ? Uri.UnescapeDataString(match.Groups[1].Value) : link);
    }

    private static string Clean(string url)
    {
        var query = url.IndexOf("?utm_", StringComparison.OrdinalIgnoreCase);
        return (query > 0 ? url[..query] : url).TrimEnd('.', ',', ';', ')', '>', ']', '،', '|', '"', '\'');
    }

    private static string Clip(string text) => text.Length > 1000 ? text[..1000] : text;

    [GeneratedRegex(@"(?:https?://|\bwww\.)[^\s<>""'()،|]{3,200}", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 2000)]
    private static partial Regex Url();

    [GeneratedRegex(@"^(?:[a-z0-9-]{1,60}\.){1,4}(?:com|net|org|edu|gov|info|biz|io|co|ai|dev|app|sa|ae|eg|jo|kw|qa|bh|om|lb|iq|ma|tn|dz|uk|us|de|fr|es|it|nl|ch|ca|au|in|eu|me|tech|online|example)/?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 2000)]
    private static partial Regex Domain();

    [GeneratedRegex(
        @"^(?:(?:web(?:site| site)?|site|url|w|internet|الموقع(?: الإلكتروني| الالكتروني)?|موقع|موقعنا) ?[:.|]?\s*)?((?:[a-z0-9-]{1,60}\.){1,4}(?:com|net|org|edu|gov|info|biz|io|co|ai|dev|app|sa|ae|eg|jo|kw|qa|bh|om|lb|iq|ma|tn|dz|uk|us|de|fr|es|it|nl|ch|ca|au|in|eu|me|tech|online|example))/?$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 2000)]
    private static partial Regex LabelledDomain();

    [GeneratedRegex(@"safelinks\.protection\.outlook\.com/\S{0,40}[?&]url=([^&]{4,600})", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 2000)]
    private static partial Regex SafeLink();
}
