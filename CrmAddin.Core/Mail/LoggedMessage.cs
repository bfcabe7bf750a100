using CrmAddin.Core.Accounts;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Deals;

namespace CrmAddin.Core.Mail;

/// <summary>Which way a mail went.</summary>
public enum MailDirection
{
    /// <summary>To us.</summary>
    Received,
    /// <summary>From us.</summary>
    Sent,
}

/// <summary>One e-mail, stored once however many mailboxes hold it.</summary>
public sealed class LoggedMessage
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>SHA-256 over Message-ID, sender and sent time, in hex: what makes a mail the same mail. Unique.</summary>
    public required string IdentityHash { get; set; }

    /// <summary>Message-ID header as received; the sender's to choose, so it alone proves nothing.</summary>
    public string? InternetMessageId { get; set; }

    /// <summary>SHA-256 of <see cref="InternetMessageId"/>, in hex: finds a mail by its id.</summary>
    public string? InternetMessageIdHash { get; set; }

    /// <summary>Conversation in Graph's form.</summary>
    public string? ConversationId { get; set; }

    /// <summary>Which way it went.</summary>
    public MailDirection Direction { get; set; }

    /// <summary>Subject.</summary>
    public string Subject { get; set; } = "";

    /// <summary>First characters of the text.</summary>
    public string Preview { get; set; } = "";

    /// <summary>When it was sent.</summary>
    public DateTimeOffset SentAt { get; set; }

    /// <summary>When it arrived.</summary>
    public DateTimeOffset? ReceivedAt { get; set; }

    /// <summary>Whether it carries attachments.</summary>
    public bool HasAttachments { get; set; }

    /// <summary>When it was logged.</summary>
    public DateTimeOffset LoggedAt { get; set; }

    /// <summary>Name of the reason why it was kept.</summary>
    public required string KeptReason { get; set; }

    /// <summary>What the reason rests on: the address that matched.</summary>
    public string? KeptDetail { get; set; }

    /// <summary>The firm it belongs to.</summary>
    public long? AccountId { get; set; }

    /// <summary>The firm's row.</summary>
    public Account? Account { get; set; }

    /// <summary>The deal it belongs to.</summary>
    public long? DealId { get; set; }

    /// <summary>The deal's row.</summary>
    public Deal? Deal { get; set; }

    /// <summary>When somebody chose the deal, or none, by hand; null where the rules of logging did.</summary>
    public DateTimeOffset? DealChosenAt { get; set; }

    /// <summary>Mailboxes that hold it.</summary>
    public List<MessageCopy> Copies { get; } = [];

    /// <summary>Sender and recipients.</summary>
    public List<MessageParticipant> Participants { get; } = [];

    /// <summary>Contacts it is shown on.</summary>
    public List<MessageContact> Contacts { get; } = [];
}

/// <summary>A message in one mailbox. What a reader may see hangs on the copy, and so does the text.</summary>
public sealed class MessageCopy
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>The message.</summary>
    public long MessageId { get; set; }

    /// <summary>The message's row.</summary>
    public LoggedMessage? Message { get; set; }

    /// <summary>The mailbox.</summary>
    public long MailboxId { get; set; }

    /// <summary>The mailbox' row.</summary>
    public Mailbox? Mailbox { get; set; }

    /// <summary>The folder it was found in.</summary>
    public long? MailFolderId { get; set; }

    /// <summary>Immutable Graph id; unique in the mailbox.</summary>
    public required string GraphId { get; set; }

    /// <summary>Who may read it.</summary>
    public MailVisibility Visibility { get; set; }

    /// <summary>When it arrived in this mailbox.</summary>
    public DateTimeOffset? ReceivedAt { get; set; }

    /// <summary>Owner of the mailbox.</summary>
    public long? OwnerId { get; set; }

    /// <summary>Team of the mailbox.</summary>
    public long? TeamId { get; set; }

    /// <summary>Body as plain text; null where policy keeps only the head.</summary>
    public string? BodyText { get; set; }

    /// <summary>When it left the mailbox; the log stays.</summary>
    public DateTimeOffset? RemovedAt { get; set; }
}

/// <summary>A participant's place in a mail.</summary>
public enum ParticipantRole
{
    /// <summary>Sender.</summary>
    From,
    /// <summary>Recipient.</summary>
    To,
    /// <summary>Copied.</summary>
    Cc,
    /// <summary>Copied unseen.</summary>
    Bcc,
}

/// <summary>Sender or recipient of a message.</summary>
public sealed class MessageParticipant
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>The message.</summary>
    public long MessageId { get; set; }

    /// <summary>The message's row.</summary>
    public LoggedMessage? Message { get; set; }

    /// <summary>Place in the mail.</summary>
    public ParticipantRole Role { get; set; }

    /// <summary>Address in lower case.</summary>
    public required string AddressKey { get; set; }

    /// <summary>Name in the header.</summary>
    public string? Name { get; set; }
}

/// <summary>A message on a contact's timeline.</summary>
public sealed class MessageContact
{
    /// <summary>The message.</summary>
    public long MessageId { get; set; }

    /// <summary>The message's row.</summary>
    public LoggedMessage? Message { get; set; }

    /// <summary>The contact.</summary>
    public long ContactId { get; set; }

    /// <summary>The contact's row.</summary>
    public Contact? Contact { get; set; }

    /// <summary>When the message was sent: the order of the timeline.</summary>
    public DateTimeOffset SentAt { get; set; }
}

/// <summary>
/// A mail that was not kept: a keyed hash of its identity and the reason, nothing else. Its address, subject and Graph id are
/// not stored in any form; whoever wants it back asks the mailbox again by address.
/// </summary>
public sealed class DroppedMessage
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>The mailbox.</summary>
    public long MailboxId { get; set; }

    /// <summary>HMAC-SHA-256 of the identity, in hex, under a key that is not in the store. Unique in the mailbox.</summary>
    public required string KeyedHash { get; set; }

    /// <summary>Name of the reason.</summary>
    public required string Reason { get; set; }

    /// <summary>The folder it was found in: gaps are found by counting a folder's days.</summary>
    public long? MailFolderId { get; set; }

    /// <summary>Day of arrival in UTC.</summary>
    public DateOnly? ReceivedOn { get; set; }

    /// <summary>When it was decided.</summary>
    public DateTimeOffset DecidedAt { get; set; }
}
