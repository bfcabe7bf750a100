using System.Globalization;
using CrmAddin.Core.Contacts;

namespace CrmAddin.Web.Contacts;

/// <summary>The fields of the contact form as a pane or page sends them.</summary>
public sealed record ContactForm
{
    /// <summary>The version that the form was filled from.</summary>
    public int? Version { get; init; }

    /// <summary>Honorific.</summary>
    public string? Honorific { get; init; }

    /// <summary>Given name.</summary>
    public string? GivenName { get; init; }

    /// <summary>Family name.</summary>
    public string? FamilyName { get; init; }

    /// <summary>Whole name.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The name in the other script.</summary>
    public string? NameOtherScript { get; init; }

    /// <summary>Job title.</summary>
    public string? JobTitle { get; init; }

    /// <summary>Firm.</summary>
    public string? Account { get; init; }

    /// <summary>E-mail addresses.</summary>
    public string[]? Emails { get; init; }

    /// <summary>Phones.</summary>
    public string[]? Phones { get; init; }

    /// <summary>Kinds of the phones, in their order.</summary>
    public string[]? PhoneKinds { get; init; }

    /// <summary>Address in one line.</summary>
    public string? Address { get; init; }

    /// <summary>Web page.</summary>
    public string? Website { get; init; }

    /// <summary>Notes.</summary>
    public string? Notes { get; init; }

    /// <summary>Source; 0 for none.</summary>
    public long? SourceId { get; init; }

    /// <summary>Status.</summary>
    public string? Status { get; init; }

    /// <summary>Level.</summary>
    public string? Level { get; init; }

    /// <summary>Groups and types.</summary>
    public long[]? Lookups { get; init; }

    /// <summary>Whether the form showed groups and types: none ticked then means none.</summary>
    public bool HasLookups { get; init; }

    /// <summary>Id of the mail that the sender was captured from.</summary>
    public string? InternetMessageId { get; init; }

    /// <summary>Reads the form of a request. The framework's own binding does not read a field that is sent more than once, as e-mails and phones are.</summary>
    public static async ValueTask<ContactForm> BindAsync(HttpContext http)
    {
        if (!http.Request.HasFormContentType)
            return new ContactForm();
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        string? One(string field) => form.TryGetValue(field, out var value) ? value[0] : null;
        string[]? All(string field) => form.TryGetValue(field, out var values) ? [.. values.Select(v => v ?? "")] : null;
        return new ContactForm
        {
            Version = int.TryParse(One("version"), CultureInfo.InvariantCulture, out var version) ? version : null,
            Honorific = One("honorific"),
            GivenName = One("givenName"),
            FamilyName = One("familyName"),
            DisplayName = One("displayName"),
            NameOtherScript = One("nameOtherScript"),
            JobTitle = One("jobTitle"),
            Account = One("account"),
            Emails = All("email"),
            Phones = All("phone"),
            PhoneKinds = All("phoneKind"),
            Address = One("address"),
            Website = One("website"),
            Notes = One("notes"),
            SourceId = long.TryParse(One("sourceId"), CultureInfo.InvariantCulture, out var source) ? source : null,
            Status = One("status"),
            Level = One("level"),
            Lookups = All("lookup")?.Select(id => long.TryParse(id, CultureInfo.InvariantCulture, out var item) ? item : 0).ToArray(),
            HasLookups = One("hasLookups") == "true",
            InternetMessageId = One("internetMessageId"),
        };
    }

    /// <summary>The draft for a contact; null for a new one.</summary>
    public ContactDraft ToDraft(long? id) => new()
    {
        Id = id,
        Version = Version,
        Honorific = Honorific,
        GivenName = GivenName,
        FamilyName = FamilyName,
        DisplayName = DisplayName,
        NameOtherScript = NameOtherScript,
        JobTitle = JobTitle,
        AccountName = Account,
        Emails = Emails?.Where(e => !string.IsNullOrWhiteSpace(e)).Select(e => e.Trim()).ToList(),
        Phones = Phones?.Select((raw, i) => new PhoneDraft(raw, KindAt(i))).Where(p => !string.IsNullOrWhiteSpace(p.Raw)).ToList(),
        Address = Address,
        Website = Website,
        CorrespondenceNotes = Notes,
        SourceId = SourceId,
        Status = Enum.TryParse<ContactStatus>(Status, out var status) ? status : null,
        Level = Enum.TryParse<ContactLevel>(Level, out var level) ? level : null,
        LookupItemIds = HasLookups ? Lookups ?? [] : Lookups,
    };

    private PhoneKind KindAt(int index) =>
        PhoneKinds is not null && index < PhoneKinds.Length && Enum.TryParse<PhoneKind>(PhoneKinds[index], ignoreCase: true, out var kind) ? kind : PhoneKind.Work;
}
