using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Contacts.Import;

/// <summary>Why a new person looks like somebody we have.</summary>
public enum LookAlikeReason
{
    /// <summary>The same e-mail address under another name.</summary>
    SameEmail,
    /// <summary>The same phone.</summary>
    SamePhone,
    /// <summary>The same name at the same firm.</summary>
    SameNameAndAccount,
}

/// <summary>Somebody we have who looks like a new person.</summary>
/// <param name="ContactId">The contact; null when it comes in by the same file.</param>
/// <param name="Name">Their name.</param>
/// <param name="Reason">What the two share.</param>
public sealed record LookAlike(long? ContactId, string Name, LookAlikeReason Reason);

/// <summary>
/// The people that a batch of rows may be about, loaded in a few queries. A row names a person when its origin key is known, or an
/// e-mail address together with the name; what was merged is followed to what it became.
/// </summary>
internal sealed class KnownPeople
{
    private readonly Dictionary<string, Contact> _byOrigin = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Person>> _byEmail = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Person> _byPhone = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Name, long AccountId), Person> _byAccount = [];
    private readonly HashSet<string> _othersOrigins = new(StringComparer.Ordinal);
    private Dictionary<long, Contact> _contacts = [];

    public static async Task<KnownPeople> LoadAsync(CrmDb db, BulkWrite? bulk, IReadOnlyList<RecordToImport> rows, ImportNames names, CancellationToken cancel)
    {
        var people = new KnownPeople();
        var targets = await OriginsAsync(db, rows, cancel);
        var emails = rows.SelectMany(r => r.Emails).Select(e => e.AddressKey).Distinct().ToList();
        if (emails.Count > 0)
        {
            foreach (var found in await ImportQuery.AtEmails(db, emails).ToListAsync(cancel))
                people.AddEmail(found.Key, new Person(found.ContactId, found.DisplayName, found.SortKey, SearchText.Fold(found.NameOtherScript), null));
        }
        var wanted = rows.SelectMany(people.OfAddressAndName).Select(p => p.Id!.Value).Concat(targets.Values).Distinct().ToList();
        if (wanted.Count > 0 && bulk is not null)
            await bulk.WriteHeldKeysAsync(cancel);
        if (wanted.Count > 0)
            people._contacts = await ImportQuery.Whole(db, wanted).ToDictionaryAsync(c => c.Id, cancel);
        foreach (var (origin, id) in targets)
        {
            if (people._contacts.TryGetValue(id, out var contact))
                people._byOrigin[origin] = contact;
            else
                people._othersOrigins.Add(origin);
        }
        await people.LoadLookAlikesAsync(db, rows, names, cancel);
        return people;
    }

    /// <summary>The person of a row, whom we have or who came in a row before; null when it is a new one.</summary>
    public Contact? Find(RecordToImport row, string ownOrigin)
    {
        if (_byOrigin.TryGetValue(row.OriginKey, out var known) || _byOrigin.TryGetValue(ownOrigin, out known))
            return known;
        return OfAddressAndName(row).Select(p => p.New ?? _contacts.GetValueOrDefault(p.Id!.Value)).FirstOrDefault(c => c is not null);
    }

    /// <summary>The origin key for a new person: somebody else's contact, which the reader does not see, may hold the plain one.</summary>
    public string OriginFor(RecordToImport row, string ownOrigin) => _othersOrigins.Contains(row.OriginKey) ? ownOrigin : row.OriginKey;

    /// <summary>Whom a new person looks like; null when nobody.</summary>
    public LookAlike? LooksLike(RecordToImport row, Contact contact)
    {
        if (row.Emails.Select(e => _byEmail.GetValueOrDefault(e.AddressKey)).FirstOrDefault(p => p is not null) is { } sharing)
            return new LookAlike(sharing[0].Id, sharing[0].Name, LookAlikeReason.SameEmail);
        if (row.Phones.Select(p => p.E164 is null ? null : _byPhone.GetValueOrDefault(p.E164)).FirstOrDefault(p => p is not null) is { } phone)
            return new LookAlike(phone.Id, phone.Name, LookAlikeReason.SamePhone);
        return contact.AccountId is { } account && row.NameKey.Length > 0 && _byAccount.TryGetValue((row.NameKey, account), out var colleague)
            ? new LookAlike(colleague.Id, colleague.Name, LookAlikeReason.SameNameAndAccount)
            : null;
    }

    /// <summary>Remembers a new person for the rows that follow.</summary>
    public void Add(RecordToImport row, Contact contact)
    {
        var person = new Person(null, contact.DisplayName, SearchText.Fold(contact.DisplayName), SearchText.Fold(contact.NameOtherScript), contact);
        _byOrigin[contact.OriginKey ?? row.OriginKey] = contact;
        foreach (var email in row.Emails)
            AddEmail(email.AddressKey, person);
        foreach (var phone in row.Phones.Where(p => p.E164 is not null))
            _byPhone.TryAdd(phone.E164!, person);
        if (contact.AccountId is { } account && row.NameKey.Length > 0)
            _byAccount.TryAdd((row.NameKey, account), person);
    }

    private static async Task<Dictionary<string, long>> OriginsAsync(CrmDb db, IReadOnlyList<RecordToImport> rows, CancellationToken cancel)
    {
        var origins = rows.Select(r => r.OriginKey).Distinct().ToList();
        if (!db.Reader.SeesAll)
            origins.AddRange(rows.Select(r => OwnOrigin(db, r)));
        var found = await ImportQuery.OfOrigins(db, origins).ToListAsync(cancel);
        var merged = found.Where(f => f.MergedIntoId is not null).ToList();
        var targets = found.Where(f => f.MergedIntoId is null).ToDictionary(f => f.OriginKey!, f => f.ContactId, StringComparer.Ordinal);
        foreach (var person in merged)
        {
            var (id, next) = (person.ContactId, person.MergedIntoId);
            while (next is { } into)
            {
                id = into;
                next = (await ImportQuery.MergedInto(db, [into]).FirstOrDefaultAsync(cancel))?.MergedIntoId;
            }
            targets[person.OriginKey!] = id;
        }
        return targets;
    }

    /// <summary>The key under which a reader's own person comes in where the plain one is somebody else's.</summary>
    public static string OwnOrigin(CrmDb db, RecordToImport row) => $"u{db.Reader.UserId}:{row.OriginKey}";

    private async Task LoadLookAlikesAsync(CrmDb db, IReadOnlyList<RecordToImport> rows, ImportNames names, CancellationToken cancel)
    {
        var phones = rows.SelectMany(r => r.Phones).Select(p => p.E164).OfType<string>().Distinct().ToList();
        if (phones.Count > 0)
        {
            foreach (var found in await ImportQuery.AtPhones(db, phones).ToListAsync(cancel))
                _byPhone.TryAdd(found.Key, new Person(found.ContactId, found.DisplayName, found.SortKey, "", null));
        }
        var employed = rows.Where(r => r.NameKey.Length > 0 && r.Contact.Account is not null).ToList();
        var accounts = employed.Select(r => names.Account(r.Contact.Account!)?.Id ?? 0).Where(id => id > 0).Distinct().ToList();
        if (accounts.Count == 0)
            return;
        foreach (var found in await ImportQuery.AtAccounts(db, accounts, [.. employed.Select(r => r.NameKey).Distinct()]).ToListAsync(cancel))
            _byAccount.TryAdd((found.SortKey, found.AccountId!.Value), new Person(found.ContactId, found.DisplayName, found.SortKey, "", null));
    }

    private void AddEmail(string key, Person person)
    {
        if (!_byEmail.TryGetValue(key, out var list))
            _byEmail[key] = list = [];
        list.Add(person);
    }

    private IEnumerable<Person> OfAddressAndName(RecordToImport row) =>
        row.Emails.SelectMany(e => _byEmail.GetValueOrDefault(e.AddressKey) ?? [])
            .Where(p => row.NameKey.Length == 0 || p.NameKey == row.NameKey || p.OtherNameKey == row.NameKey);

    private sealed record Person(long? Id, string Name, string NameKey, string OtherNameKey, Contact? New);
}
