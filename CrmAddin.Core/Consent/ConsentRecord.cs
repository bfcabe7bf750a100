using CrmAddin.Core.Contacts;

namespace CrmAddin.Core.Consent;

/// <summary>What a person agreed to be contacted for.</summary>
public enum ConsentPurpose
{
    /// <summary>Offers and advertising.</summary>
    Marketing,
    /// <summary>The regular newsletter.</summary>
    Newsletter,
    /// <summary>Messages about what they bought.</summary>
    Service,
}

/// <summary>By which way they may be contacted.</summary>
public enum ConsentChannel
{
    /// <summary>E-mail.</summary>
    Email,
    /// <summary>Telephone call.</summary>
    Phone,
    /// <summary>Text message.</summary>
    Sms,
    /// <summary>Letter.</summary>
    Post,
}

/// <summary>What a record says.</summary>
public enum ConsentState
{
    /// <summary>The person agreed.</summary>
    Given,
    /// <summary>The person took it back.</summary>
    Withdrawn,
}

/// <summary>One statement of a person about one purpose and channel. Append-only; the latest holds; no record means no.</summary>
public sealed class ConsentRecord
{
    /// <summary>Key.</summary>
    public long Id { get; init; }

    /// <summary>Whose consent.</summary>
    public long ContactId { get; init; }

    /// <summary>The contact's row.</summary>
    public Contact? Contact { get; init; }

    /// <summary>For what.</summary>
    public ConsentPurpose Purpose { get; init; }

    /// <summary>By which way.</summary>
    public ConsentChannel Channel { get; init; }

    /// <summary>Given or withdrawn.</summary>
    public ConsentState State { get; init; }

    /// <summary>When the person said so.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>How: "web form", "on the phone", "import".</summary>
    public required string How { get; init; }

    /// <summary>The wording shown to the person.</summary>
    public string? Wording { get; init; }

    /// <summary>Language of the wording.</summary>
    public string? Language { get; init; }

    /// <summary>What shows it: a message id, an import row, a form.</summary>
    public string? Evidence { get; init; }

    /// <summary>Who recorded it; null for the product itself.</summary>
    public long? RecordedById { get; init; }
}
