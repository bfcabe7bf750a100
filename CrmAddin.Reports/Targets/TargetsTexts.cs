using CrmAddin.Core.Targets;
using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports.Targets;

/// <summary>Texts of the workbook of targets.</summary>
internal sealed class TargetsTexts(ReportLanguage language) : TextTable(typeof(TargetsTexts), language)
{
    /// <summary>The word for whose targets they are.</summary>
    public string Scope(TargetScope scope) => this["Scope." + scope];

    /// <summary>The word for what is counted.</summary>
    public string Measure(TargetMeasure measure) => this["Measure." + measure];

    /// <summary>The word for how long a target's period is.</summary>
    public string Length(TargetPeriod length) => this["Length." + length];
}
