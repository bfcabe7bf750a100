using CrmAddin.Core.Contacts;
using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.Contacts.Phones;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Privacy;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Loads;

/// <summary>How a row names a person.</summary>
/// <param name="Email">E-mail address.</param>
/// <param name="Phone">Phone as written.</param>
/// <param name="Name">Name.</param>
internal sealed record NamedPerson(string? Email, string? Phone = null, string? Name = null);

/// <summary>
/// The people of a batch of rows: by e-mail address (of several at one address, the one of the name), else by phone, else by a name that
/// one contact alone has. Somebody unknown with an e-mail address can be made a contact.
/// </summary>
internal sealed class KnownContacts(CrmDb db, FirmSettings firm, FindErased findErased)
{
    private Dictionary<string, List<PersonAtAddress>> _byEmail = [];
    private Dictionary<string, long> _byPhone = [];
    private Dictionary<string, List<long>> _byName = [];
    private ErasedMatches _erased = ErasedMatches.None;

    /// <summary>Contacts that came into being.</summary>
    public int CreatedCount { get; private set; }

    /// <summary>Looks the people up.</summary>
    public async Task MeetAsync(IEnumerable<NamedPerson> people, CancellationToken cancel)
    {
        var all = people.ToList();
        var emails = all.Select(person => person.Email).OfType<string>().Select(ContactEmail.KeyOf).Distinct().ToList();
        var phones = all.Where(person => person.Email is null).Select(PhoneOf).OfType<string>().Distinct().ToList();
        var names = all.Where(person => person is { Email: null, Phone: null, Name: not null }).Select(person => SearchText.Fold(person.Name)).Distinct().ToList();
        _byEmail = emails.Count == 0 ? [] : (await ImportQuery.AtEmails(db, emails).ToListAsync(cancel)).GroupBy(found => found.Key)
            .ToDictionary(found => found.Key, found => found.OrderBy(person => person.ContactId).ToList());
        _byPhone = phones.Count == 0 ? [] : (await ImportQuery.AtPhones(db, phones).ToListAsync(cancel)).GroupBy(found => found.Key)
            .ToDictionary(found => found.Key, found => found.Min(person => person.ContactId));
        _byName = names.Count == 0 ? [] : (await LoadQuery.ContactsNamed(db, names).ToListAsync(cancel)).GroupBy(found => found.Key!)
            .ToDictionary(found => found.Key, found => found.Select(person => person.Id).ToList());
        var unknown = all.FindAll(person => person.Email is not null && Find(person) is null);
        _erased = await findErased.RunAsync(
            [.. unknown.Select(person => ContactEmail.KeyOf(person.Email!)).Distinct()], [.. unknown.Select(PhoneOf).OfType<string>().Distinct()], [], cancel);
    }

    /// <summary>The person; null when nobody is known so, or more than one.</summary>
    public long? Find(NamedPerson person)
    {
        if (person.Email is { } email)
            return _byEmail.TryGetValue(ContactEmail.KeyOf(email), out var people) ? OfName(people, person.Name) : null;
        if (person.Phone is not null)
            return PhoneOf(person) is { } phone && _byPhone.TryGetValue(phone, out var id) ? id : null;
        return _byName.GetValueOrDefault(SearchText.Fold(person.Name)) is [var only] ? only : null;
    }

    /// <summary>Why a row is refused that names this person: unknown without an e-mail address to make a contact of, or erased; null where it is not.</summary>
    public RefusedRow? Refusal(NamedPerson person, int row)
    {
        if (Find(person) is not null)
            return null;
        if (person.Email is not null)
            return IsErased(person) ? new(LoadRefusal.Erased, row, "the person was erased on request") : null;
        return new(LoadRefusal.ContactUnknown, row, WhyUnknown(person));
    }

    /// <summary>Makes contacts of those who are unknown and have an e-mail address.</summary>
    public async Task MakeMissingAsync(IEnumerable<(NamedPerson Person, Contact New)> people, CancellationToken cancel)
    {
        Dictionary<string, Contact> made = [];
        foreach (var (person, contact) in people.Where(one => one.Person.Email is not null && Find(one.Person) is null))
        {
            if (!made.TryAdd(ContactEmail.KeyOf(person.Email!), contact))
                continue;
            contact.Emails.Add(ContactEmail.From(person.Email!, isPrimary: true));
            if (person.Phone is { Length: <= 100 } phone)
                contact.Phones.Add(new ContactPhone { Raw = phone, E164 = PhoneOf(person), Kind = PhoneKind.Mobile, IsPrimary = true });
            db.Contacts.Add(contact);
        }

        if (made.Count == 0)
            return;
        await db.SaveChangesAsync(cancel);
        foreach (var (key, contact) in made)
            _byEmail[key] = [new(key, contact.Id, contact.SortKey, contact.DisplayName, null)];
        CreatedCount += made.Count;
    }

    private string WhyUnknown(NamedPerson person)
    {
        if (person.Phone is { } phone)
            return $"nobody is known by the phone {phone}, and a contact is made of an e-mail address only";
        return _byName.ContainsKey(SearchText.Fold(person.Name))
            ? $"more than one contact is called \"{person.Name}\"; name them by e-mail address"
            : $"nobody is known by the name \"{person.Name}\", and a contact is made of an e-mail address only";
    }

    private bool IsErased(NamedPerson person) =>
        _erased.Emails.Contains(ContactEmail.KeyOf(person.Email!)) || (PhoneOf(person) is { } phone && _erased.Phones.Contains(phone));

    private static long OfName(List<PersonAtAddress> people, string? name)
    {
        var key = SearchText.Fold(name);
        return (people.Find(person => person.SortKey == key || SearchText.Fold(person.NameOtherScript) == key) ?? people[0]).ContactId;
    }

    private string? PhoneOf(NamedPerson person) => person.Phone is { } raw && PhoneNumber.TryParse(raw, firm.Country, out var number) ? number.E164 : null;
}
