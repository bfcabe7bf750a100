using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports.Pipeline;

/// <summary>Texts of the pipeline workbook.</summary>
internal sealed class PipelineTexts(ReportLanguage language) : TextTable(typeof(PipelineTexts), language)
{
    /// <summary>The word for where a deal stands.</summary>
    public string Standing(DealStanding standing) => this["Standing." + standing];
}
