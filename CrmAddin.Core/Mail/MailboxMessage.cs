namespace CrmAddin.Core.Mail;

/// <summary>A person in a mail's head.</summary>
/// <param name="Address">Address as received; may be no address at all.</param>
/// <param name="Name">Name as received.</param>
public sealed record MailPerson(string Address, string? Name);

/// <summary>
/// A message as the mailbox tells it. A null property was not told: an update may carry only what changed, so null never
/// overwrites what is known.
/// </summary>
public sealed record MailboxMessage
{
    /// <summary>Immutable id.</summary>
    public required string Id { get; init; }

    /// <summary>Folder that holds it.</summary>
    public string? FolderId { get; init; }

    /// <summary>Message-ID header.</summary>
    public string? InternetMessageId { get; init; }

    /// <summary>Conversation.</summary>
    public string? ConversationId { get; init; }

    /// <summary>Subject.</summary>
    public string? Subject { get; init; }

    /// <summary>First characters of the text.</summary>
    public string? Preview { get; init; }

    /// <summary>Body as plain text.</summary>
    public string? BodyText { get; init; }

    /// <summary>When it was sent.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>When it arrived.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>Whether it carries attachments.</summary>
    public bool? HasAttachments { get; init; }

    /// <summary>Whether it was never sent.</summary>
    public bool? IsDraft { get; init; }

    /// <summary>Sender; null where none is told or the mail names none.</summary>
    public MailPerson? From { get; init; }

    /// <summary>Recipients.</summary>
    public IReadOnlyList<MailPerson>? To { get; init; }

    /// <summary>Copied recipients.</summary>
    public IReadOnlyList<MailPerson>? Cc { get; init; }

    /// <summary>Recipients copied unseen; known on our own sent mail only.</summary>
    public IReadOnlyList<MailPerson>? Bcc { get; init; }

    /// <summary>Headers in order; null where the mailbox shows none, as on sent copies.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Headers { get; init; }

    /// <summary>PidTagSensitivity: 1 personal, 2 private, 3 confidential; null is normal.</summary>
    public int? Sensitivity { get; init; }

    /// <summary>Whether enough was told to decide: a new or whole message names its sent time and its recipients.</summary>
    public bool IsWhole => SentAt is not null && To is not null;

    /// <summary>The value of the first header of this name.</summary>
    public string? Header(string name) =>
        Headers?.FirstOrDefault(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}

/// <summary>A page of a folder's changes.</summary>
/// <param name="Messages">New and changed messages in order; the last one of an id wins.</param>
/// <param name="RemovedIds">Messages that left the folder, by deletion or by a move.</param>
/// <param name="Cursor">Where the next page or round goes on.</param>
/// <param name="IsRoundComplete">Whether everything up to now was told.</param>
public sealed record MailboxPage(
    IReadOnlyList<MailboxMessage> Messages, IReadOnlyList<string> RemovedIds, string Cursor, bool IsRoundComplete);

/// <summary>A page of a list of mails, newest first.</summary>
/// <param name="Mails">Mails with id, Message-ID, sender and times alone.</param>
/// <param name="Next">Where the list goes on; null on the last page.</param>
public sealed record MailListPage(IReadOnlyList<MailboxMessage> Mails, string? Next);

/// <summary>A folder as the mailbox tells it.</summary>
/// <param name="Id">Id in the mailbox.</param>
/// <param name="DisplayName">Name as the owner sees it.</param>
/// <param name="WellKnownName">"inbox", "sentitems", "drafts", "junkemail", "deleteditems" or null.</param>
/// <param name="MessageCount">Messages in it.</param>
/// <param name="ParentId">Id of the folder that it lies in.</param>
public sealed record MailboxFolder(string Id, string DisplayName, string? WellKnownName, int MessageCount, string? ParentId = null);
