using System.IO.Compression;
using System.Text;
using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.Store;
using CsvHelper;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Privacy;

/// <summary>
/// Takes a person out of the files that imports leave: rows of refused rows go; a kept file that is still to be read has the person's
/// rows emptied, so that its rows keep their numbers, and where its form does not allow that it goes and the import ends with a
/// sentence; a kept file that is done with goes.
/// </summary>
public sealed class EraseFromFiles(CrmDb db, PrivacySettings settings)
{
    private const int ScannedCharacters = 1 << 16;
    private const int OverlapCharacters = 1_000;
    private const long MostScannedCharacters = 500_000_000;

    private static readonly ImportState[] StillRead = [ImportState.Uploaded, ImportState.Queued, ImportState.Running];

    /// <summary>How many files were changed or went.</summary>
    public async Task<int> RunAsync(PersonTraces traces, CancellationToken cancel)
    {
        var runs = await db.ImportRuns.AsNoTracking().ToListAsync(cancel);
        var rejects = runs.Select(r => r.RejectsFile).OfType<string>()
            .Concat(Directory.Exists(settings.RejectsFolder) ? Directory.EnumerateFiles(settings.RejectsFolder, "*.csv") : [])
            .Select(Path.GetFullPath).Distinct().Where(File.Exists).ToList();
        var changed = 0;
        foreach (var file in rejects)
            changed += await RewriteCsvAsync(file, traces, isRowKept: false, cancel) ? 1 : 0;
        foreach (var run in runs)
        {
            if (run.FilePath is { } kept && File.Exists(kept) && await HoldsAsync(kept, traces, cancel))
            {
                await EraseKeptAsync(run, kept, traces, cancel);
                changed++;
            }
            await EraseNamesAsync(run, traces, cancel);
        }
        return changed;
    }

    private async Task EraseKeptAsync(ImportRun run, string kept, PersonTraces traces, CancellationToken cancel)
    {
        if (StillRead.Contains(run.State) && run.Format is null or "csv" && IsUtf8(kept))
        {
            await RewriteCsvAsync(kept, traces, isRowKept: true, cancel);
            return;
        }
        File.Delete(kept);
        var isCutOff = StillRead.Contains(run.State);
        await using var write = await db.BeginWriteAsync(cancel);
        await db.ImportRuns.Where(r => r.Id == run.Id).ExecuteUpdateAsync(u => u.SetProperty(r => r.FilePath, (string?)null), cancel);
        if (isCutOff)
        {
            await db.ImportRuns.Where(r => r.Id == run.Id).ExecuteUpdateAsync(u => u
                .SetProperty(r => r.State, ImportState.Failed).SetProperty(r => r.EndedAt, db.Now)
                .SetProperty(r => r.Error, "A person in the file was erased on request. Upload the file again without them."), cancel);
        }
        await write.CommitAsync(cancel);
    }

    private async Task EraseNamesAsync(ImportRun run, PersonTraces traces, CancellationToken cancel)
    {
        if (!traces.IsNamedIn(run.FileName) && !traces.IsNamedIn(run.Error) && !traces.IsNamedIn(run.Source))
            return;
        await using var write = await db.BeginWriteAsync(cancel);
        await db.ImportRuns.Where(r => r.Id == run.Id).ExecuteUpdateAsync(u => u
            .SetProperty(r => r.FileName, traces.Mask(run.FileName))
            .SetProperty(r => r.Error, run.Error == null ? null : traces.Mask(run.Error))
            .SetProperty(r => r.Source, run.Source == null ? null : traces.Mask(run.Source)), cancel);
        await write.CommitAsync(cancel);
    }

    /// <summary>Writes the file anew beside itself and puts it in its place; false when the person was not in it.</summary>
    private static async Task<bool> RewriteCsvAsync(string file, PersonTraces traces, bool isRowKept, CancellationToken cancel)
    {
        var found = false;
        var beside = file + ".rewritten";
        await using (var output = Create(beside))
        using (var csv = CsvReader.FromFile(file, new CsvReaderOptions { MaxRecordSize = 4_000_000 }))
        await using (var writer = CsvWriter.Create(output, new CsvWriterOptions { WriteByteOrderMark = true }))
        {
            await csv.ReadHeaderAsync(cancel);
            await WriteAsync(writer, csv.Headers, cancel);
            while (await csv.ReadAsync(cancel))
            {
                var cells = Enumerable.Range(0, csv.FieldCount).Select(csv.GetString).ToList();
                var isTheirs = traces.IsIn(cells);
                found |= isTheirs;
                if (!isTheirs)
                    await WriteAsync(writer, cells, cancel);
                else if (isRowKept)
                    await WriteAsync(writer, cells.Select(_ => ""), cancel);
            }
        }
        if (found)
            Overwrite(file, beside);
        else
            File.Delete(beside);
        return found;
    }

    // The old bytes are written over before they go: a file's blocks outlive its name.
    private static void Overwrite(string file, string beside)
    {
        using (var old = new FileStream(file, FileMode.Open, FileAccess.Write))
        {
            var zeros = new byte[ScannedCharacters];
            for (var left = old.Length; left > 0; left -= zeros.Length)
                old.Write(zeros, 0, (int)Math.Min(left, zeros.Length));
            old.Flush(flushToDisk: true);
        }
        File.Move(beside, file, overwrite: true);
    }

    private static FileStream Create(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(file, options);
    }

    private static async Task WriteAsync(CsvWriter writer, IEnumerable<string> cells, CancellationToken cancel)
    {
        foreach (var cell in cells)
            writer.WriteField(cell);
        await writer.EndRecordAsync(cancel);
    }

    /// <summary>Whether a file of any form names the person: text in the encodings that imports read, or the parts of a workbook.</summary>
    private static async Task<bool> HoldsAsync(string file, PersonTraces traces, CancellationToken cancel)
    {
        if (IsZip(file))
        {
            await using var package = await ZipFile.OpenReadAsync(file, cancel);
            foreach (var part in package.Entries.Where(e => e.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)))
            {
                await using var stream = await part.OpenAsync(cancel);
                if (await HoldsAsync(stream, Encoding.UTF8, traces, cancel))
                    return true;
            }
            return false;
        }
        foreach (var encoding in new[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode, CodePagesEncodingProvider.Instance.GetEncoding(1256)!, Encoding.Latin1 })
        {
            await using var stream = File.OpenRead(file);
            if (await HoldsAsync(stream, encoding, traces, cancel))
                return true;
        }
        return false;
    }

    private static async Task<bool> HoldsAsync(Stream stream, Encoding encoding, PersonTraces traces, CancellationToken cancel)
    {
        using var reader = new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: false);
        var buffer = new char[ScannedCharacters];
        var overlap = "";
        for (long scanned = 0; scanned < MostScannedCharacters;)
        {
            var length = await reader.ReadAsync(buffer, cancel);
            if (length == 0)
                return false;
            var text = overlap + new string(buffer, 0, length);
            if (traces.IsNamedInFile(text))
                return true;
            overlap = text[^Math.Min(text.Length, OverlapCharacters)..];
            scanned += length;
        }
        return false;
    }

    private static bool IsZip(string file)
    {
        using var stream = File.OpenRead(file);
        return stream.ReadByte() == 'P' && stream.ReadByte() == 'K';
    }

    private static bool IsUtf8(string file)
    {
        using var reader = new StreamReader(file, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false);
        var buffer = new char[ScannedCharacters];
        try
        {
            while (reader.Read(buffer, 0, buffer.Length) > 0)
            {
            }
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
