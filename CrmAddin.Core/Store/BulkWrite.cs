using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store.Bulk;

namespace CrmAddin.Core.Store;

/// <summary>
/// The one way round EF Core, for import and sync: many new rows at the speed of the engine. It follows EF Core's model, so a new column
/// or part needs nothing here, and it takes part in the transaction of the write that it is used in. Rows must not be tracked.
/// </summary>
public sealed class BulkWrite : IDisposable
{
    private const int MostKnownWords = 100_000;

    private readonly CrmDb _db;
    private readonly IBulkEngine _engine;

    private readonly HashSet<string> _knownWords;
    private readonly List<Task<List<SearchKey>>>? _heldKeys;

    /// <summary>Begins bulk work within the current write of the context.</summary>
    /// <param name="db">The context.</param>
    /// <param name="knownWords">Words of names that earlier bulk work of the same run has put into the vocabulary; it adds its own.</param>
    /// <param name="holdsSearchKeys">
    /// Whether search keys wait for <see cref="WriteHeldKeysAsync"/>, so that many batches meet each page of their index once. Until then
    /// the new contacts are not found by them.
    /// </param>
    public BulkWrite(CrmDb db, HashSet<string>? knownWords = null, bool holdsSearchKeys = false)
    {
        _heldKeys = holdsSearchKeys ? [] : null;
        _knownWords = knownWords ?? new(StringComparer.Ordinal);
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
    /// change set. Rows and parts are given their keys. A row that another one refers to must come before it. The journal's entry of a
    /// row's creation stands for the parts that came with it.
    /// </summary>
    public async Task AddAsync<TRoot>(IReadOnlyList<TRoot> roots, CancellationToken cancel)
        where TRoot : class
    {
        if (roots.Count == 0)
            return;
        var journal = new List<AuditEntry>();
        await AddAsync(typeof(TRoot), roots, cancel);
        var table = BulkTable.Of(_db, typeof(TRoot));
        if (typeof(IAudited).IsAssignableFrom(typeof(TRoot)))
            journal.AddRange(roots.Select(row => Journal.EntryOf(_db, typeof(TRoot).Name, table.GeneratedKey!.Read(row), (IAudited)row, AuditAction.Created)));
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

    /// <summary>Writes the search keys of contacts that are in the store without any.</summary>
    public Task AddSearchKeysAsync(IReadOnlyList<Contact> contacts, CancellationToken cancel) =>
        InsertKeysAsync(SortedKeys.Of(contacts), cancel);

    /// <summary>Writes the search keys that were held back; before the commit, and before anybody looks for what was added.</summary>
    public async Task WriteHeldKeysAsync(CancellationToken cancel)
    {
        if (_heldKeys is not { Count: > 0 } held)
            return;
        var keys = await Task.WhenAll(held);
        held.Clear();
        await InsertKeysAsync(SortedKeys.Merge(keys), cancel);
    }

    /// <summary>Keys of an entity's table that nobody else will be given; not always in one run.</summary>
    public Task<long[]> ReserveIdsAsync<T>(int count, CancellationToken cancel)
        where T : class => _engine.ReserveAsync(BulkTable.Of(_db, typeof(T)), count, cancel);

    /// <inheritdoc/>
    public void Dispose() => _engine.Dispose();

    private async Task AddAsync(Type type, IReadOnlyList<object> rows, CancellationToken cancel)
    {
        var table = BulkTable.Of(_db, type);
        await GiveKeysAsync(table, rows, cancel);
        foreach (var row in rows)
            SearchKeyUpkeep.SetKeys(row);
        Journal.StampNew(_db, rows);
        // Search keys are a third of the work on a contact, and need nothing of the store.
        var searchKeys = type == typeof(Contact) ? Task.Run(() => SortedKeys.Of(rows.Cast<Contact>()), cancel) : null;
        await _engine.InsertAsync(table, rows, cancel);
        foreach (var part in table.Parts.Where(p => p.Type != typeof(SearchKey)))
            await AddPartsAsync(table, part, rows, cancel);
        if (searchKeys is null)
            return;
        if (_heldKeys is not null)
            _heldKeys.Add(searchKeys);
        else
            await InsertKeysAsync(await searchKeys, cancel);
    }

    private async Task AddPartsAsync(BulkTable table, BulkPart part, IReadOnlyList<object> rows, CancellationToken cancel)
    {
        var parts = new List<object>();
        foreach (var row in rows)
            part.Collect(row, table.GeneratedKey!.Read(row), parts);
        if (parts.Count > 0)
            await AddAsync(part.Type, parts, cancel);
    }

    private async Task InsertKeysAsync(List<SearchKey> keys, CancellationToken cancel)
    {
        await AddNameWordsAsync(keys, cancel);
        await _engine.InsertAsync(BulkTable.Of(_db, typeof(SearchKey)), keys, cancel);
    }

    private async Task AddNameWordsAsync(List<SearchKey> keys, CancellationToken cancel)
    {
        var words = keys.Where(k => k.Kind == SearchKeyKind.Name && !_knownWords.Contains(k.Key)).Select(k => k.Key).ToHashSet(StringComparer.Ordinal);
        await NameVocabulary.AddMissingAsync(_db, words, cancel);
        if (_knownWords.Count > MostKnownWords)
            _knownWords.Clear();
        _knownWords.UnionWith(words);
    }

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
