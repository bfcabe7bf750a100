using System.Globalization;
using ClosedXML.Excel;

namespace CrmAddin.Reports.Layout;

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

    /// <summary>Writes the rows after the header and says how many there were.</summary>
    /// <param name="package">Where the sheet's XML goes.</param>
    /// <param name="prefix">The prefix of element names, with its colon.</param>
    /// <param name="styles">The style index of each column.</param>
    /// <param name="cancel">Stops the writing.</param>
    public abstract Task<int> WriteRowsAsync(Stream package, string prefix, IReadOnlyList<string> styles, CancellationToken cancel);
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
    public override async Task<int> WriteRowsAsync(Stream package, string prefix, IReadOnlyList<string> styles, CancellationToken cancel)
    {
        var xml = new XmlBytes();
        var writer = new RowWriter<T>(xml, prefix, Columns, styles);
        var pump = new BytesPump(package, cancel);
        var count = 0;
        try
        {
            await foreach (var row in Rows.WithCancellation(cancel))
            {
                if (count == MaxRows)
                    throw new TooManyRowsException(Sheet.Name);
                writer.Write(row, ++count + 1);
                if (xml.Length >= XmlBytes.FullBytes)
                    await pump.AddAsync(xml.Take(), cancel);
            }

            // An Excel table has at least one row under its header.
            if (count == 0)
                writer.WriteEmpty(2);
            await pump.AddAsync(xml.Take(), cancel);
        }
        finally
        {
            await pump.CompleteAsync();
        }

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
