namespace CrmAddin.Core.Mail;

/// <summary>How much of a kept mail's body is stored.</summary>
public enum BodyPolicy
{
    /// <summary>All of it, as text.</summary>
    Full,
    /// <summary>The first characters.</summary>
    Preview,
    /// <summary>Nothing.</summary>
    HeaderOnly,
}

/// <summary>What becomes of a logged mail that is deleted in the mailbox.</summary>
public enum DeletedMailPolicy
{
    /// <summary>The log keeps it.</summary>
    Keep,
    /// <summary>The log forgets this mailbox' copy, and with the last copy the mail.</summary>
    Remove,
}

/// <summary>Mail logging; section <c>Crm:Mail</c> of the configuration.</summary>
public sealed class MailSettings
{
    /// <summary>Addresses and domains whose mail is never logged; a domain takes its subdomains with it.</summary>
    public List<string> Blocked { get; set; } = [];

    /// <summary>Addresses that are the firm's own although they lie outside of its domains.</summary>
    public List<string> Aliases { get; set; } = [];

    /// <summary>How much of the body is stored.</summary>
    public BodyPolicy Bodies { get; set; }

    /// <summary>What becomes of a logged mail that is deleted in the mailbox.</summary>
    public DeletedMailPolicy Deleted { get; set; }

    /// <summary>Days back that are compared with the mailbox every night; once a week it is the whole history.</summary>
    public int CompareDays { get; set; } = 30;

    /// <summary>Seconds until another host takes a mailbox over that a host has left alone.</summary>
    public int LeaseSeconds { get; set; } = 120;

    /// <summary>How long a claim on a mailbox holds without being given back; every page that is written prolongs it.</summary>
    public TimeSpan LeaseTime => TimeSpan.FromSeconds(LeaseSeconds);

    /// <summary>Seconds from one round of a mailbox to the next.</summary>
    public int PollSeconds { get; set; } = 60;

    /// <summary>Seconds from one round to the next while the mail server tells about changes: the net under lost notifications.</summary>
    public int RelaxedPollSeconds { get; set; } = 600;

    /// <summary>The host's own address as Microsoft Graph reaches it; from <c>Crm:Graph:NotificationUrl</c>. Without it mailboxes are only polled.</summary>
    public string? NotificationUrl { get; set; }

    /// <summary>Hours without a round that came through after which a mailbox is an outage that administrators are told of.</summary>
    public double AlarmAfterHours { get; set; } = 6;

    /// <summary>Mailbox that alarms are sent from; without it they show on the page alone.</summary>
    public string? AlarmSender { get; set; }

    /// <summary>Mailbox that scheduled reports are sent from; the alarms' where it is empty.</summary>
    public string? ReportSender { get; set; }

    /// <summary>Most messages that a look back takes from one folder.</summary>
    public int LookBackLimit { get; set; } = 250;

    /// <summary>Key of the hashes of dropped mail, base64, at least 32 bytes; where it is empty, <see cref="HashKeyFile"/> holds one.</summary>
    public string? HashKey { get; set; }

    /// <summary>File that holds the key; made on first use, readable by its owner alone. Under <c>Crm:DataFolder</c> where it is empty.</summary>
    public string HashKeyFile { get; set; } = "";
}
