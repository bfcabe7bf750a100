using System.Linq.Expressions;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Duplicates.Matching;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Duplicates;

/// <summary>The values of a contact's own row that people are compared by.</summary>
public sealed record PersonHead(long Id, string? GivenName, string? FamilyName, string DisplayName, string? NameOtherScript, DateOnly? BirthdayOn, string? Account);

/// <summary>An e-mail address of a contact.</summary>
public sealed record EmailOf(long ContactId, string AddressKey);

/// <summary>A phone of a contact.</summary>
public sealed record PhoneOf(long ContactId, string Raw, string? E164);

/// <summary>A postal address of a contact.</summary>
public sealed record AddressOf(long ContactId, MatchAddress Address);

/// <summary>Reads of what people are compared by, and of who comes into question.</summary>
public static class PeopleQuery
{
    private static readonly Expression<Func<Contact, PersonHead>> Head =
        c => new PersonHead(c.Id, c.GivenName, c.FamilyName, c.DisplayName, c.NameOtherScript, c.BirthdayOn, c.Account!.Name);

    /// <summary>Contacts behind a key, in the order of keys.</summary>
    public static IQueryable<PersonHead> Next(CrmDb db, long after) =>
        db.Contacts.Where(c => c.Id > after).OrderBy(c => c.Id).Select(Head);

    /// <summary>Contacts of the given keys.</summary>
    public static IQueryable<PersonHead> Some(CrmDb db, IReadOnlyCollection<long> ids) =>
        db.Contacts.Where(c => ids.Contains(c.Id)).OrderBy(c => c.Id).Select(Head);

    /// <summary>E-mails of a range of contacts.</summary>
    public static IQueryable<EmailOf> EmailsBetween(CrmDb db, long from, long to) =>
        db.ContactEmails.Where(e => e.ContactId >= from && e.ContactId <= to).Select(e => new EmailOf(e.ContactId, e.AddressKey));

    /// <summary>E-mails of some contacts.</summary>
    public static IQueryable<EmailOf> EmailsOf(CrmDb db, IReadOnlyCollection<long> ids) =>
        db.ContactEmails.Where(e => ids.Contains(e.ContactId)).Select(e => new EmailOf(e.ContactId, e.AddressKey));

    /// <summary>Phones of a range of contacts.</summary>
    public static IQueryable<PhoneOf> PhonesBetween(CrmDb db, long from, long to) =>
        db.ContactPhones.Where(p => p.ContactId >= from && p.ContactId <= to).Select(p => new PhoneOf(p.ContactId, p.Raw, p.E164));

    /// <summary>Phones of some contacts.</summary>
    public static IQueryable<PhoneOf> PhonesOf(CrmDb db, IReadOnlyCollection<long> ids) =>
        db.ContactPhones.Where(p => ids.Contains(p.ContactId)).Select(p => new PhoneOf(p.ContactId, p.Raw, p.E164));

    /// <summary>Postal addresses of a range of contacts.</summary>
    public static IQueryable<AddressOf> AddressesBetween(CrmDb db, long from, long to) =>
        db.PostalAddresses.Where(a => a.ContactId >= from && a.ContactId <= to)
            .Select(a => new AddressOf(a.ContactId, new MatchAddress(a.Street, a.District, a.City, a.Region, a.Postcode)));

    /// <summary>Postal addresses of some contacts.</summary>
    public static IQueryable<AddressOf> AddressesOf(CrmDb db, IReadOnlyCollection<long> ids) =>
        db.PostalAddresses.Where(a => ids.Contains(a.ContactId))
            .Select(a => new AddressOf(a.ContactId, new MatchAddress(a.Street, a.District, a.City, a.Region, a.Postcode)));

    /// <summary>Values of some fields of a range of contacts.</summary>
    public static IQueryable<CustomFieldValue> IdentifiersBetween(CrmDb db, IReadOnlyCollection<long> fields, long from, long to) =>
        db.CustomFieldValues.AsNoTracking().Where(v => fields.Contains(v.CustomFieldId) && v.ContactId >= from && v.ContactId <= to);

    /// <summary>Values of some fields of some contacts.</summary>
    public static IQueryable<CustomFieldValue> IdentifiersOf(CrmDb db, IReadOnlyCollection<long> fields, IReadOnlyCollection<long> ids) =>
        db.CustomFieldValues.AsNoTracking().Where(v => fields.Contains(v.CustomFieldId) && v.ContactId != null && ids.Contains(v.ContactId.Value));

    /// <summary>Fields whose values may name one person.</summary>
    public static IQueryable<CustomField> PossibleIdentifiers(CrmDb db) =>
        db.CustomFields.AsNoTracking()
            .Where(f => f.Entity == FieldEntity.Contact && !f.IsRetired && (f.Kind == CustomFieldKind.Text || f.Kind == CustomFieldKind.Number)).OrderBy(f => f.Id);

    /// <summary>Values of a field, in the order they came.</summary>
    public static IQueryable<CustomFieldValue> Sample(CrmDb db, long field) =>
        db.CustomFieldValues.AsNoTracking().Where(v => v.CustomFieldId == field && v.ContactId != null).OrderBy(v => v.Id);

    /// <summary>Contacts with one of some e-mail addresses.</summary>
    public static IQueryable<long> WithEmail(CrmDb db, IReadOnlyCollection<string> keys) =>
        db.ContactEmails.Where(e => keys.Contains(e.AddressKey)).Select(e => e.ContactId);

    /// <summary>Contacts with one of some phones in E.164 form.</summary>
    public static IQueryable<long> WithPhone(CrmDb db, IReadOnlyCollection<string> numbers) =>
        db.ContactPhones.Where(p => p.E164 != null && numbers.Contains(p.E164)).Select(p => p.ContactId);

    /// <summary>Contacts with a value in a field.</summary>
    public static IQueryable<long> WithIdentifier(CrmDb db, long field, string textKey) =>
        db.CustomFieldValues.Where(v => v.CustomFieldId == field && v.TextKey == textKey && v.ContactId != null).Select(v => v.ContactId!.Value);

    /// <summary>Contacts of firms of a name.</summary>
    public static IQueryable<long> OfAccount(CrmDb db, string nameKey) =>
        db.Contacts.Where(c => c.Account!.NameKey == nameKey).Select(c => c.Id);

    /// <summary>Contacts of a whole name.</summary>
    public static IQueryable<long> OfName(CrmDb db, string sortKey) => db.Contacts.Where(c => c.SortKey == sortKey).OrderBy(c => c.Id).Select(c => c.Id);

    /// <summary>Contacts that have one of some search keys, of every team: who may not see them does not get them read.</summary>
    public static IQueryable<long> WithKey(CrmDb db, IReadOnlyCollection<string> keys) =>
        db.SearchKeys.IgnoreQueryFilters().Where(k => keys.Contains(k.Key)).Select(k => k.ContactId);

    /// <summary>Those of some contacts that have one of some search keys.</summary>
    public static IQueryable<SearchKey> KeysAmong(CrmDb db, IReadOnlyCollection<string> keys, IReadOnlyCollection<long> ids) =>
        db.SearchKeys.IgnoreQueryFilters().AsNoTracking().Where(k => ids.Contains(k.ContactId) && keys.Contains(k.Key));
}
