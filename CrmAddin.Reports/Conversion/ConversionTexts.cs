using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports.Conversion;

/// <summary>Texts of the workbook on conversion.</summary>
internal sealed class ConversionTexts(ReportLanguage language) : TextTable(typeof(ConversionTexts), language)
{
    /// <summary>The word for a step.</summary>
    public string Step(ConversionStep step) => this["Step." + step];

    /// <summary>A name as shown, with words of its dimension where there is none.</summary>
    public string Shown(string dimension, string name) => name.Length == 0 ? this["No" + dimension] : name;
}
