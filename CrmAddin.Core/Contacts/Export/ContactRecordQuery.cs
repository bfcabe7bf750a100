using System.Linq.Expressions;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Contacts.Export;

/// <summary>The contacts of one page: a stretch of keys, or single ones where a filter leaves few of a long stretch.</summary>
public sealed class ContactSpan
{
    /// <summary>First key.</summary>
    public long First { get; init; }

    /// <summary>Last key.</summary>
    public long Last { get; init; }

    /// <summary>The keys themselves; null for every key from first to last.</summary>
    public IReadOnlyCollection<long>? Only { get; init; }
}

/// <summary>What a contact's own row says; its lists stand by key.</summary>
public sealed class ContactRow
{
    /// <summary>Key.</summary>
    public long Id { get; init; }

    /// <inheritdoc cref="Contact.OriginKey"/>
    public string? OriginKey { get; init; }

    /// <inheritdoc cref="Contact.AccountId"/>
    public long? AccountId { get; init; }

    /// <inheritdoc cref="Contact.SourceId"/>
    public long? SourceId { get; init; }

    /// <inheritdoc cref="Contact.OwnerId"/>
    public long? OwnerId { get; init; }

    /// <inheritdoc cref="Contact.Honorific"/>
    public string? Honorific { get; init; }

    /// <inheritdoc cref="Contact.GivenName"/>
    public string? GivenName { get; init; }

    /// <inheritdoc cref="Contact.MiddleName"/>
    public string? MiddleName { get; init; }

    /// <inheritdoc cref="Contact.FamilyName"/>
    public string? FamilyName { get; init; }

    /// <inheritdoc cref="Contact.Suffix"/>
    public string? Suffix { get; init; }

    /// <inheritdoc cref="Contact.DisplayName"/>
    public string DisplayName { get; init; } = "";

    /// <inheritdoc cref="Contact.NameOtherScript"/>
    public string? NameOtherScript { get; init; }

    /// <inheritdoc cref="Contact.JobTitle"/>
    public string? JobTitle { get; init; }

    /// <inheritdoc cref="Contact.Website"/>
    public string? Website { get; init; }

    /// <inheritdoc cref="Contact.CorrespondenceNotes"/>
    public string? CorrespondenceNotes { get; init; }

    /// <inheritdoc cref="Contact.Status"/>
    public ContactStatus? Status { get; init; }

    /// <inheritdoc cref="Contact.Level"/>
    public ContactLevel? Level { get; init; }

    /// <inheritdoc cref="Contact.EngagementScore"/>
    public int? EngagementScore { get; init; }

    /// <inheritdoc cref="Contact.InterestScore"/>
    public int? InterestScore { get; init; }

    /// <inheritdoc cref="Contact.AbilityScore"/>
    public int? AbilityScore { get; init; }

    /// <inheritdoc cref="Contact.Language"/>
    public string? Language { get; init; }

    /// <inheritdoc cref="Contact.TimeZone"/>
    public string? TimeZone { get; init; }

    /// <inheritdoc cref="Contact.BestTimeToCall"/>
    public string? BestTimeToCall { get; init; }

    /// <inheritdoc cref="Contact.BirthdayOn"/>
    public DateOnly? BirthdayOn { get; init; }

    /// <inheritdoc cref="Contact.AnniversaryOn"/>
    public DateOnly? AnniversaryOn { get; init; }

    /// <inheritdoc cref="Contact.SpouseName"/>
    public string? SpouseName { get; init; }

    /// <inheritdoc cref="Contact.SpouseBirthdayOn"/>
    public DateOnly? SpouseBirthdayOn { get; init; }

    /// <inheritdoc cref="Contact.Hobbies"/>
    public string? Hobbies { get; init; }

    /// <inheritdoc cref="Contact.Education"/>
    public string? Education { get; init; }

    /// <inheritdoc cref="Contact.Interests"/>
    public string? Interests { get; init; }

    /// <inheritdoc cref="Contact.Lifestyle"/>
    public string? Lifestyle { get; init; }

    /// <inheritdoc cref="Contact.Budget"/>
    public decimal? Budget { get; init; }

    /// <inheritdoc cref="Contact.BudgetCurrency"/>
    public string? BudgetCurrency { get; init; }

    /// <inheritdoc cref="Contact.PurchasePreferences"/>
    public string? PurchasePreferences { get; init; }

    /// <inheritdoc cref="Contact.Concerns"/>
    public string? Concerns { get; init; }

    /// <inheritdoc cref="Contact.DoNotContact"/>
    public bool DoNotContact { get; init; }
}

