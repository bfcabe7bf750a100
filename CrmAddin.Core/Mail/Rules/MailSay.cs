namespace CrmAddin.Core.Mail.Rules;

/// <summary>What the owner of a mailbox wants with one mail.</summary>
public enum MailSayKind
{
    /// <summary>Log it, whatever the rules say.</summary>
    Log,
    /// <summary>Forget it, and do not bring it back.</summary>
    Forget,
}

/// <summary>The owner's say about one mail of a mailbox, by the keyed hash of its identity: it survives every replay and names nobody.</summary>
public sealed class MailSay
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>The mailbox.</summary>
    public long MailboxId { get; set; }

    /// <summary>The mailbox' row.</summary>
    public Mailbox? Mailbox { get; set; }

    /// <summary>HMAC-SHA-256 of the mail's identity, in hex. Unique in the mailbox.</summary>
    public required string KeyedHash { get; set; }

    /// <summary>What is wanted.</summary>
    public MailSayKind Kind { get; set; }

    /// <summary>When it was said.</summary>
    public DateTimeOffset At { get; set; }
}
