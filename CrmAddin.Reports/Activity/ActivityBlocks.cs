using System.Globalization;
using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Activity;

/// <summary>The tables of the workbook of activity.</summary>
internal sealed class ActivityBlocks(WorkTable work, LeadTable leads, BaseTable contacts, People people, ActivityTexts texts)
{
    private const int Drawn = 12;

    private static readonly WorkKind[] _work = [WorkKind.Call, WorkKind.Appointment, WorkKind.Visit, WorkKind.Task, WorkKind.MailSent, WorkKind.MailReceived];
    private static readonly WorkKind[] _feeding = [WorkKind.ContactAdded, WorkKind.ContactUpdated];
    private static readonly string[] _colors = [HouseStyle.Blue, HouseStyle.LightBlue, HouseStyle.Green, HouseStyle.Orange];

    /// <summary>Work by person as stacked bars, with the median hours to the first response to their leads.</summary>
    public SummaryBlock ByPerson(IReadOnlyList<PersonWork> rows) => Counts(
        new SummaryBlock<PersonWork>(texts["ByPerson"], rows) { Chart = Chart("Chart.ByPerson", ChartMark.StackedBar) with { RowCount = Drawn, Width = 3 } }
            .Label(texts["Person"], row => people.Name(row.PersonId)),
        _work,
        (row, kind) => row[kind],
        row => Is(work, row.PersonId))
        .Optional(
            texts["ResponseHours"],
            HouseStyle.DaysFormat,
            row => row.MedianResponseHours,
            (row, _) => $"MEDIAN(IF({Answered(row)},{leads["Hours"]}))",
            (row, _) => $"SUMPRODUCT({Answered(row)})=0",
            isArray: true);

    /// <summary>Work by week as stacked columns.</summary>
    public SummaryBlock ByWeek(IReadOnlyList<PersonWeek> weeks) => Counts(
        new SummaryBlock<PersonWeek>(texts["ByWeek"], weeks) { Chart = Chart("Chart.ByWeek", ChartMark.StackedColumn) with { Width = 5 } }.Label(texts["Week"], row => Week(row, weeks)),
        _work,
        (row, kind) => row[kind],
        IsWeek);

    /// <summary>Contacts added and updated by week, as columns beside each other.</summary>
    public SummaryBlock FeedingByWeek(IReadOnlyList<PersonWeek> weeks) => Counts(
        new SummaryBlock<PersonWeek>(texts["BaseByWeek"], weeks)
        {
            Chart = new(texts["Chart.BaseByWeek"], HouseStyle.WholeFormat, new(1, ChartMark.StackedColumn, HouseStyle.Green), new(2, ChartMark.StackedColumn, HouseStyle.LightBlue)) { Width = 8 },
        }
            .Label(texts["Week"], row => Week(row, weeks)),
        _feeding,
        (row, kind) => row[kind],
        IsWeek);

    /// <summary>Contacts added and updated by person, with the share of their contacts that have a plan or touch.</summary>
    public SummaryBlock FeedingByPerson(IReadOnlyList<PersonWork> rows)
    {
        var (all, touched) = (rows.Sum(row => row.Contacts?.Contacts ?? 0), rows.Sum(row => row.Contacts?.Touched ?? 0));
        return Counts(
            new SummaryBlock<PersonWork>(texts["BaseByPerson"], rows).Label(texts["Person"], row => people.Name(row.PersonId)),
            _feeding,
            (row, kind) => row[kind],
            row => Is(work, row.PersonId))
            .Number(texts["Contacts"], HouseStyle.WholeFormat, row => row.Contacts?.Contacts ?? 0, (row, _) => $"SUMPRODUCT({Is(contacts, row.PersonId)}*1,{contacts["Contacts"]})")
            .Number(texts["Touched"], HouseStyle.WholeFormat, row => row.Contacts?.Touched ?? 0, (row, _) => $"SUMPRODUCT({Is(contacts, row.PersonId)}*1,{contacts["Touched"]})")
            .Share(texts["TouchedShare"], HouseStyle.RateFormat, row => row.TouchedShare, at => at[4], at => at[3], () => all == 0 ? null : (decimal)touched / all, isShaded: true);
    }

    private SummaryBlock<T> Counts<T>(SummaryBlock<T> block, WorkKind[] kinds, Func<T, WorkKind, int> count, Func<T, string> condition)
    {
        foreach (var kind in kinds)
            block = block.Number(texts[ActivityTexts.KindKey(kind)], HouseStyle.WholeFormat, row => count(row, kind), (row, _) => $"SUMPRODUCT({condition(row)}*1,{work[kind]})");
        return block;
    }

    private BlockChart Chart(string titleKey, ChartMark mark) =>
        new(texts[titleKey], HouseStyle.WholeFormat, [.. _colors.Index().Select(color => new BlockSeries(color.Index + 1, mark, color.Item))]);

    private static string Is(TableNames table, long? person) => table.Is("PersonNumber", (person ?? 0).ToString(CultureInfo.InvariantCulture));

    private string IsWeek(PersonWeek row) => work.Is("Week", row.Week is { } week ? ExcelDay.Formula(week) : "\"\"");

    private string Answered(PersonWork row) => $"{Is(leads, row.PersonId)}*({leads["Hours"]}<>\"\")";

    private string Week(PersonWeek row, IReadOnlyList<PersonWeek> weeks) => row.Week is { } week ? PeriodText.DayOfYear(texts.Language, week) : texts.Format("Earlier", weeks[1].Week!.Value);
}