/// <summary>What a phone says.</summary>
public readonly record struct PhoneRow(long ContactId, string Raw, PhoneKind Kind);

/// <summary>What an e-mail address says.</summary>
public readonly record struct EmailRow(long ContactId, string Address, AddressKind Kind);

/// <summary>What an address says.</summary>
public sealed class AddressRow
{
    /// <inheritdoc cref="PostalAddress.ContactId"/>
    public long ContactId { get; init; }

    /// <inheritdoc cref="PostalAddress.Kind"/>
    public AddressKind Kind { get; init; }

    /// <inheritdoc cref="PostalAddress.Street"/>
    public string? Street { get; init; }

    /// <inheritdoc cref="PostalAddress.District"/>
    public string? District { get; init; }

    /// <inheritdoc cref="PostalAddress.City"/>
    public string? City { get; init; }

    /// <inheritdoc cref="PostalAddress.Region"/>
    public string? Region { get; init; }

    /// <inheritdoc cref="PostalAddress.Postcode"/>
    public string? Postcode { get; init; }

    /// <inheritdoc cref="PostalAddress.Country"/>
    public string? Country { get; init; }

    /// <inheritdoc cref="PostalAddress.Latitude"/>
    public double? Latitude { get; init; }

    /// <inheritdoc cref="PostalAddress.Longitude"/>
    public double? Longitude { get; init; }
}

/// <summary>Reads for contacts as records. The parts of contacts that the reader sees are not held to the reader again.</summary>
public static class ContactRecordQuery
{
    /// <summary>A page of contacts after a key, in the order of keys, with the columns that are asked for.</summary>
    /// <param name="db">The store.</param>
    /// <param name="contacts">Those wanted; null for all.</param>
    /// <param name="columns">Names of properties of <see cref="ContactRow"/>; the key is always read.</param>
    /// <param name="afterId">The key before.</param>
    public static IQueryable<ContactRow> Page(CrmDb db, IQueryable<Contact>? contacts, IReadOnlyCollection<string> columns, long afterId) =>
        (contacts ?? db.Contacts).AsNoTracking().Where(c => c.Id > afterId).OrderBy(c => c.Id).Select(Only<Contact, ContactRow>([nameof(ContactRow.Id), .. columns]));

    /// <summary>Phones, the primary ones first, with or without their kind.</summary>
    public static IQueryable<PhoneRow> Phones(CrmDb db, ContactSpan span, bool withKind)
    {
        var phones = span.Only is { } ids ? db.ContactPhones.Where(p => ids.Contains(p.ContactId)) : db.ContactPhones.Where(p => p.ContactId >= span.First && p.ContactId <= span.Last);
        var ordered = phones.AsNoTracking().OrderBy(p => p.ContactId).ThenByDescending(p => p.IsPrimary).ThenBy(p => p.Id);
        return withKind ? ordered.Select(p => new PhoneRow(p.ContactId, p.Raw, p.Kind)) : ordered.Select(p => new PhoneRow(p.ContactId, p.Raw, PhoneKind.Work));
    }

    /// <summary>E-mail addresses, the primary ones first, with or without their kind.</summary>
    public static IQueryable<EmailRow> Emails(CrmDb db, ContactSpan span, bool withKind)
    {
        var emails = span.Only is { } ids ? db.ContactEmails.Where(e => ids.Contains(e.ContactId)) : db.ContactEmails.Where(e => e.ContactId >= span.First && e.ContactId <= span.Last);
        var ordered = emails.AsNoTracking().OrderBy(e => e.ContactId).ThenByDescending(e => e.IsPrimary).ThenBy(e => e.Id);
        return withKind ? ordered.Select(e => new EmailRow(e.ContactId, e.Address, e.Kind)) : ordered.Select(e => new EmailRow(e.ContactId, e.Address, AddressKind.Work));
    }

    /// <summary>Postal addresses, with the columns that are asked for.</summary>
    public static IQueryable<AddressRow> Addresses(CrmDb db, ContactSpan span, IReadOnlyCollection<string> columns)
    {
        var addresses = span.Only is { } ids ? db.PostalAddresses.Where(a => ids.Contains(a.ContactId)) : db.PostalAddresses.Where(a => a.ContactId >= span.First && a.ContactId <= span.Last);
        return addresses.AsNoTracking().OrderBy(a => a.ContactId).ThenBy(a => a.Id).Select(Only<PostalAddress, AddressRow>([nameof(AddressRow.ContactId), .. columns]));
    }

