using CrmAddin.Core.Results;

namespace CrmAddin.Core.Contacts.Import;

/// <summary>Opens a file of contacts in whatever format it is: by its content, then by its name.</summary>
public sealed class OpenContactFile(IEnumerable<IContactFileFormat> formats)
{
    private const int HeadBytes = 4096;

    /// <summary>
    /// Opens the file. Errors: <see cref="FileUnreadable"/>, <see cref="FormatUnknown"/>, <see cref="FileNotContacts"/>, <see cref="FileTooLarge"/>,
    /// <see cref="HeaderMissing"/>, <see cref="MappingWrong"/>, <see cref="FileBroken"/>.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="format">"csv", "xlsx" or "vcf"; null to find out.</param>
    /// <param name="mapJson">Which column fills which field, as the JSON of <see cref="ColumnMap"/>; null to go by the header.</param>
    /// <param name="cancel">Stops the opening.</param>
    public async Task<Result<IContactFile>> RunAsync(string path, string? format, string? mapJson, CancellationToken cancel)
    {
        try
        {
            var found = await FormatOfAsync(path, format, cancel);
            if (!found.Succeeded)
                return found.Error;
            return formats.FirstOrDefault(f => f.Format == found.Value) is { } reader
                ? await reader.OpenAsync(path, mapJson, cancel)
                : new FormatUnknown(found.Value.ToString().ToLowerInvariant());
        }
        catch (ContactFileBrokenException e)
        {
            return e.Error;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return FileUnreadable.From(path, e);
        }
    }

    private static async Task<Result<ContactFileFormat>> FormatOfAsync(string path, string? format, CancellationToken cancel)
    {
        if (format is not null)
            return Enum.TryParse<ContactFileFormat>(format, ignoreCase: true, out var asked) && Enum.IsDefined(asked) ? asked : new FormatUnknown(format);
        await using var file = File.OpenRead(path);
        var head = new byte[HeadBytes];
        var length = await file.ReadAtLeastAsync(head, HeadBytes, throwOnEndOfStream: false, cancel);
        return FormatOf(path, head.AsSpan(0, length));
    }

    private static Result<ContactFileFormat> FormatOf(string path, ReadOnlySpan<byte> head)
    {
        var name = Path.GetFileName(path);
        if (head.StartsWith("PK\x03\x04"u8) || head.StartsWith("PK\x05\x06"u8))
            return ContactFileFormat.Xlsx;
        // Compound files hold old workbooks and, as a wrapper, those that ask for a password.
        if (head.StartsWith([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
            return FileNotContacts.OldOrEncryptedWorkbook(name);
        if (head.StartsWith("%PDF"u8) || head.StartsWith([0x89, (byte)'P', (byte)'N', (byte)'G']) || head.StartsWith([0xFF, 0xD8, 0xFF]) || head.StartsWith("GIF8"u8))
            return FileNotContacts.Document(name);
        var text = TextOf(head);
        if (text.StartsWith("BEGIN:VCARD", StringComparison.OrdinalIgnoreCase))
            return ContactFileFormat.Vcf;
        if (text.StartsWith('<') || text.StartsWith("[\"vcard\"", StringComparison.Ordinal) || text.StartsWith("{\\rtf", StringComparison.Ordinal))
            return FileNotContacts.Document(name);
        return Path.GetExtension(path).ToLowerInvariant() is ".vcf" or ".vcard" ? ContactFileFormat.Vcf : ContactFileFormat.Csv;
    }

    // Enough to recognise ASCII keywords in UTF-8, UTF-16 and the one-byte code pages.
    private static string TextOf(ReadOnlySpan<byte> head)
    {
        var text = new System.Text.StringBuilder();
        foreach (var b in head)
        {
            if (b is > 0 and < 0x7F && (text.Length > 0 || !char.IsWhiteSpace((char)b)))
                text.Append((char)b);
        }
        return text.ToString();
    }
}
