using System.Text.RegularExpressions;
using CrmAddin.Core.Capture.Names;
using CrmAddin.Core.Capture.Text;

namespace CrmAddin.Core.Capture.Details;

/// <summary>A piece of a signature line that says one thing: a name, a title, a firm, an address or none of these.</summary>
/// <param name="Text">The piece, without label.</param>
/// <param name="Line">Index of its line in the signature.</param>
/// <param name="Label">What a label before it says it is.</param>
internal sealed partial record SignaturePart(string Text, int Line, PartLabel Label)
{
    /// <summary>The pieces of the lines, without closings, numbers, mail and web addresses.</summary>
    internal static IReadOnlyList<SignaturePart> Of(IReadOnlyList<Signatures.LineFacts> lines)
    {
        var parts = new List<SignaturePart>();
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            if (line.IsBlank || line.IsClosing || line.IsDelimiter || line.IsDeviceTag || line.IsProse)
                continue;
            foreach (var piece in Pieces(line.Line.Text))
            {
                var (text, label) = WithoutLabel(piece);
                if (text.Length > 1 && !IsReach(text))
                    parts.Add(new SignaturePart(text, i, label));
            }
        }

        return parts;
    }

    private static IEnumerable<string> Pieces(string line)
    {
        var text = line.Length > 300 ? line[..300] : line;
        return Breaks().Split(text).Select(piece => piece.Trim(' ', '*', '_', '\t', ',', '،', '-', '–', '|', '"', '“', '”', '\u200E', '\u200F', '\u202A', '\u202B', '\u202C')).Where(piece => piece.Length > 0);
    }

    private static (string Text, PartLabel Label) WithoutLabel(string piece)
    {
        var match = Labelled().Match(piece);
        if (!match.Success)
            return (piece, PartLabel.None);
        var label = TextFolding.Fold(match.Groups[1].Value).Trim() switch
        {
            "address" or "add" or "addr" or "a" or "location" or "العنوان" or "عنوان" or "adresse" or "direccion" => PartLabel.Address,
            "title" or "position" or "job title" or "المسمي الوظيفي" or "الوظيفه" or "المنصب" => PartLabel.Title,
            "company" or "organization" or "organisation" or "الشركه" or "شركه" or "جهه العمل" or "المنشاه" => PartLabel.Account,
            "name" or "الاسم" => PartLabel.Name,
            _ => PartLabel.None,
        };
        return label == PartLabel.None ? (piece, label) : (match.Groups[2].Value.Trim(), label);
    }

    private static bool IsReach(string text)
    {
        var ascii = TextFolding.SameLengthAscii(text);
        return SenderName.AddressInText().IsMatch(ascii) || ReadWeb.HasWeb(ascii) || ReadPhones.HasPhone(ascii);
    }

    [GeneratedRegex(@"\s*\|\s*|\s+[•·●▪–—]\s+|\t+|\s{3,}|\s+-\s+|\s+//\s+", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Breaks();

    [GeneratedRegex(@"^([\p{L} ]{1,20}?)\s*:\s*(.{2,300})$", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Labelled();
}

/// <summary>What a label says the text behind it is.</summary>
internal enum PartLabel
{
    /// <summary>No label.</summary>
    None,

    /// <summary>"Name:".</summary>
    Name,

    /// <summary>"Title:".</summary>
    Title,

    /// <summary>"Company:".</summary>
    Account,

    /// <summary>"Address:".</summary>
    Address,
}
