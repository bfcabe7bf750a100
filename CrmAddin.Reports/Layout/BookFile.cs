using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace CrmAddin.Reports.Layout;

/// <summary>Writes a workbook to its file: the layout entry by entry, and the rows of data sheets as a stream between.</summary>
internal static partial class BookFile
{
    /// <summary>Writes the file whole or not at all, and says how many rows each data sheet got.</summary>
    public static Task<IReadOnlyList<int>> WriteAsync(ReportBook book, string path, CancellationToken cancel) =>
        WholeFile.WriteAsync(path, file => WriteAsync(book, file, cancel));

    /// <summary>Writes the workbook to a stream, which need not be one that can go back, and says how many rows each data sheet got.</summary>
    public static async Task<IReadOnlyList<int>> WriteAsync(ReportBook book, Stream stream, CancellationToken cancel)
    {
        using var layout = book.SaveLayout();
        var dataParts = SavedLayout.Complete(layout, book);
        layout.Position = 0;

        var target = new PackageWriter(stream);
        await using var source = new ZipArchive(layout, ZipArchiveMode.Read);
        var streamed = dataParts.SelectMany(parts => new[] { parts.SheetEntry, parts.TableEntry }).ToHashSet();
        foreach (var entry in source.Entries.Where(entry => !streamed.Contains(entry.FullName)))
            await CopyAsync(entry, target, cancel);

        List<int> counts = [];
        foreach (var parts in dataParts)
        {
            var count = await StreamSheetAsync(source.GetEntry(parts.SheetEntry)!, parts.Data, target, cancel);
            await ResizeTableAsync(source.GetEntry(parts.TableEntry)!, parts.Data, Math.Max(count, 1), target, cancel);
            counts.Add(count);
        }

        await target.CompleteAsync(cancel);
        return [.. counts];
    }

    private static async Task CopyAsync(ZipArchiveEntry entry, PackageWriter target, CancellationToken cancel)
    {
        await using var content = await entry.OpenAsync(cancel);
        await target.AddAsync(entry.FullName, content, cancel);
    }

    private static async Task<int> StreamSheetAsync(ZipArchiveEntry entry, DataSheet data, PackageWriter target, CancellationToken cancel)
    {
        var xml = DimensionElement().Replace(await ReadAsync(entry, cancel), "");
        var model = ModelRow().Match(xml);
        string[] styles = [.. CellStyle().Matches(model.Value).Select(match => match.Groups[1].Value)];
        if (!model.Success || styles.Length != data.ColumnCount)
            throw new InvalidOperationException($"The model row of sheet \"{data.Sheet.Name}\" was not found in its saved layout.");

        // The layout's elements have a prefix; without it in the rows the sheet is a fifth shorter.
        var head = WorksheetElement().Replace(xml[..model.Index], "$0 xmlns=\"$1\"", 1);
        var around = new SheetXml(head, head.Length > model.Index ? "" : model.Groups[1].Value, styles, xml[(model.Index + model.Length)..]);
        return await target.AddAsync(entry.FullName, blocks => data.WriteAsync(blocks, around, cancel), cancel);
    }

    private static async Task ResizeTableAsync(ZipArchiveEntry entry, DataSheet data, int rows, PackageWriter target, CancellationToken cancel)
    {
        var range = string.Create(CultureInfo.InvariantCulture, $"ref=\"A1:{CellAddress.Of(rows + 1, data.ColumnCount)}\"");
        var xml = TableRange().Replace(await ReadAsync(entry, cancel), range);
        await target.AddAsync(entry.FullName, new MemoryStream(Encoding.UTF8.GetBytes(xml)), cancel);
    }

    private static async Task<string> ReadAsync(ZipArchiveEntry entry, CancellationToken cancel)
    {
        using var reader = new StreamReader(await entry.OpenAsync(cancel), Encoding.UTF8);
        return await reader.ReadToEndAsync(cancel);
    }

    [GeneratedRegex("<(?:\\w+:)?dimension [^>]*/>")]
    private static partial Regex DimensionElement();

    [GeneratedRegex("<\\w+:worksheet(?=[^>]*? xmlns:\\w+=\"(http://schemas.openxmlformats.org/spreadsheetml/2006/main)\")")]
    private static partial Regex WorksheetElement();

    [GeneratedRegex("<(\\w+:|)row r=\"2\".*?</\\1row>", RegexOptions.Singleline)]
    private static partial Regex ModelRow();

    [GeneratedRegex("<(?:\\w+:)?c r=\"[A-Z]+2\" s=\"(\\d+)\"")]
    private static partial Regex CellStyle();

    [GeneratedRegex("\\bref=\"A1:[A-Z]+2\"")]
    private static partial Regex TableRange();
}
