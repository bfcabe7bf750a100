using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Retention;

/// <summary>The tables of the retention report.</summary>
internal sealed class RetentionBlocks(RetentionRows rows, CustomerTable customers, SaleTable sales, RetentionTexts texts)
{
    private const int CustomersToWinBack = 15;

    private readonly IReadOnlyList<CohortRow> _cohorts = CustomerCohorts.Compute(rows.Sales.Select(row => row.Sale), rows.Settings);

    /// <summary>From the customers active at the start to those active at the end, as a waterfall.</summary>
    public SummaryBlock Movement() =>
        new SummaryBlock<MovementRow>(texts["Movement"], MovementRow.Of([.. rows.Customers.Select(row => row.Figures)]))
        {
            Chart = new(
                texts["Chart.Movement"],
                HouseStyle.WholeFormat,
                new(1, ChartMark.HiddenColumn, HouseStyle.Ground),
                new(2, ChartMark.StackedColumn, HouseStyle.Blue),
                new(3, ChartMark.StackedColumn, HouseStyle.Green),
                new(4, ChartMark.StackedColumn, HouseStyle.Orange)),
        }
            .Label(texts["Step"], row => texts["Movement." + row.Step])
            .Number(texts["Base"], HouseStyle.WholeFormat, row => row.Base, (row, _) => BaseFormula(row.Step), BlockTotal.None)
            .Number(texts["ActiveCustomers"], HouseStyle.WholeFormat, row => row.Active, (row, _) => row.IsGain || row.IsLoss ? "0" : StepFormula(row.Step), BlockTotal.None)
            .Number(texts["Gained"], HouseStyle.WholeFormat, row => row.Gained, (row, _) => row.IsGain ? StepFormula(row.Step) : "0", BlockTotal.None)
            .Number(texts["LostOnes"], HouseStyle.WholeFormat, row => row.Lost, (row, _) => row.IsLoss ? StepFormula(row.Step) : "0", BlockTotal.None);

    /// <summary>Revenue by month, apart by first and repeat purchases.</summary>
    public SummaryBlock ByMonth()
    {
        var months = RevenueByMonth.Compute(rows.Sales.Select(row => row.Sale), rows.Customers.Select(row => row.Figures), rows.Settings);
        return new SummaryBlock<RevenueRow>(PeriodText.Months(texts.Language, texts["ByMonth"], months.Count), months)
        {
            Chart = new(
                texts["Chart.ByMonth"],
                texts["AxisMoney"],
                new(1, ChartMark.StackedColumn, HouseStyle.LightBlue),
                new(2, ChartMark.StackedColumn, HouseStyle.Green)),
        }
            .Label(texts["Month"], row => PeriodText.Month(texts.Language, row.Month))
            .Number(texts["FirstPurchases"], HouseStyle.MoneyFormat, row => row.FirstPurchases, (row, _) => RevenueFormula(row.Month, 1))
            .Number(texts["RepeatPurchases"], HouseStyle.MoneyFormat, row => row.RepeatPurchases, (row, _) => RevenueFormula(row.Month, 0))
            .Number(texts["Revenue"], HouseStyle.MoneyFormat, row => row.FirstPurchases + row.RepeatPurchases, (_, at) => $"{at[1]}+{at[2]}");
    }

    /// <summary>How many customers buy again, month after month, as a line.</summary>
    public SummaryBlock Repeats() =>
        new SummaryBlock<RepeatRow>(texts["Repeats"], [.. CustomerCohorts.Repeats(_cohorts).TakeWhile(row => row.Customers > 0)])
        {
            Chart = new(texts["Chart.Repeats"], HouseStyle.RateFormat, new BlockSeries(3, ChartMark.Line, HouseStyle.Orange)) { Width = 8 },
        }
            .Label(texts["MonthsAfter"], row => texts.Format("After", row.MonthsAfter))
            .Number(texts["Customers"], HouseStyle.WholeFormat, row => row.Customers, (row, _) => SeenFormula(row.MonthsAfter), BlockTotal.None)
            .Number(texts["BoughtAgain"], HouseStyle.WholeFormat, row => row.Bought, (row, _) => $"SUMIFS({sales["CountsInCohort"]},{sales["MonthsAfter"]},{row.MonthsAfter})", BlockTotal.None)
            .Share(texts["RepeatShare"], HouseStyle.RateFormat, row => row.Rate, at => at[2], at => at[1], isShaded: true);

