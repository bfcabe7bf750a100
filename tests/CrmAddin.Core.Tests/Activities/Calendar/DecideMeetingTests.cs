using CrmAddin.Core.Activities.Calendar;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Mail.Rules;

namespace CrmAddin.Core.Tests.Activities.Calendar;

public sealed class DecideMeetingTests
{
    private const string Agent = "agent@firm.example";
    private const string Ann = "ann@client.example";
    private static readonly MailRules Rules = new(["firm.example"], new HashSet<string> { Agent }, ["blocked.example"]);

    [Fact]
    public void A_meeting_with_a_contact_is_kept_with_every_contact_and_the_one_open_deal()
    {
        var known = new KnownParties
        {
            ContactsByAddress = new[] { (Ann, 7L), ("ann.other@client.example", 7L), ("bob@client.example", 8L) }.ToLookup(p => p.Item1, p => new KnownContact(p.Item2, 3)),
            OpenDealsByContact = new[] { (7L, 50L), (8L, 50L) }.ToLookup(d => d.Item1, d => d.Item2),
        };

        var keep = Decide(Meeting(Ann, "ann.other@client.example", "bob@client.example", "stranger@x.example"), known).ShouldBeOfType<KeepMeeting>();

        (keep.Reason, keep.Detail, keep.AccountId, keep.DealId).ShouldBe((KeepReason.KnownContact, Ann, 3L, 50L));
        keep.ContactIds.ShouldBe([7, 8]);
    }

    [Fact]
    public void A_meeting_that_a_contact_invited_us_to_is_kept() =>
        Decide(Meeting(Agent) with { Organizer = new MailPerson(Ann, null), Response = CalendarResponse.None, ShowAs = CalendarShowAs.Tentative }, Known(Ann, 7)).ShouldBeOfType<KeepMeeting>();

    [Fact]
    public void A_stranger_of_a_known_firm_makes_it_the_firm_s_meeting()
    {
        var known = new KnownParties { AccountsByDomain = new Dictionary<string, long> { ["client.example"] = 3 } };

        var keep = Decide(Meeting("new@mail.client.example"), known).ShouldBeOfType<KeepMeeting>();

        (keep.Reason, keep.Detail, keep.AccountId).ShouldBe((KeepReason.KnownAccount, "client.example", 3L));
    }

    [Fact]
    public void Two_open_deals_settle_nothing()
    {
        var known = new KnownParties
        {
            ContactsByAddress = new[] { Ann }.ToLookup(a => a, _ => new KnownContact(7, null)),
            OpenDealsByContact = new[] { 50L, 51L }.ToLookup(_ => 7L),
        };

        Decide(Meeting(Ann), known).ShouldBeOfType<KeepMeeting>().DealId.ShouldBeNull();
    }

    [Theory]
    [InlineData(CalendarSensitivity.Personal)]
    [InlineData(CalendarSensitivity.Private)]
    [InlineData(CalendarSensitivity.Confidential)]
    public void What_is_marked_secret_is_dropped_before_anything_else_is_looked_at(CalendarSensitivity mark) =>
        Decide(Meeting(Ann) with { Sensitivity = mark }, Known(Ann, 7)).ShouldBe(new DropMeeting(MeetingDropReason.Private));

    [Fact]
    public void An_entry_of_the_owner_alone_is_no_meeting() =>
        Decide(Meeting() with { IsAllDay = true, ShowAs = CalendarShowAs.Free }, Known(Ann, 7)).ShouldBe(new DropMeeting(MeetingDropReason.NobodyElse));

    [Fact]
    public void A_meeting_among_colleagues_is_dropped_although_one_of_them_is_a_contact() =>
        Decide(Meeting("colleague@firm.example"), Known("colleague@firm.example", 9)).ShouldBe(new DropMeeting(MeetingDropReason.InternalOnly));

    [Fact]
    public void A_meeting_with_a_blocked_person_is_dropped_even_with_a_contact_in_it() =>
        Decide(Meeting(Ann, "x@mail.blocked.example"), Known(Ann, 7)).ShouldBe(new DropMeeting(MeetingDropReason.Blocked));

    [Fact]
    public void A_meeting_with_somebody_whom_its_owner_never_logs_is_dropped_by_their_own_rule() =>
        DecideMeeting.Run(Meeting(Ann), Rules with { OwnNever = new AddressList([Ann]) }, Known(Ann, 7)).ShouldBe(new DropMeeting(MeetingDropReason.OwnRule));

    [Fact]
    public void What_the_owner_declined_or_keeps_free_is_dropped()
    {
        Decide(Meeting(Ann) with { Response = CalendarResponse.Declined }, Known(Ann, 7)).ShouldBe(new DropMeeting(MeetingDropReason.Declined));
        Decide(Meeting(Ann) with { ShowAs = CalendarShowAs.Free }, Known(Ann, 7)).ShouldBe(new DropMeeting(MeetingDropReason.Free));
    }

    [Theory]
    [InlineData(CalendarShowAs.Tentative, CalendarResponse.Tentative, false)]
    [InlineData(CalendarShowAs.OutOfOffice, CalendarResponse.Organizer, true)]
    [InlineData(CalendarShowAs.WorkingElsewhere, CalendarResponse.Accepted, true)]
    public void Perhaps_all_day_and_elsewhere_are_meetings_all_the_same(CalendarShowAs showAs, CalendarResponse response, bool isAllDay) =>
        Decide(Meeting(Ann) with { ShowAs = showAs, Response = response, IsAllDay = isAllDay }, Known(Ann, 7)).ShouldBeOfType<KeepMeeting>();

    [Fact]
    public void A_cancelled_meeting_that_now_shows_as_free_is_still_known_as_one() =>
        Decide(Meeting(Ann) with { IsCancelled = true, ShowAs = CalendarShowAs.Free }, Known(Ann, 7)).ShouldBeOfType<KeepMeeting>();

    [Fact]
    public void Nobody_known_and_nobody_left_have_reasons_of_their_own()
    {
        Decide(Meeting("stranger@x.example"), Known(Ann, 7)).ShouldBe(new DropMeeting(MeetingDropReason.NoKnownParty));
        Decide(Meeting(Ann), new KnownParties { Erased = new HashSet<string> { Ann } }).ShouldBe(new DropMeeting(MeetingDropReason.Erased));
    }

    private static MeetingDecision Decide(CalendarEvent meeting, KnownParties known) => DecideMeeting.Run(meeting, Rules, known);

    private static KnownParties Known(string address, long contact) =>
        new() { ContactsByAddress = new[] { address }.ToLookup(a => a, _ => new KnownContact(contact, null)) };

    private static CalendarEvent Meeting(params string[] attendees) => new()
    {
        Id = "1",
        Organizer = new MailPerson(Agent, null),
        Attendees = [.. attendees.Select(a => new MailPerson(a, null))],
        IsOrganizer = true,
        Response = CalendarResponse.Organizer,
        ShowAs = CalendarShowAs.Busy,
    };
}
