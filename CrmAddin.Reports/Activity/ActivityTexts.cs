using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports.Activity;

/// <summary>Texts of the workbook of activity.</summary>
internal sealed class ActivityTexts(ReportLanguage language) : TextTable(typeof(ActivityTexts), language)
{
    /// <summary>The key of the heading for a kind of work.</summary>
    public static string KindKey(WorkKind kind) => "Kind." + kind;
}
