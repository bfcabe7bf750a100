using CrmAddin.Core.Metrics;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Reports.ListGrowth;

/// <summary>All that the workbook of mailing-list growth sees.</summary>
/// <param name="Changes">The changes by the day of reporting and before the end of the period, oldest first.</param>
/// <param name="Frame">Period, day of reporting, currency and language.</param>
/// <param name="StoreSize">The store's own number of people on the lists at the end; null for a report on the past.</param>
public sealed record ListGrowthRows(IReadOnlyList<ListChange> Changes, ReportFrame Frame, int? StoreSize);

/// <summary>Reads from the store the changes of the mailing lists that the reader sees.</summary>
internal sealed class ReadListGrowth(CrmDb db)
{
    /// <summary>The changes with the store's own size of the lists.</summary>
    public async Task<ListGrowthRows> RunAsync(ReportFrame frame, CancellationToken cancel)
    {
        var end = frame.StartOf(frame.Period.To is { } to && to <= frame.AsOf ? to : frame.AsOf.AddDays(1));
        var before = end < frame.AsOfMoment ? end : frame.AsOfMoment.AddTicks(1);
        var consents = await ListGrowthQuery.Consents(db, frame.Scope, before).ToListAsync(cancel);
        var bounces = await ListGrowthQuery.Bounces(db, frame.Scope, before).ToListAsync(cancel);
        var events = consents.Select(read => new ListEvent(read.ContactId, read.At, read.Purpose, read.State))
            .Concat(bounces.Select(read => new ListEvent(read.ContactId, read.At, null, null)));
        return new(
            ListGrowthFigures.Changes(events, frame.AsOf, frame.TimeZone),
            frame,
            frame.PastDay is null ? await ListGrowthQuery.OnTheLists(db, frame.Scope, before).CountAsync(cancel) : null);
    }
}
