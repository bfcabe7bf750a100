using CrmAddin.Core.Metrics;
using CrmAddin.Core.Metrics.Forecast;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Executive;

/// <summary>A number that the headlines are computed from.</summary>
/// <param name="Key">The name by which formulas find it.</param>
/// <param name="Name">What it is, as shown.</param>
/// <param name="Value">Its value.</param>
internal sealed record ExecutivePart(string Key, string Name, decimal Value);

/// <summary>The Excel table of the numbers that the headlines are computed from.</summary>
internal sealed class PartTable(ExecutiveTexts texts) : TableNames(texts, "PartTable")
{
    /// <summary>The value of a part; 0 where there is none.</summary>
    public string Of(string key) => $"SUMIFS({this["Value"]},{this["Part"]},{Quoted(key)})";

    /// <summary>The condition that there is no such part.</summary>
    public string Lacks(string key) => $"COUNTIFS({this["Part"]},{Quoted(key)})=0";

    /// <summary>The columns.</summary>
    public IReadOnlyList<DataColumn<ExecutivePart>> Columns(IReadOnlyList<ExecutivePart> parts) =>
    [
        Text("Part", parts, 20, 34, part => part.Key) with { IsKey = true },
        Text("Name", parts, 24, 60, part => part.Name),
        Number<ExecutivePart>("Value", DataKind.Money, part => part.Value),
    ];
}

/// <summary>The Excel table of won and target by month.</summary>
internal sealed class MonthTable(ExecutiveTexts texts) : TableNames(texts, "MonthTable")
{
    /// <summary>A column's value of a month.</summary>
    public string Of(string headingKey, DateOnly month) => $"SUMIFS({this[headingKey]},{this["Month"]},{ExcelDay.Formula(month)})";

    /// <summary>The columns.</summary>
    public IReadOnlyList<DataColumn<TargetMonth>> Columns() =>
    [
        Date<TargetMonth>("Month", row => row.Month) with { IsKey = true },
        Number<TargetMonth>("Won", DataKind.Money, row => row.Won),
        Number<TargetMonth>("Target", DataKind.Money, row => row.Target),
    ];
}

/// <summary>The Excel table of the forecast's band.</summary>
internal sealed class BandTable(ExecutiveTexts texts) : TableNames(texts, "BandTable")
{
    /// <summary>A column's value of a month.</summary>
    public string Of(string headingKey, DateOnly month) => $"SUMIFS({this[headingKey]},{this["Month"]},{ExcelDay.Formula(month)})";

    /// <summary>The columns.</summary>
    public IReadOnlyList<DataColumn<MonthBand>> Columns() =>
    [
        Date<MonthBand>("Month", row => row.Month) with { IsKey = true },
        Number<MonthBand>("Low", DataKind.Money, row => row.Low),
        Number<MonthBand>("Median", DataKind.Money, row => row.Median),
        Number<MonthBand>("High", DataKind.Money, row => row.High),
    ];
}
