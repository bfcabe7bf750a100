namespace CrmAddin.Core.Metrics;

/// <summary>What the pipeline figures need to know of one deal, at the moment of reporting.</summary>
public sealed record PipelineDeal
{
    /// <summary>Where the deal stands.</summary>
    public required DealStanding Standing { get; init; }

    /// <summary>The pipeline, as it is shown.</summary>
    public string Pipeline { get; init; } = "";

    /// <summary>The stage, as it is shown.</summary>
    public string Stage { get; init; } = "";

    /// <summary>The place of the stage in its pipeline.</summary>
    public int StageOrder { get; init; }

    /// <summary>The owner, as shown; empty when nobody owns the deal.</summary>
    public string Owner { get; init; } = "";

    /// <summary>The probability of winning, 0 to 1.</summary>
    public decimal Probability { get; init; }

    /// <summary>The amount in the firm's base currency; null when unknown or not convertible.</summary>
    public decimal? Amount { get; init; }

    /// <summary>The day the deal was opened, when known.</summary>
    public DateOnly? OpenedOn { get; init; }

    /// <summary>The day on which the deal is expected to close, when known.</summary>
    public DateOnly? ExpectedCloseOn { get; init; }

    /// <summary>The day the deal was closed, when known.</summary>
    public DateOnly? ClosedOn { get; init; }

    /// <summary>By how many days the expected close was moved later since it was first set; null when it was not.</summary>
    public int? SlippedDays { get; init; }

    /// <summary>Amount times probability while the deal is open and on track; else 0.</summary>
    public decimal WeightedAmount => Standing == DealStanding.Open ? (Amount ?? 0) * Probability : 0;

    /// <summary>Days from opening to closing of a deal that was won or lost; null when a day is missing or they are in the wrong order.</summary>
    public int? DaysToClose =>
        Standing is DealStanding.Won or DealStanding.Lost && OpenedOn is { } opened && ClosedOn is { } closed && closed >= opened
            ? closed.DayNumber - opened.DayNumber
            : null;

    /// <summary>Whether the deal belongs in a report on the period: open ones always, closed ones by their closing day.</summary>
    public bool IsIn(ReportPeriod period) => Standing is DealStanding.Open or DealStanding.OnHold || period.Contains(ClosedOn);
}
