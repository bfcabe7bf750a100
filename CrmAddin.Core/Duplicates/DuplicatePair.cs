using CrmAddin.Core.Contacts;

namespace CrmAddin.Core.Duplicates;

/// <summary>What became of two contacts that look like one person.</summary>
public enum PairState
{
    /// <summary>Nobody has decided.</summary>
    Open,
    /// <summary>Somebody said that they are two people; remembered.</summary>
    NotSame,
    /// <summary>Made one.</summary>
    Merged,
}

/// <summary>Two contacts that look like one person. The smaller key comes first, so that a pair stands once.</summary>
public sealed class DuplicatePair
{
    /// <summary>The contact with the smaller key.</summary>
    public long AId { get; set; }

    /// <summary>Its row.</summary>
    public Contact? A { get; set; }

    /// <summary>The contact with the larger key.</summary>
    public long BId { get; set; }

    /// <summary>Its row.</summary>
    public Contact? B { get; set; }

    /// <summary>Probability that they are one person, 0 to 1.</summary>
    public double Score { get; set; }

    /// <summary>Why, as JSON.</summary>
    public required string ReasonsJson { get; set; }

    /// <summary>What was decided.</summary>
    public PairState State { get; set; }

    /// <summary>When the pair was found.</summary>
    public DateTimeOffset FoundAt { get; set; }

    /// <summary>When it was decided; null while it is open.</summary>
    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>Who decided.</summary>
    public long? DecidedById { get; set; }
}
