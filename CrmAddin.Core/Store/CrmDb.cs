using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Search;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Store;

/// <summary>
/// The store. Every query of owned rows is held to <see cref="Reader"/>, who is nobody until named; every change of an
/// audited row needs a change set (<see cref="Begin"/>) and is kept in its journal.
/// </summary>
public abstract partial class CrmDb(DbContextOptions options, TimeProvider clock, WriteGate gate) : DbContext(options)
{
    private bool _inWriteScope;

    /// <summary>Who reads.</summary>
    public Reader Reader { get; private set; } = Reader.Nobody;

    /// <summary>The change set that the next changes belong to.</summary>
    public ChangeSet? ChangeSet { get; private set; }

    /// <summary>Collation of ids, keys and tokens: compares bytes.</summary>
    protected abstract string? BinaryCollation { get; }

    internal string? KeyCollation => BinaryCollation;

    /// <summary>What the current transaction adds to the journal. Code that writes entries past the context's save notes them here.</summary>
    internal AuditChain Chain { get; } = new();

    /// <summary>The statement by which one transaction at a time adds to the audit chain; null where transactions write one at a time anyway.</summary>
    protected abstract string? LockAuditChain { get; }

    /// <summary>The moment that stamps what is written now.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Whether somebody else waits to write; bulk work then commits what it has.</summary>
    public bool SomeoneWaitsToWrite => gate.SomeoneWaits;

    /// <summary>Reads as somebody from here on.</summary>
    public CrmDb ReadAs(Reader reader)
    {
        Reader = reader;
        return this;
    }

    /// <summary>Begins a change set; the changes saved after it belong to it.</summary>
    public ChangeSet Begin(ChangeOrigin origin, string from, string? about = null)
    {
        ChangeSet = new ChangeSet { At = Now, UserId = Reader.UserId, From = from, Origin = origin, About = about };
        ChangeSets.Add(ChangeSet);
        return ChangeSet;
    }

    /// <summary>Notes in the journal what is changed without being tracked, as part of the change set.</summary>
    /// <param name="entity">Name of the entity.</param>
    /// <param name="id">Key of the row, or of the row that the change hangs on.</param>
    /// <param name="contactId">The contact that the change is shown on.</param>
    /// <param name="changes">Each field with its value before and after.</param>
    public void NoteUntracked(string entity, long id, long contactId, params IEnumerable<(string Field, object? Before, object? After)> changes)
    {
        var set = ChangeSet ?? throw new InvalidOperationException("A change of audited rows needs a change set: call Begin first.");
        var entry = new AuditEntry { ChangeSet = set, Entity = entity, EntityId = id, RootEntity = nameof(Contact), RootId = contactId, Action = AuditAction.Updated };
        entry.Values.AddRange(changes.Select(c => Journal.ValueOf(c.Field, c.Before, c.After)));
        AuditEntries.Add(entry);
    }

    /// <summary>Notes in the journal a change of a row that has a journal of its own and is shown on no contact.</summary>
    public void NoteUntracked(string entity, long id, params IEnumerable<(string Field, object? Before, object? After)> changes)
    {
        var set = ChangeSet ?? throw new InvalidOperationException("A change of audited rows needs a change set: call Begin first.");
        var entry = new AuditEntry { ChangeSet = set, Entity = entity, EntityId = id, RootEntity = entity, RootId = id, Action = AuditAction.Updated };
        entry.Values.AddRange(changes.Select(c => Journal.ValueOf(c.Field, c.Before, c.After)));
        AuditEntries.Add(entry);
    }

    /// <summary>Goes on with a change set after the tracker was cleared.</summary>
    public void Resume(ChangeSet changeSet)
    {
        if (Entry(changeSet).State == EntityState.Detached)
            ChangeSets.Attach(changeSet);
        ChangeSet = changeSet;
    }

    /// <summary>Waits for the turn to write and begins a transaction over several saves.</summary>
    public async Task<WriteScope> BeginWriteAsync(CancellationToken cancel)
    {
        var turn = await gate.EnterAsync(cancel);
        try
        {
            var scope = new WriteScope(turn, await Database.BeginTransactionAsync(cancel), stop => Chain.WriteAsync(this, stop), EndWriteScope);
            _inWriteScope = true;
            return scope;
        }
        catch
        {
            turn.Dispose();
            throw;
        }
    }

    /// <summary>Saves with versions, search keys and journal, in one transaction.</summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        await SearchKeyUpkeep.RefreshAsync(this, cancellationToken);
        var journal = Journal.Collect(this);
        if (_inWriteScope)
            return await SaveWithJournalAsync(journal, acceptAllChangesOnSuccess, cancellationToken);

        await using var write = await BeginWriteAsync(cancellationToken);
        var saved = await SaveWithJournalAsync(journal, acceptAllChangesOnSuccess, cancellationToken);
        await write.CommitAsync(cancellationToken);
        return saved;
    }

    /// <summary>Makes what was deleted unreadable in the store's files, as far as the engine lets us; outside of a write.</summary>
    public virtual Task ScrubAsync(CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Not offered: a write may have to wait for its turn.</summary>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new InvalidOperationException("Save with SaveChangesAsync: a write may have to wait for its turn.");

    /// <summary>Whether a failed save met a unique index: somebody else was first.</summary>
    public abstract bool IsDuplicate(DbUpdateException exception);

    /// <summary>Whether a write failed because it met another one, in a unique index or in a deadlock: done again, it may go through.</summary>
    public abstract bool HasMetAnother(Exception exception);

    /// <summary>Adds rows of the vocabulary within the current write; those that are there stay.</summary>
    internal abstract Task AddNameWordsAsync(IReadOnlyList<NameWord> rows, CancellationToken cancel);

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcInstant>();
        configurationBuilder.Properties<decimal>().HaveConversion<ScaledDecimal>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(30);
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        Mappings.Apply(modelBuilder, this);
        HoldToReader(modelBuilder);
    }

    /// <summary>Waits until no other transaction adds to the audit chain.</summary>
    internal async Task LockAuditChainAsync(CancellationToken cancel)
    {
        if (LockAuditChain is { } statement)
            await Database.ExecuteSqlRawAsync(statement, cancel);
    }

    /// <summary>Writes links and nothing else that the tracker may hold.</summary>
    internal async Task AddLinksAsync(IReadOnlyList<AuditLink> links, CancellationToken cancel)
    {
        var detects = ChangeTracker.AutoDetectChangesEnabled;
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            AuditLinks.AddRange(links);
            await base.SaveChangesAsync(true, cancel);
            foreach (var link in links)
                Entry(link).State = EntityState.Detached;
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = detects;
        }
    }

    private async Task<int> SaveWithJournalAsync(Journal journal, bool accept, CancellationToken cancel)
    {
        var names = SearchKeyUpkeep.NewNames(this);
        var sets = Added<ChangeSet>();
        var entries = Added<AuditEntry>();
        var saved = await base.SaveChangesAsync(accept, cancel);
        await NameVocabulary.AddMissingAsync(this, names, cancel);
        if (journal.WriteTo(this))
        {
            entries.AddRange(Added<AuditEntry>());
            await base.SaveChangesAsync(accept, cancel);
        }
        sets.ForEach(Chain.Note);
        Chain.Note(entries);
        return saved;
    }

    private List<T> Added<T>()
        where T : class => [.. ChangeTracker.Entries<T>().Where(e => e.State == EntityState.Added).Select(e => e.Entity)];

    private void EndWriteScope()
    {
        _inWriteScope = false;
        Chain.Clear();
    }
}
