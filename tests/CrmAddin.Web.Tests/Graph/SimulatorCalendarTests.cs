using System.Net;
using System.Text.Json.Nodes;
using GraphSimulator.Calendar;
using GraphSimulator.Misbehaviour;
using Microsoft.Graph.Models;

namespace CrmAddin.Web.Tests.Graph;

public sealed class SimulatorCalendarTests : SimulatorTest
{
    private const string March = $"users/{Upn}/calendarView/delta?startDateTime=2026-03-01T00:00:00Z&endDateTime=2026-04-01T00:00:00Z";
    private const string Colleague = "colleague@firm.example";

    [Fact]
    public async Task A_window_is_tracked_and_stays_the_same_in_its_token()
    {
        var id = Simulator.Tenant.AddEvent(Upn, Visit("Visit", 5));
        Simulator.Tenant.AddEvent(Upn, Visit("In April", 40));
        var (first, link) = await RoundAsync(March);
        first.Select(Id).ShouldBe([id]);
        Simulator.Tenant.UpdateEvent(Upn, id, new JsonObject { ["subject"] = "Later visit" });
        var added = Simulator.Tenant.AddEvent(Upn, Visit("Call", 6));

        var (changes, _) = await RoundAsync(link);

        changes.Select(e => (Id(e), e["subject"]!.GetValue<string>())).ShouldBe([(id, "Later visit"), (added, "Call")]);
    }

    [Fact]
    public async Task Removed_events_are_told_wherever_they_were_and_moved_ones_when_they_leave_the_window()
    {
        var gone = Simulator.Tenant.AddEvent(Upn, Visit("Gone", 5));
        var outside = Simulator.Tenant.AddEvent(Upn, Visit("Outside", 60));
        var moved = Simulator.Tenant.AddEvent(Upn, Visit("Moved", 6));
        var (_, link) = await RoundAsync(March);
        Simulator.Tenant.DeleteEvent(Upn, gone);
        Simulator.Tenant.DeleteEvent(Upn, outside);
        Simulator.Tenant.UpdateEvent(Upn, moved, Visit("Moved", 50));

        var (changes, _) = await RoundAsync(link);

        changes.Select(e => (Id(e), RemovedReason(e))).ShouldBe([(gone, "deleted"), (outside, "deleted"), (moved, "deleted")]);
    }

    [Fact]
    public async Task The_SDK_reads_a_window_and_goes_on_from_its_delta_link()
    {
        Simulator.Tenant.AddEvent(Upn, Visit("Visit", 5));
        var delta = Graph.Users[Upn].CalendarView.Delta;
        var first = await delta.GetAsDeltaGetResponseAsync(request =>
        {
            request.QueryParameters.StartDateTime = "2026-03-01T00:00:00Z";
            request.QueryParameters.EndDateTime = "2026-04-01T00:00:00Z";
        });
        Simulator.Tenant.AddEvent(Upn, Visit("Call", 6));

        var next = await delta.WithUrl(first!.OdataDeltaLink!).GetAsDeltaGetResponseAsync();

        first.Value!.Single().Subject.ShouldBe("Visit");
        next!.Value!.Single().Subject.ShouldBe("Call");
    }

    [Theory]
    [InlineData("&$select=subject")]
    [InlineData("&$filter=isCancelled eq true")]
    [InlineData("&$expand=attachments")]
    [InlineData("&$orderby=subject")]
    public async Task Options_are_refused(string option) => (await GetAsync(March + option)).ErrorCode.ShouldBe("ErrorInvalidUrlQuery");

