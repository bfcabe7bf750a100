using CrmAddin.Core.Mail;

namespace CrmAddin.Core.Activities.Calendar;

/// <summary>
/// Decides which entries of a calendar are appointments with people we know, and why. Pure: the same entry, rules and knowledge give the
/// same answer. A meeting that is not answered yet, or only perhaps, is one: it stands in the calendar.
/// </summary>
public static class DecideMeeting
{
    /// <summary>The decision; the first rule that applies gives the reason.</summary>
    public static MeetingDecision Run(CalendarEvent meeting, MailRules rules, KnownParties known)
    {
        var participants = ParticipantsOf(meeting);
        var outsiders = participants.Where(a => !rules.IsOwn(a)).ToList();
        if (meeting.Sensitivity != CalendarSensitivity.Normal)
            return new DropMeeting(MeetingDropReason.Private);
        if (outsiders.Count == 0 && participants.Count < 2)
            return new DropMeeting(MeetingDropReason.NobodyElse);
        if (DecideMail.Listed(rules.OwnNever, participants, rules) is not null)
            return new DropMeeting(MeetingDropReason.OwnRule);
        if (DecideMail.Listed(rules.FirmNever, participants, rules) is not null)
            return new DropMeeting(MeetingDropReason.Blocked);
        if (outsiders.Count == 0)
            return new DropMeeting(MeetingDropReason.InternalOnly);
        if (meeting.Response == CalendarResponse.Declined)
            return new DropMeeting(MeetingDropReason.Declined);
        if (meeting.ShowAs == CalendarShowAs.Free && !meeting.IsCancelled)
            return new DropMeeting(MeetingDropReason.Free);
        var living = outsiders.FindAll(a => !known.Erased.Contains(a));
        return KeepKnown(known, living) ?? (MeetingDecision)new DropMeeting(living.Count < outsiders.Count ? MeetingDropReason.Erased : MeetingDropReason.NoKnownParty);
    }

    /// <summary>Organizer and attendees, each address once.</summary>
    public static IReadOnlyList<string> ParticipantsOf(CalendarEvent meeting) => DecideMail.ParticipantsOf(HeadOf(meeting));

    /// <summary>Who takes part, as a mail names them: people are known by the same rules.</summary>
    public static MailboxMessage HeadOf(CalendarEvent meeting) => new() { Id = meeting.Id, From = meeting.Organizer, To = meeting.Attendees };

    private static KeepMeeting? KeepKnown(KnownParties known, List<string> outsiders)
    {
        var contacts = outsiders.SelectMany(a => known.ContactsByAddress[a]).DistinctBy(c => c.Id).ToList();
        var (domain, account) = DecideMail.AccountOf(outsiders, known);
        if (contacts.Count == 0 && account is null)
            return null;
        var ids = contacts.ConvertAll(c => c.Id);
        var (reason, detail) = contacts.Count > 0
            ? (KeepReason.KnownContact, outsiders.First(a => known.ContactsByAddress[a].Any()))
            : (KeepReason.KnownAccount, domain!);
        var deals = ids.SelectMany(c => known.OpenDealsByContact[c]).Distinct().Take(2).ToList();
        return new KeepMeeting(reason, detail, ids, account ?? contacts.Select(c => c.AccountId).FirstOrDefault(a => a is not null), deals is [var only] ? only : null);
    }
}
