using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Loads;

/// <summary>
/// Takes a file of one kind in, some hundred rows a transaction and all in one change set. The rows' identities decide what is known
/// already, so a run that was cut off is completed by running it again.
/// </summary>
internal sealed class LoadFile<TValues, TEntity>(CrmDb db, ILoad<TValues, TEntity> load)
    where TValues : class
    where TEntity : class
{
    private int _created;
    private int _updated;
    private int _unchanged;

    /// <summary>
    /// Loads the file. Errors: <see cref="MayNotLoad"/>, <see cref="FileUnreadable"/>, <see cref="ColumnsMissing"/>, <see cref="QuotesBroken"/>,
    /// <see cref="MappingWrong"/>, which leave nothing in the store; <see cref="LoadedTwiceAtOnce"/>.
    /// </summary>
    public async Task<Result<LoadOutcome>> RunAsync(LoadRequest request, IProgress<int>? progress, CancellationToken cancel)
    {
        if (!db.Reader.MayAdminister)
            return new MayNotLoad();
        var opened = await CsvTable.OpenAsync(request.File, request.MapJson, load.Columns, load.Needed, cancel);
        if (opened is not { Succeeded: true, Value: { } table })
            return opened.Error!;
        if (await table.VisitAsync(Note, cancel) is { } broken)
            return broken;
        try
        {
            return await LoadAsync(request, table, progress, cancel);
        }
        catch (DbUpdateException e) when (db.IsDuplicate(e))
        {
            return new LoadedTwiceAtOnce(request.File);
        }
    }

    private void Note(FileRow row)
    {
        if (load.Read(row).Values is { } values)
            load.Note(values);
    }

    private async Task<LoadOutcome> LoadAsync(LoadRequest request, CsvTable table, IProgress<int>? progress, CancellationToken cancel)
    {
        var import = await LoadChangeSet.BeginAsync(db, load.Name, request.File, request.MapJson ?? "", cancel);
        await db.SaveChangesAsync(cancel);
        await load.PrepareAsync(cancel);
        await using var rejects = new RejectsFile(request.RejectsFolder, request.File, table.Header);
        var reader = new RowReader<TValues>(load.Read, load.IdentityOf, rejects);
        await foreach (var batch in reader.BatchesAsync(db, table, cancel))
        {
            LoadChangeSet.GoOn(db, import);
            await WriteAsync(batch, reader, cancel);
            progress?.Report(reader.ReadCount);
        }

        await LoadChangeSet.CompleteAsync(db, import, cancel);
        return new(
            import.Id, reader.ReadCount, _created, _updated, _unchanged, rejects.Count, reader.Refusals, rejects.Path, reader.FirstRefusal, load.AlsoCreated);
    }

    private async Task WriteAsync(IReadOnlyList<LoadedRow<TValues>> batch, RowReader<TValues> reader, CancellationToken cancel)
    {
        await using var write = await db.BeginWriteAsync(cancel);
        await load.MeetAsync([.. batch.Select(row => row.Values)], cancel);
        List<TValues> accepted = [];
        foreach (var row in batch)
        {
            if (load.Refusal(row) is { } refused)
                await reader.RefuseAsync(row.Row, refused, cancel);
            else
                accepted.Add(row.Values);
        }

        await load.MakeMissingAsync(accepted, cancel);
        var made = TakeIn(accepted);
        using var bulk = new BulkWrite(db);
        await bulk.AddAsync(made, cancel);
        await db.SaveChangesAsync(cancel);
        await write.CommitAsync(cancel);
    }

    private List<TEntity> TakeIn(List<TValues> accepted)
    {
        List<TEntity> made = [];
        foreach (var values in accepted)
        {
            var known = load.Find(values);
            var entity = known ?? load.New(values);
            load.Fill(entity, values);
            if (known is null)
                made.Add(entity);
            else
                Count(entity);
        }

        _created += made.Count;
        return made;
    }

    private void Count(TEntity known)
    {
        var isChanged = db.Entry(known) is { State: not EntityState.Detached } row && row.Properties.Any(property => !Equals(property.CurrentValue, property.OriginalValue));
        _updated += isChanged ? 1 : 0;
        _unchanged += isChanged ? 0 : 1;
    }
}
