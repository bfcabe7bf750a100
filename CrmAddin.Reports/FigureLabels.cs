using CrmAddin.Core.Firm;
using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports;

/// <summary>Names of figures and reasons for empty ones, for screens that show them outside a workbook.</summary>
public static class FigureLabels
{
    /// <summary>Name of a figure.</summary>
    public static string Name(Figure figure, ReportLanguage language) => new FigureTexts(language).Name(figure.Key);

    /// <summary>What the figure means, in a sentence, with what the firm has set.</summary>
    public static string Definition(Figure figure, ReportLanguage language, FigureSettings firm) => new FigureTexts(language).Definition(figure.Key, firm);

    /// <summary>Why the figure is empty; null when it is not.</summary>
    public static string? Reason(Figure figure, ReportLanguage language) => figure.WhyEmpty is { } why ? new FigureTexts(language).Reason(why) : null;
}
