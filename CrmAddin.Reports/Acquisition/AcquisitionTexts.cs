using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports.Acquisition;

/// <summary>Texts that the workbooks about winning customers share: tables, headings, remarks.</summary>
internal sealed class AcquisitionTexts(ReportLanguage language) : TextTable(typeof(AcquisitionTexts), language)
{
    /// <summary>A source as shown, with words where there is none.</summary>
    public string Source(string name) => name.Length == 0 ? this["NoSource"] : name;

    /// <summary>A campaign as shown, with words where there is none.</summary>
    public string Campaign(string name) => name.Length == 0 ? this["NoCampaign"] : name;

    /// <summary>A source or campaign as shown.</summary>
    public string Shown(string dimension, string name) => dimension == "Source" ? Source(name) : Campaign(name);

    /// <summary>A person or customer as shown, with words where the reader does not see them.</summary>
    public string Person(string name) => name.Length == 0 ? this["NotSeen"] : name;
}
