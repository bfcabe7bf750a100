using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports.NextProduct;

/// <summary>Texts of the next-product workbook.</summary>
internal sealed class NextProductTexts(ReportLanguage language) : TextTable(typeof(NextProductTexts), language);