    /// <summary>The customers lost in the period who brought most in their last year.</summary>
    public SummaryBlock ToWinBack() =>
        new SummaryBlock<RetentionCustomer>(
            texts["ToWinBack"],
            [
                .. rows.Customers.Where(row => row.Figures.IsLostInPeriod).OrderByDescending(row => row.Figures.RevenueOfLastYear)
                    .ThenBy(row => row.Number, StringComparer.Ordinal).Take(CustomersToWinBack),
            ])
            .Label(texts["Customer"], row => row.Name.Length == 0 ? texts["NotSeen"] : row.Name)
            .Label(texts["Number"], row => row.Number)
            .Number(texts["LastOn"], texts.Language.DateFormat, row => ExcelDay.Serial(row.Figures.LastOn) ?? 0, (_, at) => Of(at, "LastOn"), BlockTotal.None)
            .Number(texts["PurchaseCount"], HouseStyle.WholeFormat, row => row.Figures.Purchases, (_, at) => Of(at, "PurchaseCount"), BlockTotal.None)
            .Number(texts["RevenueOfLastYear"], HouseStyle.MoneyFormat, row => row.Figures.RevenueOfLastYear, (_, at) => Of(at, "RevenueOfLastYear"));

    /// <summary>Customers by month of first purchase, and which part of them bought in each month after it.</summary>
    public SummaryBlock Cohorts()
    {
        var newest = CustomerCohorts.Newest(_cohorts);
        var title = PeriodText.Months(texts.Language, texts["Cohorts"], newest.Count);
        var block = new SummaryBlock<CohortRow>(title, newest) { Sheet = texts["CohortSheet"] }
            .Label(texts["Cohort"], row => PeriodText.Month(texts.Language, row.Month))
            .Number(texts["Customers"], HouseStyle.WholeFormat, row => row.Customers, (row, _) => BoughtFormula(row, 0));
        for (var after = 1; after <= CustomerCohorts.MonthsAfter; after++)
        {
            var month = after;
            block.Optional(
                texts.Format("After", month),
                HouseStyle.RateFormat,
                row => Ratio.Of(row.Bought[month], row.Customers),
                (row, at) => $"{BoughtFormula(row, month)}/{at[1]}",
                (row, _) => row.Bought[month] is null ? "TRUE" : "FALSE",
                isShaded: true);
        }

        return block;
    }

    private string BoughtFormula(CohortRow row, int after) =>
        $"SUMIFS({sales["CountsInCohort"]},{sales["Cohort"]},{ExcelDay.Formula(row.Month)},{sales["MonthsAfter"]},{after})";

    // Customers whose first purchase is so long ago that the month in question is not in the future.
    private string SeenFormula(int after)
    {
        var last = PeriodSpan.Of(rows.Settings).LastDay;
        return $"COUNTIFS({customers["New"]},1,{customers.Days("FirstOn", null, new DateOnly(last.Year, last.Month, 1).AddMonths(1 - after))})";
    }

    private string RevenueFormula(DateOnly month, int isFirst)
    {
        var span = PeriodSpan.Of(rows.Settings);
        var (from, before) = (month < span.Start ? span.Start : month, month.AddMonths(1) > span.LastDay ? span.LastDay.AddDays(1) : month.AddMonths(1));
        return $"SUMIFS({sales["Amount"]},{sales["FirstPurchase"]},{isFirst},{sales.Days("Day", from, before)})";
    }

    private string Of(RowCells at, string headingKey) => $"INDEX({customers[headingKey]},MATCH({at[1]},{customers["Number"]},0))";

    private string BaseFormula(MovementStep step) => step switch
    {
        MovementStep.New => $"SUM({customers["ActiveAtStart"]})",
        MovementStep.Reactivated => $"SUM({customers["ActiveAtStart"]})+{StepFormula(MovementStep.New)}",
        MovementStep.Lost => $"SUM({customers["ActiveAtEnd"]})",
        _ => "0",
    };

    private string StepFormula(MovementStep step) => step switch
    {
        MovementStep.Start => $"SUM({customers["ActiveAtStart"]})",
        MovementStep.New => $"SUMIFS({customers["New"]},{customers["ActiveAtEnd"]},1)",
        MovementStep.Reactivated => $"SUM({customers["Reactivated"]})",
        MovementStep.Lost => $"SUM({customers["ActiveAtStart"]})-SUM({customers["Stayed"]})",
        _ => $"SUM({customers["ActiveAtEnd"]})",
    };
}
