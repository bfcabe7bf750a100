namespace CrmAddin.Reports.Layout;

/// <summary>Texts of the sheets that every workbook has.</summary>
internal sealed class LayoutTexts(ReportLanguage language) : TextTable(typeof(LayoutTexts), language);
