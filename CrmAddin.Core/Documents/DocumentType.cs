using System.IO.Compression;
using System.Text;

namespace CrmAddin.Core.Documents;

/// <summary>What a file is by its content; its name is only asked which of the forms of one container it is.</summary>
/// <param name="ContentType">Media type.</param>
/// <param name="Extensions">Endings that a name of this type may have, the usual one first.</param>
public sealed record DocumentType(string ContentType, IReadOnlyList<string> Extensions)
{
    private const int MostEntries = 10_000;

    private static readonly (byte[] Start, DocumentType Type)[] Starts =
    [
        ("%PDF-"u8.ToArray(), new("application/pdf", [".pdf"])),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], new("image/png", [".png"])),
        ([0xFF, 0xD8, 0xFF], new("image/jpeg", [".jpg", ".jpeg"])),
        ("GIF8"u8.ToArray(), new("image/gif", [".gif"])),
        ("II*\0"u8.ToArray(), new("image/tiff", [".tif", ".tiff"])),
        ("MM\0*"u8.ToArray(), new("image/tiff", [".tif", ".tiff"])),
        ("{\\rtf"u8.ToArray(), new("application/rtf", [".rtf"])),
    ];

    // The older forms of Office and Outlook share one container, of which the first bytes say no more.
    private static readonly byte[] Compound = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    private static readonly DocumentType[] CompoundTypes =
    [
        new("application/msword", [".doc"]), new("application/vnd.ms-excel", [".xls"]), new("application/vnd.ms-powerpoint", [".ppt"]),
        new("application/vnd.ms-outlook", [".msg"]),
    ];

    private static readonly (string Part, DocumentType Type)[] OfficeParts =
    [
        ("word/document.xml", new("application/vnd.openxmlformats-officedocument.wordprocessingml.document", [".docx"])),
        ("xl/workbook.xml", new("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", [".xlsx"])),
        ("ppt/presentation.xml", new("application/vnd.openxmlformats-officedocument.presentationml.presentation", [".pptx"])),
    ];

    private static readonly DocumentType Text = new("text/plain", [".txt", ".csv", ".md", ".eml", ".vcf", ".ics"]);

    /// <summary>The type of a file; null for anything that is not kept, programs and pages with scripts among them.</summary>
    public static DocumentType? Of(byte[] content, string fileName)
    {
        foreach (var (start, type) in Starts)
        {
            if (content.AsSpan().StartsWith(start))
                return type;
        }
        if (content.Length > 12 && content.AsSpan(0, 4).SequenceEqual("RIFF"u8) && content.AsSpan(8, 4).SequenceEqual("WEBP"u8))
            return new("image/webp", [".webp"]);
        if (content.AsSpan().StartsWith(Compound))
            return Array.Find(CompoundTypes, t => t.Extensions.Contains(Path.GetExtension(fileName).ToLowerInvariant()));
        if (content.AsSpan().StartsWith("PK"u8))
            return OfPackage(content);
        return IsText(content) ? Text : null;
    }

    private static DocumentType? OfPackage(byte[] content)
    {
        try
        {
            using var package = new ZipArchive(new MemoryStream(content, writable: false));
            if (package.Entries.Count > MostEntries || package.Entries.Any(e => e.FullName.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
                return null;
            return Array.Find(OfficeParts, p => package.GetEntry(p.Part) is not null).Type;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    // A text that a browser would take for a page is none.
    private static bool IsText(byte[] content)
    {
        if (content.Contains((byte)0))
            return false;
        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content);
            var start = text.AsSpan().TrimStart("\uFEFF \t\r\n");
            return !start.StartsWith("<") && !start.StartsWith("#!") && !start.StartsWith("MZ");
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
