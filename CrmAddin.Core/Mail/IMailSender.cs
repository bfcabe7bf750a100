using CrmAddin.Core.Results;

namespace CrmAddin.Core.Mail;

/// <summary>A mail that the product itself sends.</summary>
/// <param name="To">Recipients' addresses.</param>
/// <param name="Subject">Subject.</param>
/// <param name="Lines">Paragraphs of plain text.</param>
/// <param name="IsRightToLeft">Whether the text runs from right to left.</param>
public sealed record OutgoingMail(IReadOnlyList<string> To, string Subject, IReadOnlyList<string> Lines, bool IsRightToLeft)
{
    /// <summary>A file that goes with it; null for none.</summary>
    public OutgoingFile? File { get; init; }
}

/// <summary>A file that goes with a mail.</summary>
/// <param name="Name">Name as the reader sees it.</param>
/// <param name="ContentType">Media type.</param>
/// <param name="Path">Where it lies.</param>
public sealed record OutgoingFile(string Name, string ContentType, string Path);

/// <summary>Sends mail from a mailbox of the firm. One call asks the server once and never again.</summary>
public interface IMailSender
{
    /// <summary>Sends it. Errors: <see cref="MailMaybeSent"/> when the server gave no clear answer; any other one says that it was not sent.</summary>
    Task<Error?> SendAsync(string fromMailbox, OutgoingMail mail, CancellationToken cancel);
}
