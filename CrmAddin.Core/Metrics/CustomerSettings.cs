using CrmAddin.Core.Firm;

namespace CrmAddin.Core.Metrics;

/// <summary>What the figures about customers are computed for.</summary>
/// <param name="Period">The period.</param>
/// <param name="AsOf">The day of reporting in the firm's time zone; sales up to it count.</param>
/// <param name="Firm">What the firm has set.</param>
public sealed record CustomerSettings(ReportPeriod Period, DateOnly AsOf, FigureSettings Firm)
{
    /// <summary>The first day on which a customer with that last purchase is lost.</summary>
    public DateOnly LostOn(DateOnly lastPurchase) =>
        lastPurchase < DateOnly.MaxValue.AddMonths(-Firm.ActiveMonths) ? lastPurchase.AddMonths(Firm.ActiveMonths) : DateOnly.MaxValue;
}
