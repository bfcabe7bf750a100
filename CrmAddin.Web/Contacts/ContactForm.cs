using CrmAddin.Core.Contacts;
using Microsoft.AspNetCore.Mvc;

namespace CrmAddin.Web.Contacts;

/// <summary>The fields of the contact form as a pane or page sends them.</summary>
public sealed record ContactForm
{
    /// <summary>The version that the form was filled from.</summary>
    [FromForm(Name = "version")]
    public int? Version { get; init; }

    /// <summary>Honorific.</summary>
    [FromForm(Name = "honorific")]
    public string? Honorific { get; init; }

    /// <summary>Given name.</summary>
    [FromForm(Name = "givenName")]
    public string? GivenName { get; init; }

    /// <summary>Family name.</summary>
    [FromForm(Name = "familyName")]
    public string? FamilyName { get; init; }

    /// <summary>Whole name.</summary>
    [FromForm(Name = "displayName")]
    public string? DisplayName { get; init; }

    /// <summary>The name in the other script.</summary>
    [FromForm(Name = "nameOtherScript")]
    public string? NameOtherScript { get; init; }

    /// <summary>Job title.</summary>
    [FromForm(Name = "jobTitle")]
    public string? JobTitle { get; init; }

    /// <summary>Firm.</summary>
    [FromForm(Name = "account")]
    public string? Account { get; init; }

    /// <summary>E-mail addresses.</summary>
    [FromForm(Name = "email")]
    public string[]? Emails { get; init; }

    /// <summary>Phones.</summary>
    [FromForm(Name = "phone")]
    public string[]? Phones { get; init; }

    /// <summary>Kinds of the phones, in their order.</summary>
    [FromForm(Name = "phoneKind")]
    public string[]? PhoneKinds { get; init; }

    /// <summary>Address in one line.</summary>
    [FromForm(Name = "address")]
    public string? Address { get; init; }

    /// <summary>Web page.</summary>
    [FromForm(Name = "website")]
    public string? Website { get; init; }

    /// <summary>Notes.</summary>
    [FromForm(Name = "notes")]
    public string? Notes { get; init; }

    /// <summary>Source; 0 for none.</summary>
    [FromForm(Name = "sourceId")]
    public long? SourceId { get; init; }

    /// <summary>Status.</summary>
    [FromForm(Name = "status")]
    public string? Status { get; init; }

    /// <summary>Level.</summary>
    [FromForm(Name = "level")]
    public string? Level { get; init; }

    /// <summary>Groups and types.</summary>
    [FromForm(Name = "lookup")]
    public long[]? Lookups { get; init; }

    /// <summary>Whether the form showed groups and types: none ticked then means none.</summary>
    [FromForm(Name = "hasLookups")]
    public bool HasLookups { get; init; }

    /// <summary>Id of the mail that the sender was captured from.</summary>
    [FromForm(Name = "internetMessageId")]
    public string? InternetMessageId { get; init; }

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
