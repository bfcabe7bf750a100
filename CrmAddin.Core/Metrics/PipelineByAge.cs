namespace CrmAddin.Core.Metrics;

/// <summary>Open deals by how long ago they were opened; amounts in the base currency.</summary>
/// <param name="FromDays">The least age, in days; null for deals whose opening nobody noted.</param>
/// <param name="ToDays">The greatest age, in days; null for no limit.</param>
/// <param name="Opened">The days of opening that belong to it.</param>
/// <param name="OpenCount">Open deals on track.</param>
/// <param name="OpenAmount">Their amount.</param>
/// <param name="WeightedAmount">Their amount times win probability.</param>
public sealed record AgeRow(int? FromDays, int? ToDays, DaySlice Opened, int OpenCount, decimal OpenAmount, decimal WeightedAmount);

/// <summary>Ageing: how long the open deals have been open.</summary>
public static class PipelineByAge
{
    private static readonly int[] _lastDays = [30, 60, 90, 180, 365];

    /// <summary>A row each age, the youngest first, then one of deals without a day of opening where there are any; none without open deals.</summary>
    public static IReadOnlyList<AgeRow> Compute(IEnumerable<PipelineDeal> deals, DateOnly asOf)
    {
        PipelineDeal[] open = [.. deals.Where(deal => deal.Standing == DealStanding.Open)];
        if (open.Length == 0)
            return [];
        // What is opened tomorrow is new.
        var before = DateOnly.MaxValue;
        List<AgeRow> rows = [];
        foreach (var (index, lastDay) in _lastDays.Index())
        {
            var first = asOf.AddDays(-lastDay);
            rows.Add(Row(index == 0 ? 0 : _lastDays[index - 1] + 1, lastDay, new(first, before), open));
            before = first;
        }

        rows.Add(Row(_lastDays[^1] + 1, null, new(null, before), open));
        if (open.Any(deal => deal.OpenedOn is null))
            rows.Add(Row(null, null, DaySlice.NoDate, open));
        return rows;
    }

    private static AgeRow Row(int? fromDays, int? toDays, DaySlice opened, PipelineDeal[] open)
    {
        PipelineDeal[] meant = Array.FindAll(open, deal => opened.Contains(deal.OpenedOn));
        return new(fromDays, toDays, opened, meant.Length, meant.Sum(deal => deal.Amount ?? 0), meant.Sum(deal => deal.WeightedAmount));
    }
}
