using CrmAddin.Core.Activities;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Metrics;
using CrmAddin.Core.Store;
using CrmAddin.Reports.Layout;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Reports.Activity;

/// <summary>Reads from the store all that the workbook of activity sees; activities and mails are counted there.</summary>
internal sealed class ReadActivity(CrmDb db)
{
    /// <summary>The work of the people whom the reader sees.</summary>
    public async Task<ActivityRows> RunAsync(ReportFrame frame, CancellationToken cancel)
    {
        var slices = ReportWeeks.Of(frame.Period, frame.AsOf);
        List<WorkCount> counts = [];
        foreach (var slice in slices)
            counts.AddRange(await CountAsync(frame, slice, WeekOf(slice, slices), cancel));
        var whole = new DaySlice(frame.Period.From, slices.Count == 0 ? frame.AsOf : slices[^1].Before);
        counts.AddRange(await ContactsAsync(frame, whole, slices, cancel));
        return new()
        {
            Weeks = [.. slices.Select(slice => WeekOf(slice, slices))],
            Work = PersonWeek.Of(counts),
            Leads = await LeadsAsync(frame, whole, cancel),
            Contacts = frame.PastDay is null ? await ContactBaseAsync(frame, cancel) : null,
            Names = await db.Users.AsNoTracking().ToDictionaryAsync(user => user.Id, user => CellText.Plain(user.DisplayName), cancel),
            Frame = frame,
            StoreTotals = frame.PastDay is null ? await CountAsync(frame, whole, null, cancel) : null,
        };
    }

    /// <summary>Calls, visits, tasks, appointments and mails of some days.</summary>
    public async Task<IReadOnlyList<WorkCount>> CountAsync(ReportFrame frame, DaySlice slice, DateOnly? week, CancellationToken cancel)
    {
        var (from, before) = Moments(frame, slice);
        var done = await ActivityQuery.Done(db, frame.Scope, from, before).ToListAsync(cancel);
        var appointments = await ActivityQuery.Appointments(db, frame.Scope, from, before).ToListAsync(cancel);
        var mails = await ActivityQuery.Mails(db, frame.Scope, from, before).ToListAsync(cancel);
        return
        [
            .. done.Concat(appointments).Select(count => new WorkCount(count.OwnerId, week, KindOf(count.Kind), count.Count)),
            .. mails.Select(count => new WorkCount(count.OwnerId, week, count.Direction == MailDirection.Sent ? WorkKind.MailSent : WorkKind.MailReceived, count.Count)),
        ];
    }

    /// <summary>The contacts by owner, with those of them that have a plan or touch.</summary>
    public async Task<IReadOnlyList<ContactBase>> ContactBaseAsync(ReportFrame frame, CancellationToken cancel)
    {
        var since = frame.StartOf(frame.AsOf.AddDays(-ActivityFigures.TouchDays));
        return [.. (await ActivityQuery.ContactBase(db, frame.Scope, frame.AsOf, since).ToListAsync(cancel)).Select(read => new ContactBase(read.OwnerId, read.Contacts, read.Touched))];
    }

    private async Task<IEnumerable<WorkCount>> ContactsAsync(ReportFrame frame, DaySlice whole, IReadOnlyList<DaySlice> slices, CancellationToken cancel)
    {
        var (from, before) = Moments(frame, whole);
        var added = await ActivityQuery.ContactsAdded(db, frame.Scope, from, before).ToListAsync(cancel);
        var updated = await ActivityQuery.ContactsUpdated(db, frame.Scope, from, before).ToListAsync(cancel);
        return
        [
            .. added.Select(read => new WorkCount(read.UserId, WeekOf(read.At), WorkKind.ContactAdded, read.Count)),
            .. updated.Select(read => (read.UserId, Week: WeekOf(read.At), read.ContactId)).Distinct()
                .Select(read => new WorkCount(read.UserId, read.Week, WorkKind.ContactUpdated, 1)),
        ];

        DateOnly? WeekOf(DateTimeOffset at) => ReadActivity.WeekOf(slices.First(slice => slice.Contains(frame.DayOf(at))), slices);
    }

    private async Task<IReadOnlyList<LeadRow>> LeadsAsync(ReportFrame frame, DaySlice whole, CancellationToken cancel)
    {
        var (from, before) = Moments(frame, whole);
        return [.. (await ActivityQuery.Leads(db, frame.Scope, from, before).ToListAsync(cancel)).Select(lead => new LeadRow(lead.Id, frame.DayOf(lead.ReceivedAt), Response(lead, frame)))];
    }

    // An answer that came after the day of reporting had not come by it.
    private static LeadResponse Response(LeadResponseRead lead, ReportFrame frame) =>
        new(lead.OwnerId, lead.FirstResponseAt is { } at && at <= frame.AsOfMoment && at >= lead.ReceivedAt ? (int)(at - lead.ReceivedAt).TotalMinutes : null);

    private static (DateTimeOffset From, DateTimeOffset Before) Moments(ReportFrame frame, DaySlice slice) =>
        (slice.From is { } from ? frame.StartOf(from) : DateTimeOffset.MinValue, frame.StartOf(slice.Before!.Value));

    private static DateOnly? WeekOf(DaySlice slice, IReadOnlyList<DaySlice> slices) =>
        slices.Count > ReportWeeks.MaxWeeks && slice == slices[0] ? null : ReportWeeks.WeekOf(slice.From!.Value);

    private static WorkKind KindOf(ActivityKind kind) => kind switch
    {
        ActivityKind.Call => WorkKind.Call,
        ActivityKind.Appointment => WorkKind.Appointment,
        ActivityKind.Visit => WorkKind.Visit,
        ActivityKind.Task => WorkKind.Task,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Notes are no work that is counted."),
    };
}
