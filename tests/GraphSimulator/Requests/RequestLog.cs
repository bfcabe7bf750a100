using System.Collections.Concurrent;

namespace GraphSimulator.Requests;

/// <summary>One request that Graph was sent.</summary>
/// <param name="At">When it was answered.</param>
/// <param name="Kind">What it asked for.</param>
/// <param name="Method">Its HTTP method.</param>
/// <param name="Path">Its path.</param>
/// <param name="Mailbox">The mailbox that it named, or an empty text.</param>
/// <param name="Status">The status of the answer; 0 when the connection was cut.</param>
/// <param name="Query">Its query, with the question mark.</param>
/// <param name="Prefer">Its <c>Prefer</c> headers.</param>
public sealed record LoggedRequest(
    DateTimeOffset At, RequestKind Kind, string Method, string Path, string Mailbox, int Status, string Query, IReadOnlyList<string> Prefer);

/// <summary>Every request that Graph was sent, for assertions of how many there were.</summary>
public sealed class RequestLog
{
    private readonly ConcurrentQueue<LoggedRequest> _requests = new();

    /// <summary>All of them, in the order of their answers.</summary>
    public IReadOnlyList<LoggedRequest> Requests => [.. _requests];

    /// <summary>How many there were of each kind.</summary>
    public IReadOnlyDictionary<RequestKind, int> Counts => _requests.CountBy(r => r.Kind).ToDictionary();

    /// <summary>How many there were: of a kind, to a mailbox, or all.</summary>
    public int Count(RequestKind? kind = null, string? mailbox = null) => kind is null && mailbox is null ? _requests.Count
        : _requests.Count(r => (kind is null || r.Kind == kind) && (mailbox is null || r.Mailbox.Equals(mailbox, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Forgets them.</summary>
    public void Clear() => _requests.Clear();

    internal void Add(LoggedRequest request) => _requests.Enqueue(request);
}
