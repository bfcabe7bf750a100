using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Audit;

/// <summary>
/// What the current transaction adds to the journal, chained when it commits: one link a change set, however many entries. The store
/// lets one writer at a time add links, so that several hosts make one chain.
/// </summary>
internal sealed class AuditChain
{
    private const int EntriesAtATime = 2_000;

    private readonly List<AuditEntry> _entries = [];
    private readonly Dictionary<long, ChangeSet> _sets = [];

    /// <summary>Notes saved entries, with their keys and values. Whoever writes entries past the context's own save calls it.</summary>
    public void Note(IEnumerable<AuditEntry> entries) => _entries.AddRange(entries);

    /// <summary>Notes a change set that was saved just now, with or without entries.</summary>
    public void Note(ChangeSet set) => _sets[set.Id] = set;

    /// <summary>Forgets what was not committed.</summary>
    public void Clear()
    {
        _entries.Clear();
        _sets.Clear();
    }

    /// <summary>Writes the links; the last thing before the commit, because other writers wait from here on.</summary>
    public async Task WriteAsync(CrmDb db, CancellationToken cancel)
    {
        if (_entries.Count == 0 && _sets.Count == 0)
            return;
        await db.LockAuditChainAsync(cancel);
        var last = await db.AuditLinks.AsNoTracking().OrderByDescending(l => l.Id).FirstOrDefaultAsync(cancel);
        var links = new List<AuditLink>();
        var entries = _entries.ToLookup(e => e.ChangeSetId);
        foreach (var id in _sets.Keys.Union(entries.Select(e => e.Key)).Order())
            links.Add(last = AuditLink.After(last, await SetAsync(db, id, cancel), [.. entries[id]]));
        await db.AddLinksAsync(links, cancel);
        Clear();
    }

    /// <summary>Chains what was journalled before there was a chain, a change set at a time; nothing where the chain has begun.</summary>
    public static async Task BeginAsync(CrmDb db, CancellationToken cancel)
    {
        if (await db.AuditLinks.AnyAsync(cancel))
            return;
        foreach (var id in await db.ChangeSets.OrderBy(s => s.Id).Select(s => s.Id).ToListAsync(cancel))
        {
            long last = 0;
            List<AuditEntry> entries;
            do
            {
                entries = await db.AuditEntries.AsNoTracking().Include(e => e.Values).Where(e => e.ChangeSetId == id && e.Id > last).OrderBy(e => e.Id).Take(EntriesAtATime).ToListAsync(cancel);
                await using var write = await db.BeginWriteAsync(cancel);
                if (entries.Count > 0 || last == 0)
                    db.Chain.Note(await db.ChangeSets.AsNoTracking().SingleAsync(s => s.Id == id, cancel));
                db.Chain.Note(entries);
                await write.CommitAsync(cancel);
                last = entries.Count > 0 ? entries[^1].Id : last;
            }
            while (entries.Count == EntriesAtATime);
        }
    }

    private async Task<ChangeSet> SetAsync(CrmDb db, long id, CancellationToken cancel)
    {
        if (_sets.TryGetValue(id, out var known))
            return known;
        return db.ChangeSet?.Id == id ? db.ChangeSet : await db.ChangeSets.AsNoTracking().SingleAsync(s => s.Id == id, cancel);
    }
}