    /// <summary>Web and social profiles.</summary>
    public static IQueryable<ContactProfile> Profiles(CrmDb db, ContactSpan span)
    {
        var profiles = span.Only is { } ids ? db.ContactProfiles.Where(p => ids.Contains(p.ContactId)) : db.ContactProfiles.Where(p => p.ContactId >= span.First && p.ContactId <= span.Last);
        return profiles.AsNoTracking().OrderBy(p => p.ContactId).ThenBy(p => p.Id);
    }

    /// <summary>Children.</summary>
    public static IQueryable<ContactChild> Children(CrmDb db, ContactSpan span)
    {
        var children = span.Only is { } ids ? db.ContactChildren.Where(c => ids.Contains(c.ContactId)) : db.ContactChildren.Where(c => c.ContactId >= span.First && c.ContactId <= span.Last);
        return children.AsNoTracking().OrderBy(c => c.ContactId).ThenBy(c => c.Id);
    }

    /// <summary>Groups, types and tags.</summary>
    public static IQueryable<ContactLookup> Lookups(CrmDb db, ContactSpan span)
    {
        var lookups = span.Only is { } ids ? db.ContactLookups.Where(l => ids.Contains(l.ContactId)) : db.ContactLookups.Where(l => l.ContactId >= span.First && l.ContactId <= span.Last);
        return lookups.AsNoTracking().OrderBy(l => l.ContactId).ThenBy(l => l.Id);
    }

    /// <summary>Values of the firm's own fields.</summary>
    public static IQueryable<CustomFieldValue> CustomValues(CrmDb db, ContactSpan span)
    {
        var values = span.Only is { } ids
            ? db.CustomFieldValues.Where(v => v.ContactId != null && ids.Contains(v.ContactId.Value))
            : db.CustomFieldValues.Where(v => v.ContactId >= span.First && v.ContactId <= span.Last);
        return values.AsNoTracking().OrderBy(v => v.ContactId).ThenBy(v => v.CustomFieldId).ThenBy(v => v.Id);
    }

    /// <summary>The firm's own fields of contacts with their choices, retired ones too: rows that have a value keep it.</summary>
    public static IQueryable<CustomField> CustomFields(CrmDb db) =>
        db.CustomFields.AsNoTracking().Include(f => f.Choices).Where(f => f.Entity == FieldEntity.Contact).OrderBy(f => f.Position).ThenBy(f => f.Id);

    /// <summary>The lists' items that contacts have.</summary>
    public static IQueryable<LookupItem> Items(CrmDb db) => db.LookupItems.AsNoTracking()
        .Where(i => i.Kind == LookupKind.Group || i.Kind == LookupKind.ContactType || i.Kind == LookupKind.Tag || i.Kind == LookupKind.Source).OrderBy(i => i.Id);

    /// <summary>How many phones the contact with the most of them has; likewise below.</summary>
    public static IQueryable<int> PhoneCounts(CrmDb db) => db.ContactPhones.GroupBy(p => p.ContactId).Select(g => g.Count()).OrderByDescending(n => n);

    /// <inheritdoc cref="PhoneCounts"/>
    public static IQueryable<int> EmailCounts(CrmDb db) => db.ContactEmails.GroupBy(e => e.ContactId).Select(g => g.Count()).OrderByDescending(n => n);

    /// <inheritdoc cref="PhoneCounts"/>
    public static IQueryable<int> AddressCounts(CrmDb db) => db.PostalAddresses.GroupBy(a => a.ContactId).Select(g => g.Count()).OrderByDescending(n => n);

    /// <inheritdoc cref="PhoneCounts"/>
    public static IQueryable<int> ProfileCounts(CrmDb db) => db.ContactProfiles.GroupBy(p => p.ContactId).Select(g => g.Count()).OrderByDescending(n => n);

    /// <inheritdoc cref="PhoneCounts"/>
    public static IQueryable<int> ChildCounts(CrmDb db) => db.ContactChildren.GroupBy(c => c.ContactId).Select(g => g.Count()).OrderByDescending(n => n);

    // A row of forty columns takes the provider three times as long as one of ten.
    private static Expression<Func<TFrom, TTo>> Only<TFrom, TTo>(IReadOnlyCollection<string> columns)
    {
        var from = Expression.Parameter(typeof(TFrom), "row");
        var bindings = typeof(TTo).GetProperties().Where(p => columns.Contains(p.Name)).Select(p => Expression.Bind(p, Expression.Property(from, p.Name)));
        return Expression.Lambda<Func<TFrom, TTo>>(Expression.MemberInit(Expression.New(typeof(TTo)), bindings), from);
    }
}
