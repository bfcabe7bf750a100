using CrmAddin.Core.Metrics;
using CrmAddin.Core.Metrics.CustomerValue;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Cltv;

/// <summary>A group of customers with its historic figures and its mean prediction.</summary>
/// <param name="Name">The group, as shown.</param>
/// <param name="Figures">The historic figures by key.</param>
/// <param name="Mean">The prediction; null without models.</param>
internal sealed record CltvGroup(string Name, IReadOnlyDictionary<string, Figure> Figures, MeanPrediction? Mean);

/// <summary>The tables of the report of customer lifetime value.</summary>
internal sealed class CltvBlocks(CltvRows rows, CltvCustomerTable table, ModelTable models, HoldoutTables holdout, CltvFormulas formulas, CltvTexts texts)
{
    private const int MostValuable = 15;
    private const int MostGroups = 20;

    /// <summary>The groups, the largest first.</summary>
    public IReadOnlyList<CltvGroup> Groups(CltvGrouping by) =>
    [
        .. rows.Customers.GroupBy(row => table.Shown(row, by), StringComparer.OrdinalIgnoreCase)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Take(MostGroups)
            .Select(group => new CltvGroup(
                CellText.Plain(group.Key),
                CustomerFigures.Compute(CustomerTotals.Of([.. group.Select(row => row.History)]), rows.Settings, rows.Cac).ToDictionary(figure => figure.Key),
                rows.MeanOf([.. group]))),
    ];

    /// <summary>Historic and predicted value side by side, by group.</summary>
    public SummaryBlock By(CltvGrouping by, IReadOnlyList<CltvGroup> groups)
    {
        string Of(RowCells at, string headingKey) => $"SUMPRODUCT({table.Is(by.ToString(), at[0])}*1,{table[headingKey]})";
        string Count(RowCells at) => $"SUMPRODUCT({table.Is(by.ToString(), at[0])}*1)";
        string Years(RowCells at) => CltvFormulas.Years(Of(at, "ActiveDays"));
        decimal? Figure(CltvGroup row, string key) => row.Figures[key].Value;
        var noModel = $"COUNT({table["PredictedValue"]})=0";
        return new SummaryBlock<CltvGroup>(texts["By." + by], groups)
        {
            Chart = new(texts["Chart.By." + by], texts["AxisMoney"], new(5, ChartMark.Column, HouseStyle.LightBlue), new(6, ChartMark.Column, HouseStyle.Blue)),
        }
            .Label(texts[by.ToString()], row => row.Name)
            .Number(texts["Customers"], HouseStyle.WholeFormat, row => Figure(row, FigureKeys.Customers) ?? 0, (_, at) => Count(at))
            .Share(texts["AverageValue"], HouseStyle.MoneyFormat, row => Figure(row, FigureKeys.AveragePurchaseValue), at => Of(at, "Revenue"), at => Of(at, "PurchaseCount"))
            .Share(texts["PerYear"], HouseStyle.NumberFormat, row => Figure(row, FigureKeys.PurchasesPerYear), at => Of(at, "PurchaseCount"), Years)
            .Share(texts["Span"], HouseStyle.NumberFormat, row => Figure(row, FigureKeys.RetentionSpanYears), Years, at => formulas.Leaving(Of(at, "Lost"), Count(at)))
            .Optional(texts["Historic"], HouseStyle.MoneyFormat, row => Figure(row, FigureKeys.CltvGross), (_, at) => $"{at[2]}*{at[3]}*{at[4]}", (_, at) => $"NOT(ISNUMBER({at[3]}))")
            .Optional(texts["Predicted"], HouseStyle.MoneyFormat, row => row.Mean?.Mean, (_, at) => $"{Of(at, "PredictedValue")}/{at[1]}", (_, _) => noModel)
            .Optional(texts["StandardError"], HouseStyle.MoneyFormat, row => row.Mean?.StandardError, (_, at) => models.Of(texts["By." + by], at[0], "StandardError"), (_, _) => noModel);
    }

