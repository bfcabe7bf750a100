using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports.Cac;

/// <summary>Texts of the workbook on the cost of customers.</summary>
internal sealed class CacTexts(ReportLanguage language) : TextTable(typeof(CacTexts), language);
