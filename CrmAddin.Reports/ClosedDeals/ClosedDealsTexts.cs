using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports.ClosedDeals;

/// <summary>Texts of the workbook of closed deals.</summary>
internal sealed class ClosedDealsTexts(ReportLanguage language) : TextTable(typeof(ClosedDealsTexts), language)
{
    /// <summary>The word for won or lost.</summary>
    public string Standing(DealStanding standing) => this["Standing." + standing];
}
