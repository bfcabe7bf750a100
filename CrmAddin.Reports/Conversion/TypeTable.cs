using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Conversion;

/// <summary>The Excel table of people by contact type: somebody of several types has a row for each.</summary>
internal sealed class TypeTable(ConversionTexts texts) : TableNames(texts, "TypeTable")
{
    /// <summary>The sheet with its rows.</summary>
    public DataTable Of(IReadOnlyList<TypeLine> rows) => new DataTable<TypeLine>(texts["Types"], Name,
    [
        Number<TypeLine>("PersonNumber", DataKind.Whole, row => row.Person.Id),
        Text<TypeLine>("Person", rows, 18, 40, row => row.Person.Name.Length == 0 ? texts["NotSeen"] : row.Person.Name),
        Text<TypeLine>("Type", rows, 12, 30, row => texts.Shown("Type", row.Type)),
        Number<TypeLine>("IsFirst", DataKind.Whole, row => row.IsFirst ? 1 : 0),
        Number<TypeLine>("HasDeal", DataKind.Whole, row => row.Person.Figures.DealOn is null ? 0 : 1),
        Number<TypeLine>("Bought", DataKind.Whole, row => row.Person.Figures.BoughtOn is null ? 0 : 1),
    ],
    rows);
}
