namespace CrmAddin.Core.Mail;

/// <summary>Why a mail is kept.</summary>
public enum KeepReason
{
    /// <summary>A participant's address is a contact's.</summary>
    KnownContact,
    /// <summary>A participant writes from the domain of a known firm.</summary>
    KnownAccount,
}

/// <summary>Why a mail is not kept.</summary>
public enum DropReason
{
    /// <summary>It was never sent.</summary>
    Draft,
    /// <summary>It is marked personal, private or confidential.</summary>
    Private,
    /// <summary>A participant is on the block list.</summary>
    Blocked,
    /// <summary>Only people of the firm take part.</summary>
    InternalOnly,
    /// <summary>A list, a mass mailing or a machine sent it.</summary>
    BulkOrAutomatic,
    /// <summary>Nobody whom the firm knows takes part.</summary>
    NoKnownParty,
    /// <summary>The only ones who could be known were erased on request.</summary>
    Erased,
    /// <summary>It was kept and then deleted in the mailbox, and the firm's rule is that the log follows.</summary>
    DeletedInMailbox,
}

/// <summary>What is to become of a mail, with the reason.</summary>
public abstract record MailDecision;

/// <summary>The mail is logged.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Detail">The address or domain that the reason rests on.</param>
/// <param name="Direction">Which way it went.</param>
/// <param name="ContactIds">The contacts on whose timelines it stands.</param>
/// <param name="AccountId">The firm it belongs to.</param>
/// <param name="DealId">The deal it belongs to.</param>
/// <param name="Visibility">Who may read this copy at most, where the mail itself narrows it; null leaves it to the mailbox.</param>
public sealed record KeepMail(
    KeepReason Reason, string Detail, MailDirection Direction, IReadOnlyList<long> ContactIds, long? AccountId, long? DealId,
    MailVisibility? Visibility = null) : MailDecision;

/// <summary>The mail is not logged.</summary>
public sealed record DropMail(DropReason Reason) : MailDecision;
