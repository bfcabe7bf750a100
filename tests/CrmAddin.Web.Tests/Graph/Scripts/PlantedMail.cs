using CrmAddin.Core.Mail;

namespace CrmAddin.Web.Tests.Graph.Scripts;

/// <summary>What a mail of a script is, and so what must become of it.</summary>
internal enum MailKind
{
    FromContact,
    ToContact,
    FromLateContact,
    FromStranger,
    Internal,
    Bulk,
    Automatic,
    MarkedPrivate,
    FromBlocked,
    Forged,
    WithoutMessageId,
}

/// <summary>A mail that a script has put into one or two mailboxes.</summary>
internal sealed record PlantedMail(MailKind Kind, string Subject, string Sender, string? MessageId, DateTimeOffset SentAt)
{
    /// <summary>Its immutable id in each mailbox that was given it.</summary>
    public Dictionary<string, string> Ids { get; } = [];

    /// <summary>Why it is not to be kept; null when it is.</summary>
    public DropReason? DroppedFor(bool lateContactIsKnown) => Kind switch
    {
        MailKind.FromLateContact => lateContactIsKnown ? null : DropReason.NoKnownParty,
        MailKind.FromStranger => DropReason.NoKnownParty,
        MailKind.Internal => DropReason.InternalOnly,
        MailKind.Bulk or MailKind.Automatic => DropReason.BulkOrAutomatic,
        MailKind.MarkedPrivate => DropReason.Private,
        MailKind.FromBlocked => DropReason.Blocked,
        _ => null,
    };

    /// <summary>The address that the decision rests on.</summary>
    public string KnownAddress => Kind == MailKind.ToContact ? MailScript.Contacts[0] : Sender;

    /// <summary>What identifies it, by the product's own rule.</summary>
    public string Identity(string mailbox) => MailIdentity.Of(
        new MailboxMessage { Id = Ids[mailbox], InternetMessageId = MessageId, From = new MailPerson(Sender, null), SentAt = SentAt }, mailbox);
}
