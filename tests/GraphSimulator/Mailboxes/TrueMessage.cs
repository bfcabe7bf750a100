namespace GraphSimulator.Mailboxes;

/// <summary>One mail as it truly is, whatever the service tells of it.</summary>
/// <param name="Mailbox">The mailbox's sign-in name.</param>
/// <param name="FolderId">Graph's id of the folder.</param>
/// <param name="Folder">The folder's well-known name, or the name that the user sees.</param>
/// <param name="ImmutableId">The lasting id.</param>
/// <param name="RestId">The id in this folder.</param>
/// <param name="InternetMessageId">The Message-ID.</param>
/// <param name="ConversationId">The conversation.</param>
/// <param name="Subject">The subject.</param>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="IsDraft">Whether it is still being written.</param>
/// <param name="IsRead">Whether it was read.</param>
/// <param name="Categories">Its categories.</param>
public sealed record TrueMessage(
    string Mailbox, string FolderId, string Folder, string ImmutableId, string RestId, string? InternetMessageId, string? ConversationId,
    string Subject, DateTimeOffset ReceivedAt, bool IsDraft, bool IsRead, IReadOnlyList<string> Categories);
