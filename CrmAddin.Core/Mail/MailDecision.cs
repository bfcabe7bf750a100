namespace CrmAddin.Core.Mail;

/// <summary>Why a mail is kept.</summary>
public enum KeepReason
{
    /// <summary>A participant's address is a contact's.</summary>
    KnownContact,
    /// <summary>A participant writes from the domain of a known firm.</summary>
    KnownAccount,
    /// <summary>The owner of the mailbox asked for this mail.</summary>
    OwnersSay,
    /// <summary>The owner of the mailbox wants all mail of a participant.</summary>
    OwnRule,
    /// <summary>The firm wants all mail of a participant.</summary>
    FirmRule,
}

/// <summary>Why a mail is not kept.</summary>
public enum DropReason
{
    /// <summary>It was never sent.</summary>
    Draft,
    /// <summary>It is marked personal, private or confidential.</summary>
    Private,
    /// <summary>A participant is on the firm's block list.</summary>
    Blocked,
    /// <summary>Only people of the firm take part.</summary>
    InternalOnly,
    /// <summary>A list, a mass mailing or a machine sent it.</summary>
    BulkOrAutomatic,
    /// <summary>Nobody whom the firm knows takes part.</summary>
    NoKnownParty,
    /// <summary>The only ones who could be known were erased on request.</summary>
    Erased,
    /// <summary>The owner of the mailbox said that this mail is to be forgotten.</summary>
    OwnersSay,
    /// <summary>The owner of the mailbox never wants mail of a participant logged.</summary>
    OwnRule,
    /// <summary>It tells what became of another mail: delivered, delayed, returned.</summary>
    DeliveryReport,
    /// <summary>It tells that another mail was opened.</summary>
    ReadReceipt,
    /// <summary>It carries an invitation or its answer; meetings are logged from the calendar.</summary>
    Meeting,
    /// <summary>It was kept and then deleted in the mailbox, and the firm's rule is that the log follows.</summary>
    DeletedInMailbox,
}

/// <summary>What is to become of a mail, with the reason.</summary>
public abstract record MailDecision;

/// <summary>The mail is logged.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Detail">The address or domain that the reason rests on; empty for the owner's say.</param>
/// <param name="Direction">Which way it went.</param>
/// <param name="ContactIds">The contacts on whose timelines it stands, those that a person's own address found first.</param>
/// <param name="AccountId">The firm it belongs to.</param>
/// <param name="DealId">The deal it belongs to.</param>
/// <param name="Visibility">Who may read this copy at most, where the mail itself narrows it; null leaves it to the mailbox.</param>
public sealed record KeepMail(
    KeepReason Reason, string Detail, MailDirection Direction, IReadOnlyList<long> ContactIds, long? AccountId, long? DealId,
    MailVisibility? Visibility = null) : MailDecision
{
    /// <summary>Whether only the headers could tell the deal: the copy shows none, and neither conversation nor recipients settle it.</summary>
    public bool NeedsHeaders { get; init; }
}

/// <summary>The mail is not logged.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Detail">The rule or header that the reason rests on. It is shown to the owner and never stored.</param>
public sealed record DropMail(DropReason Reason, string? Detail = null) : MailDecision;
