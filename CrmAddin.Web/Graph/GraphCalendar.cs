using System.Globalization;
using CrmAddin.Core.Activities.Calendar;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Results;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;

namespace CrmAddin.Web.Graph;

/// <summary>Calendars over Microsoft Graph: the view of a window with its changes, which takes neither $select nor $filter.</summary>
public sealed class GraphCalendar(GraphConnection connection, GraphSettings settings) : IMailboxCalendar
{
    private static readonly string[] Select =
    [
        "id", "type", "iCalUId", "seriesMasterId", "originalStart", "subject", "location", "start", "end", "isAllDay", "isCancelled", "isOrganizer",
        "sensitivity", "showAs", "responseStatus", "organizer", "attendees",
    ];

    /// <inheritdoc/>
    public Task<Result<CalendarPage>> ReadPageAsync(string mailbox, CalendarWindow window, string? cursor, CancellationToken cancel) => AskAsync<CalendarPage>(mailbox, async graph =>
    {
        if (cursor is not null && connection.ForeignHost(cursor) is { } foreign)
            return foreign;
        var delta = graph.Users[mailbox].CalendarView.Delta;
        // Headers hold for one request and are sent with each.
        var answer = cursor is null
            ? await delta.GetAsDeltaGetResponseAsync(request =>
            {
                request.QueryParameters.StartDateTime = Moment(window.From);
                request.QueryParameters.EndDateTime = Moment(window.To);
                Prefer(request.Headers, settings.PageSize);
            }, cancel)
            : await delta.WithUrl(cursor).GetAsDeltaGetResponseAsync(request => Prefer(request.Headers, settings.PageSize), cancel);
        var next = answer!.OdataNextLink ?? answer.OdataDeltaLink;
        if (next is null)
            return new MailServerAnswersNoJson(connection.BaseUrl);
        if (connection.ForeignHost(next) is { } leading)
            return leading;
        var entries = answer.Value ?? [];
        return new CalendarPage(
            [.. entries.Where(e => !GraphEvents.IsRemoved(e)).Select(GraphEvents.From)],
            [.. entries.Where(GraphEvents.IsRemoved).Select(e => e.Id!).Distinct()],
            next, answer.OdataDeltaLink is not null);
    }, cancel);

    /// <inheritdoc/>
    public Task<Result<CalendarEvent>> ReadEventAsync(string mailbox, string eventId, CancellationToken cancel) => AskAsync<CalendarEvent>(mailbox, async graph =>
    {
        var entry = await graph.Users[mailbox].Events[eventId].GetAsync(request =>
        {
            request.QueryParameters.Select = Select;
            Prefer(request.Headers);
        }, cancel);
        return GraphEvents.From(entry!);
    }, cancel);

    private static void Prefer(RequestHeaders headers, int? pageSize = null) => headers.Prefer(pageSize, "outlook.timezone=\"UTC\"");

    private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private Task<Result<T>> AskAsync<T>(string mailbox, Func<GraphServiceClient, Task<Result<T>>> ask, CancellationToken cancel) =>
        GraphQuestion.AskAsync(connection, e => GraphFailure.From(e, mailbox) switch
        {
            MessageGone => new EventGone(),
            MailboxDenied => new CalendarDenied(mailbox),
            var other => other,
        }, ask, cancel);
}
