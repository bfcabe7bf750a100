using CrmAddin.Core.Metrics;

namespace CrmAddin.Reports.Summary;

/// <summary>A figure as Excel computes it.</summary>
/// <param name="Text">The formula.</param>
/// <param name="EmptyWhen">The condition under which there is no value; null when there always is one.</param>
/// <param name="WhyEmpty">The reason then.</param>
/// <param name="IsArray">Whether it is an array formula.</param>
public sealed record FigureFormula(string Text, string? EmptyWhen = null, EmptyReason WhyEmpty = default, bool IsArray = false)
{
    /// <summary>A part ÷ a whole, empty for the reason where the whole is 0.</summary>
    public static FigureFormula Share(string part, string whole, EmptyReason whyEmpty) => new($"{part}/({whole})", $"({whole})=0", whyEmpty);
}

/// <summary>Where the figures stand on the summary, for formulas that build on each other.</summary>
/// <param name="Of">The fixed address of the figure with the key, on its own sheet.</param>
/// <param name="AsOf">The fixed address of the cell with the day of reporting.</param>
public sealed record FigurePlaces(Func<string, string> Of, string AsOf);
