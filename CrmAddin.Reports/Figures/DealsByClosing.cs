using CrmAddin.Core.Metrics;

namespace CrmAddin.Reports.Figures;

/// <summary>Deals in the order of their closing days, so that a period finds its own without looking at all of them.</summary>
internal sealed class DealsByClosing
{
    private readonly PipelineDeal[] _always;
    private readonly PipelineDeal[] _closed;
    private readonly DateOnly[] _closedOn;

    /// <summary>Puts deals in order.</summary>
    public DealsByClosing(IEnumerable<PipelineDeal> deals)
    {
        var all = deals.ToList();
        _always = [.. all.Where(deal => deal.Standing is DealStanding.Open or DealStanding.OnHold || deal.ClosedOn is null)];
        _closed = [.. all.Except(_always, ReferenceEqualityComparer.Instance).Cast<PipelineDeal>().OrderBy(deal => deal.ClosedOn)];
        _closedOn = [.. _closed.Select(deal => deal.ClosedOn!.Value)];
    }

    /// <summary>The deals that can belong to a period.</summary>
    public IEnumerable<PipelineDeal> In(ReportPeriod period)
    {
        var from = FirstFrom(period.From ?? DateOnly.MinValue);
        var to = period.To is { } end ? FirstFrom(end) : _closed.Length;
        return _always.Concat(_closed[from..Math.Max(from, to)]);
    }

    private int FirstFrom(DateOnly day)
    {
        var (low, high) = (0, _closedOn.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_closedOn[middle] < day)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
