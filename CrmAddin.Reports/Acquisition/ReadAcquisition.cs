using CrmAddin.Core.Deals;
using CrmAddin.Core.Metrics;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Reports.Acquisition;

/// <summary>Reads from the store what winning customers cost and brought.</summary>
internal sealed class ReadAcquisition(CrmDb db)
{
    /// <summary>Costs, enquiries, deals, members and customers that the reader sees, with the store's own totals.</summary>
    public async Task<AcquisitionRows> RunAsync(ReportFrame frame, CancellationToken cancel)
    {
        var names = await BroughtBy.ReadAsync(db, frame.Language.Code, cancel);
        var span = PeriodSpan.Of(frame.CustomerSettings);
        var from = frame.Period.From is { } first ? frame.StartOf(first) : DateTimeOffset.MinValue;
        var before = frame.StartOf(span.LastDay.AddDays(1));
        var counted = AcquisitionQuery.Counted(db, frame.Scope, before);
        var leads = await AcquisitionQuery.Leads(db, counted).ToListAsync(cancel);
        var deals = await AcquisitionQuery.Deals(db, frame.Scope).ToListAsync(cancel);
        var members = await AcquisitionQuery.Members(db).ToListAsync(cancel);
        var costs = AcquisitionQuery.CostsOf(db, span.Start, span.LastDay.AddDays(1));
        var customers = await new ReadAcquiredCustomers(db, names).RunAsync(frame, leads, deals, members, cancel);
        return new()
        {
            Customers = customers.Lines,
            SoldToNobody = customers.SoldToNobody,
            Costs = db.Reader.ReadsCosts ? [.. (await AcquisitionQuery.Costs(costs).ToListAsync(cancel)).Select(read => Line(read, names, frame))] : null,
            Leads = [.. leads.Where(read => read.ReceivedAt >= from).Select(read => Line(read, names, frame))],
            Deals = [.. deals.Select(read => Line(read, names, span, frame)).Where(line => line.Figures.IsOpened || line.Figures.IsWon)],
            Members = [.. members.Select(read => Line(read, names, frame)).Where(line => line.Day >= span.Start && line.Day <= span.LastDay)],
            Frame = frame,
            Store = new(
                await counted.CountAsync(lead => lead.ReceivedAt >= from, cancel),
                (await AcquisitionQuery.CostTotals(costs, frame.Currency).ToListAsync(cancel)).Sum(total => frame.Money.Convert(total.Amount, total.Currency, total.Day ?? frame.AsOf) ?? 0),
                customers.StoreAmount),
        };
    }

    private static CostLine Line(CostRead read, BroughtBy names, ReportFrame frame) => new(
        read.Id,
        new(read.SpentOn, frame.Money.Convert(read.Amount, read.Currency, read.SpentOn), read.Category, names.Source(read.SourceId), names.Campaign(read.CampaignId)),
        read.Note,
        read.Amount,
        read.Currency);

    private static LeadLine Line(LeadRead read, BroughtBy names, ReportFrame frame) => new(
        read.Id, read.Person ?? "", read.Owner, new(frame.DayOf(read.ReceivedAt), names.Source(read.SourceId), names.Campaign(read.CampaignId)));

    private static DealLine Line(DealRead read, BroughtBy names, PeriodSpan span, ReportFrame frame)
    {
        var isWon = read.Kind == StageKind.Won && IsIn(span, read.ClosedOn);
        var amount = frame.Money.Convert(read.Amount, read.Currency, read.Kind == StageKind.Open ? frame.AsOf : read.ClosedOn ?? frame.AsOf);
        return new(
            read.Id, read.Title, read.OpenedOn, read.ClosedOn, new(IsIn(span, read.OpenedOn), isWon, amount, names.Source(read.SourceId), names.Campaign(read.CampaignId)));
    }

    private static MemberLine Line(MemberRead read, BroughtBy names, ReportFrame frame)
    {
        var asOf = frame.AsOfMoment;
        return new(
            read.Id,
            read.Person ?? "",
            frame.DayOf(read.DeliveredAt ?? read.AddedAt),
            new(
                names.Campaign(read.CampaignId), read.DeliveredAt <= asOf, read.OpenedAt <= asOf, read.ClickedAt <= asOf, read.InteractedAt <= asOf,
                read.GoalReachedAt <= asOf));
    }

    private static bool IsIn(PeriodSpan span, DateOnly? day) => day >= span.Start && day <= span.LastDay;
}
