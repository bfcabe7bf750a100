using System.Security.Cryptography;
using System.Text;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Privacy;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Contacts.Import;

/// <summary>
/// Takes contacts in from a file. The run is kept in the same transactions as its rows: one that was cut off goes on after its last
/// committed row when the same file is imported with the same columns by the same user. While somebody waits to write, a transaction
/// holds no more than a hundred rows.
/// </summary>
public sealed class ImportContacts(CrmDb db, FirmSettings firm, OpenContactFile open, FindErased findErased, LinkEarlierMail linkEarlierMail)
{
    private const int RowsPerBatch = 100;
    private const int RowsPerBatchAlone = 400;
    private const int MostRowsPerTransaction = 5_000;
    private const int MostAttempts = 3;
    private const long CompanyLastsMilliseconds = 5_000;

    private readonly List<ImportFinding> _findings = [];
    private readonly List<(RecordToImport Row, RowRefusal Reason)> _refused = [];
    private readonly List<List<RecordToImport>> _uncommitted = [];
    private readonly ImportNames _names = new(db);
    private readonly WouldBePeople _wouldBe = new();
    private readonly HashSet<string> _words = new(StringComparer.Ordinal);
    private ImportCounts _counts = new();
    private ImportCounts _committed = new();
    private long _lastWaitAt = long.MinValue;

    /// <summary>
    /// Reads the file. Errors: <see cref="MayNotChange"/>, <see cref="ImportRunUnknown"/>, <see cref="ImportRunsElsewhere"/> and those of
    /// <see cref="OpenContactFile"/>; none of them leaves anything of the file in the store.
    /// </summary>
    public async Task<Result<ImportOutcome>> RunAsync(ImportRequest request, IProgress<long>? progress, CancellationToken cancel)
    {
        if (!db.Reader.MayChange)
            return new MayNotChange();
        try
        {
            var hash = await HashAsync(request, cancel);
            var run = await FindRunAsync(request, hash, cancel);
            if (!run.Succeeded)
                return run.Error;
            if (run.Value.RowsInFile is null)
            {
                var counted = await CountAsync(request, cancel);
                if (!counted.Succeeded)
                    return counted.Error;
                run.Value.RowsInFile = counted.Value;
            }
            var opened = await open.RunAsync(request.File, request.Format, request.MapJson, cancel);
            if (!opened.Succeeded)
                return opened.Error;
            await using var file = opened.Value;
            await using var connection = await BulkConnection.OpenAsync(db, cancel);
            return await ReadAsync(request, run.Value, file, progress, cancel);
        }
        catch (ContactFileBrokenException e)
        {
            return e.Error;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return FileUnreadable.From(request.File, e);
        }
    }

    // The whole file is read once before anything is written: what is broken at its end must not leave half of it in the store.
    private async Task<Result<long>> CountAsync(ImportRequest request, CancellationToken cancel)
    {
        var opened = await open.RunAsync(request.File, request.Format, request.MapJson, cancel);
        if (!opened.Succeeded)
            return opened.Error;
        await using var file = opened.Value;
        var rows = 0L;
        while (await file.SkipAsync(cancel))
            rows++;
        return rows;
    }