    [Fact]
    public async Task A_window_is_required_and_a_lost_token_is_told()
    {
        (await GetAsync($"users/{Upn}/calendarView/delta")).Status.ShouldBe(HttpStatusCode.BadRequest);
        var (_, link) = await RoundAsync(March);

        Simulator.Tenant.LoseTokens(Upn);

        (await GetAsync(link)).Status.ShouldBe(HttpStatusCode.Gone);
        (await GetAsync($"users/{Upn}/events/delta")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Pages_obey_the_preferred_size_and_may_be_disturbed()
    {
        for (var day = 1; day <= 7; day++)
            Simulator.Tenant.AddEvent(Upn, Visit($"Visit {day}", day));
        var page = await GetAsync(March, "odata.maxpagesize=3");
        page.Value.Count.ShouldBe(3);
        page.NextLink.ShouldNotBeNull();

        Simulator.Faults = new Faults { DuplicateRate = 0.5, Reorder = true, EmptyPageRate = 0.3 };
        var (items, _) = await RoundAsync(March, Immutable + ", odata.maxpagesize=3");

        items.Count.ShouldBeGreaterThan(7);
        items.DistinctBy(Id).Count().ShouldBe(7);
    }

    [Fact]
    public async Task A_series_its_occurrences_and_its_exception_share_one_iCalUId()
    {
        var series = Visit("Weekly", 1);
        series["recurrence"] = JsonNode.Parse("""
            {"pattern":{"type":"weekly","interval":1,"daysOfWeek":["tuesday"]},"range":{"type":"numbered","startDate":"2026-03-03","numberOfOccurrences":4}}
            """);
        var id = Simulator.Tenant.AddEvent(Upn, series);
        var (first, link) = await RoundAsync(March);
        first.Select(e => e["type"]!.GetValue<string>()).ShouldBe(["seriesMaster", "occurrence", "occurrence", "occurrence", "occurrence"]);
        first.Select(e => e["iCalUId"]!.GetValue<string>()).Distinct().Count().ShouldBe(1);
        first.Skip(1).ShouldAllBe(e => e["seriesMasterId"]!.GetValue<string>() == id);
        var occurrences = first.Skip(1).Select(Id).ToList();

        Simulator.Tenant.UpdateEvent(Upn, occurrences[1], new JsonObject { ["subject"] = "Moved once" });
        await DeleteAsync($"users/{Upn}/events/{occurrences[2]}");

        var (changes, _) = await RoundAsync(link);
        var exception = changes.Single(e => Id(e) == occurrences[1]);
        (exception["type"]!.GetValue<string>(), exception["iCalUId"]!.GetValue<string>()).ShouldBe(("exception", first[0]["iCalUId"]!.GetValue<string>()));
        RemovedReason(changes.Single(e => Id(e) == occurrences[2])).ShouldBe("deleted");
        (await GetAsync($"users/{Upn}/calendarView?startDateTime=2026-03-01T00:00:00Z&endDateTime=2026-04-01T00:00:00Z&$select=subject")).Value
            .Select(e => e["subject"]!.GetValue<string>()).ShouldBe(["Weekly", "Moved once", "Weekly"]);
        (await GetAsync($"users/{Upn}/events/{id}/instances?startDateTime=2026-03-01T00:00:00Z&endDateTime=2026-03-09T00:00:00Z")).Value.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Occurrences_can_come_with_little_more_than_their_times()
    {
        var series = Visit("Daily", 1);
        series["recurrence"] = JsonNode.Parse("""{"pattern":{"type":"daily","interval":1},"range":{"type":"endDate","startDate":"2026-03-03","endDate":"2026-03-04"}}""");
        Simulator.Tenant.AddEvent(Upn, series);
        Simulator.Faults = new Faults { SparseOccurrences = true };

        var (items, _) = await RoundAsync(March);

        items.Count.ShouldBe(3);
        items[0]["subject"].ShouldNotBeNull();
        items[1].Select(p => p.Key).ShouldBe(["@odata.etag", "id", "seriesMasterId", "type", "start", "end"]);
    }

    [Fact]
    public async Task The_SDK_makes_changes_and_deletes_an_event_and_times_come_in_the_preferred_zone()
    {
        var made = await Graph.Users[Upn].Events.PostAsync(new Event
        {
            Subject = "Visit",
            Start = new DateTimeTimeZone { DateTime = "2026-03-05T11:00:00", TimeZone = "Asia/Riyadh" },
            End = new DateTimeTimeZone { DateTime = "2026-03-05T12:00:00", TimeZone = "Asia/Riyadh" },
            Sensitivity = Sensitivity.Private,
            TransactionId = "once",
        });
        var again = await PostAsync($"users/{Upn}/events", new { subject = "Visit", transactionId = "once", start = new { dateTime = "2026-03-05T08:00:00" }, end = new { dateTime = "2026-03-05T09:00:00" } });
        await Graph.Users[Upn].Events[made!.Id].PatchAsync(new Event { Subject = "Site visit" });

        var read = await GetAsync($"users/{Upn}/events/{made.Id}", "outlook.timezone=\"Arab Standard Time\"");

        Id(again.Body).ShouldBe(made.Id);
        (made.Start!.DateTime, made.Start.TimeZone, made.Sensitivity).ShouldBe(("2026-03-05T08:00:00.0000000", "UTC", Sensitivity.Private));
        read.Body["subject"]!.GetValue<string>().ShouldBe("Site visit");
        read.Body["start"]!["dateTime"]!.GetValue<string>().ShouldBe("2026-03-05T11:00:00.0000000");
        read.Headers.GetValues("Preference-Applied").Single().ShouldContain("outlook.timezone");
        await Graph.Users[Upn].Events[made.Id].DeleteAsync();
        Simulator.Tenant.Events(Upn).ShouldBeEmpty();
    }

    [Fact]
    public async Task Attendees_have_their_own_copy_which_is_cancelled_with_the_organizers()
    {
        Simulator.Tenant.AddMailbox(Colleague, "Colleague");
        var meeting = Visit("Meeting", 5);
        meeting["attendees"] = new JsonArray(new JsonObject { ["type"] = "required", ["emailAddress"] = new JsonObject { ["address"] = Colleague } });
        var id = Id((await PostAsync($"users/{Upn}/events", meeting, Immutable)).Body);

        var copy = Simulator.Tenant.Events(Colleague).Single();
        copy["iCalUId"]!.GetValue<string>().ShouldBe(Simulator.Tenant.Events(Upn).Single()["iCalUId"]!.GetValue<string>());
        copy["id"]!.GetValue<string>().ShouldNotBe(id);
        copy["isOrganizer"]!.GetValue<bool>().ShouldBeFalse();
        copy["organizer"]!["emailAddress"]!["address"]!.GetValue<string>().ShouldBe(Upn);
        await DeleteAsync($"users/{Upn}/events/{id}");

        var cancelled = (await RoundAsync(March.Replace(Upn, Colleague, StringComparison.Ordinal))).Items.Single();
        cancelled["isCancelled"]!.GetValue<bool>().ShouldBeTrue();
    }

    private static JsonObject Visit(string subject, int day)
    {
        static JsonObject Time(DateTimeOffset at) => new() { ["dateTime"] = at.ToString("s", System.Globalization.CultureInfo.InvariantCulture), ["timeZone"] = "UTC" };
        var start = SampleMail.Start.AddDays(day);
        return new JsonObject { ["subject"] = subject, ["start"] = Time(start), ["end"] = Time(start.AddHours(1)) };
    }
}
