using CrmAddin.Core.Contacts.Import;

namespace CrmAddin.Reports.Lists.Workbooks;

/// <summary>Workbooks of Excel (.xlsx): the first visible sheet whose header names people, or the one that the map names.</summary>
public sealed class XlsxContacts : TableFileFormat
{
    /// <inheritdoc/>
    public override ContactFileFormat Format => ContactFileFormat.Xlsx;

    /// <inheritdoc/>
    protected override IReadOnlyList<string> TablesOf(string path)
    {
        using var package = GuardedPackage.Open(path);
        return [.. WorkbookParts.Read(package).Sheets.OrderBy(s => s.IsHidden).Select(s => s.Name)];
    }

    /// <inheritdoc/>
    protected override ITableRows OpenRows(string path, string table)
    {
        var package = GuardedPackage.Open(path);
        try
        {
            var parts = WorkbookParts.Read(package);
            return new SheetRows(package, parts, parts.Sheets.First(s => s.Name == table));
        }
        catch
        {
            package.Dispose();
            throw;
        }
    }
}
