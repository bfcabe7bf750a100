namespace GraphSimulator.Mailboxes;

/// <summary>Everything that happened in one folder, calendar or list, as far as a delta token can point into it.</summary>
internal abstract class ChangeLog
{
    /// <summary>How many changes there were.</summary>
    public abstract int Position { get; }

    /// <summary>Digest of the log's first <paramref name="position"/> changes.</summary>
    public abstract ulong FingerprintAt(int position);
}

/// <summary>A change log of one kind of item.</summary>
internal sealed class ChangeLog<T>(Func<T, string> idOf) : ChangeLog
{
    private readonly Dictionary<string, Change<T>> _latest = [];
    private readonly List<Change<T>> _changes = [];

    public override int Position => _changes.Count;

    public override ulong FingerprintAt(int position) => position == 0 ? 0 : _changes[position - 1].Fingerprint;

    /// <summary>The last change of each item between two places, as it stood at the later one.</summary>
    public IEnumerable<Change<T>> LastChanges(int since, int until) =>
        _changes.Skip(since).Take(until - since).Where(change => change.SupersededAt > until);

    public void Add(T item, ChangeKind kind, IReadOnlyList<string>? properties = null, string removedReason = "deleted", bool byMove = false)
    {
        var id = idOf(item);
        var previous = _latest.GetValueOrDefault(id);
        var change = new Change<T>(item, kind)
        {
            Properties = properties ?? [],
            RemovedReason = removedReason,
            ByMove = byMove,
            Previous = previous,
            Position = _changes.Count + 1,
            Fingerprint = NextFingerprint(id, kind),
        };
        previous?.SupersededAt = change.Position;
        _latest[id] = change;
        _changes.Add(change);
    }

    // FNV-1a: stable over restarts, unlike string.GetHashCode.
    private ulong NextFingerprint(string id, ChangeKind kind)
    {
        var hash = FingerprintAt(_changes.Count) ^ 14695981039346656037UL;
        foreach (var c in id)
            hash = (hash ^ c) * 1099511628211UL;
        return (hash ^ (ulong)kind) * 1099511628211UL;
    }
}
