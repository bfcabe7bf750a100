using CrmAddin.Core.Contacts.Phones;
using CrmAddin.Core.Search;

namespace CrmAddin.Core.Contacts.Import;

/// <summary>A record of a file with what it is recognised by, worked out while other rows are written.</summary>
internal sealed class RecordToImport
{
    private const int MaxFileIdLength = 300;

    private RecordToImport(FileRecord file) => File = file;

    /// <summary>The record as read.</summary>
    public FileRecord File { get; }

    /// <summary>Position in the file, from 1.</summary>
    public required long Position { get; init; }

    /// <summary>Why it cannot come in; null while nothing speaks against it.</summary>
    public RowRefusal? Refusal { get; set; }

    public ContactRecord Contact => File.Contact!;

    public string OriginKey { get; private init; } = "";

    /// <summary>The name as shown; the address where there is no name.</summary>
    public string ShownName { get; private init; } = "";

    /// <summary>The folded name; empty where the file has none.</summary>
    public string NameKey { get; private init; } = "";

    public IReadOnlyList<ContactEmail> Emails { get; private init; } = [];

    public IReadOnlyList<ContactPhone> Phones { get; private init; } = [];

    /// <summary>Works out what the record is recognised by.</summary>
    /// <param name="record">The record.</param>
    /// <param name="position">Its position in the file, from 1.</param>
    /// <param name="country">The firm's country, for phones without a calling code.</param>
    public static RecordToImport From(FileRecord record, long position, string country)
    {
        if (record.Contact is not { } contact)
            return new RecordToImport(record) { Position = position, Refusal = record.Refusal ?? new RowIsEmpty() };
        var name = ContactRecordRule.ShownName(contact);
        return new RecordToImport(record)
        {
            Position = position,
            Refusal = record.Refusal ?? Against(record, contact),
            OriginKey = ContactRecordRule.OriginKey(contact),
            ShownName = name.Length > 0 ? name : contact.Emails.Count > 0 ? contact.Emails[0].Address.Trim() : "",
            NameKey = SearchText.Fold(name),
            Emails = [.. contact.Emails.DistinctBy(e => ContactEmail.KeyOf(e.Address)).Select(e => ContactEmail.From(e.Address, kind: e.Kind))],
            Phones = [.. contact.Phones.Where(p => !string.IsNullOrWhiteSpace(p.Raw)).Select(p => Phone(p, country)).DistinctBy(p => p.E164 ?? p.Raw)],
        };
    }

    private static ContactPhone Phone(PhoneValue phone, string country)
    {
        var raw = phone.Raw.Trim();
        return new ContactPhone
        {
            Raw = raw.Length > ContactFields.MaxPhoneLength ? raw[..ContactFields.MaxPhoneLength] : raw,
            Kind = phone.Kind,
            E164 = PhoneNumber.TryParse(raw, country, out var number) ? number.E164 : null,
        };
    }

    private static RowRefusal? Against(FileRecord record, ContactRecord contact)
    {
        if (contact.FileId?.Length > MaxFileIdLength)
            return new RowValueTooLong(ImportField.Id, "id", MaxFileIdLength);
        if (record.Raw.Any(IsNoText))
            return new RowIsNoText();
        return ContactFields.TooLong(contact);
    }

    // No engine keeps half of a surrogate pair, and PostgreSQL no NUL.
    private static bool IsNoText(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
            return true;
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
                return true;
            i++;
        }
        return false;
    }
}
