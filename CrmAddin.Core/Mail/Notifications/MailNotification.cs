namespace CrmAddin.Core.Mail.Notifications;

/// <summary>What the mail server tells about a subscription.</summary>
public enum MailEvent
{
    /// <summary>Something in the mailbox changed.</summary>
    Changed,
    /// <summary>Notifications may have been lost.</summary>
    Missed,
    /// <summary>The server has ended the subscription.</summary>
    SubscriptionRemoved,
    /// <summary>The server ends the subscription soon, unless it is renewed.</summary>
    ReauthorizationRequired,
}

/// <summary>
/// Notifications waiting to wake their mailbox: equal ones that were stored together are one row. Nothing of the mail is in it;
/// what changed is asked of the mailbox.
/// </summary>
public sealed class MailNotification
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>The mailbox.</summary>
    public long MailboxId { get; set; }

    /// <summary>Id of the subscription on the mail server.</summary>
    public required string SubscriptionId { get; set; }

    /// <summary>What was told.</summary>
    public MailEvent Event { get; set; }

    /// <summary>How often.</summary>
    public int Count { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset ReceivedAt { get; set; }
}
