namespace CrmAddin.Core.Contacts.Import;

/// <summary>One property of a card.</summary>
/// <param name="Group">What ties it to its label: "item1"; empty for none.</param>
/// <param name="Name">Name in upper case.</param>
/// <param name="Parameters">Parameters by name in upper case; those of version 2.1 without a name are of TYPE.</param>
/// <param name="Value">Value, decoded and still escaped.</param>
internal sealed record VcardProperty(string Group, string Name, IReadOnlyList<(string Name, string Value)> Parameters, string Value)
{
    private const int NoPreference = 101;

    /// <summary>What the property is for, in lower case: "home", "cell".</summary>
    public IEnumerable<string> Types => Parameters.Where(p => p.Name == "TYPE").SelectMany(p => p.Value.Split(',')).Select(t => t.Trim().ToLowerInvariant());

    /// <summary>Order among its like: 1 is the preferred one.</summary>
    public int Preference => int.TryParse(this["PREF"], out var order) ? order : Types.Contains("pref") ? 1 : NoPreference;

    /// <summary>The value of a parameter; null when it is not there.</summary>
    public string? this[string parameter] => Parameters.FirstOrDefault(p => p.Name == parameter).Value;

    /// <summary>The value as text.</summary>
    public string Text => VcardText.Unescape(Value).Trim();

    /// <summary>Reads a line that has been unfolded; null when it is no property.</summary>
    public static VcardProperty? Parse(string line)
    {
        var colon = EndOfHead(line);
        if (colon < 1)
            return null;
        var parts = Parts(line.AsSpan(0, colon));
        var dot = parts[0].LastIndexOf('.');
        var parameters = parts.Skip(1).Select(Parameter).ToList();
        return new(dot > 0 ? parts[0][..dot].ToLowerInvariant() : "", parts[0][(dot + 1)..].Trim().ToUpperInvariant(), parameters, Decode(line[(colon + 1)..], parameters));
    }

    /// <summary>Where a line's name and parameters end; negative when there is no such place.</summary>
    public static int EndOfHead(string line)
    {
        var isQuoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            isQuoted ^= line[i] == '"';
            if (line[i] == ':' && !isQuoted)
                return i;
        }
        // A quote that is never closed is part of the text.
        return isQuoted ? line.IndexOf(':', StringComparison.Ordinal) : -1;
    }

    private static List<string> Parts(ReadOnlySpan<char> head)
    {
        List<string> parts = [];
        var (from, isQuoted) = (0, false);
        for (var i = 0; i <= head.Length; i++)
        {
            if (i < head.Length)
                isQuoted ^= head[i] == '"';
            if (i < head.Length && (head[i] != ';' || isQuoted))
                continue;
            parts.Add(head[from..i].ToString());
            from = i + 1;
        }
        return parts;
    }

    private static (string Name, string Value) Parameter(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals >= 0)
            return (text[..equals].Trim().ToUpperInvariant(), Plain(text[(equals + 1)..]));
        var bare = text.Trim();
        return (bare.ToUpperInvariant() is "QUOTED-PRINTABLE" or "BASE64" or "8BIT" or "7BIT" ? "ENCODING" : "TYPE", bare);
    }

    // RFC 6868: ^n is a line break, ^' a quotation mark, ^^ a circumflex.
    private static string Plain(string value)
    {
        var bare = value.Replace("\"", "", StringComparison.Ordinal).Trim();
        return bare.Contains('^', StringComparison.Ordinal)
            ? bare.Replace("^^", "\u0001", StringComparison.Ordinal).Replace("^n", "\n", StringComparison.Ordinal).Replace("^'", "\"", StringComparison.Ordinal).Replace('\u0001', '^')
            : bare;
    }

    private static string Decode(string value, List<(string Name, string Value)> parameters)
    {
        var encoding = parameters.Find(p => p.Name == "ENCODING").Value;
        var charset = parameters.Find(p => p.Name == "CHARSET").Value;
        return encoding?.ToUpperInvariant() switch
        {
            "QUOTED-PRINTABLE" => VcardText.FromQuotedPrintable(value, charset),
            "BASE64" or "B" => VcardText.FromBase64(value, charset) ?? value,
            _ => value,
        };
    }
}
