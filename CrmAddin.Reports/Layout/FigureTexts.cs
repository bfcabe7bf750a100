using CrmAddin.Core.Firm;
using CrmAddin.Core.Metrics;

namespace CrmAddin.Reports.Layout;

/// <summary>Names and definitions of the figures, and the reasons why one may have no value.</summary>
internal sealed class FigureTexts(ReportLanguage language) : TextTable(typeof(FigureTexts), language)
{
    /// <summary>What stands in a cell instead of a value that there is not.</summary>
    public const string None = "–";

    /// <summary>The figure's name.</summary>
    public string Name(string key) => this[key + ".Name"];

    /// <summary>How the figure is computed, in one sentence that names what the firm has set.</summary>
    public string Definition(string key, FigureSettings firm) => Format(
        key + ".Definition",
        firm.ActiveMonths,
        firm.MinLostCustomers,
        firm.MinCampaignCustomers,
        firm.CommitProbability,
        firm.BestCaseProbability,
        firm.DiscountPerMonth * 100,
        firm.Margin,
        this["Attribution." + firm.Attribution]);

    /// <summary>Why a figure has no value.</summary>
    public string Reason(EmptyReason reason) => this["Empty." + reason];
}
