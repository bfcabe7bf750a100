using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Conversion;

/// <summary>The tables of the report on conversion.</summary>
internal sealed class ConversionBlocks(IReadOnlyList<ConversionPerson> people, PersonTable table, TypeTable types, ConversionTexts texts)
{
    private const int MostBars = 12;

    /// <summary>From all who asked to those who bought, step by step, as a funnel.</summary>
    public SummaryBlock Funnel()
    {
        var steps = ConversionFigures.Funnel(people);
        return new SummaryBlock<FunnelRow>(texts["Funnel"], steps)
        {
            Chart = new(
                texts["Chart.Funnel"],
                HouseStyle.WholeFormat,
                new(1, ChartMark.HiddenBar, HouseStyle.Ground),
                new(2, ChartMark.StackedBar, HouseStyle.LightBlue, HasLabels: true)),
        }
            .Label(texts["Step"], row => texts.Step(row.Step))
            .Number(texts["Margin"], HouseStyle.DaysFormat, row => (steps[0].People - row.People) / 2m, (_, at) => $"(COUNT({table["PersonNumber"]})-{at[2]})/2", BlockTotal.None)
            .Number(texts["PeopleCount"], HouseStyle.WholeFormat, row => row.People, (row, _) => $"COUNTIFS({table["StepNumber"]},\">={PersonTable.NumberOf(row.Step)}\")", BlockTotal.None)
            .Optional(
                texts["OfPrevious"],
                HouseStyle.RateFormat,
                row => row.OfPrevious,
                (row, at) => $"{at[2]}/{Before(row)}",
                (row, _) => row.Step == ConversionStep.Lead ? "TRUE" : $"{Before(row)}=0")
            .Share(texts["OfAll"], HouseStyle.RateFormat, row => row.OfAll, at => at[2], _ => $"COUNT({table["PersonNumber"]})")
            .Optional(
                texts["MedianDays"],
                HouseStyle.DaysFormat,
                row => row.MedianDays,
                (row, _) => DaysOf(row.Step) is { } days ? $"MEDIAN({days})" : "0",
                (row, _) => DaysOf(row.Step) is { } days ? $"COUNT({days})=0" : "TRUE");
    }

    /// <summary>By month of first enquiry: how many asked, and which part of them bought since.</summary>
    public SummaryBlock ByMonth()
    {
        var months = ConversionFigures.ByMonth(people);
        return Counts(
            new SummaryBlock<ConversionRow>(PeriodText.Months(texts.Language, texts["ByMonth"], months.Count), months)
            {
                Chart = new(
                    texts["Chart.ByMonth"],
                    HouseStyle.WholeFormat,
                    new(1, ChartMark.Column, HouseStyle.LightBlue),
                    new(2, ChartMark.Column, HouseStyle.Blue),
                    new(3, ChartMark.Column, HouseStyle.Green)),
            }.Label(texts["Month"], row => PeriodText.Month(texts.Language, row.Month!.Value)),
            (row, _) => $"COUNTIFS({InMonth(row)})",
            (row, _, column) => $"COUNTIFS({InMonth(row)},{table[column]},1)");
    }

    /// <summary>By source, campaign or owner of the first enquiry.</summary>
    public SummaryBlock By(string dimension, Func<ConversionPerson, string> nameOf, bool hasChart = false) => Counts(
        new SummaryBlock<ConversionRow>(texts["By" + dimension], ConversionFigures.By(people, nameOf))
        {
            Chart = hasChart
                ? new(texts["Chart.By" + dimension], HouseStyle.RateFormat, new BlockSeries(4, ChartMark.Bar, HouseStyle.Blue, HasLabels: true), new BlockSeries(5, ChartMark.Bar, HouseStyle.Green, HasLabels: true)) { RowCount = MostBars }
                : null,
        }.Label(texts[dimension], row => texts.Shown(dimension, row.Name)),
        (_, at) => $"SUMPRODUCT({table.Is(dimension, at[0])}*1)",
        (_, at, column) => $"SUMPRODUCT({table.Is(dimension, at[0])}*1,{table[column]})");

    /// <summary>By contact type. A person of several types is in several rows, so there is no total.</summary>
    public SummaryBlock ByType() => Counts(
        new SummaryBlock<ConversionRow>(texts["ByType"], ConversionFigures.ByType(people)).Label(texts["Type"], row => texts.Shown("Type", row.Name)),
        (_, at) => $"SUMPRODUCT({types.Is("Type", at[0])}*1)",
        (_, at, column) => $"SUMPRODUCT({types.Is("Type", at[0])}*1,{types[column]})",
        rowsOverlap: true);

    private SummaryBlock<ConversionRow> Counts(
        SummaryBlock<ConversionRow> block, Func<ConversionRow, RowCells, string> count, Func<ConversionRow, RowCells, string, string> countOf, bool rowsOverlap = false)
    {
        var sum = rowsOverlap ? BlockTotal.None : BlockTotal.Sum;
        return block
            .Number(texts["PeopleCount"], HouseStyle.WholeFormat, row => row.People, count, sum)
            .Number(texts["HasDeal"], HouseStyle.WholeFormat, row => row.Deals, (row, at) => countOf(row, at, "HasDeal"), sum)
            .Number(texts["Bought"], HouseStyle.WholeFormat, row => row.Customers, (row, at) => countOf(row, at, "Bought"), sum)
            .Share(texts["LeadToDeal"], HouseStyle.RateFormat, row => row.LeadToDealRate, at => at[2], at => at[1], OfAll(row => row.Deals))
            .Share(texts["Conversion"], HouseStyle.RateFormat, row => row.ConversionRate, at => at[3], at => at[1], OfAll(row => row.Customers), isShaded: true);

        Func<decimal?>? OfAll(Func<ConversionRow, int> part) => rowsOverlap ? null : () => Ratio.Of(block.Rows.Sum(part), block.Rows.Sum(row => row.People));
    }

    private string InMonth(ConversionRow row) => table.Days("AskedOn", row.Month, row.Month!.Value.AddMonths(1));

    private string Before(FunnelRow row) => $"COUNTIFS({table["StepNumber"]},\">={PersonTable.NumberOf(row.Step) - 1}\")";

    private string? DaysOf(ConversionStep step) => step switch
    {
        ConversionStep.Answered => table["DaysToAnswer"],
        ConversionStep.Deal => table["DaysToDeal"],
        ConversionStep.Customer => table["DaysToPurchase"],
        _ => null,
    };
}
