using System.Linq.Expressions;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Upkeep;

/// <summary>How many people have the same basics filled.</summary>
public sealed class BasicsCount
{
    /// <summary>Sum of 1 &lt;&lt; place of each filled basic, in the order of <see cref="BasicField"/>.</summary>
    public int Filled { get; set; }

    /// <summary>How many people.</summary>
    public long People { get; set; }
}

/// <summary>The lists of upkeep, each within what the context's reader sees. Archived people are on their own list alone.</summary>
public static class UpkeepQuery
{
    // No store sorts before the first Arabic letter what begins with one, when it compares bytes.
    private const string FirstArabicLetter = "\u0600";

    /// <summary>
    /// Keys of people on a list, after a key. In the order of keys, not of names: where few are at fault the whole table is read, and in its
    /// own order that costs a tenth.
    /// </summary>
    public static IQueryable<long> Page(CrmDb db, UpkeepRequest request, long afterId) =>
        People(db, request).Where(c => c.Id > afterId).OrderBy(c => c.Id).Select(c => c.Id);

    /// <summary>People of the given keys, with what a row of a list shows.</summary>
    public static IQueryable<Contact> Rows(CrmDb db, IReadOnlyCollection<long> ids) =>
        db.Contacts.AsNoTracking().Where(c => ids.Contains(c.Id)).OrderBy(c => c.Id)
            .Include(c => c.Emails).Include(c => c.Phones).Include(c => c.Account).Include(c => c.Addresses);

    /// <summary>Everybody on a list.</summary>
    public static IQueryable<Contact> People(CrmDb db, UpkeepRequest request) => request.Kind == UpkeepKind.Archived
        ? db.Contacts.Where(c => c.ArchivedAt != null)
        : db.Contacts.Where(c => c.ArchivedAt == null).Where(Fault(db, request));

    /// <summary>How many people have which basics.</summary>
    public static IQueryable<BasicsCount> Basics(CrmDb db) => db.Contacts.Where(c => c.ArchivedAt == null)
        .Select(c => new
        {
            Filled = (c.DisplayName != "" ? 1 : 0)
                + (db.ContactPhones.Any(p => p.ContactId == c.Id) ? 2 : 0)
                + (db.ContactEmails.Any(e => e.ContactId == c.Id) ? 4 : 0)
                + (db.PostalAddresses.Any(a => a.ContactId == c.Id) ? 8 : 0)
                + ((c.CorrespondenceNotes != null && c.CorrespondenceNotes != "") || db.MessageContacts.Any(m => m.ContactId == c.Id) ? 16 : 0)
                + (c.SourceId != null ? 32 : 0)
                + (db.ContactLookups.Any(l => l.ContactId == c.Id && l.LookupItem!.Kind == LookupKind.Group) ? 64 : 0)
                + (c.Status != null ? 128 : 0)
                + (c.Level != null ? 256 : 0)
                + (db.ContactLookups.Any(l => l.ContactId == c.Id && l.LookupItem!.Kind == LookupKind.ContactType) ? 512 : 0),
        })
        .GroupBy(c => c.Filled).Select(g => new BasicsCount { Filled = g.Key, People = g.LongCount() });

    /// <summary>Countries that stand in addresses, each once.</summary>
    public static IQueryable<string> Countries(CrmDb db) =>
        db.PostalAddresses.Where(a => a.Country != null && a.Country != "").Select(a => a.Country!).Distinct();

