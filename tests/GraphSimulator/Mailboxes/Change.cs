namespace GraphSimulator.Mailboxes;

/// <summary>What happened to an item in a folder.</summary>
internal enum ChangeKind
{
    /// <summary>It arrived, by delivery or by a move.</summary>
    Created,

    /// <summary>Some of its properties changed.</summary>
    Updated,

    /// <summary>It left, by deletion or by a move.</summary>
    Removed,
}

/// <summary>One line of a change log. Delta rounds are read from it.</summary>
internal sealed class Change<T>(T item, ChangeKind kind)
{
    public T Item { get; } = item;

    public ChangeKind Kind { get; } = kind;

    /// <summary>The properties of an update.</summary>
    public IReadOnlyList<string> Properties { get; init; } = [];

    /// <summary>The reason of a removal: <c>deleted</c> or <c>changed</c>.</summary>
    public string RemovedReason { get; init; } = "deleted";

    /// <summary>Whether the item came from, or went to, another folder of the mailbox.</summary>
    public bool ByMove { get; init; }

    /// <summary>The earlier change of the same item in this log.</summary>
    public Change<T>? Previous { get; init; }

    /// <summary>One-based place in the log.</summary>
    public int Position { get; init; }

    /// <summary>Digest of the log up to here: a token from another history does not match it.</summary>
    public ulong Fingerprint { get; init; }

    /// <summary>Place of the next change of the same item, or <see cref="int.MaxValue"/>.</summary>
    public int SupersededAt { get; set; } = int.MaxValue;
}
