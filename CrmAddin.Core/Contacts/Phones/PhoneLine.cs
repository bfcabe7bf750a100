namespace CrmAddin.Core.Contacts.Phones;

/// <summary>What sort of line the numbering plan gives a number to.</summary>
public enum PhoneLine
{
    /// <summary>The plan has no range for it, or none that tells.</summary>
    Unknown,

    /// <summary>A landline.</summary>
    Fixed,

    /// <summary>A mobile phone.</summary>
    Mobile,

    /// <summary>The plan does not tell landlines from mobiles (North America).</summary>
    FixedOrMobile,

    /// <summary>Free for the caller.</summary>
    TollFree,

    /// <summary>Premium rate, shared cost, voice over IP, pagers, company numbers.</summary>
    Other,
}
