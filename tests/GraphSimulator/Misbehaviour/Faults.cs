using System.Text.Json.Serialization;

namespace GraphSimulator.Misbehaviour;

/// <summary>How the service says when to come back.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RetryAfterForm>))]
public enum RetryAfterForm
{
    /// <summary><c>Retry-After: 2</c>.</summary>
    Whole,

    /// <summary><c>Retry-After: 2.128</c>, which no standard knows but Graph sends.</summary>
    Fractional,

    /// <summary>An HTTP date.</summary>
    Date,

    /// <summary>No header at all.</summary>
    Absent,
}

/// <summary>How the service says that a delta token is lost.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TokenLossForm>))]
public enum TokenLossForm
{
    /// <summary>410 with a Location that starts again.</summary>
    Gone,

    /// <summary>400 with the code <c>syncStateNotFound</c>.</summary>
    SyncStateNotFound,
}

/// <summary>What goes wrong with one request.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FaultKind>))]
public enum FaultKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>429.</summary>
    Throttled,

    /// <summary>503.</summary>
    Unavailable,

    /// <summary>503 although the request had its effect.</summary>
    UnavailableAfterEffect,

    /// <summary>504.</summary>
    GatewayTimeout,

    /// <summary>200 with a page of HTML, as a captive proxy answers.</summary>
    NoJson,

    /// <summary>The connection is cut without an answer.</summary>
    ConnectionReset,

    /// <summary>The delta token of this request is lost.</summary>
    TokenLost,
}

/// <summary>What the simulated service does wrong. All off by default; rates are probabilities from 0 to 1.</summary>
public sealed class Faults
{
    /// <summary>Seed of every choice by chance.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>Delta pages that are empty and yet have a next page.</summary>
    public double EmptyPageRate { get; set; }

    /// <summary>Messages that appear a second time in the same round.</summary>
    public double DuplicateRate { get; set; }

    /// <summary>Whether messages come in no order.</summary>
    public bool Reorder { get; set; }

    /// <summary>How many changes of earlier rounds are told again.</summary>
    public int ReplayedChanges { get; set; }

    /// <summary>Whether an update carries only the changed properties.</summary>
    public bool PartialUpdates { get; set; }

    /// <summary>Whether removed messages are told in a first round too.</summary>
    public bool RemovedInFirstRound { get; set; }

    /// <summary>Whether a message that left and came back between two rounds is told as removed only.</summary>
    public bool LoseReturnedMessages { get; set; }

    /// <summary>Requests that meet 429.</summary>
    public double ThrottleRate { get; set; }

    /// <summary>Requests that meet 503.</summary>
    public double UnavailableRate { get; set; }

    /// <summary>Requests that are answered with HTML.</summary>
    public double NoJsonRate { get; set; }

    /// <summary>Requests whose connection is cut.</summary>
    public double ConnectionResetRate { get; set; }

    /// <summary>Delta requests whose token is lost.</summary>
    public double TokenLossRate { get; set; }

    /// <summary>Form of Retry-After.</summary>
    public RetryAfterForm RetryAfter { get; set; }

    /// <summary>Seconds to wait; rounded up where the form has no fractions.</summary>
    public double RetryAfterSeconds { get; set; } = 1;

    /// <summary>Form of a lost token.</summary>
    public TokenLossForm TokenLoss { get; set; }

    /// <summary>Requests at a time per mailbox, beyond which 429 is answered. Graph's own limit is 4; null is no limit.</summary>
    public int? MaxConcurrentPerMailbox { get; set; }

    /// <summary>Time that every answer takes.</summary>
    public int LatencyMilliseconds { get; set; }

    /// <summary>Mailboxes outside the application's scope: 403 ErrorAccessDenied.</summary>
    public List<string> DeniedMailboxes { get; set; } = [];

    /// <summary>What happens to the coming requests, one each and in order, before chance rules again.</summary>
    public List<FaultKind> Next { get; set; } = [];
}
