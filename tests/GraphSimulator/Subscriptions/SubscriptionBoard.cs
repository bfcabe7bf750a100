using System.Text.Json.Nodes;
using GraphSimulator.Http;
using GraphSimulator.Mailboxes;
using GraphSimulator.Misbehaviour;

namespace GraphSimulator.Subscriptions;

/// <summary>Keeps the subscriptions and tells them of changes.</summary>
public sealed class SubscriptionBoard
{
    private readonly List<Subscription> _subscriptions = [];
    private readonly Lock _gate = new();
    private readonly SimulatedTenant _tenant;
    private readonly FaultBoard _board;
    private readonly DeliveryQueue _queue;
    private readonly NotificationWriter _writer;
    private int _told;

    internal SubscriptionBoard(SimulatedTenant tenant, FaultBoard board, DeliveryQueue queue, NotificationWriter writer)
    {
        (_tenant, _board, _queue, _writer) = (tenant, board, queue, writer);
        tenant.Changed += Tell;
    }

    /// <summary>Subscriptions that have not expired, oldest first.</summary>
    public IReadOnlyList<Subscription> Active
    {
        get
        {
            lock (_gate)
                return [.. _subscriptions.Where(IsActive)];
        }
    }

    /// <summary>Every attempt to deliver, in order.</summary>
    public IReadOnlyList<Delivery> Deliveries => _queue.Deliveries;

    /// <summary>How the queue waits and gives up.</summary>
    public DeliverySettings Settings => _queue.Settings;

    /// <summary>Waits until everything that is to be delivered was delivered or given up, later attempts included.</summary>
    public Task WaitForDeliveriesAsync(CancellationToken cancel = default) => _queue.WaitAsync(onlyDue: false, cancel);

    /// <summary>Waits until everything that is due by the clock was attempted; what waits for a later time stays.</summary>
    public Task WaitForDueDeliveriesAsync(CancellationToken cancel = default) => _queue.WaitAsync(onlyDue: true, cancel);

    /// <summary>Sends a lifecycle event: <c>missed</c>, <c>subscriptionRemoved</c> (which also removes it) or <c>reauthorizationRequired</c>.</summary>
    public void SendLifecycleEvent(string subscriptionId, string lifecycleEvent)
    {
        var subscription = Find(subscriptionId) ?? throw new KeyNotFoundException($"There is no subscription {subscriptionId}.");
        if (lifecycleEvent == "subscriptionRemoved")
            Remove(subscription);
        _queue.AddLifecycleEvent(subscription, lifecycleEvent);
    }

    /// <summary>Sends a notification as a stranger would: with this client state, and of a subscription and a message that need not exist.</summary>
    public void Forge(Uri url, string? clientState, string? subscriptionId = null, string messageId = "AAkALgForged", string? mailbox = null) =>
        _queue.Add(url, null, new Notification(NotificationWriter.Forged(subscriptionId ?? Guid.NewGuid().ToString(), clientState, messageId, mailbox ?? "nobody", _tenant), null));

    internal void CheckRoom(Subscription wanted, int mostPerMailbox)
    {
        lock (_gate)
        {
            var active = _subscriptions.Where(s => IsActive(s) && s.Watched.Mailbox == wanted.Watched.Mailbox).ToList();
            if (active.Find(s => s.Combination == wanted.Combination) is { } same)
                throw new RefusedException(409, "Conflict", $"Subscription Id <{same.Id}> already exists for the requested combination");
            if (active.Count >= mostPerMailbox)
                throw new RefusedException(403, "Forbidden", $"The mailbox has reached its limit of {mostPerMailbox} active subscriptions.");
        }
    }

    internal void Add(Subscription subscription, int mostPerMailbox)
    {
        lock (_gate)
        {
            CheckRoom(subscription, mostPerMailbox);
            _subscriptions.Add(subscription);
        }
    }

    internal void Remove(Subscription subscription)
    {
        lock (_gate)
            _subscriptions.Remove(subscription);
    }

    /// <exception cref="RefusedException">There is none, or it has expired.</exception>
    internal Subscription Require(string id) =>
        Find(id) ?? throw new RefusedException(404, "ResourceNotFound", "The object was not found.");

    private Subscription? Find(string id)
    {
        lock (_gate)
            return _subscriptions.Find(s => s.Id.Equals(id, StringComparison.OrdinalIgnoreCase) && IsActive(s));
    }

    private bool IsActive(Subscription subscription) => subscription.ExpiresAt > _tenant.Clock.GetUtcNow();

    private void Tell(ItemChange change)
    {
        foreach (var subscription in Active)
        {
            if (subscription.Watched.ChangeTypeOf(change, subscription.ImmutableIds) is not { } changeType || !subscription.Wants(changeType))
                continue;
            Queue(subscription, changeType, change);
            if (changeType == "created" && _board.Faults.Notifications.CreatedThenUpdated && subscription.Wants("updated"))
                Queue(subscription, "updated", change);
        }
    }

    private void Queue(Subscription subscription, string changeType, ItemChange change)
    {
        var faults = _board.Faults.Notifications;
        if (_board.Happens("dropped notifications", faults.DropRate))
            return;
        var notification = _writer.Write(subscription, changeType, change, Interlocked.Increment(ref _told));
        _queue.Add(subscription.NotificationUrl, subscription, notification);
        if (_board.Happens("doubled notifications", faults.DoubleRate))
            _queue.Add(subscription.NotificationUrl, subscription, notification with { Body = (JsonObject)notification.Body.DeepClone() });
    }
}
