namespace CrmAddin.Core.Contacts.Addresses;

/// <summary>
/// Writes an address in the order of its country: what stands before what, and on which line the postcode is. The orders follow the
/// Universal Postal Union's postal addressing systems, as far as our six parts go.
/// </summary>
public static class AddressFormat
{
    // S street, D district, C city, R region, P postcode, N country; "|" ends a line, other signs stand between two parts that are both there.
    private const string Elsewhere = "S|D|P C|R|N";

    private static readonly Dictionary<string, string> Orders = new()
    {
        ["AE"] = "S|D|C|N",
        ["QA"] = "S|D|C|N",
        ["BH"] = "S|D|C P|N",
        ["KW"] = "D|S|P C|N",
        ["OM"] = "S|D|P|C|N",
        ["SA"] = "S|D|C P|N",
        ["JO"] = "S|D|P C|N",
        ["LB"] = "S|D|C P|N",
        ["IQ"] = "S|D|C|R|P|N",
        ["EG"] = "S|D|C|R|P|N",
        ["MA"] = "S|D|P C|N",
        ["US"] = "S|D|C, R P|N",
        ["CA"] = "S|D|C R P|N",
        ["AU"] = "S|D|C R P|N",
        ["GB"] = "S|D|C|R|P|N",
        ["IE"] = "S|D|C|R|P|N",
        ["IN"] = "S|D|C - P|R|N",
        ["PK"] = "S|D|C-P|N",
        ["TR"] = "S|D|P C|N",
        ["DE"] = "S|D|P C|N",
        ["AT"] = "S|D|P C|N",
        ["CH"] = "S|D|P C|N",
        ["FR"] = "S|D|P C|N",
        ["NL"] = "S|D|P C|N",
        ["BE"] = "S|D|P C|N",
        ["ES"] = "S|D|P C|R|N",
        ["IT"] = "S|D|P C R|N",
        ["CN"] = "S|D|C|R P|N",
    };

    /// <summary>The lines of an address, with the country's name in "en" or "ar".</summary>
    /// <param name="address">The address.</param>
    /// <param name="language">Language of the country's name.</param>
    /// <param name="homeCountry">Code of the country whose name is not said; null to say every one.</param>
    public static IReadOnlyList<string> Lines(IPostalAddress address, string language, string? homeCountry = null)
    {
        var code = Countries.CodeOf(address.Country);
        var order = code is null ? Elsewhere : Orders.GetValueOrDefault(code, Elsewhere);
        var country = code is not null && code == homeCountry ? null : address.Country is { } text ? Countries.NameIn(text, language) : null;
        return [.. order.Split('|').Select(line => Line(line, address, country)).Where(l => l.Length > 0)];
    }

    /// <summary>The address in one line.</summary>
    public static string OneLine(IPostalAddress address, string language, string? homeCountry = null) =>
        string.Join(language == "ar" ? "، " : ", ", Lines(address, language, homeCountry));

    private static string Line(string order, IPostalAddress address, string? country)
    {
        var line = "";
        var between = "";
        foreach (var sign in order)
        {
            if (!char.IsAsciiLetterUpper(sign))
            {
                between += sign;
                continue;
            }
            var part = Part(sign, address, country)?.Trim();
            if (!string.IsNullOrEmpty(part))
                line += line.Length == 0 ? part : between + part;
            between = "";
        }
        return line;
    }

    private static string? Part(char sign, IPostalAddress address, string? country) => sign switch
    {
        'S' => address.Street,
        'D' => address.District,
        'C' => address.City,
        'R' => address.Region,
        'P' => address.Postcode,
        _ => country,
    };
}
