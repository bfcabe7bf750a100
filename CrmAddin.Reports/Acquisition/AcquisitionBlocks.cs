using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Acquisition;

/// <summary>The tables that the workbooks about winning customers share. Without costs the columns of costs are left out.</summary>
internal sealed class AcquisitionBlocks(AcquisitionRows rows, AcquisitionFormulas formulas, AcquisitionTexts texts)
{
    /// <summary>How many rows of a table its chart draws at most, the first ones.</summary>
    public const int MostBars = 12;

    private readonly bool _hasCosts = rows.Costs is not null;

    /// <summary>What a customer cost, by source or campaign, with a bar each.</summary>
    public SummaryBlock CostOfCustomers(string dimension)
    {
        var lines = RowsOf(dimension);
        return new SummaryBlock<AcquisitionRow>(texts["CostOfCustomers.By" + dimension], lines)
        {
            Chart = !lines.Any(row => row.Cac > 0)
                ? null
                : new(texts["Chart.Cac.By" + dimension], HouseStyle.WholeFormat, new BlockSeries(4, ChartMark.Bar, HouseStyle.Blue, HasLabels: true)) { RowCount = Drawn(lines) },
        }
            .Label(texts[dimension], row => NameOf(dimension, row))
            .Number(texts["Costs"], HouseStyle.MoneyFormat, row => row.Cost, (_, at) => formulas.Cost(dimension, at[0]))
            .Number(texts["NewCustomers"], formulas.CustomerFormat, row => row.NewCustomers, (_, at) => formulas.NewCustomers(dimension, at[0]))
            .Number(texts["Revenue"], HouseStyle.MoneyFormat, row => row.Revenue, (_, at) => formulas.OfNewCustomers(dimension, at[0], "Revenue"))
            .Optional(texts["Cac"], HouseStyle.WholeFormat, row => row.Cac, (_, at) => $"{at[1]}/{at[2]}", (row, at) => EmptyWhen(row, at[2]));
    }

    /// <summary>What a customer cost, by month: costs and customers of the same month.</summary>
    public SummaryBlock CostByMonth()
    {
        var lines = AcquisitionTable.ByMonth(rows.Figures);
        return new SummaryBlock<AcquisitionRow>(PeriodText.Months(texts.Language, texts["CostOfCustomers.ByMonth"], lines.Count), lines)
        {
            Chart = new(texts["Chart.Cac.ByMonth"], HouseStyle.WholeFormat, new BlockSeries(3, ChartMark.Column, HouseStyle.LightBlue), new BlockSeries(4, ChartMark.Line, HouseStyle.Orange)) { Width = 8 },
        }
            .Label(texts["Month"], row => PeriodText.Month(texts.Language, row.Month!.Value))
            .Number(texts["Costs"], HouseStyle.MoneyFormat, row => row.Cost, (row, _) => formulas.CostOfMonth(row.Month!.Value))
            .Number(texts["NewCustomers"], HouseStyle.WholeFormat, row => row.NewCustomers, (row, _) => formulas.NewCustomersOfMonth(row.Month!.Value))
            .Share(texts["Cac"], HouseStyle.WholeFormat, row => row.Cac, at => at[1], at => at[2], () => Ratio.Of(lines.Sum(row => row.Cost), lines.Sum(row => row.NewCustomers)))
            .Number(texts["CacOfPeriod"], HouseStyle.WholeFormat, _ => OfPeriod(), (_, _) => PeriodFormula(), BlockTotal.None);
    }

