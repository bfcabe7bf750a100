namespace CrmAddin.Core.Mail.Rules;

/// <summary>
/// A thread that only those who take part read, in every mailbox that holds a part of it. What is known of the thread grows with each mail
/// that answers it, so that a later mail is recognised by its conversation or by any mail that it answers.
/// </summary>
public sealed class ConfidentialThread
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>Who marked it; they alone take the mark off.</summary>
    public long? MarkedById { get; set; }

    /// <summary>When it was marked.</summary>
    public DateTimeOffset MarkedAt { get; set; }

    /// <summary>What its mails are recognised by.</summary>
    public List<ConfidentialThreadKey> Keys { get; } = [];
}

/// <summary>A conversation or a Message-ID of a confidential thread.</summary>
public sealed class ConfidentialThreadKey
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>The thread.</summary>
    public long ThreadId { get; set; }

    /// <summary>The thread's row.</summary>
    public ConfidentialThread? Thread { get; set; }

    /// <summary>HMAC-SHA-256 of the conversation or Message-ID, in hex. Unique.</summary>
    public required string KeyedHash { get; set; }
}
