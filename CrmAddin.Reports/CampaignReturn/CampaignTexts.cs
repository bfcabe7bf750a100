using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports.CampaignReturn;

/// <summary>Texts of the workbook on campaigns.</summary>
internal sealed class CampaignTexts(ReportLanguage language) : TextTable(typeof(CampaignTexts), language);
