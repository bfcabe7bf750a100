using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports.Sources;

/// <summary>Texts of the workbook on sources.</summary>
internal sealed class SourcesTexts(ReportLanguage language) : TextTable(typeof(SourcesTexts), language);
