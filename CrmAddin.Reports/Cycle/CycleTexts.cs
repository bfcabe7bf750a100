using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports.Cycle;

/// <summary>Texts of the workbook of the sales cycle.</summary>
internal sealed class CycleTexts(ReportLanguage language) : TextTable(typeof(CycleTexts), language)
{
    /// <summary>The word for whether a stay ended.</summary>
    public string State(bool isOpen) => this[isOpen ? "State.Open" : "State.Ended"];
}
