using CrmAddin.Core.Deals;

namespace CrmAddin.Core.Metrics;

/// <summary>One customer over a period: whether they were active when it began and when it ended, and what they bought in it.</summary>
public sealed record CustomerInPeriod
{
    /// <summary>Who.</summary>
    public required CustomerKey Customer { get; init; }

    /// <summary>Day of the first purchase.</summary>
    public required DateOnly FirstOn { get; init; }

    /// <summary>Day of the last purchase by the period's end.</summary>
    public required DateOnly LastOn { get; init; }

    /// <summary>Purchases by the period's end.</summary>
    public required int Purchases { get; init; }

    /// <summary>Their amount in the report's currency.</summary>
    public required decimal Revenue { get; init; }

    /// <summary>The part of <see cref="Revenue"/> that was sold in the period.</summary>
    public required decimal RevenueInPeriod { get; init; }

    /// <summary>What they bought in the twelve months up to their last purchase.</summary>
    public required decimal RevenueOfLastYear { get; init; }

    /// <summary>Whether the first purchase falls in the period.</summary>
    public required bool IsNew { get; init; }

    /// <summary>Whether they were active when the period began.</summary>
    public required bool IsActiveAtStart { get; init; }

    /// <summary>Whether they were active when the period ended.</summary>
    public required bool IsActiveAtEnd { get; init; }

    /// <summary>Whether the day on which they were lost falls in the period, and they have not come back by its end.</summary>
    public required bool IsLostInPeriod { get; init; }

    /// <summary>Whether they were active at the start and bought more of the same in the period.</summary>
    public required bool HasUpSell { get; init; }

    /// <summary>Whether they were active at the start and bought something else in the period.</summary>
    public required bool HasCrossSell { get; init; }

    /// <summary>Whether they were lost before the period and are active at its end.</summary>
    public bool IsReactivated => IsActiveAtEnd && !IsActiveAtStart && !IsNew;

    /// <summary>The customers who had bought by the period's end, in the order of their first sale given.</summary>
    public static IReadOnlyList<CustomerInPeriod> Of(IEnumerable<Sale> sales, CustomerSettings settings)
    {
        var span = PeriodSpan.Of(settings);
        return
        [
            .. sales.Where(sale => sale.Customer is not null && sale.Day <= span.LastDay)
                .GroupBy(sale => sale.Customer!.Value)
                .Select(group => Of(group.Key, [.. group], span, settings)),
        ];
    }

    private static CustomerInPeriod Of(CustomerKey customer, Sale[] sales, PeriodSpan span, CustomerSettings settings)
    {
        Sale[] inPeriod = [.. sales.Where(sale => sale.Day >= span.Start)];
        var (first, last) = (sales.Min(sale => sale.Day), sales.Max(sale => sale.Day));
        var lostOn = settings.LostOn(last);
        var wasActive = sales.Any(sale => sale.Day < span.Start && settings.LostOn(sale.Day) > span.Start);
        var yearBegan = last.DayNumber > 366 ? last.AddMonths(-12) : DateOnly.MinValue;
        return new()
        {
            Customer = customer,
            FirstOn = first,
            LastOn = last,
            Purchases = sales.Length,
            Revenue = sales.Sum(sale => sale.Amount ?? 0),
            RevenueInPeriod = inPeriod.Sum(sale => sale.Amount ?? 0),
            RevenueOfLastYear = sales.Where(sale => sale.Day > yearBegan).Sum(sale => sale.Amount ?? 0),
            IsNew = first >= span.Start,
            IsActiveAtStart = wasActive,
            IsActiveAtEnd = lostOn > span.End,
            IsLostInPeriod = lostOn > span.Start && lostOn <= span.End,
            HasUpSell = wasActive && inPeriod.Any(sale => sale.Kind == DealKind.UpSell),
            HasCrossSell = wasActive && inPeriod.Any(sale => sale.Kind == DealKind.CrossSell),
        };
    }
}

/// <summary>A period as figures about customers see it: it ends at the day of reporting at the latest.</summary>
/// <param name="Start">The first day inside.</param>
/// <param name="LastDay">The last day whose sales count.</param>
/// <param name="End">The moment at whose beginning customers count as active or lost.</param>
public readonly record struct PeriodSpan(DateOnly Start, DateOnly LastDay, DateOnly End)
{
    /// <summary>The span of the settings' period.</summary>
    public static PeriodSpan Of(CustomerSettings settings)
    {
        var start = settings.Period.From ?? DateOnly.MinValue;
        return settings.Period.To is { } to && to <= settings.AsOf ? new(start, to.AddDays(-1), to) : new(start, settings.AsOf, settings.AsOf);
    }
}
