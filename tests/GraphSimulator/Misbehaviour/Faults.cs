namespace GraphSimulator.Misbehaviour;

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

    /// <summary>Whether a message that came by a move is not told in its new folder.</summary>
    public bool HideArrivalsByMove { get; set; }

    /// <summary>Whether query options beside a token are refused; otherwise they have no effect.</summary>
    public bool RefuseOptionsOnLinks { get; set; }

    /// <summary>Whether occurrences of a series come with little more than their times.</summary>
    public bool SparseOccurrences { get; set; }

    /// <summary>Whether copies in Sent Items have their internet headers, which Exchange's have not.</summary>
    public bool HeadersOnSentCopies { get; set; }

    /// <summary>Seconds until a sent mail shows in Sent Items.</summary>
    public double SentCopyDelaySeconds { get; set; }

    /// <summary>Seconds by which the <c>Date</c> of every answer is wrong.</summary>
    public double ClockSkewSeconds { get; set; }

    /// <summary>What goes wrong with change notifications.</summary>
    public NotificationFaults Notifications { get; set; } = new();

    /// <summary>Requests that meet 429.</summary>
    public double ThrottleRate { get; set; }

    /// <summary>Requests that meet 503.</summary>
    public double UnavailableRate { get; set; }

    /// <summary>Requests that meet 503 although they had their effect.</summary>
    public double UnavailableAfterEffectRate { get; set; }

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

    /// <summary>Requests at a time per mailbox, beyond which 429 is answered; null is the service's own limit.</summary>
    public int? MaxConcurrentPerMailbox { get; set; }

    /// <summary>Time that every answer takes; a batch takes that of its requests.</summary>
    public int LatencyMilliseconds { get; set; }

    /// <summary>Mailboxes outside the application's scope: 403 ErrorAccessDenied.</summary>
    public List<string> DeniedMailboxes { get; set; } = [];

    /// <summary>What happens to the coming requests, one each and in order, before chance rules again.</summary>
    public List<FaultKind> Next { get; set; } = [];
}
