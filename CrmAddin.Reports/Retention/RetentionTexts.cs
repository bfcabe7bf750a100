using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports.Retention;

/// <summary>Texts of the retention workbook.</summary>
internal sealed class RetentionTexts(ReportLanguage language) : TextTable(typeof(RetentionTexts), language);
