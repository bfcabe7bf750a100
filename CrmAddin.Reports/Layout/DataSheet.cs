using System.Globalization;
using System.Text;
using ClosedXML.Excel;

namespace CrmAddin.Reports.Layout;

/// <summary>The XML of a sheet around its rows.</summary>
/// <param name="Head">Up to the header row.</param>
/// <param name="Prefix">The prefix of element names in the rows, with its colon.</param>
/// <param name="Styles">The style index of each column.</param>
/// <param name="Tail">After the rows.</param>
internal sealed record SheetXml(string Head, string Prefix, IReadOnlyList<string> Styles, string Tail);

/// <summary>A sheet whose rows are streamed into the package when the workbook is saved.</summary>
/// <param name="Sheet">The laid-out sheet: its header row, and one model row that carries the columns' styles.</param>
/// <param name="TableName">The name of the Excel table.</param>
internal abstract record DataSheet(IXLWorksheet Sheet, string TableName)
{
    /// <summary>The most rows that a sheet holds under its header.</summary>
    public const int MaxRows = 1_048_575;

    /// <summary>How many columns the table has.</summary>
    public abstract int ColumnCount { get; }

    /// <summary>The row formulas by zero-based column.</summary>
    public abstract IReadOnlyDictionary<int, string> RowFormulas { get; }

    /// <summary>Writes the sheet with its rows and says how many there were.</summary>
    public abstract Task<int> WriteAsync(DeflatedBlocks package, SheetXml around, CancellationToken cancel);
}

/// <summary>A streamed sheet of rows of one type.</summary>
internal sealed record DataSheet<T>(IXLWorksheet Sheet, string TableName, IReadOnlyList<DataColumn<T>> Columns, IAsyncEnumerable<T> Rows)
    : DataSheet(Sheet, TableName)
{
    /// <inheritdoc/>
    public override int ColumnCount => Columns.Count;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<int, string> RowFormulas =>
        Columns.Index().Where(column => column.Item.RowFormula is not null).ToDictionary(column => column.Index, column => column.Item.RowFormula!);

    /// <inheritdoc/>
    public override async Task<int> WriteAsync(DeflatedBlocks package, SheetXml around, CancellationToken cancel)
    {
        var xml = new XmlBytes();
        xml.Write(Encoding.UTF8.GetBytes(around.Head));
        var writer = new RowWriter<T>(xml, around.Prefix, Columns, around.Styles);
        var count = 0;
        await foreach (var row in Rows.WithCancellation(cancel))
        {
            if (count == MaxRows)
                throw new TooManyRowsException(Sheet.Name);
            writer.Write(row, ++count + 1);
            if (xml.Length >= XmlBytes.FullBytes)
                await package.AddAsync(xml.Take(), cancel);
        }

        // An Excel table has at least one row under its header.
        if (count == 0)
            writer.WriteEmpty(2);
        xml.Write(Encoding.UTF8.GetBytes(around.Tail));
        await package.AddAsync(xml.Take(), cancel);
        return count;
    }

    /// <summary>Lays out the header and the model row.</summary>
    public void LayOut(ReportLanguage language)
    {
        foreach (var (index, column) in Columns.Index())
        {
            var number = index + 1;
            Sheet.Column(number).Width = column.Width;
            Sheet.Cell(1, number).SetValue<string>(column.Heading);
            var style = Sheet.Cell(2, number).Style;
            style.NumberFormat.Format = FormatOf(column.Kind, language);
            style.Alignment.Vertical = XLAlignmentVerticalValues.Top;
        }

        var table = Sheet.Range(1, 1, 2, Columns.Count).CreateTable(TableName);
        table.Theme = XLTableTheme.TableStyleLight9;
        HouseStyle.Header(Sheet.Range(1, 1, 1, Columns.Count));
        Sheet.SheetView.Freeze(1, 1);
        Sheet.PageSetup.SetRowsToRepeatAtTop(1, 1);
        Sheet.PageSetup.PageOrientation = XLPageOrientation.Landscape;
    }

    private static string FormatOf(DataKind kind, ReportLanguage language) => kind switch
    {
        DataKind.Text => "@",
        DataKind.Whole => HouseStyle.WholeFormat,
        DataKind.Money => HouseStyle.ExactMoneyFormat,
        DataKind.Rate => HouseStyle.RateFormat,
        DataKind.Date => language.DateFormat,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such kind of column."),
    };
}

/// <summary>A sheet was given more rows than Excel holds.</summary>
public sealed class TooManyRowsException(string sheet) : Exception(string.Create(
    CultureInfo.InvariantCulture,
    $"The sheet \"{sheet}\" would need more than {DataSheet.MaxRows:N0} rows; take a shorter period or a smaller list, or CSV."));
