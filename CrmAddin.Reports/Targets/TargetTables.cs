using CrmAddin.Core.Targets;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Targets;

/// <summary>The Excel table of won deals.</summary>
internal sealed class TargetDealTable(TargetsTexts texts) : TableNames(texts, "DealTable")
{
    /// <summary>The columns, as wide as the deals need.</summary>
    public IReadOnlyList<DataColumn<TargetDealRow>> Columns(IReadOnlyList<TargetDealRow> deals) =>
    [
        Text("DealTitle", deals, 18, 44, row => row.Title),
        Text("Owner", deals, 14, 30, row => row.Owner),
        Date<TargetDealRow>("WonOn", row => row.Sale.ClosedOn),
        Number<TargetDealRow>("Amount", DataKind.Money, row => row.Sale.Amount),
        Number<TargetDealRow>("OwnerNumber", DataKind.Whole, row => row.OwnerId),
        Number<TargetDealRow>("TeamNumber", DataKind.Whole, row => row.TeamId),
        Number<TargetDealRow>("DealNumber", DataKind.Whole, row => row.Id) with { IsKey = true },
    ];
}

/// <summary>The Excel table of products in won deals.</summary>
internal sealed class TargetProductTable(TargetsTexts texts) : TableNames(texts, "ProductTable")
{
    /// <summary>The columns, as wide as the rows need.</summary>
    public IReadOnlyList<DataColumn<TargetProductRow>> Columns(IReadOnlyList<TargetProductRow> rows) =>
    [
        Text("Product", rows, 18, 40, row => row.Product),
        Date<TargetProductRow>("WonOn", row => row.Sale.ClosedOn),
        Number<TargetProductRow>("Amount", DataKind.Money, row => row.Sale.Amount),
        Number<TargetProductRow>("ProductNumber", DataKind.Whole, row => row.ProductId),
        Number<TargetProductRow>("DealNumber", DataKind.Whole, row => row.DealId),
    ];
}

/// <summary>The Excel table of targets by month; what was won is counted in each row over the deals and products.</summary>
internal sealed class TargetSliceTable(TargetsTexts texts, TargetDealTable deals, TargetProductTable products) : TableNames(texts, "SliceTable")
{
    /// <summary>The condition that a row is of a scope and measure.</summary>
    public string Of(TargetScope scope, TargetMeasure measure) => $"{Is("Scope", Quoted(texts.Scope(scope)))}*{Is("Measure", Quoted(texts.Measure(measure)))}";

    /// <summary>The columns, as wide as the rows need.</summary>
    public IReadOnlyList<DataColumn<TargetSliceRow>> Columns(IReadOnlyList<TargetSliceRow> rows) =>
    [
        Text("Scope", rows, 12, 18, row => texts.Scope(row.Part.Slice.Holder.Scope)),
        Text("Whose", rows, 14, 36, row => row.Whose),
        Number<TargetSliceRow>("Number", DataKind.Whole, row => row.Part.Slice.Holder.Id),
        Text("Measure", rows, 10, 16, row => texts.Measure(row.Part.Slice.Measure)),
        Text("Length", rows, 10, 16, row => texts.Length(row.Part.Slice.Length)),
        Date<TargetSliceRow>("From", row => row.Part.Slice.From),
        Date<TargetSliceRow>("Through", row => row.Part.Slice.Before.AddDays(-1)),
        Number<TargetSliceRow>("Days", DataKind.Whole, row => row.Part.Slice.Days),
        Number<TargetSliceRow>("Elapsed", DataKind.Whole, row => row.Part.ElapsedDays),
        Number<TargetSliceRow>("Target", DataKind.Money, row => row.Part.Slice.Value),
        Formula<TargetSliceRow>("Won", DataKind.Money, WonFormula(), row => row.Part.Won),
    ];

    private string WonFormula() => $"IF({InRow("Measure")}={Quoted(texts.Measure(TargetMeasure.Amount))},{ByScope(isAmount: true)},{ByScope(isAmount: false)})";

    private string ByScope(bool isAmount) =>
        $"IF({IsScope(TargetScope.Company)},{Won(deals, null, isAmount)},IF({IsScope(TargetScope.Team)},{Won(deals, "TeamNumber", isAmount)},"
        + $"IF({IsScope(TargetScope.Person)},{Won(deals, "OwnerNumber", isAmount)},{Won(products, "ProductNumber", isAmount)})))";

    private string IsScope(TargetScope scope) => $"{InRow("Scope")}={Quoted(texts.Scope(scope))}";

    private string Won(TableNames table, string? numberKey, bool isAmount)
    {
        var days = $"{table["WonOn"]},\">=\"&{InRow("From")},{table["WonOn"]},\"<=\"&{InRow("Through")}";
        var whose = numberKey is null ? "" : $",{table[numberKey]},{InRow("Number")}";
        return isAmount ? $"SUMIFS({table["Amount"]},{days}{whose})" : $"COUNTIFS({days}{whose})";
    }
}
