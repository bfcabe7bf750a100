using ClosedXML.Excel;
using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports.Pipeline;

/// <summary>The headline figures on the summary: four cards a row, each with a figure and one or two beside it.</summary>
internal sealed class SummaryCards(ReportBook book, IXLWorksheet sheet, PipelineSettings settings, IReadOnlyList<Figure> figures, DealTable table, PipelineTexts texts)
{
    /// <summary>The row of the first card.</summary>
    public const int FirstRow = 6;

    /// <summary>The row under the last card.</summary>
    public const int EndRow = FirstRow + 3 * RowsPerCard;

    private const int RowsPerCard = 4;
    private static readonly Card[] _cards =
    [
        new(FigureKeys.OpenAmount, FigureKeys.OpenCount, null),
        new(FigureKeys.WeightedAmount, null, null),
        new(FigureKeys.CommitAmount, null, null),
        new(FigureKeys.BestCaseAmount, null, null),
        new(FigureKeys.ForecastAmount, null, null),
        new(FigureKeys.WonAmount, FigureKeys.WonCount, null),
        new(FigureKeys.LostAmount, FigureKeys.LostCount, null),
        new(FigureKeys.ClosingThisMonthAmount, FigureKeys.ClosingThisMonth, null),
        new(FigureKeys.WinRate, FigureKeys.WinRateByAmount, null),
        new(FigureKeys.MeanDaysToClose, FigureKeys.MedianDaysToClose, null),
        new(FigureKeys.SalesCycleDays, FigureKeys.SalesCycleMedianDays, null),
        new(FigureKeys.SlippedAmount, FigureKeys.SlippedCount, FigureKeys.SlippedMedianDays),
    ];

    private readonly Dictionary<string, Figure> _figures = figures.ToDictionary(figure => figure.Key);
    private readonly Dictionary<string, IXLCell> _cells = [];
    private readonly FigureTexts _names = new(book.Language);

    /// <summary>The fixed address of a figure's cell on the summary.</summary>
    public string AddressOf(string key) => CellAddress.Fixed(_cells[key].Address.RowNumber, _cells[key].Address.ColumnNumber);

    /// <summary>Lays out all cards.</summary>
    public void Add()
    {
        foreach (var (index, card) in _cards.Index())
            Place(card, FirstRow + index / 4 * RowsPerCard, 1 + index % 4 * 2);

        var formulas = new FigureFormulas(table, settings, AddressOf, PipelineSummary.AsOfAddress);
        foreach (var (key, cell) in _cells)
            Fill(key, cell, formulas.Of(key));
    }

    private void Place(Card card, int row, int column)
    {
        var ground = sheet.Range(row, column, row + 2, column + 1);
        ground.Style.Fill.SetBackgroundColor(HouseStyle.Color(HouseStyle.Ground));
        ground.Style.Border.SetOutsideBorder(XLBorderStyleValues.Medium).Border.SetOutsideBorderColor(XLColor.White);
        var label = sheet.Range(row, column, row, column + 1).Merge();
        label.FirstCell().SetValue<string>(_names.Name(card.Key));
        label.Style.Font.SetFontSize(10).Font.SetFontColor(HouseStyle.Color(HouseStyle.Grey));
        HouseStyle.AlignToStart(label.Style, book.Language, indent: 1);

        var value = sheet.Range(row + 1, column, row + 1, column + 1).Merge();
        value.Style.Font.SetFontSize(18).Font.SetBold().Font.SetFontColor(HouseStyle.Color(HouseStyle.Ink));
        HouseStyle.AlignToStart(value.Style, book.Language, indent: 1);
        sheet.Row(row + 1).Height = 26;
        _cells[card.Key] = value.FirstCell();
        PlaceNotes(card, row + 2, column);
        sheet.Row(row + 3).Height = 6;
    }

    private void PlaceNotes(Card card, int row, int column)
    {
        string[] notes = [.. new[] { card.NoteKey, card.SecondNoteKey }.OfType<string>()];
        if (notes.Length == 1)
            sheet.Range(row, column, row, column + 1).Merge();
        foreach (var (index, key) in notes.Index())
        {
            var cell = sheet.Cell(row, column + index);
            _cells[key] = cell;
            cell.Style.Font.SetFontSize(9).Font.SetFontColor(HouseStyle.Color(HouseStyle.Grey));
            HouseStyle.AlignToStart(cell.Style, book.Language, indent: 1);
        }
    }

    private void Fill(string key, IXLCell cell, FigureFormula formula)
    {
        var figure = _figures[key];
        var isNote = !_cards.Any(card => card.Key == key);
        // The note under an empty figure says why there is none; both are empty for the same reason.
        var none = isNote ? _names.Reason(formula.WhyEmpty) : FigureTexts.None;
        var text = formula.EmptyWhen is { } condition ? $"IF({condition},{DealTable.Quoted(none)},{formula.Text})" : formula.Text;
        book.SetFormula(cell, text, CachedValue.Of(figure, none), formula.IsArray);
        cell.Style.NumberFormat.Format = isNote ? texts["Format." + key] : FormatOf(figure.Unit);
    }

    private static string FormatOf(FigureUnit unit) => unit switch
    {
        FigureUnit.Count => HouseStyle.WholeFormat,
        // Nothing won is 0; the dash stands for figures that cannot be computed.
        FigureUnit.Money => HouseStyle.WholeFormat,
        FigureUnit.Rate => HouseStyle.RateFormat,
        FigureUnit.Days => HouseStyle.DaysFormat,
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "There is no such unit."),
    };

    private sealed record Card(string Key, string? NoteKey, string? SecondNoteKey);
}
