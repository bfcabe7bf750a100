using GraphSimulator.Delta;
using GraphSimulator.Http;
using GraphSimulator.Mailboxes;
using GraphSimulator.Misbehaviour;

namespace GraphSimulator.Calendar;

/// <summary>The calendar between two moments, and the changes in it.</summary>
internal static class CalendarViewEndpoints
{
    private static readonly string[] Refused = ["select", "filter", "expand", "orderby", "search"];

    public static void MapCalendarView(this IEndpointRouteBuilder routes)
    {
        foreach (var view in new[] { "/v1.0/users/{user}/calendarView", "/v1.0/users/{user}/calendar/calendarView" })
        {
            routes.MapGet(view, ListAsync);
            routes.MapGet(view + "/delta", TrackAsync);
        }
    }

    private static Task ListAsync(HttpContext context, string user, SimulatedTenant tenant)
    {
        var mailbox = tenant.RequireMailbox(user);
        var (from, to) = Window(context.Request);
        var preferences = Preferences.Of(context.Request);
        preferences.Confirm(context.Response);
        var page = ListPage.Of(context.Request);
        var writer = new EventWriter(context.Request.Query["$select"], preferences, mailbox.Calendar);
        return mailbox.AnswerAsync(context, () => page.Render(context, MailboxRequest.Entities(user, "calendarView"),
            CalendarEvents.View(mailbox.Calendar, from, to).ToList(), (json, item) => writer.Write(json, item)));
    }

    private static Task TrackAsync(HttpContext context, string user, SimulatedTenant tenant, FaultBoard board)
    {
        var mailbox = tenant.RequireMailbox(user);
        var preferences = Preferences.Of(context.Request);
        preferences.Confirm(context.Response);
        var faults = board.FaultsOf(mailbox.UserPrincipalName);
        var writer = new EventWriter(null, preferences, mailbox.Calendar);
        return mailbox.AnswerAsync(context, () =>
        {
            var source = new DeltaSource(mailbox.Calendar.Id, mailbox.Calendar.Log, "event", mailbox.TokenEpoch, faults);
            var token = DeltaTokens.Read(context, source, request => First(request, source.Id));
            var round = CalendarRound.Build(mailbox.Calendar, token, faults);
            return DeltaPage.Render(DeltaTokens.Address(context.Request), source, token, preferences, round, (json, line) =>
            {
                if (line.IsRemoved)
                    DeltaPage.WriteRemoved(json, "event", writer.Id(line.Item), "deleted");
                else
                    writer.Write(json, line.Item, faults.SparseOccurrences && line.Item.Text("type") == "occurrence");
            }).Bytes;
        });
    }

    private static DeltaToken First(HttpRequest request, string calendarId)
    {
        if (Refused.Any(option => DeltaTokens.Option(request, option) is not null))
            throw new BadQueryException("ErrorInvalidUrlQuery",
                "The following parameters are not supported with change tracking over the 'CalendarView' resource: '$orderby, $filter, $select, $expand, $search'.");
        // The window stays in the token; a later one needs a new first round.
        _ = Window(request);
        return new DeltaToken { FolderId = calendarId, WindowStart = request.Query["startDateTime"], WindowEnd = request.Query["endDateTime"] };
    }

    private static (DateTimeOffset From, DateTimeOffset To) Window(HttpRequest request) =>
        (EventTimes.ReadQuery(request.Query["startDateTime"]), EventTimes.ReadQuery(request.Query["endDateTime"]));
}
