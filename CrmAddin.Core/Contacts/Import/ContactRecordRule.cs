using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CrmAddin.Core.Contacts.Import;

/// <summary>What a record of a file must hold to be a contact, and what it is recognised by.</summary>
public static class ContactRecordRule
{
    private const int MaxNameLength = 200;

    /// <summary>The name as shown: the whole name, or its parts where the file has only those; empty when there is none.</summary>
    public static string ShownName(ContactRecord record) => record.DisplayName
        ?? string.Join(' ', new[] { record.GivenName, record.MiddleName, record.FamilyName }.Where(p => !string.IsNullOrEmpty(p)));

    /// <summary>Why the record cannot be a contact; null when it can.</summary>
    public static RowRefusal? Against(ContactRecord record)
    {
        var name = ShownName(record);
        if (name.Length == 0 && record.Emails.Count == 0)
            return record.Phones.Count == 0 && record.Account is null ? new RowIsEmpty() : new RowNamesNobody();
        if (name.Length > MaxNameLength)
            return new RowValueTooLong(ImportField.DisplayName, "name", MaxNameLength);
        return record.Emails.FirstOrDefault(e => !IsEmail(e.Address)) is { } email ? new RowEmailMalformed(email.Address) : null;
    }

    /// <summary>What the person comes in by: the file's own id ("id:…"), or the SHA-256 of all values ("row:…").</summary>
    public static string OriginKey(ContactRecord record) => record.FileId is { Length: > 0 } id ? $"id:{id}" : $"row:{Digest(record)}";

    private static bool IsEmail(string text)
    {
        var at = text.LastIndexOf('@');
        return at > 0 && at < text.Length - 1 && text.Length <= 320 && !text.Any(char.IsWhiteSpace);
    }

    private static string Digest(ContactRecord record)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in ContactValues.Of(record))
            text.Append(CultureInfo.InvariantCulture, $"{name}={value}\u001e");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
