using CrmAddin.Core.Contacts;

namespace CrmAddin.Core.Tests.Contacts.Addresses;

/// <summary>Reads the published cases: parts of an address and the lines that they are written in.</summary>
internal static class AddressCases
{
    public static IReadOnlyList<(PostalAddress Address, IReadOnlyList<string> Lines)> Read(string file) =>
    [
        .. File.ReadAllText(file).Split("\n---\n").Select(ReadOne).Where(c => c.Lines.Count > 0),
    ];

    private static (PostalAddress Address, IReadOnlyList<string> Lines) ReadOne(string document)
    {
        var parts = new Dictionary<string, string>();
        var lines = new List<string>();
        var isExpected = false;
        foreach (var line in document.Split('\n').Where(l => l.Length > 0 && l[0] != '#'))
        {
            if (!char.IsWhiteSpace(line[0]))
                isExpected = line.StartsWith("expected", StringComparison.Ordinal);
            else if (isExpected)
                lines.Add(line.Trim());
            else if (line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
                parts[line[..colon].Trim()] = line[(colon + 1)..].Trim().Trim('"');
        }
        string? First(params string[] names) => names.Select(n => parts.GetValueOrDefault(n)).FirstOrDefault(p => p is not null);
        var address = new PostalAddress
        {
            Street = First("road"),
            District = First("suburb"),
            City = First("city", "town", "village"),
            Region = First("state"),
            Postcode = First("postcode"),
            Country = First("country"),
        };
        return (address, address.Street is null || address.City is null ? [] : lines);
    }
}
