using CrmAddin.Core.Results;

namespace CrmAddin.Core.Mail;

/// <summary>The server gave no clear answer to a mail: sending it again could send it twice.</summary>
public sealed record MailMaybeSent() : RuleError("The mail server gave no clear answer, so nobody knows whether the mail was sent; it is not sent again.");

/// <summary>The application may not send from this mailbox.</summary>
public sealed record SendingDenied(string Mailbox)
    : ForbiddenError($"The mail server does not let this application send from {Mailbox}. Grant it Mail.Send for that mailbox.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Mailbox];
}
