using CrmAddin.Core.Results;

namespace CrmAddin.Core.Mail;

/// <summary>
/// The mail server, as far as mail logging needs it. Mailboxes are named by address. Expected failures come as the errors of
/// <c>MailErrors.cs</c>; a message's id is the immutable one.
/// </summary>
public interface IMailbox
{
    /// <summary>Folders at the top of the mailbox.</summary>
    Task<Result<List<MailboxFolder>>> ListFoldersAsync(string mailbox, CancellationToken cancel);

    /// <summary>The next page of a folder's changes; from the beginning where the cursor is null.</summary>
    /// <returns>The page, or <see cref="CursorLost"/> when the server has forgotten the cursor.</returns>
    Task<Result<MailboxPage>> ReadPageAsync(string mailbox, string folderId, string? cursor, CancellationToken cancel);

    /// <summary>One whole message, or <see cref="MessageGone"/>.</summary>
    Task<Result<MailboxMessage>> ReadMessageAsync(string mailbox, string messageId, CancellationToken cancel);

    /// <summary>The whole message of a Message-ID, wherever in the mailbox it lies, or <see cref="MessageGone"/>.</summary>
    Task<Result<MailboxMessage>> FindByMessageIdAsync(string mailbox, string internetMessageId, CancellationToken cancel);

    /// <summary>The message as it travelled (MIME), with the headers that a sent copy does not show otherwise.</summary>
    Task<Result<string>> ReadMimeAsync(string mailbox, string messageId, CancellationToken cancel);

    /// <summary>Messages of a folder that this address sent or received, newest first, at most <paramref name="limit"/>.</summary>
    Task<Result<List<MailboxMessage>>> FindByAddressAsync(string mailbox, string folderId, string address, int limit, CancellationToken cancel);

    /// <summary>The immutable id of the item that Outlook names by an EWS id, or <see cref="MessageGone"/>.</summary>
    Task<Result<string>> TranslateEwsIdAsync(string mailbox, string ewsId, CancellationToken cancel);
}
