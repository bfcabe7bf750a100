using System.Globalization;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Contacts.Export;
using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Reports.Layout;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Reports.Lists;

/// <summary>Which contacts are to be written, and how.</summary>
/// <param name="Format">The format.</param>
/// <param name="Language">Language of headings, kinds and list items.</param>
/// <param name="Contacts">Those wanted; null for all that the reader sees.</param>
/// <param name="What">Name of what is exported, for the journal: a filter's name; null for all.</param>
/// <param name="Columns">Columns of a table, like "displayName" and "email#1"; null for all. Cards hold everything.</param>
public sealed record ContactExportRequest(
    ContactFileFormat Format, ReportLanguage Language, IQueryable<Contact>? Contacts = null, string? What = null, IReadOnlyList<string>? Columns = null);

/// <summary>What an export wrote.</summary>
/// <param name="File">The file.</param>
/// <param name="Rows">Contacts in it.</param>
public sealed record ContactExport(string File, int Rows);

/// <summary>
/// Writes contacts for the firm's own records: with all their values, and whether or not they consented to marketing; so it is a
/// permission of its own, and every export is in the journal.
/// </summary>
public sealed class ExportContacts(CrmDb db, FirmSettings firm, TimeProvider clock)
{
    /// <summary>
    /// Writes the file whole or not at all. Errors: <see cref="MayNotExportRecords"/>, <see cref="ColumnUnknown"/>,
    /// <see cref="FileNotWritable"/>, <see cref="TooManyRowsForWorkbook"/>.
    /// </summary>
    public async Task<Result<ContactExport>> RunAsync(ContactExportRequest request, string path, IProgress<int>? progress, CancellationToken cancel)
    {
        var prepared = await PrepareAsync(request, cancel);
        if (!prepared.Succeeded)
            return prepared.Error;
        var written = await OutputFile.WriteAsync(path, () => WholeFile.WriteAsync(path, file => prepared.Value.WriteAsync(file, progress, cancel)));
        return written.Succeeded ? new ContactExport(path, written.Value) : written.Error;
    }

    /// <summary>
    /// Looks whether the reader may export and notes it in the journal; what is returned writes the contacts to any stream. Errors as for
    /// <see cref="RunAsync"/>, before the first byte is written.
    /// </summary>
    public async Task<Result<PreparedExport>> PrepareAsync(ContactExportRequest request, CancellationToken cancel)
    {
        if (!db.Reader.MayExportRecords)
            return new MayNotExportRecords();
        var contacts = request.Contacts ?? db.Contacts;
        var columns = await ColumnsAsync(request, cancel);
        if (!columns.Succeeded)
            return columns.Error;
        var count = await contacts.CountAsync(cancel);

        // Noted before the first byte leaves: the journal may say too much, never too little.
        var about = string.Create(CultureInfo.InvariantCulture, $"{request.Format.ToString().ToLowerInvariant()}: {request.What ?? "all contacts"}, {count:N0} rows");
        var noted = db.Begin(ChangeOrigin.Export, "export", about);
        await db.SaveChangesAsync(cancel);
        return new PreparedExport((target, progress, stop) => WriteAsync(request, contacts, count, columns.Value, noted, target, progress, stop));
    }

    private async Task<int> WriteAsync(
        ContactExportRequest request, IQueryable<Contact> contacts, int count, IReadOnlyList<FieldTarget> columns, ChangeSet noted, Stream target, IProgress<int>? progress, CancellationToken cancel)
    {
        var fields = request.Format == ContactFileFormat.Vcf ? RecordFields.All : new RecordFields(columns.Select(c => c.Field));
        var records = Counted(new ReadContactRecords(db).RunAsync(contacts, fields, request.Language.Code, cancel), progress);
        var texts = new ListTexts(request.Language);
        var properties = new BookProperties(texts["Contacts"], request.What ?? texts["Contacts"], firm.NameIn(request.Language.Code), clock.GetUtcNow());
        var rows = await ContactFileWriter.WriteAsync(request.Format, target, columns, properties, request.Language, records, count, cancel);

        noted.CompletedAt = db.Now;
        await db.SaveChangesAsync(cancel);
        return rows;
    }

    private async Task<Result<IReadOnlyList<FieldTarget>>> ColumnsAsync(ContactExportRequest request, CancellationToken cancel)
    {
        if (request.Format == ContactFileFormat.Vcf)
            return Array.Empty<FieldTarget>();
        if (request.Columns is null)
            return ContactColumns.All(await ShapeAsync(cancel)).ToArray();
        var columns = new List<FieldTarget>();
        foreach (var name in request.Columns)
        {
            if (!FieldTarget.TryParse(name, out var column) || !ContactColumns.CanWrite(column))
                return new ColumnUnknown(name);
            columns.Add(column);
        }
        return columns.Distinct().ToArray();
    }

    // Counted over the whole store: quicker than over a filter, and a column too many does no harm.
    private async Task<ContactShape> ShapeAsync(CancellationToken cancel) => new(
        await ContactRecordQuery.PhoneCounts(db).FirstOrDefaultAsync(cancel),
        await ContactRecordQuery.EmailCounts(db).FirstOrDefaultAsync(cancel),
        await ContactRecordQuery.AddressCounts(db).FirstOrDefaultAsync(cancel),
        await ContactRecordQuery.ProfileCounts(db).FirstOrDefaultAsync(cancel),
        await ContactRecordQuery.ChildCounts(db).FirstOrDefaultAsync(cancel),
        await ContactRecordQuery.CustomFields(db).ToListAsync(cancel));

    private static async IAsyncEnumerable<ContactRecord> Counted(IAsyncEnumerable<ContactRecord> records, IProgress<int>? progress)
    {
        const int step = 1_000;
        var count = 0;
        await foreach (var record in records)
        {
            yield return record;
            if (++count % step == 0)
                progress?.Report(count);
        }
    }
}

/// <summary>An export that is allowed and noted, and waits to be written.</summary>
public sealed class PreparedExport
{
    private readonly Func<Stream, IProgress<int>?, CancellationToken, Task<int>> _write;

    internal PreparedExport(Func<Stream, IProgress<int>?, CancellationToken, Task<int>> write) => _write = write;

    /// <summary>Writes the contacts and says how many they are.</summary>
    public Task<int> WriteAsync(Stream target, IProgress<int>? progress, CancellationToken cancel) => _write(target, progress, cancel);
}

/// <summary>The reader's role may not take the firm's records out of the house.</summary>
public sealed record MayNotExportRecords()
    : ForbiddenError("Your role may not export contacts with all their values. Ask a manager or an administrator; mailing lists are exported under \"Mailing lists\".");

/// <summary>No column of contacts has the name.</summary>
public sealed record ColumnUnknown(string Name)
    : RuleError($"There is no column \"{Name}\" of contacts. Columns are fields like displayName, email#1, phone#2, city#1 or custom:closing-year.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Name];
}
