namespace CrmAddin.Core.Mail.Compare;

/// <summary>A day of a folder on which the log differed from the mailbox, and what was done about it.</summary>
public sealed class MailGap
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>The mailbox.</summary>
    public long MailboxId { get; set; }

    /// <summary>The mailbox' row.</summary>
    public Mailbox? Mailbox { get; set; }

    /// <summary>The folder.</summary>
    public long MailFolderId { get; set; }

    /// <summary>The folder's row.</summary>
    public MailFolder? MailFolder { get; set; }

    /// <summary>Day of arrival in UTC.</summary>
    public DateOnly Day { get; set; }

    /// <summary>Mails of that day in the folder.</summary>
    public int FoundCount { get; set; }

    /// <summary>Mails of that day and folder that had been decided on.</summary>
    public int DecidedCount { get; set; }

    /// <summary>Mails that were missing and are decided on now.</summary>
    public int FilledCount { get; set; }

    /// <summary>Mails of the log that had left the folder unnoticed.</summary>
    public int LeftCount { get; set; }

    /// <summary>When it was found.</summary>
    public DateTimeOffset FoundAt { get; set; }
}
