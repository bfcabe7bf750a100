using System.Text.Json.Nodes;
using GraphSimulator.Http;
using GraphSimulator.Mailboxes;
using GraphSimulator.Messages;

namespace GraphSimulator.Calendar;

/// <summary>Events of the user's own calendar.</summary>
internal static class EventEndpoints
{
    public static void MapEvents(this IEndpointRouteBuilder routes)
    {
        foreach (var events in new[] { "/v1.0/users/{user}/events", "/v1.0/users/{user}/calendar/events" })
        {
            routes.MapGet(events, ListAsync);
            routes.MapPost(events, AddAsync);
            routes.MapGet(events + "/{id}", ReadAsync);
            routes.MapPatch(events + "/{id}", ChangeAsync);
            routes.MapDelete(events + "/{id}", RemoveAsync);
            routes.MapPost(events + "/{id}/cancel", RemoveAsync);
            routes.MapGet(events + "/{id}/instances", ListInstancesAsync);
        }
    }

    private static Task ListAsync(HttpContext context, string user, SimulatedTenant tenant)
    {
        var mailbox = tenant.RequireMailbox(user);
        var filter = MessageQuery.ParseFilter(context.Request.Query["$filter"]);
        var (page, writer) = Prepare(context, mailbox);
        return mailbox.AnswerAsync(context, () =>
        {
            var found = mailbox.Calendar.Items.Where(i => i.Text("type") != "exception" && filter.All(c => c.Holds(i.Json))).ToList();
            return page.Render(context, MailboxRequest.Entities(user, "events"), found, (json, item) => writer.Write(json, item));
        });
    }

    private static async Task AddAsync(HttpContext context, string user, SimulatedTenant tenant, TimeProvider clock)
    {
        var body = await RequestBody.ReadObjectAsync(context);
        var mailbox = tenant.RequireMailbox(user);
        body.Remove("id");
        JsonObject? meeting = null;
        var answer = ReadOnlyMemory<byte>.Empty;
        lock (mailbox.Gate)
        {
            var added = mailbox.AddEvent((JsonObject)body.DeepClone(), clock.GetUtcNow());
            meeting = (JsonObject)added.Json.DeepClone();
            answer = Render(context, user, mailbox, added);
        }
        Meetings.Invite(tenant, mailbox, meeting, clock.GetUtcNow());
        await GraphAnswer.SendAsync(context, answer, 201);
    }

    private static Task ReadAsync(HttpContext context, string user, string id, SimulatedTenant tenant)
    {
        var mailbox = tenant.RequireMailbox(user);
        return mailbox.AnswerAsync(context, () => Render(context, user, mailbox, mailbox.RequireEvent(id)));
    }

    private static async Task ChangeAsync(HttpContext context, string user, string id, SimulatedTenant tenant, TimeProvider clock)
    {
        var body = await RequestBody.ReadObjectAsync(context);
        var mailbox = tenant.RequireMailbox(user);
        JsonObject meeting;
        ReadOnlyMemory<byte> answer;
        lock (mailbox.Gate)
        {
            var changed = mailbox.UpdateEvent(mailbox.RequireEvent(id), body, clock.GetUtcNow());
            meeting = (JsonObject)changed.Json.DeepClone();
            answer = Render(context, user, mailbox, changed);
        }
        if (IsOrganizersWhole(meeting))
            Meetings.Invite(tenant, mailbox, meeting, clock.GetUtcNow());
        await GraphAnswer.SendAsync(context, answer);
    }

    private static Task RemoveAsync(HttpContext context, string user, string id, SimulatedTenant tenant, TimeProvider clock)
    {
        var mailbox = tenant.RequireMailbox(user);
        JsonObject meeting;
        lock (mailbox.Gate)
        {
            var found = mailbox.RequireEvent(id);
            meeting = (JsonObject)found.Json.DeepClone();
            mailbox.RemoveEvent(found, clock.GetUtcNow());
        }
        if (IsOrganizersWhole(meeting))
            Meetings.Cancel(tenant, mailbox, meeting, clock.GetUtcNow());
        context.Response.StatusCode = context.Request.Method == HttpMethods.Delete ? 204 : 202;
        return Task.CompletedTask;
    }

    private static Task ListInstancesAsync(HttpContext context, string user, string id, SimulatedTenant tenant)
    {
        var mailbox = tenant.RequireMailbox(user);
        var (from, to) = (EventTimes.ReadQuery(context.Request.Query["startDateTime"]), EventTimes.ReadQuery(context.Request.Query["endDateTime"]));
        var (page, writer) = Prepare(context, mailbox);
        return mailbox.AnswerAsync(context, () =>
        {
            var series = mailbox.RequireEvent(id);
            var found = CalendarEvents.View(mailbox.Calendar, from, to).Where(i => i.Text("seriesMasterId") == series.ImmutableId).ToList();
            return page.Render(context, MailboxRequest.Entities(user, "events"), found, (json, item) => writer.Write(json, item));
        });
    }

    private static bool IsOrganizersWhole(JsonObject meeting) =>
        meeting["isOrganizer"]?.GetValue<bool>() == true && meeting["seriesMasterId"] is null;

    private static (ListPage Page, EventWriter Writer) Prepare(HttpContext context, SimulatedMailbox mailbox)
    {
        var preferences = Preferences.Of(context.Request);
        preferences.Confirm(context.Response);
        return (ListPage.Of(context.Request), new EventWriter(context.Request.Query["$select"], preferences, mailbox.Calendar));
    }

    private static ReadOnlyMemory<byte> Render(HttpContext context, string user, SimulatedMailbox mailbox, SimulatedItem item)
    {
        var (_, writer) = Prepare(context, mailbox);
        return GraphAnswer.Render(json => writer.Write(json, item, context: $"{GraphAnswer.Root(context.Request)}/$metadata#{MailboxRequest.Entities(user, "events/$entity")}"));
    }
}
