namespace CrmAddin.Core.Mail.Health;

/// <summary>The latest time that a mailbox did not come through for long. One row a mailbox; it begins anew with the next outage.</summary>
public sealed class MailOutage
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>The mailbox; unique.</summary>
    public long MailboxId { get; set; }

    /// <summary>The mailbox' row.</summary>
    public Mailbox? Mailbox { get; set; }

    /// <summary>The last round that came through, or when the mailbox was first seen without one.</summary>
    public DateTimeOffset Since { get; set; }

    /// <summary>When it had lasted long enough to be an alarm; null before.</summary>
    public DateTimeOffset? RaisedAt { get; set; }

    /// <summary>When administrators were told; null before.</summary>
    public DateTimeOffset? ToldAt { get; set; }

    /// <summary>When the mailbox came through again; null while it does not.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>When administrators were told of that.</summary>
    public DateTimeOffset? EndToldAt { get; set; }

    /// <summary>No attempt to tell before this moment.</summary>
    public DateTimeOffset? TellAgainAt { get; set; }

    /// <summary>Name of the error that the mailbox had when the alarm was raised.</summary>
    public string? LastErrorCode { get; set; }

    /// <summary>Why administrators could not be told; null when they were or nobody tried.</summary>
    public string? TellError { get; set; }
}
