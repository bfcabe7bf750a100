using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store.Bulk;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CrmAddin.Core.Store;

/// <summary>
/// The one way round EF Core, for import and sync: many new rows at the speed of the engine. It follows EF Core's model, so a new column
/// or part needs nothing here, and it takes part in the transaction of the write that it is used in. Rows must not be tracked.
/// </summary>
public sealed class BulkWrite : IDisposable
{
    private readonly CrmDb _db;
    private readonly IBulkEngine _engine;

    /// <summary>Begins bulk work within the current write of the context.</summary>
    public BulkWrite(CrmDb db)
    {
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException("Bulk writing takes part in a write: call BeginWriteAsync first.");
        _db = db;
        _engine = db switch
        {
            SqliteCrmDb => new SqliteBulk(db),
            PostgresCrmDb => new PostgresBulk(db),
            _ => new SqlServerBulk(db),
        };
    }

    /// <summary>
    /// Adds new rows with all their parts as a save would: keys, versions, times, search keys and the journal's entries in the context's
    /// change set. Rows and parts are given their keys. A row that another one refers to must come before it.
    /// </summary>
    public async Task AddAsync<TRoot>(IReadOnlyList<TRoot> roots, CancellationToken cancel)
        where TRoot : class
    {
        if (roots.Count == 0)
            return;
        var journal = new List<AuditEntry>();
        await AddAsync(typeof(TRoot), roots, journal, cancel);
        await InsertAsync(journal, cancel);
        _db.Chain.Note(journal);
    }

    /// <summary>Writes rows as they are, without parts and journal; those whose key the store counts up are given one where it is 0.</summary>
    public async Task InsertAsync<T>(IReadOnlyList<T> rows, CancellationToken cancel)
        where T : class
    {
        if (rows.Count == 0)
            return;
        var table = BulkTable.Of(_db, typeof(T));
        await GiveKeysAsync(table, rows, cancel);
        await _engine.InsertAsync(table, rows, cancel);
    }

    /// <summary>Keys of an entity's table that nobody else will be given; not always in one run.</summary>
    public Task<long[]> ReserveIdsAsync<T>(int count, CancellationToken cancel)
        where T : class => _engine.ReserveAsync(BulkTable.Of(_db, typeof(T)), count, cancel);

    /// <inheritdoc/>
    public void Dispose() => _engine.Dispose();

    private async Task AddAsync(Type type, IReadOnlyList<object> rows, List<AuditEntry> journal, CancellationToken cancel)
    {
        var table = BulkTable.Of(_db, type);
        await GiveKeysAsync(table, rows, cancel);
        foreach (var row in rows)
            SearchKeyUpkeep.SetKeysOfNew(row);
        Journal.StampNew(_db, rows);
        await _engine.InsertAsync(table, rows, cancel);
        var names = rows.OfType<Contact>().SelectMany(c => c.SearchKeys).Where(k => k.Kind == SearchKeyKind.Name).Select(k => k.Key);
        await NameVocabulary.AddMissingAsync(_db, names, cancel);
        journal.AddRange(rows.OfType<IAudited>().Select(row => Journal.EntryOf(_db, type.Name, table.GeneratedKey!.Read(row), row, AuditAction.Created)));
        foreach (var part in table.Entity.GetNavigations().Where(IsPart))
            await AddPartsAsync(table, part, rows, journal, cancel);
    }

    private async Task AddPartsAsync(BulkTable table, INavigation navigation, IReadOnlyList<object> rows, List<AuditEntry> journal, CancellationToken cancel)
    {
        var read = navigation.PropertyInfo!;
        var foreignKey = navigation.ForeignKey.Properties[0].PropertyInfo!;
        var parts = new List<object>();
        foreach (var row in rows)
        {
            var before = parts.Count;
            if (navigation.IsCollection)
                parts.AddRange((IEnumerable<object>)read.GetValue(row)!);
            else if (read.GetValue(row) is { } single)
                parts.Add(single);
            for (var i = before; i < parts.Count; i++)
                foreignKey.SetValue(parts[i], table.GeneratedKey!.Read(row));
        }
        if (parts.Count == 0)
            return;
        // Sorted keys find their pages in the index once: SQLite writes twice as many a second so.
        if (navigation.TargetEntityType.ClrType == typeof(SearchKey))
            parts.Sort(static (a, b) => string.CompareOrdinal(((SearchKey)a).Key, ((SearchKey)b).Key));
        await AddAsync(navigation.TargetEntityType.ClrType, parts, journal, cancel);
    }

    // What goes with its root is its part, by the same rule as on deletion.
    private static bool IsPart(INavigation navigation) =>
        !navigation.IsOnDependent && navigation.ForeignKey.DeleteBehavior == DeleteBehavior.Cascade && navigation.ForeignKey.Properties.Count == 1;

    private async Task GiveKeysAsync(BulkTable table, IReadOnlyList<object> rows, CancellationToken cancel)
    {
        if (table.GeneratedKey is not { } key)
            return;
        var without = rows.Where(r => key.Read(r) == 0).ToList();
        if (without.Count == 0)
            return;
        var ids = await _engine.ReserveAsync(table, without.Count, cancel);
        for (var i = 0; i < ids.Length; i++)
            key.Write(without[i], ids[i]);
    }
}