    private static async Task<string> HashAsync(ImportRequest request, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = File.OpenRead(request.File);
        hash.AppendData(await SHA256.HashDataAsync(file, cancel));
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.MapJson}\n{request.Source}\n{request.Format}"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private async Task<Result<ImportRun>> FindRunAsync(ImportRequest request, string hash, CancellationToken cancel)
    {
        if (request.RunId is { } id)
        {
            var asked = await db.ImportRuns.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, cancel);
            return asked is null ? new ImportRunUnknown(id) : Taken(asked, hash);
        }
        var unfinished = request.IsDryRun ? null : await ImportQuery.Unfinished(db, hash, db.Reader.UserId).FirstOrDefaultAsync(cancel);
        return unfinished ?? new ImportRun
        {
            FileName = Shortened(request.Name ?? Path.GetFileName(request.File)),
            UserId = db.Reader.UserId,
            SourceHash = hash,
            Format = request.Format,
            MapJson = request.MapJson,
            Source = request.Source,
            StartedAt = db.Now,
        };
    }

    private static ImportRun Taken(ImportRun run, string hash)
    {
        run.SourceHash = hash;
        return run;
    }

    private static string Shortened(string name) => name.Length <= 255 ? name : name[^255..];

    private async Task<Result<ImportOutcome>> ReadAsync(ImportRequest request, ImportRun run, IContactFile file, IProgress<long>? progress, CancellationToken cancel)
    {
        var import = request.IsDryRun ? null : await BeginAsync(run, cancel);
        if (run.RejectsFile is { } earlier)
            File.Delete(earlier);
        var areCards = file.Format == ContactFileFormat.Vcf;
        await using var rejects = new RejectsFile(request.RejectsFolder, run.FileName, file.Columns, areCards);
        await using var reader = new ReadRecords(file, firm.Country, RowsPerBatch);
        var fill = new FillContact(_names, new LevelRule(firm.Figures), request.Source, import is null ? "dry run" : $"import {import.Id}", import?.At ?? db.Now);
        await _names.BeginAsync(cancel);
        (_counts, _committed) = request.IsDryRun ? (new(), new()) : (ImportCounts.Of(run), ImportCounts.Of(run));
        ImportWrite? write = null;
        try
        {
            await foreach (var batch in reader.RunAsync(cancel))
            {
                if (import is null)
                {
                    await TakeInAsync(batch, null, fill, request, cancel);
                    await FlushAsync(rejects, progress, cancel);
                    continue;
                }
                // Fewer round trips for larger batches; who waited a moment ago may come again.
                if (!HasCompany())
                    reader.Fill(batch, RowsPerBatchAlone);
                write ??= await ImportWrite.BeginAsync(db, _words, cancel);
                write = await WriteAsync(write, batch, fill, request, run, cancel);
                if (write is not null && _counts.Read - _committed.Read < MostRowsPerTransaction && reader.IsAhead && !HasCompany())
                    continue;
                if (write is not null)
                    await CommitAsync(write, run, rejects.Path, cancel);
                write = null;
                await FlushAsync(rejects, progress, cancel);
            }
            if (write is not null)
                await CommitAsync(write, run, rejects.Path, cancel);
            write = null;
            await FlushAsync(rejects, progress, cancel);
        }
        finally
        {
            if (write is not null)
                await write.DisposeAsync();
        }
        if (import is not null)
            await CompleteAsync(run, import, rejects.Path, cancel);
        return new ImportOutcome(
            import?.Id, _counts.Read, _counts.Created, _counts.Updated, _counts.Unchanged, _counts.Rejected, _counts.PossibleDuplicates, rejects.Path)
        { Findings = _findings };
    }

    private bool HasCompany()
    {
        if (db.SomeoneWaitsToWrite)
            _lastWaitAt = Environment.TickCount64;
        return _lastWaitAt != long.MinValue && Environment.TickCount64 - _lastWaitAt < CompanyLastsMilliseconds;
    }

    private async Task<ChangeSet> BeginAsync(ImportRun run, CancellationToken cancel)
    {
        if (run.ChangeSetId is { } known)
        {
            var set = await db.ChangeSets.SingleAsync(s => s.Id == known, cancel);
            db.Resume(set);
            return set;
        }
        var import = db.Begin(ChangeOrigin.Import, "import", run.FileName);
        import.SourceHash = run.SourceHash;
        (run.ChangeSet, run.State) = (import, ImportState.Running);
        if (run.Id == 0)
            db.ImportRuns.Add(run);
        else
            db.ImportRuns.Update(run);
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
        return import;
    }

    // Two imports may bring the same person in the same second: the index refuses one, whose rows are then looked at again.
    private async Task<ImportWrite?> WriteAsync(ImportWrite write, List<RecordToImport> batch, FillContact fill, ImportRequest request, ImportRun run, CancellationToken cancel)
    {
        _uncommitted.Add(batch);
        try
        {
            await TakeInAsync(batch, write.Bulk, fill, request, cancel);
            return write;
        }
        catch (DbUpdateException e) when (db.IsDuplicate(e) || e is DbUpdateConcurrencyException)
        {
            await write.DisposeAsync();
            await WriteAgainAsync(fill, request, run, cancel);
            return null;
        }
    }

    private async Task WriteAgainAsync(FillContact fill, ImportRequest request, ImportRun run, CancellationToken cancel)
    {
        foreach (var batch in _uncommitted.ToList())
        {
            for (var attempt = 1; ; attempt++)
            {
                db.ChangeTracker.Clear();
                _counts = _committed;
                await _names.ForgetAsync(cancel);
                _words.Clear();
                _refused.RemoveAll(r => r.Row.Position > _committed.Read);
                _findings.RemoveAll(f => batch.Exists(r => r.File.Line == f.Line));
                await using var write = await ImportWrite.BeginAsync(db, _words, cancel);
                try
                {
                    await TakeInAsync(batch, write.Bulk, fill, request, cancel);
                }
                catch (DbUpdateException e) when (attempt < MostAttempts && (db.IsDuplicate(e) || e is DbUpdateConcurrencyException))
                {
                    continue;
                }
                await CommitAsync(write, run, run.RejectsFile, cancel);
                break;
            }
        }
    }

    private async Task TakeInAsync(List<RecordToImport> batch, BulkWrite? bulk, FillContact fill, ImportRequest request, CancellationToken cancel)
    {
        await RefuseErasedAsync(batch, cancel);
        await _names.ResolveLinksAsync(batch, cancel);
        foreach (var row in batch)
            row.Refusal ??= _names.AgainstCustom(row.Contact);
        foreach (var row in batch.Where(r => r.Refusal is not null))
            Refuse(row);
        var rows = batch.FindAll(r => r.Refusal is null && r.Position > _counts.Read);
        if (rows.Count > 0)
            await TakeInAcceptedAsync(rows, bulk, fill, request, cancel);
        _counts = _counts with { Read = Math.Max(_counts.Read, batch[^1].Position) };
    }

    private async Task TakeInAcceptedAsync(List<RecordToImport> rows, BulkWrite? bulk, FillContact fill, ImportRequest request, CancellationToken cancel)
    {
        await _names.ResolveAsync(rows, request.Source, bulk, cancel);
        var known = await KnownPeople.LoadAsync(db, bulk, rows, _names, cancel);
        var created = new List<Contact>();
        var updated = new HashSet<Contact>();
        foreach (var row in rows)
        {
            if (TakeIn(row, known, fill, isDryRun: bulk is null) is not { } contact)
                continue;
            if (contact.Id != 0)
                updated.Add(contact);
            else if (created.Count == 0 || !ReferenceEquals(created[^1], contact))
                created.Add(contact);
        }
        if (bulk is null)
        {
            db.ChangeTracker.Clear();
            return;
        }
        await bulk.AddAsync(created, cancel);
        if (updated.Count > 0)
        {
            // A changed phone or address is a change of the contact: whoever edits it meanwhile must see a new version.
            foreach (var contact in updated)
                db.Entry(contact).Property(c => c.ChangedAt).IsModified = true;
            await db.SaveChangesAsync(cancel);
        }
        await linkEarlierMail.RunAsync([.. created.Concat(updated).Select(c => c.Id)], cancel);
        db.ChangeTracker.Clear();
    }

    // The contact that the row makes or changes; null where it changes none that is still to be written.
    private Contact? TakeIn(RecordToImport row, KnownPeople known, FillContact fill, bool isDryRun)
    {
        var ownOrigin = KnownPeople.OwnOrigin(db, row);
        if (known.Find(row, ownOrigin) is { } contact)
        {
            fill.Run(contact, row);
            Count(isChange: fill.Changed.Count > 0);
            return fill.Changed.Count > 0 && contact.Id != 0 ? contact : null;
        }
        if (isDryRun && _wouldBe.Knows(row, out var isChange))
        {
            Count(isChange);
            return null;
        }
        var created = new Contact
        {
            DisplayName = row.ShownName,
            OriginKey = known.OriginFor(row, ownOrigin),
            OwnerId = db.Reader.UserId,
            TeamId = db.Reader.HomeTeamId,
            Status = ContactStatus.Potential,
        };
        fill.Run(created, row);
        if (known.LooksLike(row, created) is { } lookAlike)
        {
            _counts = _counts with { PossibleDuplicates = _counts.PossibleDuplicates + 1 };
            Find(new ImportFinding(row.File.Line, row.ShownName, null, lookAlike));
        }
        known.Add(row, created);
        if (isDryRun)
            _wouldBe.Add(row);
        _counts = _counts with { Created = _counts.Created + 1 };
        return created;
    }

    private void Count(bool isChange) => _counts = isChange
        ? _counts with { Updated = _counts.Updated + 1 }
        : _counts with { Unchanged = _counts.Unchanged + 1 };

    // Rows before the last committed one were counted by the run that was cut off; the file of refused rows is made anew all the same.
    private void Refuse(RecordToImport row)
    {
        _refused.Add((row, row.Refusal!));
        Find(new ImportFinding(row.File.Line, row.Refusal is RowPersonWasErased ? "" : row.ShownName, row.Refusal, null));
        if (row.Position > _counts.Read)
            _counts = _counts with { Rejected = _counts.Rejected + 1 };
    }

    private void Find(ImportFinding finding)
    {
        if (_findings.Count < ImportOutcome.MostFindings)
            _findings.Add(finding);
    }

    // Who was erased on request does not come back by a file that still names them.
    private async Task RefuseErasedAsync(List<RecordToImport> batch, CancellationToken cancel)
    {
        var rows = batch.FindAll(r => r.Refusal is null);
        var erased = await findErased.RunAsync(
            [.. rows.SelectMany(r => r.Emails).Select(e => e.AddressKey)],
            [.. rows.SelectMany(r => r.Phones).Select(p => p.E164).OfType<string>()],
            [.. rows.Select(r => r.OriginKey)],
            cancel);
        if (erased.IsEmpty)
            return;
        foreach (var row in rows)
        {
            if (erased.Origins.Contains(row.OriginKey) || row.Emails.Any(e => erased.Emails.Contains(e.AddressKey))
                || row.Phones.Any(p => p.E164 is not null && erased.Phones.Contains(p.E164)))
                row.Refusal = new RowPersonWasErased();
        }
    }

    private async Task CommitAsync(ImportWrite write, ImportRun run, string? rejectsFile, CancellationToken cancel)
    {
        await using (write)
        {
            var before = _committed.Read;
            var written = await db.ImportRuns.Where(r => r.Id == run.Id && r.Read == before && r.State == ImportState.Running).ExecuteUpdateAsync(
                set => set.SetProperty(r => r.Read, _counts.Read).SetProperty(r => r.Created, _counts.Created).SetProperty(r => r.Updated, _counts.Updated)
                    .SetProperty(r => r.Unchanged, _counts.Unchanged).SetProperty(r => r.Rejected, _counts.Rejected)
                    .SetProperty(r => r.PossibleDuplicates, _counts.PossibleDuplicates).SetProperty(r => r.RejectsFile, rejectsFile),
                cancel);
            if (written == 0)
                throw new ContactFileBrokenException(new ImportRunsElsewhere(run.FileName));
            await write.CommitAsync(cancel);
        }
        _committed = _counts;
        _uncommitted.Clear();
    }

    private async Task FlushAsync(RejectsFile rejects, IProgress<long>? progress, CancellationToken cancel)
    {
        foreach (var (row, reason) in _refused)
            // The file of refused rows must not bring back what was erased: the line and the reason say enough.
            await rejects.AddAsync(reason is RowPersonWasErased ? [] : row.File.Raw, reason.Sentence, cancel);
        _refused.Clear();
        progress?.Report(_counts.Read);
    }

    private async Task CompleteAsync(ImportRun run, ChangeSet import, string? rejectsFile, CancellationToken cancel)
    {
        var now = db.Now;
        await using var write = await db.BeginWriteAsync(cancel);
        await db.ImportRuns.Where(r => r.Id == run.Id).ExecuteUpdateAsync(
            set => set.SetProperty(r => r.State, ImportState.Completed).SetProperty(r => r.EndedAt, now).SetProperty(r => r.RejectsFile, rejectsFile), cancel);
        await db.ChangeSets.Where(s => s.Id == import.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.CompletedAt, now), cancel);
        await write.CommitAsync(cancel);
    }
}