    private static Expression<Func<Contact, bool>> Fault(CrmDb db, UpkeepRequest request)
    {
        var (before, today, countries) = (request.ContactedBefore, request.Today, request.UnknownCountries);
        var longAgo = today.Year > 120 ? today.AddYears(-120) : today;
        var collation = db.KeyCollation!;
        return request.Kind switch
        {
            UpkeepKind.MissingName => c => c.DisplayName == "",
            UpkeepKind.MissingPhone => c => !db.ContactPhones.Any(p => p.ContactId == c.Id),
            UpkeepKind.MissingEmail => c => !db.ContactEmails.Any(e => e.ContactId == c.Id),
            UpkeepKind.MissingAddress => c => !db.PostalAddresses.Any(a => a.ContactId == c.Id),
            UpkeepKind.MissingNotes => c => (c.CorrespondenceNotes == null || c.CorrespondenceNotes == "") && !db.MessageContacts.Any(m => m.ContactId == c.Id),
            UpkeepKind.MissingSource => c => c.SourceId == null,
            UpkeepKind.MissingGroup => c => !db.ContactLookups.Any(l => l.ContactId == c.Id && l.LookupItem!.Kind == LookupKind.Group),
            UpkeepKind.MissingStatus => c => c.Status == null,
            UpkeepKind.MissingLevel => c => c.Level == null,
            UpkeepKind.MissingType => c => !db.ContactLookups.Any(l => l.ContactId == c.Id && l.LookupItem!.Kind == LookupKind.ContactType),
            UpkeepKind.NoOwner => c => c.OwnerId == null,
            UpkeepKind.NoPhoneOrEmail => c => !db.ContactPhones.Any(p => p.ContactId == c.Id) && !db.ContactEmails.Any(e => e.ContactId == c.Id),
            UpkeepKind.NotContacted => c => c.LastContactedAt < before || (c.LastContactedAt == null && c.CreatedAt < before),
            UpkeepKind.Bounced => c => db.ContactEmails.Where(e => e.State == EmailState.Bounced).Select(e => e.ContactId).Contains(c.Id),
            UpkeepKind.PhoneOdd => c => db.ContactPhones.Where(p => p.E164 == null).Select(p => p.ContactId).Contains(c.Id),
            UpkeepKind.EmailOdd => c => db.ContactEmails.Where(e => !EF.Functions.Like(e.AddressKey, "%_@_%._%") || EF.Functions.Like(e.AddressKey, "%@%@%")
                || EF.Functions.Like(e.AddressKey, "% %") || EF.Functions.Like(e.AddressKey, "%..%")).Select(e => e.ContactId).Contains(c.Id),
#pragma warning disable CA1304, CA1311 // Folded by the store, which knows no culture of ours.
            UpkeepKind.NameAllCaps => c => EF.Functions.Collate(c.DisplayName.ToUpper(), collation) == EF.Functions.Collate(c.DisplayName, collation)
                && EF.Functions.Collate(c.DisplayName.ToLower(), collation) != EF.Functions.Collate(c.DisplayName, collation),
#pragma warning restore CA1304, CA1311
            UpkeepKind.NameWithDigits => c => EF.Functions.Like(c.SortKey, "%0%") || EF.Functions.Like(c.SortKey, "%1%") || EF.Functions.Like(c.SortKey, "%2%")
                || EF.Functions.Like(c.SortKey, "%3%") || EF.Functions.Like(c.SortKey, "%4%") || EF.Functions.Like(c.SortKey, "%5%") || EF.Functions.Like(c.SortKey, "%6%")
                || EF.Functions.Like(c.SortKey, "%7%") || EF.Functions.Like(c.SortKey, "%8%") || EF.Functions.Like(c.SortKey, "%9%"),
            UpkeepKind.BirthdayOdd => c => c.BirthdayOn > today || c.BirthdayOn < longAgo,
            UpkeepKind.CountryUnknown => c => db.PostalAddresses.Where(a => a.Country != null && countries.Contains(a.Country)).Select(a => a.ContactId).Contains(c.Id),
            UpkeepKind.NameInSameScript => c => c.NameOtherScript != null
                && (string.Compare(EF.Functions.Collate(c.NameOtherScript, collation), FirstArabicLetter) >= 0) == (string.Compare(EF.Functions.Collate(c.DisplayName, collation), FirstArabicLetter) >= 0),
            UpkeepKind.RequiredEmpty => RequiredEmpty(db, request),
            _ => c => false,
        };
    }

    private static Expression<Func<Contact, bool>> RequiredEmpty(CrmDb db, UpkeepRequest request)
    {
        if (request.CustomFieldId is { } id)
            return c => !db.CustomFieldValues.Any(v => v.ContactId == c.Id && v.CustomFieldId == id);
        var field = request.Field ?? "";
        if (field.Length > 0 && Enum.TryParse<BasicField>(field, ignoreCase: true, out var basic))
            return Fault(db, request with { Kind = Enum.Parse<UpkeepKind>("Missing" + basic) });
        return field switch
        {
            "givenName" => c => c.GivenName == null,
            "familyName" => c => c.FamilyName == null,
            "jobTitle" => c => c.JobTitle == null,
            "account" => c => c.AccountId == null,
            "language" => c => c.Language == null,
            "birthdayOn" => c => c.BirthdayOn == null,
            "owner" => c => c.OwnerId == null,
            _ => c => false,
        };
    }
}
