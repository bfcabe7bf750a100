using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.ListGrowth;

/// <summary>What the workbook of mailing-list growth shows.</summary>
internal static class ListGrowthContent
{
    private static readonly FigureCard[] _cards =
    [
        new(FigureKeys.ListGrowth),
        new(FigureKeys.ListSizeAtStart),
        new(FigureKeys.ListSizeAtEnd),
        new(FigureKeys.ListSubscribed),
        new(FigureKeys.ListUnsubscribed),
        new(FigureKeys.ListBounced),
    ];

    /// <summary>The report of the rows.</summary>
    public static ReportContent Of(ListGrowthRows rows)
    {
        var (changes, frame) = (rows.Changes, rows.Frame);
        var texts = new ListGrowthTexts(frame.Language);
        var table = new ChangeTable(texts);
        var months = ListGrowthFigures.ByMonth(changes, frame.Period, frame.AsOf);
        return new()
        {
            Texts = texts,
            Figures = ListGrowthFigures.Compute(months),
            Cards = _cards,
            FormulaOf = (places, key) => Formula(key, table, months, places),
            Notes = [texts["Note.Lists"]],
            Blocks = [ByMonth(months, table, texts)],
            Tables = [new DataTable<ListChange>(texts["Changes"], table.Name, table.Columns(changes), changes)],
            TieOuts = rows.StoreSize is { } size && months.Count > 0 ? [TieOut.Count(FigureKeys.ListSizeAtEnd, size)] : [],
        };
    }

    private static SummaryBlock<ListMonth> ByMonth(IReadOnlyList<ListMonth> months, ChangeTable table, ListGrowthTexts texts) =>
        new SummaryBlock<ListMonth>(texts["ByMonth"], months)
        {
            Chart = new(
                texts["Chart.ByMonth"],
                HouseStyle.WholeFormat,
                new(2, ChartMark.Column, HouseStyle.Green),
                new(3, ChartMark.Column, HouseStyle.Grey),
                new(4, ChartMark.Column, HouseStyle.Orange),
                new(5, ChartMark.Line, HouseStyle.Blue))
            { Width = 8 },
        }
            .Label(texts["Month"], row => DaySlices.Month(texts.Language, row.Slice))
            .Number(texts["SizeAtStart"], HouseStyle.WholeFormat, row => row.SizeAtStart, (row, _) => table.Size(row.Slice.From), BlockTotal.None)
            .Number(texts["Subscribed"], HouseStyle.WholeFormat, row => row.Subscribed, (row, _) => Count(ListChangeKind.Subscribed, row, table))
            .Number(texts["Unsubscribed"], HouseStyle.WholeFormat, row => row.Unsubscribed, (row, _) => Count(ListChangeKind.Unsubscribed, row, table))
            .Number(texts["Bounced"], HouseStyle.WholeFormat, row => row.Bounced, (row, _) => Count(ListChangeKind.Bounced, row, table))
            .Number(texts["SizeAtEnd"], HouseStyle.WholeFormat, row => row.SizeAtEnd, (_, at) => $"{at[1]}+{at[2]}-{at[3]}-{at[4]}", BlockTotal.None)
            .Share(texts["Growth"], HouseStyle.RateFormat, row => row.Growth, at => $"({at[5]}-{at[1]})", at => at[1], isShaded: true);

    private static string Count(ListChangeKind kind, ListMonth row, ChangeTable table) => table.Count(kind, row.Slice.From, row.Slice.Before);

    private static FigureFormula Formula(string key, ChangeTable table, IReadOnlyList<ListMonth> months, FigurePlaces places)
    {
        // Without months nothing has come: both ends are today, and nobody is counted between them.
        var (from, before) = months.Count == 0 ? (DateOnly.MinValue, DateOnly.MinValue) : (months[0].Slice.From, months[^1].Slice.Before!.Value);
        string Counted(ListChangeKind kind) => months.Count == 0 ? "0" : table.Count(kind, from, before);
        return key switch
        {
            FigureKeys.ListSizeAtStart => new(months.Count == 0 ? "0" : table.Size(from)),
            FigureKeys.ListSubscribed => new(Counted(ListChangeKind.Subscribed)),
            FigureKeys.ListUnsubscribed => new(Counted(ListChangeKind.Unsubscribed)),
            FigureKeys.ListBounced => new(Counted(ListChangeKind.Bounced)),
            FigureKeys.ListSizeAtEnd => new(
                $"{places.Of(FigureKeys.ListSizeAtStart)}+{places.Of(FigureKeys.ListSubscribed)}-{places.Of(FigureKeys.ListUnsubscribed)}-{places.Of(FigureKeys.ListBounced)}"),
            FigureKeys.ListGrowth => FigureFormula.Share(
                $"({places.Of(FigureKeys.ListSizeAtEnd)}-{places.Of(FigureKeys.ListSizeAtStart)})", places.Of(FigureKeys.ListSizeAtStart), EmptyReason.ListWasEmpty),
            _ => throw new ArgumentOutOfRangeException(nameof(key), key, "The report of mailing-list growth has no such figure."),
        };
    }
}
