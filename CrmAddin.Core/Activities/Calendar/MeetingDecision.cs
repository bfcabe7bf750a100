using CrmAddin.Core.Mail;

namespace CrmAddin.Core.Activities.Calendar;

/// <summary>Why an entry of a calendar is no appointment of ours.</summary>
public enum MeetingDropReason
{
    /// <summary>It is marked personal, private or confidential.</summary>
    Private,
    /// <summary>Nobody else takes part: a birthday, a reminder, time kept free for work.</summary>
    NobodyElse,
    /// <summary>Somebody takes part whom the firm never logs.</summary>
    Blocked,
    /// <summary>Somebody takes part whom the calendar's owner never logs.</summary>
    OwnRule,
    /// <summary>Only people of the firm take part.</summary>
    InternalOnly,
    /// <summary>The calendar's owner declined.</summary>
    Declined,
    /// <summary>It leaves the owner's time free: they know of it and do not take part.</summary>
    Free,
    /// <summary>Nobody whom the firm knows takes part.</summary>
    NoKnownParty,
    /// <summary>The only ones who could be known were erased on request.</summary>
    Erased,
}

/// <summary>What is to become of an entry, with the reason.</summary>
public abstract record MeetingDecision;

/// <summary>It is logged as an appointment.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Detail">The address or domain that the reason rests on.</param>
/// <param name="ContactIds">The contacts who take part.</param>
/// <param name="AccountId">The firm it belongs to.</param>
/// <param name="DealId">The deal it belongs to.</param>
public sealed record KeepMeeting(KeepReason Reason, string Detail, IReadOnlyList<long> ContactIds, long? AccountId, long? DealId) : MeetingDecision;

/// <summary>It is not logged.</summary>
public sealed record DropMeeting(MeetingDropReason Reason) : MeetingDecision;
