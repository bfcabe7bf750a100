using CrmAddin.Core.Results;

namespace CrmAddin.Core.Mail;

/// <summary>The server has forgotten the place that sync had reached; a fresh round heals it.</summary>
public sealed record CursorLost() : ConflictError("The mail server no longer knows the place that was reached; the folder is read again from the start.");

/// <summary>The folder is not in the mailbox any more.</summary>
public sealed record FolderGone() : NotFoundError("The folder is no longer in the mailbox.");

/// <summary>The message is not in the mailbox any more.</summary>
public sealed record MessageGone() : NotFoundError("The message is no longer in the mailbox.");

/// <summary>The server knows no such mailbox or folder.</summary>
public sealed record MailboxUnknown(string Mailbox)
    : NotFoundError($"The mail server knows no mailbox {Mailbox}. Check the address, and that the person has an Exchange Online mailbox.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Mailbox];
}

/// <summary>The application may not read this mailbox.</summary>
public sealed record MailboxDenied(string Mailbox)
    : ForbiddenError($"The mail server does not let this application read {Mailbox}. Grant it Mail.Read for that mailbox.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Mailbox];
}

/// <summary>No connection to the mail server.</summary>
public sealed record MailServerUnreachable(string BaseUrl)
    : RuleError($"The mail server at {BaseUrl} cannot be reached. Check Crm:Graph:BaseUrl and the network.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [BaseUrl];
}

/// <summary>Something answers, but it is not Graph.</summary>
public sealed record MailServerAnswersNoJson(string BaseUrl)
    : RuleError($"What answers at {BaseUrl} is not Microsoft Graph: its answer is no JSON. Check Crm:Graph:BaseUrl and any proxy in between.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [BaseUrl];
}

/// <summary>The server asked for patience longer than a round may last.</summary>
public sealed record MailServerBusy() : RuleError("The mail server is busy and asked to come back later; the next round tries again.");

/// <summary>The credentials are missing or refused.</summary>
public sealed record MailSignInRefused()
    : RuleError("The mail server refused the sign-in of this application. Check Crm:Graph:TenantId, Crm:Graph:ClientId and the secret or certificate.");

/// <summary>Nothing says how to sign in to the mail server.</summary>
public sealed record MailServerNotConfigured(string Setting, string Reason) : RuleError($"{Setting} {Reason}")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Setting, Reason];
}

/// <summary>A link in an answer leads to another host; following it would hand that host our token.</summary>
public sealed record MailLinkForeign(string Host)
    : RuleError($"The mail server's answer links to {Host}, which is not the host of Crm:Graph:BaseUrl; the link was not followed.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Host];
}

/// <summary>The server refused the request for a reason of its own.</summary>
public sealed record MailServerRefused(int Status, string ServerCode)
    : RuleError($"The mail server refused the request with {ServerCode} ({Status}).")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [ServerCode, Status];
}

/// <summary>No mailbox of this address is logged here.</summary>
public sealed record MailboxNotLogged(string Mailbox) : NotFoundError($"No mail is logged from {Mailbox}: it is not among the mailboxes.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Mailbox];
}

/// <summary>Another host works on the mailbox.</summary>
public sealed record MailboxLeased(string Mailbox) : ConflictError($"Another run is reading {Mailbox} at this moment; try again in a few minutes.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Mailbox];
}

/// <summary>Another host has moved the folder's cursor since it was read: this one was frozen and stops.</summary>
public sealed record CursorMoved() : ConflictError("Another run has gone on with this folder in the meantime.");

/// <summary>The mailbox' folders are not this reader's to choose.</summary>
public sealed record MailboxNotYours() : ForbiddenError("Only an administrator or the owner of the mailbox may do this.");

/// <summary>The owner of a mailbox may hide more of it, and nothing else.</summary>
public sealed record OwnerMayOnlyNarrow() : ForbiddenError("As the owner of the mailbox you may narrow who reads its mail. Everything else is an administrator's to change.");

/// <summary>There is no such mailbox, or not for this reader.</summary>
public sealed record MailboxNotFound(long Id) : NotFoundError("There is no such mailbox.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Id];
}

/// <summary>A folder that is never logged, or none of this mailbox.</summary>
public sealed record FolderNotOffered() : RuleError("One of the folders is not in this mailbox, or is never logged. Load the page anew and choose again.");

/// <summary>A mailbox that is logged needs a folder.</summary>
public sealed record NoFolderChosen() : RuleError("Choose at least one folder, or turn mail logging off for this mailbox.");

/// <summary>The mailbox is logged already.</summary>
public sealed record MailboxAlreadyLogged(string Mailbox) : ConflictError($"{Mailbox} is logged already.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Mailbox];
}

/// <summary>What was given is no address.</summary>
public sealed record MailboxAddressWrong(string Address) : RuleError($"\"{Address}\" is no e-mail address. Give the address of the mailbox, such as name@firm.com.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Address];
}

/// <summary>The owner or the team is unknown.</summary>
public sealed record MailboxOwnerUnknown() : RuleError("There is no such user or team. Choose the owner and the team from the lists.");

/// <summary>A round has gone on with the mailbox while it was being changed.</summary>
public sealed record MailboxBusy(string Mailbox) : ConflictError($"{Mailbox} was being read at this moment. Nothing was changed; try again.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Mailbox];
}
