using CrmAddin.Core.Activities.Calendar;

namespace CrmAddin.Core.Tests.Activities.Calendar;

public sealed class MeetingIdentityTests
{
    private const string Series = "040000008200E00074C5B7101A82E0080000000010E8A1B2C3D4E501000000000000000010000000AABBCCDDEEFF00112233445566778899";
    private const string OfMarch9 = "040000008200E00074C5B7101A82E00807EA030910E8A1B2C3D4E501000000000000000010000000AABBCCDDEEFF00112233445566778899";
    private static readonly DateTimeOffset March9 = new(2026, 3, 9, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_meeting_is_the_same_in_two_calendars_and_after_it_moved()
    {
        var meeting = new CalendarEvent { Id = "a", ICalUId = "uid", StartsAt = March9 };

        MeetingIdentity.Of(meeting with { Id = "b", StartsAt = March9.AddDays(2) }, "boss@firm.example").ShouldBe(MeetingIdentity.Of(meeting, "agent@firm.example"));
        MeetingIdentity.Of(meeting with { ICalUId = "other" }, "agent@firm.example").ShouldNotBe(MeetingIdentity.Of(meeting, "agent@firm.example"));
    }

    [Fact]
    public void Each_time_of_a_series_is_a_meeting_of_its_own_by_the_time_it_was_to_begin()
    {
        var time = new CalendarEvent { Id = "a", Kind = CalendarEventKind.Occurrence, ICalUId = "uid", StartsAt = March9 };
        var moved = time with { Kind = CalendarEventKind.Exception, OriginalStart = March9, StartsAt = March9.AddHours(5) };

        Of(moved).ShouldBe(Of(time));
        Of(time with { StartsAt = March9.AddDays(7) }).ShouldNotBe(Of(time));
        Of(time with { Kind = CalendarEventKind.Once }).ShouldNotBe(Of(time));
    }

    [Fact]
    public void An_id_of_Exchange_counts_without_the_day_that_it_holds_for_an_occurrence()
    {
        var time = new CalendarEvent { Id = "a", Kind = CalendarEventKind.Occurrence, ICalUId = Series, StartsAt = March9 };

        Of(time with { ICalUId = OfMarch9 }).ShouldBe(Of(time));
        Of(time with { ICalUId = OfMarch9.ToLowerInvariant() }).ShouldBe(Of(time));
        Of(time with { ICalUId = OfMarch9[..^1] + "0" }).ShouldNotBe(Of(time));
    }

    [Fact]
    public void Without_a_shared_id_the_calendar_s_own_id_serves()
    {
        var meeting = new CalendarEvent { Id = "a", StartsAt = March9 };

        Of(meeting).ShouldNotBe(MeetingIdentity.Of(meeting, "boss@firm.example"));
        Of(meeting with { StartsAt = March9.AddDays(1) }).ShouldBe(Of(meeting));
    }

    private static string Of(CalendarEvent meeting) => MeetingIdentity.Of(meeting, "agent@firm.example");
}
