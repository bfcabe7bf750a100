using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports.Executive;

/// <summary>Texts of the executive workbook.</summary>
internal sealed class ExecutiveTexts(ReportLanguage language) : TextTable(typeof(ExecutiveTexts), language);
