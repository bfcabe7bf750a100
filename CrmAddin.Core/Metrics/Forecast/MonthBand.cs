namespace CrmAddin.Core.Metrics.Forecast;

/// <summary>What a month is expected to bring, in the base currency.</summary>
/// <param name="Month">The first day of the month.</param>
/// <param name="WonSoFar">Won in it by the day of the forecast; in all that follows too.</param>
/// <param name="Low">Reached in nine of ten runs.</param>
/// <param name="Median">Reached in half of the runs.</param>
/// <param name="High">Reached in one of ten runs.</param>
/// <param name="FromOpenDeals">Mean over the runs that comes of deals which are open now.</param>
/// <param name="FromNewDeals">Mean over the runs that comes of deals which are still to be opened.</param>
/// <param name="Weighted">Won so far and amount times probability of the open deals expected to close in the month.</param>
public sealed record MonthBand(
    DateOnly Month, decimal WonSoFar, decimal Low, decimal Median, decimal High, decimal FromOpenDeals, decimal FromNewDeals, decimal Weighted)
{
    /// <summary>Whether an amount lies in the band.</summary>
    public bool Holds(decimal amount) => amount >= Low && amount <= High;
}
