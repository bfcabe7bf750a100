using System.Text;
using System.Text.Json.Nodes;
using GraphSimulator.Mailboxes;
using GraphSimulator.Misbehaviour;

namespace GraphSimulator.Subscriptions;

/// <summary>One attempt to deliver.</summary>
/// <param name="At">When.</param>
/// <param name="Url">Where to.</param>
/// <param name="Attempt">1 for the first.</param>
/// <param name="Status">The status of the answer; 0 when there was none.</param>
/// <param name="Body">What was sent.</param>
public sealed record Delivery(DateTimeOffset At, Uri Url, int Attempt, int Status, JsonObject Body)
{
    /// <summary>How many notifications it carried.</summary>
    public int Count => Body["value"]!.AsArray().Count;
}

/// <summary>How deliveries are repeated. The defaults are Graph's where those are known.</summary>
public sealed class DeliverySettings
{
    /// <summary>Time that the first attempt may take.</summary>
    public TimeSpan FirstTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Time that a repeated attempt may take.</summary>
    public TimeSpan RetryTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Wait before the second attempt; it doubles each time.</summary>
    public TimeSpan FirstRetryDelay { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>After this long a delivery is given up.</summary>
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromHours(4);
}

/// <summary>Delivers notifications, several in one POST, and repeats what was not answered with 2xx.</summary>
internal sealed class DeliveryQueue(SimulatedTenant tenant, HttpClient http, TimeProvider clock, FaultBoard board)
{
    /// <summary>Timers of the system may fire a little before the clock shows their time.</summary>
    private static readonly TimeSpan TimerSlack = TimeSpan.FromMilliseconds(20);

    private readonly ReceiverSpeed _speed = new(clock);
    private readonly List<Parcel> _waiting = [];
    private readonly List<Delivery> _deliveries = [];
    private readonly Lock _gate = new();
    private TaskCompletionSource _progress = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _running;

    public DeliverySettings Settings { get; } = new();

    public IReadOnlyList<Delivery> Deliveries
    {
        get
        {
            lock (_gate)
                return [.. _deliveries];
        }
    }

    public void Add(Uri url, Subscription? subscription, Notification notification)
    {
        var faults = board.Faults.Notifications;
        var state = faults.PunishesSlowReceivers ? _speed.StateOf(url) : ReceiverState.Good;
        if (state == ReceiverState.Dropped)
            return;
        var now = clock.GetUtcNow();
        var due = now.AddSeconds(faults.DelaySeconds) + (state == ReceiverState.Slow ? ReceiverSpeed.Window : TimeSpan.Zero);
        Schedule(new Parcel(url, subscription, [notification], now) { DueAt = due });
    }

    public void AddLifecycleEvent(Subscription subscription, string lifecycleEvent)
    {
        if (subscription.LifecycleNotificationUrl is not { } url)
            return;
        var now = clock.GetUtcNow();
        Schedule(new Parcel(url, null, [new Notification(NotificationWriter.Lifecycle(subscription, lifecycleEvent, tenant), null)], now) { DueAt = now });
    }

    /// <summary>Waits until nothing is left, or nothing that is due.</summary>
    public async Task WaitAsync(bool onlyDue, CancellationToken cancel)
    {
        while (true)
        {
            Task progress;
            lock (_gate)
            {
                if (!_running && (onlyDue ? _waiting.TrueForAll(p => p.DueAt > clock.GetUtcNow()) : _waiting.Count == 0))
                    return;
                progress = _progress.Task;
            }
            await progress.WaitAsync(cancel);
        }
    }

    private void Schedule(Parcel parcel)
    {
        TimeSpan wait;
        lock (_gate)
        {
            _waiting.Add(parcel);
            wait = parcel.DueAt - clock.GetUtcNow();
        }
        Clock.Delayed.Run(clock, wait, Start);
    }

    private void Start()
    {
        lock (_gate)
        {
            if (_running)
                return;
            _running = true;
        }
        _ = Task.Run(RunAsync);
    }

    private async Task RunAsync()
    {
        while (TakeDue() is { } due)
            foreach (var parcel in Pack(due))
                await DeliverAsync(parcel);
    }

    private List<Parcel>? TakeDue()
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow() + TimerSlack;
            var due = _waiting.Where(p => p.DueAt <= now).ToList();
            _waiting.RemoveAll(due.Contains);
            _running = due.Count > 0;
            _progress.TrySetResult();
            _progress = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _running ? due : null;
        }
    }

    /// <summary>Joins what goes to the same address, and gives up what is too much for one subscription.</summary>
    private List<Parcel> Pack(List<Parcel> due)
    {
        foreach (var flood in due.Where(p => p is { Subscription: not null, Attempt: 0 }).GroupBy(p => p.Subscription!).Where(g => g.Count() > board.Faults.Notifications.MissedAbove).ToList())
        {
            due.RemoveAll(flood.Contains);
            AddLifecycleEvent(flood.Key, "missed");
        }
        if (!board.Faults.Notifications.Batched)
            return due;
        return [.. due.GroupBy(p => (p.Url, p.Attempt)).Select(g => g.First() with { Notifications = [.. g.SelectMany(p => p.Notifications)] })];
    }

    private async Task DeliverAsync(Parcel parcel)
    {
        var body = Body(parcel);
        var startedAt = clock.GetUtcNow();
        var status = await PostAsync(parcel, body);
        _speed.Note(parcel.Url, clock.GetUtcNow() - startedAt);
        lock (_gate)
            _deliveries.Add(new Delivery(clock.GetUtcNow(), parcel.Url, parcel.Attempt + 1, status, body));
        if (status is >= 200 and < 300)
            return;
        var next = clock.GetUtcNow() + Settings.FirstRetryDelay * Math.Pow(2, parcel.Attempt);
        if (next - parcel.SentAt <= Settings.GiveUpAfter)
            Schedule(parcel with { Attempt = parcel.Attempt + 1, DueAt = next });
    }

    private async Task<int> PostAsync(Parcel parcel, JsonObject body)
    {
        using var patience = new CancellationTokenSource(parcel.Attempt == 0 ? Settings.FirstTimeout : Settings.RetryTimeout, clock);
        try
        {
            using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
            using var answer = await http.PostAsync(parcel.Url, content, patience.Token);
            return (int)answer.StatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return 0;
        }
    }

    private static JsonObject Body(Parcel parcel)
    {
        var body = new JsonObject { ["value"] = new JsonArray([.. parcel.Notifications.Select(n => n.Body.DeepClone())]) };
        var tokens = parcel.Notifications.Select(n => n.ValidationToken).OfType<string>().Distinct().ToList();
        if (tokens.Count > 0)
            body["validationTokens"] = new JsonArray([.. tokens.Select(t => (JsonNode)t)]);
        return body;
    }

    private sealed record Parcel(Uri Url, Subscription? Subscription, IReadOnlyList<Notification> Notifications, DateTimeOffset SentAt)
    {
        public int Attempt { get; init; }

        public DateTimeOffset DueAt { get; init; }
    }
}
