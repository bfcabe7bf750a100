using CrmAddin.Core.Store;
using CrmAddin.Core.Users;

namespace CrmAddin.Core.Mail;

/// <summary>Who may read a logged message.</summary>
public enum MailVisibility
{
    /// <summary>The owner of the mailbox and their team.</summary>
    Shared,
    /// <summary>Owners of mailboxes that hold a copy.</summary>
    Participants,
    /// <summary>The owner of this mailbox alone.</summary>
    OwnerOnly,
}

/// <summary>Which mail makes contacts of people whom nobody knows.</summary>
public enum ContactCreation
{
    /// <summary>None.</summary>
    Off,
    /// <summary>Mail that we sent: its recipients.</summary>
    FromSentMail,
    /// <summary>Mail that we sent and mail that people sent us.</summary>
    FromAllMail,
}

/// <summary>A mailbox whose mail is logged.</summary>
public sealed class Mailbox : IVersioned
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>Address in lower case; what Graph is asked for.</summary>
    public required string Address { get; set; }

    /// <summary>Name as shown.</summary>
    public required string DisplayName { get; set; }

    /// <summary>Whose mailbox.</summary>
    public long? OwnerId { get; set; }

    /// <summary>The owner's row.</summary>
    public User? Owner { get; set; }

    /// <summary>The team that reads its shared mail.</summary>
    public long? TeamId { get; set; }

    /// <summary>Whether mail is logged from it.</summary>
    public bool IsOn { get; set; } = true;

    /// <summary>Who reads what is logged from it.</summary>
    public MailVisibility Visibility { get; set; }

    /// <summary>Mail that arrived before is left alone; null reads everything.</summary>
    public DateTimeOffset? LogFrom { get; set; }

    /// <summary>Whose senders and recipients become contacts by themselves.</summary>
    public ContactCreation ContactCreation { get; set; }

    /// <summary>The host that works on it now.</summary>
    public string? LeaseHolder { get; set; }

    /// <summary>Until when; another host may take over afterwards.</summary>
    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>Last round that came through.</summary>
    public DateTimeOffset? LastSuccessAt { get; set; }

    /// <summary>When it is looked at next.</summary>
    public DateTimeOffset? NextRunAt { get; set; }

    /// <summary>What stood in the way last, in words a person understands; null when all is well.</summary>
    public string? LastError { get; set; }

    /// <summary>Name of that error, for its translation.</summary>
    public string? LastErrorCode { get; set; }

    /// <summary>When its folders were listed last; null to list them in the next round.</summary>
    public DateTimeOffset? FoldersListedAt { get; set; }

    /// <summary>When the log was compared with the mailbox last.</summary>
    public DateTimeOffset? ComparedAt { get; set; }

    /// <summary>When that comparison went over the whole history last.</summary>
    public DateTimeOffset? ComparedWholeAt { get; set; }

    /// <summary>Folders.</summary>
    public List<MailFolder> Folders { get; } = [];

    /// <inheritdoc/>
    public int Version { get; set; }

    /// <summary>Whether a mail arrived before the mailbox is logged from; one that says nothing of its arrival is not.</summary>
    internal bool IsTooOld(MailboxMessage mail) => LogFrom is { } from && mail.ReceivedAt < from;
}

/// <summary>A folder of a mailbox with the place that sync has reached.</summary>
public sealed class MailFolder
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>The mailbox.</summary>
    public long MailboxId { get; set; }

    /// <summary>The mailbox' row.</summary>
    public Mailbox? Mailbox { get; set; }

    /// <summary>Id or well-known name that Graph knows it by.</summary>
    public required string GraphId { get; set; }

    /// <summary>Name as shown.</summary>
    public required string DisplayName { get; set; }

    /// <summary>"inbox", "sentitems"; null for a user's own folders.</summary>
    public string? WellKnownName { get; set; }

    /// <summary>Id of the folder that it lies in.</summary>
    public string? ParentGraphId { get; set; }

    /// <summary>Whether mail in it is logged.</summary>
    public bool IsInScope { get; set; }

    /// <summary>Whether it is never offered: Junk, Drafts, Deleted Items and the like, with all that lies in them.</summary>
    public bool IsNeverLogged { get; set; }

    /// <summary>Since when the mailbox has no such folder any more; the log stays.</summary>
    public DateTimeOffset? GoneAt { get; set; }

    /// <summary>The next or delta link that sync goes on from; null before the first page.</summary>
    public string? Cursor { get; set; }

    /// <summary>When the cursor was written.</summary>
    public DateTimeOffset? CursorAt { get; set; }

    /// <summary>Names the options that the cursor was made with; with others it would tell other things.</summary>
    public string? CursorOptions { get; set; }

    /// <summary>Whether the place was lost, so that what left the folder meanwhile is still to be found by comparing.</summary>
    public bool IsReset { get; set; }

    /// <summary>Raised with each page: a host that was frozen finds another number and stops.</summary>
    public int CursorVersion { get; set; }

    /// <summary>Whether the first full round has ended.</summary>
    public bool IsRoundComplete { get; set; }

    /// <summary>Messages in the folder that are to be decided on, when last asked.</summary>
    public int FoundCount { get; set; }

    /// <summary>Messages decided on.</summary>
    public int DoneCount { get; set; }

    /// <summary>Messages of the folder that are older than <see cref="Mailbox.LogFrom"/> and were passed over.</summary>
    public int SkippedCount { get; set; }

    /// <summary>Last page that came through.</summary>
    public DateTimeOffset? LastSuccessAt { get; set; }
}
