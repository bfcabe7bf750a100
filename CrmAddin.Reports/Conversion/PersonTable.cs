using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Conversion;

/// <summary>The Excel table of people. Yes and no stand as 1 and 0, so that a sum counts them; steps are numbered from 1.</summary>
internal sealed class PersonTable(ConversionTexts texts) : TableNames(texts, "PersonTable")
{
    /// <summary>The number of a step as the table holds it.</summary>
    public static int NumberOf(ConversionStep step) => (int)step + 1;

    /// <summary>The sheet with its rows.</summary>
    public DataTable Of(IReadOnlyList<PersonLine> rows) => new DataTable<PersonLine>(texts["People"], Name,
    [
        Text<PersonLine>("Person", rows, 18, 40, row => row.Name.Length == 0 ? texts["NotSeen"] : row.Name),
        Date<PersonLine>("AskedOn", row => row.Figures.AskedOn),
        Text<PersonLine>("Source", rows, 12, 30, row => texts.Shown("Source", row.Figures.Source)),
        Text<PersonLine>("Campaign", rows, 12, 30, row => texts.Shown("Campaign", row.Figures.Campaign)),
        Text<PersonLine>("Owner", rows, 14, 30, row => texts.Shown("Owner", row.Figures.Owner)),
        Text<PersonLine>("Type", rows, 12, 30, row => texts.Shown("Type", string.Join(", ", row.Figures.Types))),
        Number<PersonLine>("Leads", DataKind.Whole, row => row.Figures.Leads),
        Text<PersonLine>("Reached", rows, 12, 20, row => texts.Step(row.Figures.Reached)),
        Number<PersonLine>("StepNumber", DataKind.Whole, row => NumberOf(row.Figures.Reached)),
        Date<PersonLine>("AnsweredOn", row => row.Figures.AnsweredOn),
        Date<PersonLine>("DealOn", row => row.Figures.DealOn),
        Date<PersonLine>("BoughtOn", row => row.Figures.BoughtOn),
        Number<PersonLine>("HasDeal", DataKind.Whole, row => row.Figures.DealOn is null ? 0 : 1),
        Number<PersonLine>("Bought", DataKind.Whole, row => row.Figures.BoughtOn is null ? 0 : 1),
        Number<PersonLine>("DaysToAnswer", DataKind.Whole, row => row.Figures.DaysToAnswer),
        Number<PersonLine>("DaysToDeal", DataKind.Whole, row => row.Figures.DaysToDeal),
        Number<PersonLine>("DaysToPurchase", DataKind.Whole, row => row.Figures.DaysToPurchase),
        Number<PersonLine>("PersonNumber", DataKind.Whole, row => row.Id) with { IsKey = true },
    ],
    rows);
}
