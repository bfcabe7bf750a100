using System.Globalization;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Consent;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Lists;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports.Lists;

/// <summary>The formats in which a mailing list leaves the house.</summary>
public enum MailingListFormat
{
    /// <summary>A workbook with a cover.</summary>
    Xlsx,

    /// <summary>CSV: UTF-8 with a byte order mark.</summary>
    Csv,
}

/// <summary>What an export wrote.</summary>
/// <param name="File">The file.</param>
/// <param name="Rows">People on the list.</param>
/// <param name="Suppressed">People left out.</param>
/// <param name="SuppressedByReason">People left out, by reason.</param>
public sealed record MailingListExport(string File, int Rows, int Suppressed, IReadOnlyDictionary<SuppressedReason, int> SuppressedByReason);

/// <summary>Writes a database group as a mailing list that holds only people with recorded consent for marketing by e-mail.</summary>
public sealed class ExportMailingList(CrmDb db, FirmSettings firm, TimeProvider clock)
{
    /// <summary>
    /// Writes the file whole or not at all. Errors: <see cref="MayNotExportLists"/>, <see cref="GroupUnknown"/>,
    /// <see cref="FileNotWritable"/>, <see cref="TooManyRowsForWorkbook"/>.
    /// </summary>
    public async Task<Result<MailingListExport>> RunAsync(
        string groupName, MailingListFormat format, ReportLanguage language, string path, CancellationToken cancel)
    {
        if (!db.Reader.MayExportLists)
            return new MayNotExportLists();

        var list = new MailingList(db);
        var group = await list.FindGroupAsync(groupName, cancel);
        if (group is not { Succeeded: true, Value: { } found })
            return group.Error!;

        var count = await list.CountAsync(found, cancel);
        var rows = list.RowsAsync(found, cancel);
        var written = format == MailingListFormat.Csv
            ? await MailingListFile.WriteCsvAsync(rows, language, path, cancel)
            : await MailingListFile.WriteXlsxAsync(Cover(found, count, language), rows, language, path, cancel);
        if (!written.Succeeded)
            return written.Error;
        await NoteAsync(format, found, written.Value, count.SuppressedTotal, cancel);
        return new MailingListExport(path, written.Value, count.SuppressedTotal, count.Suppressed);
    }

    private async Task NoteAsync(MailingListFormat format, LookupItem group, int rows, int suppressed, CancellationToken cancel)
    {
        var about = string.Create(CultureInfo.InvariantCulture, $"{format.ToString().ToLowerInvariant()}: mailing list {group.Name}, {rows:N0} rows, {suppressed:N0} left out");
        db.Begin(ChangeOrigin.Export, "export", about).CompletedAt = db.Now;
        await db.SaveChangesAsync(cancel);
    }

    private MailingListCover Cover(LookupItem group, MailingListCount count, ReportLanguage language)
    {
        var texts = new ListTexts(language);
        return new()
        {
            ListName = group.NameIn(language.Code),
            FirmName = firm.NameIn(language.Code),
            Purpose = texts["Purpose.Marketing"],
            MadeAt = clock.GetUtcNow(),
            TimeZone = firm.Zone,
            IncludedCount = count.Included,
            LeftOut = [.. count.Suppressed.Select(reason => new LeftOut(texts["LeftOut." + reason.Key], reason.Value))],
        };
    }
}
