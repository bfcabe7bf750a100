using CrmAddin.Core.Firm;

namespace CrmAddin.Core.Metrics;

/// <summary>What the pipeline figures are computed for.</summary>
/// <param name="Period">The period by closing day of won and lost deals.</param>
/// <param name="AsOf">The day of reporting in the firm's time zone.</param>
/// <param name="Firm">What the firm has set.</param>
public sealed record PipelineSettings(ReportPeriod Period, DateOnly AsOf, FigureSettings Firm)
{
    /// <summary>The first day of the month of reporting.</summary>
    public DateOnly ThisMonth => new(AsOf.Year, AsOf.Month, 1);
}
