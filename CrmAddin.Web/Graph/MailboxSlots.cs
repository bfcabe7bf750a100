using System.Collections.Concurrent;

namespace CrmAddin.Web.Graph;

/// <summary>
/// Keeps to what Graph allows one application in one mailbox: so many requests at a time and so many in ten minutes; and lets every
/// request to a mailbox wait once Graph has asked for patience there.
/// </summary>
/// <param name="perMailbox">Requests at a time; Graph refuses more than four.</param>
/// <param name="perTenMinutes">Requests in ten minutes; Graph refuses more than 10,000.</param>
/// <param name="clock">Time.</param>
public sealed class MailboxSlots(int perMailbox, int perTenMinutes, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, MailboxTurns> _mailboxes = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Waits for a turn in the mailbox that the address names; disposing gives it back.</summary>
    public async Task<IDisposable> EnterAsync(Uri address, CancellationToken cancel)
    {
        var turns = TurnsOf(address);
        await turns.Slots.WaitAsync(cancel);
        var turn = new Turn(turns.Slots);
        try
        {
            while (turns.Take(clock.GetUtcNow(), perTenMinutes) is { } wait)
                await Task.Delay(wait, clock, cancel);
            return turn;
        }
        catch
        {
            turn.Dispose();
            throw;
        }
    }

    /// <summary>Lets every request to the mailbox wait, because Graph refused one and asked for patience.</summary>
    /// <param name="address">The refused request.</param>
    /// <param name="wait">As long as Graph asked for.</param>
    /// <param name="margin">Added from the second refusal in a row on, and doubled with each: a window that has room for one more request has no more.</param>
    public void Hold(Uri address, TimeSpan wait, TimeSpan margin) => TurnsOf(address).Hold(clock.GetUtcNow(), wait, margin);

    private MailboxTurns TurnsOf(Uri address) => _mailboxes.GetOrAdd(Mailbox(address), _ => new MailboxTurns(perMailbox));

    private static string Mailbox(Uri address)
    {
        var segments = address.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var users = Array.FindIndex(segments, s => s.Equals("users", StringComparison.OrdinalIgnoreCase));
        return users >= 0 && users + 1 < segments.Length ? Uri.UnescapeDataString(segments[users + 1]) : "";
    }

    private sealed class Turn(SemaphoreSlim slots) : IDisposable
    {
        private SemaphoreSlim? _slots = slots;

        public void Dispose() => Interlocked.Exchange(ref _slots, null)?.Release();
    }
}

/// <summary>The requests of one mailbox, counted in spans of ten seconds.</summary>
internal sealed class MailboxTurns(int atATime)
{
    private const int Spans = 61;
    private const int MostDoublings = 4;
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan InARow = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly int[] _counts = new int[Spans];
    private long _span;
    private int _taken;
    private DateTimeOffset _notBefore;
    private int _refusals;

    /// <summary>Places for requests that run.</summary>
    public SemaphoreSlim Slots { get; } = new(atATime);

    /// <summary>Takes a request of the ten minutes' allowance; or says how long to wait before asking again.</summary>
    public TimeSpan? Take(DateTimeOffset now, int allowance)
    {
        lock (_lock)
        {
            if (now < _notBefore)
                return _notBefore - now;
            Forget(now.UtcTicks / Span.Ticks);
            if (_taken >= allowance)
                return TimeSpan.FromTicks(Span.Ticks - (now.UtcTicks % Span.Ticks));
            _counts[_span % Spans]++;
            _taken++;
            return null;
        }
    }

    /// <summary>Lets no request go for a while.</summary>
    public void Hold(DateTimeOffset now, TimeSpan wait, TimeSpan margin)
    {
        lock (_lock)
        {
            // Requests that were under way together are refused together, and count once.
            if (now >= _notBefore)
                _refusals = now - _notBefore < InARow ? Math.Min(_refusals + 1, MostDoublings) : 0;
            var until = now + wait + (_refusals == 0 ? TimeSpan.Zero : margin * Math.Pow(2, _refusals - 1));
            _notBefore = until > _notBefore ? until : _notBefore;
        }
    }

    // After a pause of more than ten minutes this passes over each span once and leaves none.
    private void Forget(long current)
    {
        for (var gone = Math.Max(_span + 1, current - Spans + 1); gone <= current; gone++)
        {
            _taken -= _counts[gone % Spans];
            _counts[gone % Spans] = 0;
        }
        _span = Math.Max(_span, current);
    }
}
