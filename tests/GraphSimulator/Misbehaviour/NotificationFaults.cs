using System.Text.Json.Serialization;

namespace GraphSimulator.Misbehaviour;

/// <summary>What is wrong with the validation tokens of rich notifications.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ValidationTokenFault>))]
public enum ValidationTokenFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>There are none.</summary>
    Absent,

    /// <summary>They come from another application than Graph's publisher.</summary>
    WrongPublisher,

    /// <summary>They are made out to another application.</summary>
    WrongAudience,

    /// <summary>Another directory has issued them.</summary>
    WrongIssuer,

    /// <summary>They are signed with a key that nobody publishes.</summary>
    WrongSignature,

    /// <summary>They are out of date.</summary>
    Expired,
}

/// <summary>What goes wrong with change notifications. All off by default; rates are probabilities from 0 to 1.</summary>
public sealed class NotificationFaults
{
    /// <summary>Notifications that are lost.</summary>
    public double DropRate { get; set; }

    /// <summary>Notifications that are sent twice.</summary>
    public double DoubleRate { get; set; }

    /// <summary>Seconds from a change to its notification.</summary>
    public double DelaySeconds { get; set; }

    /// <summary>Whether everything that is due for an address goes in one POST, several subscriptions together.</summary>
    public bool Batched { get; set; } = true;

    /// <summary>Whether each <c>created</c> is followed by an <c>updated</c>.</summary>
    public bool CreatedThenUpdated { get; set; }

    /// <summary>More notifications than this that are due together for one subscription are given up for one <c>missed</c>; null never.</summary>
    public int? MissedAbove { get; set; }

    /// <summary>Whether receivers that answer slowly are told late or not at all, as Graph does.</summary>
    public bool PunishesSlowReceivers { get; set; }

    /// <summary>Whether the signature over encrypted content is wrong.</summary>
    public bool WrongDataSignature { get; set; }

    /// <summary>What is wrong with validation tokens.</summary>
    public ValidationTokenFault ValidationTokens { get; set; }
}
