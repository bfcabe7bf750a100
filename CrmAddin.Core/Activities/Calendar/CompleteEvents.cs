using CrmAddin.Core.Mail;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Activities.Calendar;

/// <summary>What a page of a calendar comes to.</summary>
/// <param name="Events">Whole entries, each id once; no series.</param>
/// <param name="GoneIds">Logged entries that are in the calendar no more.</param>
public sealed record CompletedEvents(IReadOnlyList<CalendarEvent> Events, IReadOnlyList<string> GoneIds);

/// <summary>
/// Makes the entries of a page whole: the times of a series take what they leave out from the series, a changed series is told again for
/// each of its logged times ahead, and what was removed is asked for, because it may only have left the window. Asks the server and writes
/// nothing.
/// </summary>
public sealed class CompleteEvents(CrmDb db, IMailboxCalendar calendar)
{
    private readonly Dictionary<string, CalendarEvent?> _series = [];

    /// <summary>The page, whole.</summary>
    /// <param name="mailbox">Whose calendar.</param>
    /// <param name="page">The page.</param>
    /// <param name="cursor">The row of the calendar, as it was before the page.</param>
    /// <param name="cancel">Ends the work.</param>
    public async Task<Result<CompletedEvents>> RunAsync(Mailbox mailbox, CalendarPage page, CalendarCursor cursor, CancellationToken cancel)
    {
        var told = page.Events.GroupBy(e => e.Id).ToDictionary(g => g.Key, g => g.LastOrDefault(e => e.IsWhole) ?? g.Last());
        foreach (var series in told.Values.Where(e => e is { Kind: CalendarEventKind.SeriesMaster, IsWhole: true }))
            _series[series.Id] = series;
        var whole = new Dictionary<string, CalendarEvent>();
        foreach (var entry in told.Values.Where(e => e.Kind != CalendarEventKind.SeriesMaster))
            if (await AddWholeAsync(mailbox, entry, whole, cancel) is { } error)
                return error;
        await AddOccurrencesAsync(mailbox, told, whole, cancel);
        return await AskAsync(mailbox, page, cursor, told, whole, cancel);
    }

    private async Task<Error?> AddWholeAsync(Mailbox mailbox, CalendarEvent entry, Dictionary<string, CalendarEvent> whole, CancellationToken cancel)
    {
        if (entry.IsWhole)
        {
            whole[entry.Id] = entry;
            return null;
        }
        if (entry is { Kind: CalendarEventKind.Occurrence, SeriesId: { } id, StartsAt: not null, EndsAt: not null })
        {
            if (!_series.TryGetValue(id, out var series))
            {
                var asked = await calendar.ReadEventAsync(mailbox.Address, id, cancel);
                if (!asked.Succeeded && asked.Error is not EventGone)
                    return asked.Error;
                _series[id] = series = asked.Value;
            }
            if (series is { IsWhole: true })
            {
                whole[entry.Id] = TimeOf(series, entry.Id, entry.OriginalStart ?? entry.StartsAt.Value, entry.StartsAt.Value, entry.EndsAt.Value);
                return null;
            }
        }
        var single = await calendar.ReadEventAsync(mailbox.Address, entry.Id, cancel);
        if (single.Succeeded)
            whole[entry.Id] = single.Value;
        return single.Error is null or EventGone ? null : single.Error;
    }

    // A series that got another subject or another guest may be told without its times.
    private async Task AddOccurrencesAsync(Mailbox mailbox, Dictionary<string, CalendarEvent> told, Dictionary<string, CalendarEvent> whole, CancellationToken cancel)
    {
        var changed = told.Values.Where(e => e is { Kind: CalendarEventKind.SeriesMaster, IsWhole: true }).Select(e => e.Id).ToList();
        if (changed.Count == 0)
            return;
        var times = await MeetingQuery.TimesAhead(db, mailbox.Id, changed, db.Now).ToListAsync(cancel);
        foreach (var time in times.Where(t => !told.ContainsKey(t.EventId)))
            whole[time.EventId] = TimeOf(_series[time.SeriesId!]!, time.EventId, time.OriginalStart ?? time.StartsAt!.Value, time.StartsAt!.Value, time.EndsAt ?? time.StartsAt.Value);
    }

    private async Task<Result<CompletedEvents>> AskAsync(
        Mailbox mailbox, CalendarPage page, CalendarCursor cursor, Dictionary<string, CalendarEvent> told, Dictionary<string, CalendarEvent> whole, CancellationToken cancel)
    {
        var doubtful = await MeetingQuery.AheadOf(db, mailbox.Id, page.RemovedIds, db.Now).ToListAsync(cancel);
        // What a whole round did not tell was removed while nobody was told.
        if (page.IsRoundComplete && !cursor.IsRoundComplete)
            doubtful.AddRange(await MeetingQuery.NotTold(db, mailbox.Id, cursor.Round, db.Now, cursor.WindowTo).ToListAsync(cancel));
        var gone = new List<string>();
        foreach (var id in doubtful.Distinct().Where(id => !whole.ContainsKey(id) && !told.ContainsKey(id)))
        {
            var asked = await calendar.ReadEventAsync(mailbox.Address, id, cancel);
            if (asked.Succeeded)
                whole[id] = asked.Value;
            else if (asked.Error is EventGone)
                gone.Add(id);
            else
                return asked.Error;
        }
        return new CompletedEvents([.. whole.Values.Where(e => e.Kind != CalendarEventKind.SeriesMaster)], gone);
    }

    private static CalendarEvent TimeOf(CalendarEvent series, string id, DateTimeOffset originalStart, DateTimeOffset startsAt, DateTimeOffset endsAt) => series with
    {
        Id = id,
        Kind = CalendarEventKind.Occurrence,
        SeriesId = series.Id,
        OriginalStart = originalStart,
        StartsAt = startsAt,
        EndsAt = endsAt,
    };
}
