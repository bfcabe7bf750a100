namespace CrmAddin.Core.Metrics;

/// <summary>One figure of a report: its key, its unit and its value, or why it has none.</summary>
/// <param name="Key">The name of the figure, one of <see cref="FigureKeys"/>.</param>
/// <param name="Unit">What the value counts.</param>
/// <param name="Value">The value, or null when there is nothing to divide by.</param>
/// <param name="WhyEmpty">The reason when <paramref name="Value"/> is null.</param>
public sealed record Figure(string Key, FigureUnit Unit, decimal? Value, EmptyReason? WhyEmpty)
{
    /// <summary>A number of things.</summary>
    public static Figure Count(string key, decimal value) => new(key, FigureUnit.Count, value, null);

    /// <summary>An amount in the firm's base currency.</summary>
    public static Figure Money(string key, decimal value) => new(key, FigureUnit.Money, value, null);

    /// <summary>An amount in the firm's base currency, or empty with the reason.</summary>
    public static Figure Money(string key, decimal? value, EmptyReason whyEmpty) => new(key, FigureUnit.Money, value, value is null ? whyEmpty : null);

    /// <summary>A number of its own kind, or empty with the reason.</summary>
    public static Figure Number(string key, decimal? value, EmptyReason whyEmpty) => new(key, FigureUnit.Number, value, value is null ? whyEmpty : null);

    /// <summary>A fraction that is known already, or empty with the reason.</summary>
    public static Figure Rate(string key, decimal? value, EmptyReason whyEmpty) => new(key, FigureUnit.Rate, value, value is null ? whyEmpty : null);

    /// <summary>A fraction, or empty with the reason when the denominator is 0.</summary>
    public static Figure Rate(string key, decimal numerator, decimal denominator, EmptyReason whyEmpty) =>
        denominator == 0 ? new(key, FigureUnit.Rate, null, whyEmpty) : new(key, FigureUnit.Rate, numerator / denominator, null);

    /// <summary>A length of time in days, or empty with the reason when there is nothing to measure.</summary>
    public static Figure Days(string key, decimal? value, EmptyReason whyEmpty) =>
        new(key, FigureUnit.Days, value, value is null ? whyEmpty : null);
}
