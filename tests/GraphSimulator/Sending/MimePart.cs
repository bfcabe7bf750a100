using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace GraphSimulator.Sending;

/// <summary>A part of a MIME mail: its headers and its content, still encoded.</summary>
internal sealed partial class MimePart
{
    private MimePart(List<(string Name, string Value)> headers, string content)
    {
        Headers = headers;
        Content = content;
    }

    public List<(string Name, string Value)> Headers { get; }

    public string MediaType => (Header("Content-Type") ?? "text/plain").Split(';')[0].Trim().ToLowerInvariant();

    public string? FileName => Parameter("Content-Disposition", "filename") ?? Parameter("Content-Type", "name");

    private string Content { get; }

    public static MimePart Parse(string text)
    {
        text = text.Replace("\r\n", "\n", StringComparison.Ordinal);
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        var head = end < 0 ? text : text[..end];
        var headers = Folding().Replace(head, " ").Split('\n')
            .Select(line => (Line: line, Colon: line.IndexOf(':', StringComparison.Ordinal)))
            .Where(l => l.Colon > 0).Select(l => (l.Line[..l.Colon].Trim(), l.Line[(l.Colon + 1)..].Trim())).ToList();
        return new MimePart(headers, end < 0 ? "" : text[(end + 2)..]);
    }

    /// <summary>The parts that are not made of others.</summary>
    public IEnumerable<MimePart> Leaves()
    {
        if (!MediaType.StartsWith("multipart/", StringComparison.Ordinal) || Parameter("Content-Type", "boundary") is not { } boundary)
            return [this];
        return ("\n" + Content).Split("\n--" + boundary).Skip(1).TakeWhile(part => !part.StartsWith("--", StringComparison.Ordinal))
            .SelectMany(part => Parse(part.TrimStart('\n', ' ')).Leaves());
    }

    public bool IsText(string subtype) => MediaType == "text/" + subtype && Parameter("Content-Disposition", "filename") is null;

    public string? Header(string name) => Headers.Find(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    public string? Decoded(string name) => Header(name) is { } value ? DecodeWords(value) : null;

    public string Text() => Encoding.GetEncoding(Parameter("Content-Type", "charset") ?? "utf-8").GetString(Bytes());

    public byte[] Bytes() => Header("Content-Transfer-Encoding")?.ToLowerInvariant() switch
    {
        "base64" => Convert.FromBase64String(Content.Replace("\n", "", StringComparison.Ordinal).Trim()),
        "quoted-printable" => Unquote(Content.Replace("=\n", "", StringComparison.Ordinal)),
        _ => Encoding.Latin1.GetBytes(Content),
    };

    /// <summary>Decodes the encoded words of a header (RFC 2047).</summary>
    public static string DecodeWords(string text) => Word().Replace(BetweenWords().Replace(text, "?==?"), match =>
    {
        var bytes = match.Groups["form"].Value is "B" or "b" ? Convert.FromBase64String(match.Groups["text"].Value) : Unquote(match.Groups["text"].Value.Replace('_', ' '));
        return Encoding.GetEncoding(match.Groups["charset"].Value).GetString(bytes);
    });

    private static byte[] Unquote(string text) =>
        Encoding.Latin1.GetBytes(Quoted().Replace(text, m => ((char)byte.Parse(m.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString()));

    private string? Parameter(string header, string name)
    {
        var match = Regex.Match(Header(header) ?? "", $@";\s*{name}=(?:""([^""]*)""|([^;\s]+))", RegexOptions.IgnoreCase);
        return match.Success ? DecodeWords(match.Groups[1].Value + match.Groups[2].Value) : null;
    }

    [GeneratedRegex(@"\n[ \t]+")]
    private static partial Regex Folding();

    [GeneratedRegex(@"=\?(?<charset>[^?]+)\?(?<form>[BbQq])\?(?<text>[^?]*)\?=")]
    private static partial Regex Word();

    [GeneratedRegex(@"\?=\s+=\?")]
    private static partial Regex BetweenWords();

    [GeneratedRegex("=([0-9A-Fa-f]{2})")]
    private static partial Regex Quoted();
}
