namespace CrmAddin.Core.Mail.Notifications;

/// <summary>The mail server's promise to tell about changes of one mailbox. One a mailbox: it covers every folder.</summary>
public sealed class MailSubscription
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>The mailbox; unique.</summary>
    public long MailboxId { get; set; }

    /// <summary>The mailbox' row.</summary>
    public Mailbox? Mailbox { get; set; }

    /// <summary>Id that the mail server gave; null while there is none there.</summary>
    public string? GraphId { get; set; }

    /// <summary>Address that the server tells; a subscription for another one is made anew.</summary>
    public string NotificationUrl { get; set; } = "";

    /// <summary>SHA-256 of the secret that the server sends back, in hex: shows that the key has changed without holding it.</summary>
    public string ClientStateHash { get; set; } = "";

    /// <summary>Until when the server tells; null while there is no subscription.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>When upkeep looks at it next.</summary>
    public DateTimeOffset NextCheckAt { get; set; }

    /// <summary>Until when one host has it to itself; null while nobody works on it.</summary>
    public DateTimeOffset? ClaimedUntil { get; set; }

    /// <summary>What stood in the way last; null when all is well.</summary>
    public string? LastError { get; set; }

    /// <summary>Name of that error, for its translation.</summary>
    public string? LastErrorCode { get; set; }

    /// <summary>Failed attempts since the last one that came through.</summary>
    public int FailureCount { get; set; }

    /// <summary>Notifications that were taken from the queue so far.</summary>
    public long ReceivedCount { get; set; }

    /// <summary>When the last of them arrived.</summary>
    public DateTimeOffset? LastReceivedAt { get; set; }
}
