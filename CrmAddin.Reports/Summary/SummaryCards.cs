using ClosedXML.Excel;
using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports.Summary;

/// <summary>The headline figures on the summary: four cards a row, each with a figure and up to two beside it.</summary>
internal sealed class SummaryCards(ReportBook book, IXLWorksheet sheet, ReportContent content, string asOfAddress)
{
    private const int RowsPerCard = 4;
    private const int CardsPerRow = 4;

    private readonly Dictionary<string, Figure> _figures = content.Figures.ToDictionary(figure => figure.Key);
    private readonly Dictionary<string, IXLCell> _cells = [];
    private readonly FigureTexts _names = new(book.Language);

    /// <summary>The fixed address of a figure's cell on the summary.</summary>
    public string AddressOf(string key) => CellAddress.Fixed(_cells[key].Address.RowNumber, _cells[key].Address.ColumnNumber);

    /// <summary>Lays out all cards from a row on and gives the row under them.</summary>
    public int Add(int firstRow)
    {
        foreach (var (index, card) in content.Cards.Index())
            Place(card, firstRow + index / CardsPerRow * RowsPerCard, 1 + index % CardsPerRow * 2);

        var places = new FigurePlaces(AddressOf, asOfAddress);
        foreach (var (key, cell) in _cells)
            Fill(key, cell, content.FormulaOf(places, key));
        return firstRow + (content.Cards.Count + CardsPerRow - 1) / CardsPerRow * RowsPerCard;
    }

    private void Place(FigureCard card, int row, int column)
    {
        var ground = sheet.Range(row, column, row + 2, column + 1);
        ground.Style.Fill.SetBackgroundColor(HouseStyle.Color(HouseStyle.Ground));
        ground.Style.Border.SetOutsideBorder(XLBorderStyleValues.Medium).Border.SetOutsideBorderColor(XLColor.White);
        var label = sheet.Range(row, column, row, column + 1).Merge();
        label.FirstCell().SetValue<string>(_names.Name(card.Key));
        label.Style.Font.SetFontSize(10).Font.SetFontColor(HouseStyle.Color(HouseStyle.Grey));
        label.Style.Alignment.SetShrinkToFit();
        HouseStyle.AlignToStart(label.Style, book.Language, indent: 1);

        var value = sheet.Range(row + 1, column, row + 1, column + 1).Merge();
        value.Style.Font.SetFontSize(18).Font.SetBold().Font.SetFontColor(HouseStyle.Color(HouseStyle.Ink));
        HouseStyle.AlignToStart(value.Style, book.Language, indent: 1);
        sheet.Row(row + 1).Height = 26;
        _cells[card.Key] = value.FirstCell();
        PlaceNotes(card, row + 2, column);
        sheet.Row(row + 3).Height = 6;
    }

    private void PlaceNotes(FigureCard card, int row, int column)
    {
        if (card.NoteKeys.Count == 1)
            sheet.Range(row, column, row, column + 1).Merge();
        foreach (var (index, key) in card.NoteKeys.Index())
        {
            var cell = sheet.Cell(row, column + index);
            _cells[key] = cell;
            cell.Style.Font.SetFontSize(9).Font.SetFontColor(HouseStyle.Color(HouseStyle.Grey));
            HouseStyle.AlignToStart(cell.Style, book.Language, indent: 1);
        }

        // A card without notes says in the same place why its figure is empty.
        if (card.NoteKeys.Count == 0 && _figures[card.Key].WhyEmpty is { } why)
        {
            var reason = sheet.Range(row, column, row, column + 1).Merge();
            reason.FirstCell().SetValue<string>(_names.Reason(why));
            reason.Style.Font.SetFontSize(9).Font.SetFontColor(HouseStyle.Color(HouseStyle.Grey));
            reason.Style.Alignment.SetShrinkToFit();
            HouseStyle.AlignToStart(reason.Style, book.Language, indent: 1);
        }
    }

    private void Fill(string key, IXLCell cell, FigureFormula formula)
    {
        var figure = _figures[key];
        var isNote = !content.Cards.Any(card => card.Key == key);
        // The note under an empty figure says why there is none; both are empty for the same reason.
        var none = !isNote ? FigureTexts.None : IsSaidBefore(key) ? "" : _names.Reason(formula.WhyEmpty);
        var text = formula.EmptyWhen is { } condition ? $"IF({condition},{TableNames.Quoted(none)},{formula.Text})" : formula.Text;
        book.SetFormula(cell, text, CachedValue.Of(figure, none), formula.IsArray);
        cell.Style.NumberFormat.Format = isNote ? content.Texts["Format." + key] : HouseStyle.FormatOf(figure.Unit);
    }

    // Once is enough for two notes of a card that are empty for the same reason.
    private bool IsSaidBefore(string key) => content.Cards.Any(card =>
        card.NoteKeys.Skip(1).Contains(key) && _figures[card.NoteKeys[0]].WhyEmpty is { } why && _figures[key].WhyEmpty == why);
}
