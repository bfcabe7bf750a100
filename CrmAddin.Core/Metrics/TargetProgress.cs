using CrmAddin.Core.Targets;

namespace CrmAddin.Core.Metrics;

/// <summary>Something won that counts towards targets.</summary>
/// <param name="ClosedOn">The day it was won.</param>
/// <param name="Amount">Its amount in the report's currency; null when unknown.</param>
/// <param name="Count">How many deals it adds up.</param>
public readonly record struct WonSale(DateOnly ClosedOn, decimal? Amount, int Count = 1);

/// <summary>A slice of a target with what was won on its days.</summary>
/// <param name="Slice">The slice.</param>
/// <param name="Won">The amount or number won.</param>
/// <param name="ElapsedDays">Its days that have come.</param>
public sealed record TargetPart(TargetSlice Slice, decimal Won, int ElapsedDays);

/// <summary>How far a holder has come with a target in the period.</summary>
/// <param name="Holder">Whose it is.</param>
/// <param name="Measure">Amount or count.</param>
/// <param name="Target">What is to be won.</param>
/// <param name="Won">What was won on its days.</param>
/// <param name="Days">Its days.</param>
/// <param name="ElapsedDays">Those that have come.</param>
public sealed record TargetProgress(TargetHolder Holder, TargetMeasure Measure, decimal Target, decimal Won, int Days, int ElapsedDays)
{
    /// <summary>Won ÷ target; null for a target of 0.</summary>
    public decimal? Attainment => Target == 0 ? null : Won / Target;

    /// <summary>What will be won by the end at the pace so far; null before the first day.</summary>
    public decimal? RunRate => ElapsedDays == 0 ? null : Won * Days / ElapsedDays;

    /// <summary>Run-rate ÷ target; null where either is.</summary>
    public decimal? RunRateAttainment => Target == 0 ? null : RunRate / Target;

    /// <summary>One row a holder and measure, in the order of the parts.</summary>
    public static IReadOnlyList<TargetProgress> Of(IEnumerable<TargetPart> parts) =>
    [
        .. parts.GroupBy(part => (part.Slice.Holder, part.Slice.Measure)).Select(group => new TargetProgress(
            group.Key.Holder,
            group.Key.Measure,
            group.Sum(part => part.Slice.Value),
            group.Sum(part => part.Won),
            group.Sum(part => part.Slice.Days),
            group.Sum(part => part.ElapsedDays))),
    ];
}

/// <summary>What was won, by holder and day.</summary>
public sealed class WonByDay
{
    private static readonly TargetHolder _firm = new(TargetScope.Company, 0);

    private readonly Dictionary<TargetHolder, Dictionary<DateOnly, (int Count, decimal Amount)>> _days = [];

    /// <summary>Adds a sale to what a holder has won.</summary>
    public void Add(TargetHolder holder, WonSale sale)
    {
        if (!_days.TryGetValue(holder, out var days))
            _days[holder] = days = [];
        var (count, amount) = days.GetValueOrDefault(sale.ClosedOn);
        days[sale.ClosedOn] = (count + sale.Count, amount + (sale.Amount ?? 0));
    }

    /// <summary>Adds a deal to what the firm, its team and its owner have won.</summary>
    public void Add(long? teamId, long? ownerId, WonSale sale)
    {
        Add(_firm, sale);
        if (teamId is { } team)
            Add(new(TargetScope.Team, team), sale);
        if (ownerId is { } owner)
            Add(new(TargetScope.Person, owner), sale);
    }

    /// <summary>The slices with what was won on their days by the day of reporting.</summary>
    public IReadOnlyList<TargetPart> Measure(IEnumerable<TargetSlice> slices, DateOnly asOf) =>
        [.. slices.Select(slice => new TargetPart(slice, WonIn(slice, asOf), slice.ElapsedDays(asOf)))];

    private decimal WonIn(TargetSlice slice, DateOnly asOf)
    {
        var won = 0m;
        if (!_days.TryGetValue(slice.Holder, out var days))
            return won;
        for (var day = slice.From; day < slice.Before && day <= asOf; day = day.AddDays(1))
        {
            if (days.TryGetValue(day, out var sales))
                won += slice.Measure == TargetMeasure.Amount ? sales.Amount : sales.Count;
        }

        return won;
    }
}
