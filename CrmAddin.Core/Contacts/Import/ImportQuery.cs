using CrmAddin.Core.Accounts;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Contacts.Import;

/// <summary>A person that a row may be about.</summary>
internal sealed record PersonAtAddress(string Key, long ContactId, string SortKey, string DisplayName, string? NameOtherScript);

/// <summary>A contact that came in under a key, whoever sees it.</summary>
internal sealed record PersonOfOrigin(string? OriginKey, long ContactId, long? MergedIntoId);

/// <summary>A contact of a name at a firm.</summary>
internal sealed record PersonAtAccount(string SortKey, long? AccountId, long ContactId, string DisplayName);

/// <summary>What an import asks of the store, each for a whole batch of rows. Lists are one parameter, so that the statement stays the same.</summary>
internal static class ImportQuery
{
    /// <summary>Contacts that came in under these keys, merged ones and those of others included.</summary>
    public static IQueryable<PersonOfOrigin> OfOrigins(CrmDb db, List<string> origins) =>
        db.Contacts.IgnoreQueryFilters().AsNoTracking().Where(c => c.OriginKey != null && EF.Parameter(origins).Contains(c.OriginKey))
            .Select(c => new PersonOfOrigin(c.OriginKey, c.Id, c.MergedIntoId));

    /// <summary>What contacts were merged into.</summary>
    public static IQueryable<PersonOfOrigin> MergedInto(CrmDb db, List<long> ids) =>
        db.Contacts.IgnoreQueryFilters().AsNoTracking().Where(c => EF.Parameter(ids).Contains(c.Id)).Select(c => new PersonOfOrigin(c.OriginKey, c.Id, c.MergedIntoId));

    /// <summary>People whom the reader sees at these e-mail addresses.</summary>
    public static IQueryable<PersonAtAddress> AtEmails(CrmDb db, List<string> addressKeys) =>
        from email in db.ContactEmails
        where EF.Parameter(addressKeys).Contains(email.AddressKey)
        join contact in db.Contacts on email.ContactId equals contact.Id
        select new PersonAtAddress(email.AddressKey, contact.Id, contact.SortKey, contact.DisplayName, contact.NameOtherScript);

    /// <summary>People whom the reader sees with these phones.</summary>
    public static IQueryable<PersonAtAddress> AtPhones(CrmDb db, List<string> phones) =>
        from phone in db.ContactPhones
        where phone.E164 != null && EF.Parameter(phones).Contains(phone.E164)
        join contact in db.Contacts on phone.ContactId equals contact.Id
        select new PersonAtAddress(phone.E164!, contact.Id, contact.SortKey, contact.DisplayName, contact.NameOtherScript);

    /// <summary>People whom the reader sees who work for one of these firms and have one of these names.</summary>
    public static IQueryable<PersonAtAccount> AtAccounts(CrmDb db, List<long> accounts, List<string> names) =>
        db.Contacts.AsNoTracking().Where(c => c.AccountId != null && EF.Parameter(accounts).Contains(c.AccountId.Value) && EF.Parameter(names).Contains(c.SortKey))
            .Select(c => new PersonAtAccount(c.SortKey, c.AccountId, c.Id, c.DisplayName));

    /// <summary>Whole contacts, to be changed.</summary>
    public static IQueryable<Contact> Whole(CrmDb db, List<long> ids) =>
        db.Contacts.Where(c => EF.Parameter(ids).Contains(c.Id))
            .Include(c => c.Emails).Include(c => c.Phones).Include(c => c.Addresses).Include(c => c.Profiles).Include(c => c.Children)
            .Include(c => c.CustomValues).Include(c => c.SearchKeys).Include(c => c.Account).Include(c => c.Lookups).ThenInclude(l => l.LookupItem);

    /// <summary>Firms of these folded names.</summary>
    public static IQueryable<Account> AccountsByName(CrmDb db, List<string> keys) =>
        db.Accounts.AsNoTracking().Where(a => EF.Parameter(keys).Contains(a.NameKey)).OrderBy(a => a.Id);

    /// <summary>Firms that have a name in the other script.</summary>
    public static IQueryable<Account> AccountsInOtherScript(CrmDb db) => db.Accounts.AsNoTracking().Where(a => a.NameOtherScript != null).OrderBy(a => a.Id);

    /// <summary>Firms by key.</summary>
    public static IQueryable<Account> AccountsOf(CrmDb db, List<long> ids) => db.Accounts.AsNoTracking().Where(a => EF.Parameter(ids).Contains(a.Id)).OrderBy(a => a.Id);

    /// <summary>The person that a link's text may name.</summary>
    public static IQueryable<long> Linked(CrmDb db, long id, string addressKey, string originKey, string nameKey) =>
        db.Contacts.Where(c => c.Id == id || c.Emails.Any(e => e.AddressKey == addressKey) || c.OriginKey == originKey || c.SortKey == nameKey).OrderBy(c => c.Id).Select(c => c.Id);

    /// <summary>The unfinished run of a file by somebody.</summary>
    public static IQueryable<ImportRun> Unfinished(CrmDb db, string sourceHash, long? userId) =>
        db.ImportRuns.AsNoTracking().Where(r => r.SourceHash == sourceHash && r.UserId == userId && r.State == ImportState.Running).OrderByDescending(r => r.Id);
}
