using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports.Lists;

/// <summary>Texts of exported lists.</summary>
internal sealed class ListTexts(ReportLanguage language) : TextTable(typeof(ListTexts), language);
