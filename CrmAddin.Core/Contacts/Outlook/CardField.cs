namespace CrmAddin.Core.Contacts.Outlook;

/// <summary>
/// A field that a contact and its card in Outlook share: how it is read from our side, and how a value of Outlook's goes into a draft.
/// Outlook has room for three addresses, two numbers at work and at home, and one mobile: what it has no room for stays with us.
/// </summary>
/// <param name="Name">Name of the field, as texts and provenance know it.</param>
/// <param name="Read">Our value as lines of text.</param>
/// <param name="Put">Puts Outlook's value into a draft: one field of a contact that is there, or all fields of a new one.</param>
public sealed record CardField(string Name, Func<Contact, string?> Read, Func<ContactDraft, Contact, string, ContactDraft> Put)
{
    /// <summary>Lines of an address: street, city, region, postcode, country.</summary>
    public const int AddressLines = 5;

    private const int MostEmails = 3;
    private const int MostNumbers = 2;

    /// <summary>Every shared field.</summary>
    public static readonly IReadOnlyList<CardField> All =
    [
        new("honorific", c => c.Honorific, (d, _, t) => d with { Honorific = t }),
        new("givenName", c => c.GivenName, (d, _, t) => d with { GivenName = t }),
        new("middleName", c => c.MiddleName, (d, _, t) => d with { MiddleName = t }),
        new("familyName", c => c.FamilyName, (d, _, t) => d with { FamilyName = t }),
        new("suffix", c => c.Suffix, (d, _, t) => d with { Suffix = t }),
        new("displayName", c => c.DisplayName, (d, _, t) => d with { DisplayName = t }),
        new("jobTitle", c => c.JobTitle, (d, _, t) => d with { JobTitle = t }),
        new("account", c => c.Account?.Name, (d, _, t) => d with { AccountName = t }),
        new("website", c => c.Website, (d, _, t) => d with { Website = t }),
        new("emails", c => Lines(Shared(c).Select(e => e.Address)), PutEmails),
        Number("businessPhones", PhoneKind.Work, MostNumbers),
        Number("mobilePhone", PhoneKind.Mobile, 1),
        Number("homePhones", PhoneKind.Home, MostNumbers),
        Address("businessAddress", AddressKind.Work),
        Address("homeAddress", AddressKind.Home),
        Address("otherAddress", AddressKind.Other),
    ];

    /// <summary>Our side as a card. The contact is loaded with its parts and its firm.</summary>
    public static OutlookCard Of(Contact contact) => new(All.Select(f => KeyValuePair.Create(f.Name, f.Read(contact))));

    /// <summary>The field of a name; a name that is none is a bug.</summary>
    public static CardField Named(string name) => All.First(f => f.Name == name);

    private static CardField Number(string name, PhoneKind kind, int most) =>
        new(name, c => Lines(Shared(c, kind, most).Select(p => p.Raw)), (d, c, t) => PutNumbers(d, c, t, kind, most));

    private static CardField Address(string name, AddressKind kind) =>
        new(name, c => AddressLinesOf(Shared(c, kind)), (d, c, t) => PutAddress(d, c, t, kind));

    private static IEnumerable<ContactEmail> Shared(Contact contact) =>
        contact.Emails.OrderByDescending(e => e.IsPrimary).ThenBy(e => e.Id).Take(MostEmails);

    private static IEnumerable<ContactPhone> Shared(Contact contact, PhoneKind kind, int most) =>
        contact.Phones.Where(p => p.Kind == kind).OrderByDescending(p => p.IsPrimary).ThenBy(p => p.Id).Take(most);

    private static PostalAddress? Shared(Contact contact, AddressKind kind) => contact.Addresses.Where(a => a.Kind == kind).OrderBy(a => a.Id).FirstOrDefault();

    private static ContactDraft PutEmails(ContactDraft draft, Contact contact, string theirs)
    {
        var shared = Shared(contact).ToList();
        var kinds = contact.Emails.ToDictionary(e => e.AddressKey, e => e.Kind);
        var given = Split(theirs).Select(a => new EmailValue(a, kinds.GetValueOrDefault(ContactEmail.KeyOf(a), AddressKind.Work)));
        return draft with { Emails = [.. given.Concat(contact.Emails.Except(shared).Select(e => new EmailValue(e.Address, e.Kind)))] };
    }

    private static ContactDraft PutNumbers(ContactDraft draft, Contact contact, string theirs, PhoneKind kind, int most)
    {
        var shared = Shared(contact, kind, most).ToList();
        IEnumerable<PhoneValue> others = draft.Phones ?? [.. contact.Phones.OrderByDescending(p => p.IsPrimary).ThenBy(p => p.Id).Except(shared).Select(p => new PhoneValue(p.Raw, p.Kind))];
        var given = Split(theirs).Select(n => new PhoneValue(n, kind));
        return draft with { Phones = shared.Exists(p => p.IsPrimary) ? [.. given, .. others] : [.. others, .. given] };
    }

    private static ContactDraft PutAddress(ContactDraft draft, Contact contact, string theirs, AddressKind kind)
    {
        var replaced = Shared(contact, kind);
        IReadOnlyList<AddressValue> others = draft.Addresses ?? [.. contact.Addresses.Where(a => a != replaced).OrderBy(a => a.Id)
            .Select(a => new AddressValue(a.Kind, a.Street, a.District, a.City, a.Region, a.Postcode, a.Country, a.Latitude, a.Longitude))];
        var lines = theirs.Split('\n');
        string? At(int line) => line < lines.Length && lines[line].Trim() is { Length: > 0 } text ? text : null;
        // Outlook knows no district: it stays where it was while the street beside it does.
        var district = replaced?.Street == At(0) ? replaced?.District : null;
        return draft with
        {
            Addresses = [.. theirs.Trim().Length == 0 ? others : others.Append(new AddressValue(kind, At(0), district, At(1), At(2), At(3), At(4)))],
        };
    }

    private static string? AddressLinesOf(PostalAddress? address) => address is null
        ? null
        : string.Join('\n', address.Street, address.City, address.Region, address.Postcode, address.Country).TrimEnd('\n');

    private static string[] Split(string lines) => lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Lines(IEnumerable<string> values) => string.Join('\n', values.Select(v => v.Trim()));
}
