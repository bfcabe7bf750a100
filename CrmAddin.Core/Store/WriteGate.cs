namespace CrmAddin.Core.Store;

/// <summary>
/// First come, first served: one writer at a time on the embedded store, so that nobody polls for SQLite's lock while bulk
/// work runs. Server engines have their own; there the gate is always open.
/// </summary>
public sealed class WriteGate(bool isOpen = false)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<TaskCompletionSource> _waiting = new();
    private bool _taken;

    /// <summary>Whether somebody waits: bulk work then commits what it has and lets them through.</summary>
    public bool SomeoneWaits
    {
        get
        {
            lock (_lock)
                return _waiting.Count > 0;
        }
    }

    /// <summary>Waits for the turn to write; disposing lets the next one in.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken cancel)
    {
        if (isOpen)
            return new Turn(null);
        TaskCompletionSource turn;
        lock (_lock)
        {
            if (!_taken)
            {
                _taken = true;
                return new Turn(this);
            }
            turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.AddLast(turn);
        }
        await using (cancel.Register(() => GiveUp(turn)))
            await turn.Task;
        return new Turn(this);
    }

    private void GiveUp(TaskCompletionSource turn)
    {
        lock (_lock)
        {
            if (_waiting.Remove(turn))
                turn.TrySetCanceled();
        }
    }

    private void Leave()
    {
        lock (_lock)
        {
            if (_waiting.First is not { } next)
            {
                _taken = false;
                return;
            }
            _waiting.RemoveFirst();
            next.Value.SetResult();
        }
    }

    private sealed class Turn(WriteGate? gate) : IDisposable
    {
        private WriteGate? _gate = gate;

        public void Dispose() => Interlocked.Exchange(ref _gate, null)?.Leave();
    }
}
