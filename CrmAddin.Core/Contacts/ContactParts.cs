using CrmAddin.Core.Audit;
using CrmAddin.Core.Lookups;

namespace CrmAddin.Core.Contacts;

/// <summary>What a phone number is for.</summary>
public enum PhoneKind
{
    /// <summary>Office.</summary>
    Work,
    /// <summary>Mobile.</summary>
    Mobile,
    /// <summary>Home.</summary>
    Home,
    /// <summary>Fax.</summary>
    Fax,
}

/// <summary>A phone number of a contact.</summary>
public sealed class ContactPhone : IAudited
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>Whose.</summary>
    public long ContactId { get; set; }

    /// <summary>What for.</summary>
    public PhoneKind Kind { get; set; }

    /// <summary>Text as received.</summary>
    public required string Raw { get; set; }

    /// <summary>E.164 form; null when the text does not parse.</summary>
    public string? E164 { get; set; }

    /// <summary>The one to call first.</summary>
    public bool IsPrimary { get; set; }

    /// <inheritdoc/>
    public (string Entity, long Id)? AuditRoot => (nameof(Contact), ContactId);
}

/// <summary>What an address is for.</summary>
public enum AddressKind
{
    /// <summary>Office.</summary>
    Work,
    /// <summary>Home or private.</summary>
    Home,
    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>Whether mail to an address arrives.</summary>
public enum EmailState
{
    /// <summary>Nothing known against it.</summary>
    Ok,
    /// <summary>Came back; left out of mailing lists.</summary>
    Bounced,
}

/// <summary>An e-mail address of a contact.</summary>
public sealed class ContactEmail : IAudited
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>Whose.</summary>
    public long ContactId { get; set; }

    /// <summary>The contact's row.</summary>
    public Contact? Contact { get; set; }

    /// <summary>What for.</summary>
    public AddressKind Kind { get; set; }

    /// <summary>Address as received.</summary>
    public required string Address { get; set; }

    /// <summary>Address in lower case: what mail is matched by.</summary>
    public required string AddressKey { get; set; }

    /// <summary>The one to write to first.</summary>
    public bool IsPrimary { get; set; }

    /// <summary>Whether mail arrives.</summary>
    public EmailState State { get; set; }

    /// <inheritdoc/>
    public (string Entity, long Id)? AuditRoot => (nameof(Contact), ContactId);

    /// <summary>The form that addresses are compared in.</summary>
    public static string KeyOf(string address) => address.Trim().ToLowerInvariant();

    /// <summary>An address of a person, with its key.</summary>
    public static ContactEmail From(string address, bool isPrimary = false, AddressKind kind = AddressKind.Work) =>
        new() { Address = address.Trim(), AddressKey = KeyOf(address), IsPrimary = isPrimary, Kind = kind };
}

/// <summary>The parts of a postal address, whosever it is.</summary>
public interface IPostalAddress
{
    /// <summary>Street and number; the whole address as one text where its parts are not known.</summary>
    string? Street { get; }

    /// <summary>District.</summary>
    string? District { get; }

    /// <summary>City.</summary>
    string? City { get; }

    /// <summary>Region, state or province.</summary>
    string? Region { get; }

    /// <summary>Postcode.</summary>
    string? Postcode { get; }

    /// <summary>Country, as an ISO 3166 code or as received.</summary>
    string? Country { get; }
}

/// <summary>A postal address of a contact.</summary>
public sealed class PostalAddress : IAudited, IPostalAddress
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>Whose.</summary>
    public long ContactId { get; set; }

    /// <summary>What for.</summary>
    public AddressKind Kind { get; set; }

    /// <summary>Street and number; the whole address as one text where its parts are not known.</summary>
    public string? Street { get; set; }

    /// <summary>District.</summary>
    public string? District { get; set; }

    /// <summary>City.</summary>
    public string? City { get; set; }

    /// <summary>Region, state or province.</summary>
    public string? Region { get; set; }

    /// <summary>Postcode.</summary>
    public string? Postcode { get; set; }

    /// <summary>Country.</summary>
    public string? Country { get; set; }

    /// <summary>Degrees north.</summary>
    public double? Latitude { get; set; }

    /// <summary>Degrees east.</summary>
    public double? Longitude { get; set; }

    /// <inheritdoc/>
    public (string Entity, long Id)? AuditRoot => (nameof(Contact), ContactId);

    /// <summary>The address in one line.</summary>
    public string OneLine(string separator = ", ") =>
        string.Join(separator, new[] { Street, District, City, Region, Postcode, Country }.Where(p => !string.IsNullOrWhiteSpace(p)));
}

/// <summary>Where a profile stands.</summary>
public enum ProfileKind
{
    /// <summary>A web page.</summary>
    Web,
    /// <summary>LinkedIn.</summary>
    LinkedIn,
    /// <summary>X, once Twitter.</summary>
    X,
    /// <summary>Facebook.</summary>
    Facebook,
    /// <summary>Instagram.</summary>
    Instagram,
    /// <summary>WhatsApp.</summary>
    WhatsApp,
    /// <summary>Telegram.</summary>
    Telegram,
    /// <summary>Anywhere else.</summary>
    Other,
}

/// <summary>A web or social profile of a contact.</summary>
public sealed class ContactProfile : IAudited
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>Whose.</summary>
    public long ContactId { get; set; }

    /// <summary>Which network.</summary>
    public ProfileKind Kind { get; set; }

    /// <summary>Address or handle as received.</summary>
    public required string Url { get; set; }

    /// <inheritdoc/>
    public (string Entity, long Id)? AuditRoot => (nameof(Contact), ContactId);
}

/// <summary>A child of a contact.</summary>
public sealed class ContactChild : IAudited
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>Whose.</summary>
    public long ContactId { get; set; }

    /// <summary>Name.</summary>
    public required string Name { get; set; }

    /// <summary>Birthday.</summary>
    public DateOnly? BirthdayOn { get; set; }

    /// <inheritdoc/>
    public (string Entity, long Id)? AuditRoot => (nameof(Contact), ContactId);
}

/// <summary>A group, type or tag that a contact has.</summary>
public sealed class ContactLookup : IAudited
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>The contact.</summary>
    public long ContactId { get; set; }

    /// <summary>The contact's row.</summary>
    public Contact? Contact { get; set; }

    /// <summary>The item.</summary>
    public long LookupItemId { get; set; }

    /// <summary>The item's row.</summary>
    public LookupItem? LookupItem { get; set; }

    /// <inheritdoc/>
    public (string Entity, long Id)? AuditRoot => (nameof(Contact), ContactId);
}
