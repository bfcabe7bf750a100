namespace CrmAddin.Core.Metrics;

/// <summary>One figure of a report: its key, its unit and its value, or why it has none.</summary>
/// <param name="Key">The name of the figure, one of <see cref="FigureKeys"/>.</param>
/// <param name="Unit">What the value counts.</param>
/// <param name="Value">The value, or null when there is nothing to divide by.</param>
/// <param name="WhyEmpty">The reason when <paramref name="Value"/> is null.</param>
public sealed record Figure(string Key, FigureUnit Unit, decimal? Value, EmptyReason? WhyEmpty)
{
    /// <summary>A number of things.</summary>
    public static Figure Count(string key, int value) => new(key, FigureUnit.Count, value, null);

    /// <summary>An amount in the firm's base currency.</summary>
    public static Figure Money(string key, decimal value) => new(key, FigureUnit.Money, value, null);

    /// <summary>A fraction, or empty with the reason when the denominator is 0.</summary>
    public static Figure Rate(string key, decimal numerator, decimal denominator, EmptyReason whyEmpty) =>
        Quotient(key, FigureUnit.Rate, numerator, denominator, whyEmpty);

    /// <summary>A length of time in days, or empty with the reason when there is nothing to measure.</summary>
    public static Figure Days(string key, decimal? value, EmptyReason whyEmpty) =>
        Of(key, FigureUnit.Days, value, whyEmpty);

    /// <summary>A value that may be missing, and the reason for that.</summary>
    public static Figure Of(string key, FigureUnit unit, decimal? value, EmptyReason whyEmpty) =>
        new(key, unit, value, value is null ? whyEmpty : null);

    /// <summary>One amount or number over another, or empty with the reason when the denominator is 0.</summary>
    public static Figure Quotient(string key, FigureUnit unit, decimal numerator, decimal denominator, EmptyReason whyEmpty) =>
        Of(key, unit, denominator == 0 ? null : numerator / denominator, whyEmpty);
}
