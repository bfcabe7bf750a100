using CrmAddin.Core.Results;

namespace CrmAddin.Core.Contacts.Outlook;

/// <summary>The card is not in Outlook any more.</summary>
public sealed record CardGone() : NotFoundError("The card is no longer in Outlook.");

/// <summary>The application may not change these contacts.</summary>
public sealed record OutlookContactsDenied(string Mailbox)
    : ForbiddenError($"The mail server does not let this application change the Outlook contacts of {Mailbox}. Grant it Contacts.ReadWrite for that mailbox, or turn the folder off.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Mailbox];
}

/// <summary>The change was decided on already, or is somebody else's.</summary>
public sealed record OfferUnknown(long Id) : NotFoundError($"There is no change {Id} from Outlook to decide on. It was decided already, or taken back in Outlook.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Id];
}

/// <summary>No such mailbox, or neither the reader's own nor the reader an administrator.</summary>
public sealed record MailboxNotToSetUp(long Id) : NotFoundError($"There is no mailbox {Id} that you may set up.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Id];
}
