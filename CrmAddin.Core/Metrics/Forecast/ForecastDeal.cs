namespace CrmAddin.Core.Metrics.Forecast;

/// <summary>A change that a deal's history holds.</summary>
/// <param name="On">The day in the firm's time zone.</param>
/// <param name="Before">The value until then; null when there was none.</param>
public readonly record struct DealChange<T>(DateOnly On, T? Before)
    where T : struct;

/// <summary>What the forecast needs to know of one deal, its past included. Cancelled deals are none of its business.</summary>
public sealed record ForecastDeal
{
    /// <summary>Key of the deal.</summary>
    public required long Id { get; init; }

    /// <summary>Who looks after it.</summary>
    public long? OwnerId { get; init; }

    /// <summary>The stage it is in now.</summary>
    public required long StageId { get; init; }

    /// <summary>The day from which the store knew the deal: before it nothing is known of stage, amount and expected close.</summary>
    public required DateOnly KnownFrom { get; init; }

    /// <summary>The day it was opened; null when unknown.</summary>
    public DateOnly? OpenedOn { get; init; }

    /// <summary>The day it was won or lost; null while it is open.</summary>
    public DateOnly? ClosedOn { get; init; }

    /// <summary>Whether it was won, where it is closed.</summary>
    public bool IsWon { get; init; }

    /// <summary>Whether nobody works on it for now.</summary>
    public bool IsOnHold { get; init; }

    /// <summary>Amount now, in the base currency.</summary>
    public decimal? Amount { get; init; }

    /// <summary>The expected close now.</summary>
    public DateOnly? ExpectedCloseOn { get; init; }

    /// <summary>Chance to win by the stage or by whoever set it, 0 to 1.</summary>
    public decimal Probability { get; init; }

    /// <summary>Chances to win by stage; shared by all deals.</summary>
    public IReadOnlyDictionary<long, decimal> StageProbabilities { get; init; } = new Dictionary<long, decimal>();

    /// <summary>Stage moves, oldest first.</summary>
    public IReadOnlyList<DealChange<long>> Stages { get; init; } = [];

    /// <summary>Changes of the amount, oldest first.</summary>
    public IReadOnlyList<DealChange<decimal>> Amounts { get; init; } = [];

    /// <summary>Changes of the expected close, oldest first.</summary>
    public IReadOnlyList<DealChange<DateOnly>> ExpectedCloses { get; init; } = [];

    /// <summary>Whether the deal was open at the end of a day, as far as the days tell.</summary>
    public bool IsOpenOn(DateOnly day) => OpenedOn <= day && (ClosedOn is null || ClosedOn > day);

    /// <summary>Whether its end was known by a day.</summary>
    public bool IsClosedBy(DateOnly day) => ClosedOn <= day;

    /// <summary>Whole days from opening to a day.</summary>
    public int AgeOn(DateOnly day) => day.DayNumber - (OpenedOn ?? day).DayNumber;

    /// <summary>The stage at the end of a day; null when the store did not know it.</summary>
    public long? StageOn(DateOnly day) => On(day, Stages, StageId);

    /// <summary>The amount at the end of a day; null when there was none or the store did not know it.</summary>
    public decimal? AmountOn(DateOnly day) => On(day, Amounts, Amount);

    /// <summary>The expected close at the end of a day; null when there was none or the store did not know it.</summary>
    public DateOnly? ExpectedCloseAsOf(DateOnly day) => On(day, ExpectedCloses, ExpectedCloseOn);

    /// <summary>The chance to win by the stage of a day; that of today where the stage is today's.</summary>
    public decimal ProbabilityOn(DateOnly day) =>
        StageOn(day) is not { } stage ? 0 : stage == StageId && ClosedOn is null ? Probability : StageProbabilities.GetValueOrDefault(stage);

    private T? On<T>(DateOnly day, IReadOnlyList<DealChange<T>> changes, T? now)
        where T : struct
    {
        if (day < KnownFrom)
            return null;
        foreach (var change in changes)
        {
            if (change.On > day)
                return change.Before;
        }
        return now;
    }
}
