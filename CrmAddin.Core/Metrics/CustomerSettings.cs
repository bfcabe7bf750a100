namespace CrmAddin.Core.Metrics;

/// <summary>What the figures about customers are computed for.</summary>
/// <param name="Period">The period.</param>
/// <param name="AsOf">The day of reporting in the firm's time zone; sales up to it count.</param>
public sealed record CustomerSettings(ReportPeriod Period, DateOnly AsOf)
{
    /// <summary>For how many calendar months after a purchase a customer counts as active.</summary>
    public int ActiveMonths { get; init; } = 12;

    /// <summary>How many customers must be lost before the retention span is taken over them.</summary>
    public int MinLostCustomers { get; init; } = 30;

    /// <summary>The first day on which a customer with that last purchase is lost.</summary>
    public DateOnly LostOn(DateOnly lastPurchase) =>
        lastPurchase < DateOnly.MaxValue.AddMonths(-ActiveMonths) ? lastPurchase.AddMonths(ActiveMonths) : DateOnly.MaxValue;
}
