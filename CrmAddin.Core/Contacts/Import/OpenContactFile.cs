using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Contacts.Import;

/// <summary>Opens a file of contacts in whatever format it is: by its content, then by its name.</summary>
public sealed class OpenContactFile(CrmDb db, IEnumerable<IContactFileFormat> formats)
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
    public Task<Result<IContactFile>> RunAsync(string path, string? format, string? mapJson, CancellationToken cancel) =>
        GuardAsync(path, async () =>
        {
            var found = await FindFormatAsync(path, format, cancel);
            return await found.OpenAsync(new(path, mapJson, await CustomFieldsAsync(cancel)), cancel);
        });

    /// <summary>
    /// What a page shows before an import: each column with its first values and what is proposed for it; no columns for vCards.
    /// Errors as for <see cref="RunAsync"/>, save that any header will do.
    /// </summary>
    public Task<Result<FilePreview>> PreviewAsync(string path, string? format, CancellationToken cancel) => GuardAsync<FilePreview>(path, async () =>
    {
        var found = await FindFormatAsync(path, format, cancel);
        if (found is not TableFileFormat tables)
            return new FilePreview(found.Format, []);
        var table = await tables.OpenTableAsync(new(path, null, await CustomFieldsAsync(cancel)), cancel);
        if (!table.Succeeded)
            return table.Error;
        await using var rows = table.Value.Rows;
        return new FilePreview(tables.Format, table.Value.Proposals);
    });

    private static async Task<Result<T>> GuardAsync<T>(string path, Func<Task<Result<T>>> open)
    {
        try
        {
            return await open();
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

    private Task<List<CustomField>> CustomFieldsAsync(CancellationToken cancel) => ContactFileQuery.CustomFields(db).ToListAsync(cancel);

    private async Task<IContactFileFormat> FindFormatAsync(string path, string? format, CancellationToken cancel)
    {
        var found = await FormatOfAsync(path, format, cancel);
        if (!found.Succeeded)
            throw new ContactFileBrokenException(found.Error);
        return formats.FirstOrDefault(f => f.Format == found.Value)
            ?? throw new ContactFileBrokenException(new FormatUnknown(found.Value.ToString().ToLowerInvariant()));
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
        if (head is [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..])
            return FileNotContacts.OldOrEncryptedWorkbook(name);
        if (head.StartsWith("%PDF"u8) || head.StartsWith("GIF8"u8) || head is [0x89, (byte)'P', (byte)'N', (byte)'G', ..] or [0xFF, 0xD8, 0xFF, ..])
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

/// <summary>What a file holds, before it is imported.</summary>
/// <param name="Format">How it is written.</param>
/// <param name="Columns">Its columns with what is proposed for them; none for vCards.</param>
public sealed record FilePreview(ContactFileFormat Format, IReadOnlyList<ColumnProposal> Columns);

/// <summary>Reads for opening files.</summary>
public static class ContactFileQuery
{
    /// <summary>The firm's own fields of contacts.</summary>
    public static IQueryable<CustomField> CustomFields(CrmDb db) =>
        db.CustomFields.AsNoTracking().Where(f => f.Entity == FieldEntity.Contact && !f.IsRetired).OrderBy(f => f.Position).ThenBy(f => f.Id);
}
