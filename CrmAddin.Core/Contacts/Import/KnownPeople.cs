using CrmAddin.Core.Contacts.Phones;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Contacts.Import;

/// <summary>The people that a batch of rows may be about, loaded in three queries.</summary>
internal sealed class KnownPeople
{
    private readonly Dictionary<string, Contact> _byOrigin = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Contact>> _byEmail = new(StringComparer.Ordinal);
    private readonly HashSet<string> _phones = new(StringComparer.Ordinal);

    public static async Task<KnownPeople> LoadAsync(CrmDb db, IReadOnlyList<ImportRow> rows, CancellationToken cancel)
    {
        var origins = rows.Select(r => r.OriginKey).Distinct().ToList();
        var emails = rows.SelectMany(r => r.All(ImportField.Email)).Select(ContactEmail.KeyOf).Distinct().ToList();
        var phones = rows.SelectMany(Phones).Distinct().ToList();
        var people = new KnownPeople();
        var contacts = await db.Contacts
            .Where(c => (c.OriginKey != null && origins.Contains(c.OriginKey)) || c.Emails.Any(e => emails.Contains(e.AddressKey)))
            .Include(c => c.Emails).Include(c => c.Phones).Include(c => c.Addresses).Include(c => c.Account)
            .Include(c => c.Lookups).ThenInclude(l => l.LookupItem)
            .ToListAsync(cancel);
        foreach (var contact in contacts)
            people.Add(contact);
        people._phones.UnionWith(await db.ContactPhones.Where(p => p.E164 != null && phones.Contains(p.E164)).Select(p => p.E164!).ToListAsync(cancel));
        return people;
    }

    public void Add(Contact contact)
    {
        if (contact.OriginKey is not null)
            _byOrigin[contact.OriginKey] = contact;
        foreach (var email in contact.Emails)
        {
            if (!_byEmail.TryGetValue(email.AddressKey, out var list))
                _byEmail[email.AddressKey] = list = [];
            list.Add(contact);
        }
        _phones.UnionWith(contact.Phones.Select(p => p.E164).OfType<string>());
    }

    /// <summary>The person of a row: the same origin, or the same address and name.</summary>
    public Contact? Find(ImportRow row)
    {
        if (_byOrigin.TryGetValue(row.OriginKey, out var known))
            return known;
        var name = SearchText.Fold(row.DisplayName);
        return WithAddress(row).FirstOrDefault(c => name.Length == 0 || SearchText.Fold(c.DisplayName) == name || SearchText.Fold(c.NameOtherScript) == name);
    }

    public bool SharesAddressOrPhone(ImportRow row) => WithAddress(row).Any() || Phones(row).Any(_phones.Contains);

    private IEnumerable<Contact> WithAddress(ImportRow row) =>
        row.All(ImportField.Email).SelectMany(e => _byEmail.GetValueOrDefault(ContactEmail.KeyOf(e)) ?? []);

    private static IEnumerable<string> Phones(ImportRow row) =>
        row.All(ImportField.Mobile).Concat(row.All(ImportField.WorkPhone)).Where(p => p.StartsWith('+'))
            .Select(p => PhoneNumber.TryParse(p, "", out var number) ? number.E164 : null).OfType<string>();
}
