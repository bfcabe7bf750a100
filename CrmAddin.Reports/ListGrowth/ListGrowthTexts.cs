using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports.ListGrowth;

/// <summary>Texts of the workbook of mailing-list growth.</summary>
internal sealed class ListGrowthTexts(ReportLanguage language) : TextTable(typeof(ListGrowthTexts), language)
{
    /// <summary>The word for what happened.</summary>
    public string Kind(ListChangeKind kind) => this["Kind." + kind];
}
