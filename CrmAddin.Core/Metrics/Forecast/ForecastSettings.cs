namespace CrmAddin.Core.Metrics.Forecast;

/// <summary>What the forecast is computed for.</summary>
public sealed record ForecastSettings
{
    /// <summary>Months shown, the one of reporting included.</summary>
    public int Months { get; init; } = 6;

    /// <summary>Simulated runs.</summary>
    public int Runs { get; init; } = 1_000;

    /// <summary>Seed of the runs: the same history gives the same band.</summary>
    public int Seed { get; init; } = 20_250_101;

    /// <summary>Fewer closed deals with both days say nothing.</summary>
    public int MinClosedDeals { get; init; } = 30;

    /// <summary>For how far back closings, openings and amounts count.</summary>
    public int WindowDays { get; init; } = 730;

    /// <summary>The horizon of a deal's historic win probability.</summary>
    public int WinWithinDays { get; init; } = 730;

    /// <summary>Past month-ends that are tested at most.</summary>
    public int TestedMonthEnds { get; init; } = 12;

    /// <summary>Months ahead of each that are tested.</summary>
    public int TestedMonthsAhead { get; init; } = 3;

    /// <summary>Whole months of closings that must lie before a tested month-end.</summary>
    public int MonthsBeforeTest { get; init; } = 3;
}
