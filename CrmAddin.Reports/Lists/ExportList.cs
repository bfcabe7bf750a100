using System.Diagnostics;
using CrmAddin.Core.Consent;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Lists;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports.Lists;

/// <summary>A mailing list that was written.</summary>
/// <param name="Rows">People on it.</param>
/// <param name="Suppressed">People left out.</param>
/// <param name="Reasons">People left out, by reason in camel case.</param>
/// <param name="File">The file.</param>
/// <param name="Seconds">How long it took.</param>
public sealed record ExportedList(int Rows, int Suppressed, IReadOnlyDictionary<string, int> Reasons, string File, double Seconds);

/// <summary>The format is not one that lists are written in.</summary>
public sealed record ListFormatUnknown(string Format) : RuleError($"A list cannot be written as \"{Format}\"; take xlsx or csv.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Format];
}

/// <summary>Writes a database group as a mailing list: only people with recorded consent, and a word on everybody else.</summary>
public sealed class ExportList(CrmDb db, MailingList list, FirmSettings firm)
{
    /// <summary>
    /// Writes the file. Errors: <see cref="MayNotExportLists"/>, <see cref="GroupUnknown"/>, <see cref="ListFormatUnknown"/>, and those of writing.
    /// </summary>
    public async Task<Result<ExportedList>> RunAsync(string group, string format, ReportLanguage language, string path, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        if (!db.Reader.MayExportLists)
            return new MayNotExportLists();
        var found = await list.FindGroupAsync(group, cancel);
        if (!found.Succeeded)
            return found.Error;
        var count = await list.CountAsync(found.Value, cancel);
        var rows = list.RowsAsync(found.Value, cancel);
        var written = format.ToLowerInvariant() switch
        {
            "xlsx" => await MailingListFile.WriteXlsxAsync(Cover(found.Value, count, language), rows, language, path, cancel),
            "csv" => await MailingListFile.WriteCsvAsync(rows, language, path, cancel),
            _ => new ListFormatUnknown(format),
        };
        if (!written.Succeeded)
            return written.Error;
        var reasons = count.Suppressed.ToDictionary(s => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(s.Key.ToString()), s => s.Value);
        return new ExportedList(written.Value, count.SuppressedTotal, reasons, path, Math.Round(watch.Elapsed.TotalSeconds, 3));
    }

    private MailingListCover Cover(LookupItem group, MailingListCount count, ReportLanguage language)
    {
        var texts = new ListTexts(language);
        return new()
        {
            ListName = group.NameIn(language.Code),
            FirmName = firm.NameIn(language.Code),
            Purpose = texts["MarketingByEmail"],
            MadeAt = db.Now,
            TimeZone = firm.Zone,
            IncludedCount = count.Included,
            LeftOut = [.. Enum.GetValues<SuppressedReason>().Where(count.Suppressed.ContainsKey).Select(r => new LeftOut(texts["Suppressed" + r], count.Suppressed[r]))],
        };
    }
}
