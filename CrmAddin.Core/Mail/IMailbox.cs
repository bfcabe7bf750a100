using CrmAddin.Core.Results;

namespace CrmAddin.Core.Mail;

/// <summary>
/// The mail server, as far as mail logging needs it. Mailboxes are named by address. Expected failures come as the errors of
/// <c>MailErrors.cs</c>; a message's id is the immutable one.
/// </summary>
public interface IMailbox
{
    /// <summary>Names what <see cref="ReadPageAsync"/> asks for; a cursor that was made for something else is read anew.</summary>
    string PageOptions { get; }

    /// <summary>Whether the server knows the mailbox and lets this application read it: null, or why not.</summary>
    Task<Error?> CheckAsync(string mailbox, CancellationToken cancel);

    /// <summary>The whole tree of folders, hidden ones and searches left out; a folder comes before those that lie in it.</summary>
    Task<Result<List<MailboxFolder>>> ListFoldersAsync(string mailbox, CancellationToken cancel);

    /// <summary>The next page of a folder's changes; from the beginning where the cursor is null.</summary>
    /// <returns>
    /// The page, or <see cref="CursorLost"/> when the server has forgotten the cursor, or <see cref="FolderGone"/> when there is no such folder.
    /// </returns>
    Task<Result<MailboxPage>> ReadPageAsync(string mailbox, string folderId, string? cursor, CancellationToken cancel);

    /// <summary>Mails of a folder that arrived in a span of time, newest first, with what they are known by and nothing else.</summary>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="folderId">The folder.</param>
    /// <param name="from">Not earlier; null for no limit.</param>
    /// <param name="next">Where the list goes on; null for its beginning.</param>
    /// <param name="cancel">Gives up.</param>
    Task<Result<MailListPage>> ListMailsAsync(string mailbox, string folderId, DateTimeOffset? from, string? next, CancellationToken cancel);

    /// <summary>One whole message, or <see cref="MessageGone"/>.</summary>
    Task<Result<MailboxMessage>> ReadMessageAsync(string mailbox, string messageId, CancellationToken cancel);

    /// <summary>The message as it travelled (MIME), with the headers that a sent copy does not show otherwise.</summary>
    Task<Result<string>> ReadMimeAsync(string mailbox, string messageId, CancellationToken cancel);

    /// <summary>Messages of a folder that this address sent or received, newest first, at most <paramref name="limit"/>.</summary>
    Task<Result<List<MailboxMessage>>> FindByAddressAsync(string mailbox, string folderId, string address, int limit, CancellationToken cancel);

    /// <summary>The immutable id of the item that Outlook names by an EWS id, or <see cref="MessageGone"/>.</summary>
    Task<Result<string>> TranslateEwsIdAsync(string mailbox, string ewsId, CancellationToken cancel);
}
