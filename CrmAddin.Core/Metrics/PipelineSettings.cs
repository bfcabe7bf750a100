namespace CrmAddin.Core.Metrics;

/// <summary>What the pipeline figures are computed for.</summary>
/// <param name="Period">The period by closing day of won and lost deals.</param>
/// <param name="AsOf">The day of reporting in the firm's time zone.</param>
public sealed record PipelineSettings(ReportPeriod Period, DateOnly AsOf)
{
    /// <summary>The probability from which an open deal counts as committed.</summary>
    public decimal CommitProbability { get; init; } = 0.7m;

    /// <summary>The probability from which an open deal counts in the best case.</summary>
    public decimal BestCaseProbability { get; init; } = 0.4m;

    /// <summary>The first day of the month of reporting.</summary>
    public DateOnly ThisMonth => new(AsOf.Year, AsOf.Month, 1);
}
