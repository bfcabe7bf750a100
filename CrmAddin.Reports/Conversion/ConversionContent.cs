using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Conversion;

/// <summary>What the workbook on conversion shows.</summary>
internal static class ConversionContent
{
    private static readonly FigureCard[] _cards =
    [
        new(FigureKeys.ConversionRate, FigureKeys.LeadCustomers),
        new(FigureKeys.LeadToDealRate, FigureKeys.LeadDeals),
        new(FigureKeys.LeadPeople),
        new(FigureKeys.MedianDaysToAnswer),
        new(FigureKeys.MedianDaysToDeal),
        new(FigureKeys.MedianDaysToPurchase),
    ];

    /// <summary>The report of the rows.</summary>
    public static ReportContent Of(ConversionRows rows)
    {
        var texts = new ConversionTexts(rows.Frame.Language);
        var (table, types) = (new PersonTable(texts), new TypeTable(texts));
        TypeLine[] typed = [.. rows.People.SelectMany(TypeLine.Of)];
        ConversionPerson[] people = [.. rows.People.Select(row => row.Figures)];
        var blocks = new ConversionBlocks(people, table, types, texts);
        return new()
        {
            Texts = texts,
            Figures = ConversionFigures.Compute(people),
            Cards = _cards,
            FormulaOf = (_, key) => Formula(table, key),
            Blocks =
            [
                blocks.Funnel(),
                blocks.ByMonth(),
                blocks.By("Source", person => person.Source, hasChart: true),
                blocks.By("Campaign", person => person.Campaign, hasChart: true),
                blocks.By("Owner", person => person.Owner),
                blocks.ByType(),
            ],
            Tables = [table.Of(rows.People), types.Of(typed)],
            TieOuts =
            [
                TieOut.Count(FigureKeys.LeadPeople, rows.StorePeople),
                new(null, texts["PeopleOfTypes"], $"SUM({types["IsFirst"]})", typed.Count(line => line.IsFirst), rows.StorePeople, false),
            ],
        };
    }

    private static FigureFormula Formula(PersonTable table, string key) => key switch
    {
        FigureKeys.LeadPeople => new($"COUNT({table["PersonNumber"]})"),
        FigureKeys.LeadDeals => new($"SUM({table["HasDeal"]})"),
        FigureKeys.LeadCustomers => new($"SUM({table["Bought"]})"),
        FigureKeys.ConversionRate => FigureFormula.Share($"SUM({table["Bought"]})", $"COUNT({table["PersonNumber"]})", EmptyReason.NoLeads),
        FigureKeys.LeadToDealRate => FigureFormula.Share($"SUM({table["HasDeal"]})", $"COUNT({table["PersonNumber"]})", EmptyReason.NoLeads),
        FigureKeys.MedianDaysToAnswer => Median(table["DaysToAnswer"]),
        FigureKeys.MedianDaysToDeal => Median(table["DaysToDeal"]),
        FigureKeys.MedianDaysToPurchase => Median(table["DaysToPurchase"]),
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "The report on conversion has no such figure."),
    };

    private static FigureFormula Median(string days) => new($"MEDIAN({days})", $"COUNT({days})=0", EmptyReason.NoDaysKnown);
}
