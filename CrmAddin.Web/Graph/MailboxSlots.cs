using System.Collections.Concurrent;

namespace CrmAddin.Web.Graph;

/// <summary>Lets so many requests at a time go to one mailbox; Graph refuses more than four.</summary>
public sealed class MailboxSlots(int perMailbox)
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _slots = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Waits for a slot of the mailbox that the address names; disposing gives it back.</summary>
    public async Task<IDisposable> EnterAsync(Uri address, CancellationToken cancel)
    {
        var slot = _slots.GetOrAdd(Mailbox(address), _ => new SemaphoreSlim(perMailbox));
        await slot.WaitAsync(cancel);
        return new Slot(slot);
    }

    private static string Mailbox(Uri address)
    {
        var segments = address.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var users = Array.FindIndex(segments, s => s.Equals("users", StringComparison.OrdinalIgnoreCase));
        return users >= 0 && users + 1 < segments.Length ? Uri.UnescapeDataString(segments[users + 1]) : "";
    }

    private sealed class Slot(SemaphoreSlim slot) : IDisposable
    {
        private SemaphoreSlim? _slot = slot;

        public void Dispose() => Interlocked.Exchange(ref _slot, null)?.Release();
    }
}
