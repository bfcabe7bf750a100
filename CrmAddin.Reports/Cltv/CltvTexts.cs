using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports.Cltv;

/// <summary>Texts of the workbook of customer lifetime value.</summary>
internal sealed class CltvTexts(ReportLanguage language) : TextTable(typeof(CltvTexts), language);
