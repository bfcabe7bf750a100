using CrmAddin.Core.Metrics.CustomerValue;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Cltv;

/// <summary>The Excel table of customers. Yes and no stand as 1 and 0, so that a sum counts them.</summary>
internal sealed class CltvCustomerTable(CltvTexts texts) : TableNames(texts, "CustomerTable")
{
    /// <summary>The columns, as wide as the customers need.</summary>
    public IReadOnlyList<DataColumn<CltvCustomer>> Columns(IReadOnlyList<CltvCustomer> customers) =>
    [
        Text<CltvCustomer>("Number", customers, 10, 14, row => row.Number) with { IsKey = true },
        Text<CltvCustomer>("Customer", customers, 18, 40, row => row.Traits.Name ?? texts["NotSeen"]),
        Text<CltvCustomer>("Segment", customers, 14, 30, row => Shown(row, CltvGrouping.Segment)),
        Text<CltvCustomer>("Level", customers, 12, 18, row => Shown(row, CltvGrouping.Level)),
        Text<CltvCustomer>("Source", customers, 14, 30, row => Shown(row, CltvGrouping.Source)),
        Date<CltvCustomer>("FirstOn", row => row.History.FirstOn),
        Date<CltvCustomer>("LastOn", row => row.History.LastOn),
        Number<CltvCustomer>("PurchaseCount", DataKind.Whole, row => row.History.Purchases),
        Number<CltvCustomer>("Revenue", DataKind.Money, row => row.History.Revenue),
        Number<CltvCustomer>("ActiveDays", DataKind.Whole, row => row.History.ActiveDays),
        Number<CltvCustomer>("Lost", DataKind.Whole, row => row.History.IsLost ? 1 : 0),
        Number<CltvCustomer>("New", DataKind.Whole, row => row.IsNew ? 1 : 0),
        Number<CltvCustomer>("Alive", DataKind.Rate, row => Rounded(row.Prediction?.Alive)),
        Number<CltvCustomer>("ExpectedPurchases", DataKind.Money, row => Rounded(row.Prediction?.Purchases)),
        Number<CltvCustomer>("ExpectedSpend", DataKind.Money, row => Rounded(row.Prediction?.Spend)),
        Number<CltvCustomer>("PredictedValue", DataKind.Money, row => row.PredictedValue),
    ];

    /// <summary>The group of a customer as shown, with words where nothing is known.</summary>
    public string Shown(CltvCustomer row, CltvGrouping by) => by switch
    {
        CltvGrouping.Segment => row.History.Customer.IsAccount ? row.Traits.Segment ?? texts["NoSegment"] : texts["People"],
        CltvGrouping.Level => row.Traits.Level ?? texts["NoLevel"],
        _ => row.Traits.Source ?? texts["NoSource"],
    };

    private static decimal? Rounded(double? value) => value is { } known ? Math.Round((decimal)known, 4) : null;
}

/// <summary>A line of the sheet of models: a parameter, a mean, or the costs.</summary>
/// <param name="Part">What it belongs to.</param>
/// <param name="Name">What it is.</param>
/// <param name="Value">Its value.</param>
/// <param name="StandardError">Its standard error; null where there is none.</param>
internal sealed record ModelLine(string Part, string Name, decimal? Value, decimal? StandardError);

/// <summary>The Excel table of the models.</summary>
internal sealed class ModelTable(CltvTexts texts) : TableNames(texts, "ModelTable")
{
    /// <summary>The columns.</summary>
    public IReadOnlyList<DataColumn<ModelLine>> Columns(IReadOnlyList<ModelLine> lines) =>
    [
        Text<ModelLine>("Part", lines, 18, 34, row => row.Part),
        Text<ModelLine>("ModelName", lines, 18, 40, row => row.Name),
        Number<ModelLine>("ModelValue", DataKind.Money, row => row.Value),
        Number<ModelLine>("StandardError", DataKind.Money, row => row.StandardError),
    ];

    /// <summary>A number of the table, by the cell or text of its name.</summary>
    public string Of(string part, string name, string headingKey) => $"SUMPRODUCT({Is("Part", Quoted(part))}*{Is("ModelName", name)},{this[headingKey]})";
}

/// <summary>The Excel tables of the holdout.</summary>
internal sealed class HoldoutTables(CltvTexts texts)
{
    /// <summary>Customers by repeat purchases before the cut.</summary>
    public TableNames ByRepeats { get; } = new(texts, "HoldoutTable");

    /// <summary>Repeat purchases so far by month.</summary>
    public TableNames ByMonth { get; } = new(texts, "TrackingTable");

    /// <summary>The columns of the first.</summary>
    public IReadOnlyList<DataColumn<HoldoutRow>> RepeatColumns() =>
    [
        ByRepeats.Number<HoldoutRow>("Repeats", DataKind.Whole, row => row.Repeats),
        ByRepeats.Number<HoldoutRow>("Customers", DataKind.Whole, row => row.Customers),
        ByRepeats.Number<HoldoutRow>("Actual", DataKind.Money, row => Mean(row.Actual)),
        ByRepeats.Number<HoldoutRow>("Expected", DataKind.Money, row => Mean(row.Expected)),
    ];

    /// <summary>The columns of the second.</summary>
    public IReadOnlyList<DataColumn<TrackingRow>> MonthColumns() =>
    [
        ByMonth.Date<TrackingRow>("Until", row => row.Until),
        ByMonth.Number<TrackingRow>("Actual", DataKind.Whole, row => row.Actual),
        ByMonth.Number<TrackingRow>("Expected", DataKind.Money, row => Mean(row.Expected)),
        ByMonth.Number<TrackingRow>("IsHoldout", DataKind.Whole, row => row.IsHoldout ? 1 : 0),
    ];

    /// <summary>A mean as the sheets hold it.</summary>
    public static decimal Mean(double value) => Math.Round((decimal)value, 6);
}
