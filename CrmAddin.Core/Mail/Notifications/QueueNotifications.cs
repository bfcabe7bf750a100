using System.Data.Common;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CrmAddin.Core.Mail.Notifications;

/// <summary>A notification whose secret was right.</summary>
/// <param name="SubscriptionId">Id of the subscription on the mail server.</param>
/// <param name="MailboxId">The mailbox that the secret names.</param>
/// <param name="Event">What is told.</param>
public sealed record ReceivedNotification(string SubscriptionId, long MailboxId, MailEvent Event);

/// <summary>
/// Stores notifications before they are answered. Those that arrive while a transaction is being written go together into the next
/// one, so that a flood costs a handful of transactions; each caller hears only after its own is committed.
/// </summary>
public sealed class QueueNotifications(IServiceScopeFactory scopes, NotificationCounts counts, ILogger<QueueNotifications> log)
{
    // Graph takes an answer after 3 s for none and tells again.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2.5);

    private readonly Lock _lock = new();
    private Batch? _waiting;
    private bool _isWriting;

    /// <summary>Stores them. Errors: <see cref="NotificationsNotStored"/>; the sender then tells again, which does no harm.</summary>
    public async Task<Error?> RunAsync(IReadOnlyCollection<ReceivedNotification> notifications)
    {
        if (notifications.Count == 0)
            return null;
        var stored = Join(notifications);
        try
        {
            return await stored.WaitAsync(LongestWait);
        }
        catch (TimeoutException)
        {
            return new NotificationsNotStored();
        }
    }

    private Task<Error?> Join(IReadOnlyCollection<ReceivedNotification> notifications)
    {
        lock (_lock)
        {
            _waiting ??= new Batch();
            _waiting.Notifications.AddRange(notifications);
            if (!_isWriting)
            {
                _isWriting = true;
                _ = Task.Run(WriteAllAsync);
            }
            return _waiting.Stored.Task;
        }
    }

    private async Task WriteAllAsync()
    {
        while (Next() is { } batch)
        {
            try
            {
                await WriteAsync(batch.Notifications);
                batch.Stored.SetResult(null);
            }
            catch (Exception e) when (e is DbException or DbUpdateException or IOException)
            {
                log.LogError("{Count} notifications could not be stored: {Reason}", batch.Notifications.Count, (e.InnerException ?? e).Message);
                batch.Stored.SetResult(new NotificationsNotStored());
            }
            catch (Exception e)
            {
                // A bug belongs to the requests that wait for it; the next ones are written all the same.
                batch.Stored.SetException(e);
            }
        }
    }

    private Batch? Next()
    {
        lock (_lock)
        {
            (var next, _waiting) = (_waiting, null);
            _isWriting = next is not null;
            return next;
        }
    }

    private async Task WriteAsync(List<ReceivedNotification> notifications)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(Reader.System);
        var ids = notifications.Select(n => n.SubscriptionId).Distinct().ToList();
        await using var write = await db.BeginWriteAsync(CancellationToken.None);
        var known = (await SubscriptionQuery.Known(db, ids).ToListAsync()).ToHashSet();
        var genuine = notifications.FindAll(n => known.Contains(new(n.SubscriptionId, n.MailboxId)));
        counts.NoteUnknown(notifications.Count - genuine.Count);
        if (genuine.Count == 0)
            return;
        db.MailNotifications.AddRange(genuine.GroupBy(n => n).Select(same => new MailNotification
        {
            MailboxId = same.Key.MailboxId,
            SubscriptionId = same.Key.SubscriptionId,
            Event = same.Key.Event,
            Count = same.Count(),
            ReceivedAt = db.Now,
        }));
        await db.SaveChangesAsync();
        await write.CommitAsync(CancellationToken.None);
        counts.NoteStored(genuine.Count);
    }

    private sealed class Batch
    {
        public List<ReceivedNotification> Notifications { get; } = [];

        public TaskCompletionSource<Error?> Stored { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
