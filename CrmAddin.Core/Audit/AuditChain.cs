using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Audit;

/// <summary>
/// What the current transaction adds to the journal, chained when it commits: one link a change set, however many entries. The store
/// lets one writer at a time add links, so that several hosts make one chain.
/// </summary>
internal sealed class AuditChain
{
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

    private async Task<ChangeSet> SetAsync(CrmDb db, long id, CancellationToken cancel)
    {
        if (_sets.TryGetValue(id, out var known))
            return known;
        return db.ChangeSet?.Id == id ? db.ChangeSet : await db.ChangeSets.AsNoTracking().SingleAsync(s => s.Id == id, cancel);
    }
}
