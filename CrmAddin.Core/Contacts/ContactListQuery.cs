using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Contacts;

/// <summary>Reads of lists of contacts by their keys. The rows are held to the reader; the parts belong to rows that were.</summary>
public static class ContactListQuery
{
    /// <summary>Rows of the given contacts, in no order.</summary>
    public static IQueryable<ContactListRow> Rows(CrmDb db, IReadOnlyCollection<long> ids) =>
        db.Contacts.AsNoTracking().Where(c => EF.Parameter(ids).Contains(c.Id)).Select(c => new ContactListRow
        {
            Id = c.Id,
            DisplayName = c.DisplayName,
            NameOtherScript = c.NameOtherScript,
            SortKey = c.SortKey,
            JobTitle = c.JobTitle,
            AccountName = c.Account!.Name,
            AccountNameOtherScript = c.Account.NameOtherScript,
            Status = c.Status,
            Level = c.Level,
            OwnerName = c.Owner!.DisplayName,
            LastContactedAt = c.LastContactedAt,
            CreatedAt = c.CreatedAt,
            ChangedAt = c.ChangedAt,
            ArchivedAt = c.ArchivedAt,
            DoNotContact = c.DoNotContact,
        });

    /// <summary>Their addresses.</summary>
    public static IQueryable<ListedEmail> Emails(CrmDb db, IReadOnlyCollection<long> ids) =>
        db.ContactEmails.AsNoTracking().Where(e => EF.Parameter(ids).Contains(e.ContactId)).OrderBy(e => e.Id)
            .Select(e => new ListedEmail(e.ContactId, e.Address, e.IsPrimary, e.State));

    /// <summary>Their phones.</summary>
    public static IQueryable<ListedPhone> Phones(CrmDb db, IReadOnlyCollection<long> ids) =>
        db.ContactPhones.AsNoTracking().Where(p => EF.Parameter(ids).Contains(p.ContactId)).OrderBy(p => p.Id)
            .Select(p => new ListedPhone(p.ContactId, p.Raw, p.E164, p.IsPrimary));

    /// <summary>Names of their tags in both languages, by contact.</summary>
    public static IQueryable<FoundWords> Tags(CrmDb db, IReadOnlyCollection<long> ids) =>
        db.ContactLookups.AsNoTracking().Where(l => EF.Parameter(ids).Contains(l.ContactId) && l.LookupItem!.Kind == Lookups.LookupKind.Tag)
            .OrderBy(l => l.Id).Select(l => new FoundWords(l.ContactId, l.LookupItem!.Name, l.LookupItem.NameArabic));

    /// <summary>Texts of their custom fields, by contact.</summary>
    public static IQueryable<FoundWords> CustomTexts(CrmDb db, IReadOnlyCollection<long> ids) =>
        db.CustomFieldValues.AsNoTracking().Where(v => v.ContactId != null && EF.Parameter(ids).Contains(v.ContactId.Value) && v.Text != null)
            .OrderBy(v => v.Id).Select(v => new FoundWords(v.ContactId!.Value, v.Text!, null));
}
