namespace CrmAddin.Core.Metrics;

/// <summary>One number over another.</summary>
public static class Ratio
{
    /// <summary>The quotient; null when there is nothing to divide by, or nothing to divide.</summary>
    public static decimal? Of(decimal? part, decimal? whole) => whole is null or 0 ? null : part / whole;
}