    /// <summary>Enquiries, deals and what was won, by source or campaign.</summary>
    public SummaryBlock Leads(string dimension)
    {
        var lines = RowsOf(dimension);
        var block = new SummaryBlock<AcquisitionRow>(texts["Leads.By" + dimension], lines)
        {
            Chart = new(
                texts["Chart.Leads.By" + dimension],
                HouseStyle.WholeFormat,
                new BlockSeries(1, ChartMark.Bar, HouseStyle.LightBlue, HasLabels: true),
                new BlockSeries(2, ChartMark.Bar, HouseStyle.Blue, HasLabels: true),
                new BlockSeries(3, ChartMark.Bar, HouseStyle.Green, HasLabels: true))
            { RowCount = MostBars },
        }
            .Label(texts[dimension], row => NameOf(dimension, row))
            .Number(texts["Leads"], HouseStyle.WholeFormat, row => row.Leads, (_, at) => formulas.LeadCount(dimension, at[0]))
            .Number(texts["IsOpened"], HouseStyle.WholeFormat, row => row.OpenedDeals, (_, at) => formulas.OfDeals(dimension, at[0], "IsOpened"))
            .Number(texts["IsWon"], HouseStyle.WholeFormat, row => row.WonDeals, (_, at) => formulas.OfDeals(dimension, at[0], "IsWon"))
            .Number(texts["WonAmount"], HouseStyle.MoneyFormat, row => row.WonAmount, (_, at) => formulas.OfDeals(dimension, at[0], "IsWon", withAmount: true));
        return _hasCosts
            ? block.Number(texts["Costs"], HouseStyle.MoneyFormat, row => row.Cost, (_, at) => formulas.Cost(dimension, at[0]))
                .Optional(texts["CostPerLead"], HouseStyle.WholeFormat, row => row.CostPerLead, (_, at) => $"{at[5]}/{at[1]}", (row, at) => EmptyWhen(row, at[1]))
            : block;
    }

    /// <summary>What came back of what was spent, by source or campaign.</summary>
    public SummaryBlock Return(string dimension)
    {
        var lines = RowsOf(dimension);
        var profit = new BlockSeries(3, ChartMark.Bar, HouseStyle.Green, HasLabels: true);
        var block = new SummaryBlock<AcquisitionRow>(texts["Return.By" + dimension], lines)
        {
            Chart = (_hasCosts
                ? new BlockChart(texts["Chart.Return.By" + dimension], texts["AxisMoney"], new BlockSeries(4, ChartMark.Bar, HouseStyle.Orange, HasLabels: true), profit)
                : new BlockChart(texts["Chart.Profit.By" + dimension], texts["AxisMoney"], profit)) with
            { RowCount = MostBars },
        }
            .Label(texts[dimension], row => NameOf(dimension, row))
            .Number(texts["NewCustomers"], formulas.CustomerFormat, row => row.NewCustomers, (_, at) => formulas.NewCustomers(dimension, at[0]))
            .Number(texts["Revenue"], HouseStyle.MoneyFormat, row => row.Revenue, (_, at) => formulas.OfNewCustomers(dimension, at[0], "Revenue"))
            .Number(texts["Profit"], HouseStyle.MoneyFormat, row => row.Profit, (_, at) => formulas.OfNewCustomers(dimension, at[0], "Profit"));
        return _hasCosts
            ? block.Number(texts["Costs"], HouseStyle.MoneyFormat, row => row.Cost, (_, at) => formulas.Cost(dimension, at[0]))
                .Optional(texts["Cac"], HouseStyle.WholeFormat, row => row.Cac, (_, at) => $"{at[4]}/{at[1]}", (row, at) => EmptyWhen(row, at[1]))
                .Optional(texts["Roi"], HouseStyle.NumberFormat, row => row.Roi, (_, at) => $"({at[3]}-{at[4]})/{at[4]}", (row, at) => EmptyWhen(row, at[4]), isShaded: true)
            : block;
    }

    /// <summary>A source or campaign as shown.</summary>
    public string NameOf(string dimension, AcquisitionRow row) => texts.Shown(dimension, row.Name);

    /// <summary>When a rate of a row is empty: of what belongs to none always, else when there is nothing to divide by.</summary>
    public static string EmptyWhen(AcquisitionRow row, string whole) => row.IsUnattributed ? "TRUE" : $"{whole}=0";

    // What belongs to none has no cost of a customer to draw.
    private static int Drawn(IReadOnlyList<AcquisitionRow> lines) => Math.Min(MostBars, lines.Count(row => !row.IsUnattributed));

    private IReadOnlyList<AcquisitionRow> RowsOf(string dimension) =>
        dimension == "Source" ? AcquisitionTable.BySource(rows.Figures) : AcquisitionTable.ByCampaign(rows.Figures);

    // A line over the months; without customers in the whole period it lies at 0.
    private decimal OfPeriod() => AcquisitionFigures.Cac(rows.Figures).Value ?? 0;

    private string PeriodFormula() =>
        $"IF(SUM({formulas.Customers["IsNew"]})=0,0,SUM({formulas.Costs["Amount"]})/SUM({formulas.Customers["IsNew"]}))";
}