    /// <summary>What customers bought after the cut beside what the model of the time before had expected.</summary>
    public SummaryBlock ByRepeats(HoldoutResult result)
    {
        string Cell(HoldoutRow row, string headingKey) => $"SUMIFS({holdout.ByRepeats[headingKey]},{holdout.ByRepeats["Repeats"]},{row.Repeats})";
        return new SummaryBlock<HoldoutRow>(texts.Format("Holdout", result.Cut, result.Until), result.ByRepeats)
        {
            Chart = new(texts["Chart.Holdout"], HouseStyle.NumberFormat, new(2, ChartMark.Column, HouseStyle.LightBlue), new(3, ChartMark.Line, HouseStyle.Orange)),
        }
            .Label(texts["Repeats"], row => row == result.ByRepeats[^1] ? texts.Format("AndMore", row.Repeats) : texts.Format("Exactly", row.Repeats))
            .Number(texts["Customers"], HouseStyle.WholeFormat, row => row.Customers, (row, _) => Cell(row, "Customers"))
            .Number(texts["Actual"], HouseStyle.NumberFormat, row => HoldoutTables.Mean(row.Actual), (row, _) => Cell(row, "Actual"), BlockTotal.None)
            .Number(texts["Expected"], HouseStyle.NumberFormat, row => HoldoutTables.Mean(row.Expected), (row, _) => Cell(row, "Expected"), BlockTotal.None);
    }

    /// <summary>Repeat purchases so far, made and expected, over both times.</summary>
    public SummaryBlock ByMonth(HoldoutResult result)
    {
        string Cell(TrackingRow row, string headingKey) => $"SUMIFS({holdout.ByMonth[headingKey]},{holdout.ByMonth["Until"]},{ExcelDay.Formula(row.Until)})";
        return new SummaryBlock<TrackingRow>(texts["Tracking"], result.ByMonth)
        {
            Sheet = texts["TrackingSheet"],
            Chart = new(texts["Chart.Tracking"], HouseStyle.WholeFormat, new(1, ChartMark.Column, HouseStyle.LightBlue), new(2, ChartMark.Line, HouseStyle.Orange)) { Width = 8 },
        }
            .Label(texts["Month"], row => texts.Format(row.IsHoldout ? "MonthHeldOut" : "MonthSeen", PeriodText.Month(texts.Language, row.Until)))
            .Number(texts["Actual"], HouseStyle.WholeFormat, row => row.Actual, (row, _) => Cell(row, "Actual"), BlockTotal.None)
            .Number(texts["Expected"], HouseStyle.WholeFormat, row => HoldoutTables.Mean(row.Expected), (row, _) => Cell(row, "Expected"), BlockTotal.None);
    }

    /// <summary>The customers who are expected to bring most.</summary>
    public SummaryBlock Best() =>
        new SummaryBlock<CltvCustomer>(
            texts["Best"],
            [
                .. rows.Customers.Where(row => row.PredictedValue is not null).OrderByDescending(row => row.PredictedValue)
                    .ThenBy(row => row.Number, StringComparer.Ordinal).Take(MostValuable),
            ])
            .Label(texts["Customer"], row => row.Traits.Name ?? texts["NotSeen"])
            .Label(texts["Number"], row => row.Number)
            .Number(texts["Revenue"], HouseStyle.MoneyFormat, row => row.History.Revenue, (_, at) => InRow(at, "Revenue"))
            .Number(texts["Alive"], HouseStyle.RateFormat, row => Math.Round((decimal)row.Prediction!.Value.Alive, 4), (_, at) => InRow(at, "Alive"), BlockTotal.None)
            .Number(texts["PredictedValue"], HouseStyle.MoneyFormat, row => row.PredictedValue!.Value, (_, at) => InRow(at, "PredictedValue"));

    private string InRow(RowCells at, string headingKey) => $"INDEX({table[headingKey]},MATCH({at[1]},{table["Number"]},0))";
}
