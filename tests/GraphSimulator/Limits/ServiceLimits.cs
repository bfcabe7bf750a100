namespace GraphSimulator.Limits;

/// <summary>What the service allows. The defaults are Graph's own; null is no limit.</summary>
public sealed class ServiceLimits
{
    /// <summary>Requests at a time per application and mailbox.</summary>
    public int? ConcurrentPerMailbox { get; set; } = 4;

    /// <summary>Requests per application and mailbox in a window of <see cref="WindowSeconds"/>.</summary>
    public int? RequestsPerWindow { get; set; } = 10_000;

    /// <summary>Length of the window.</summary>
    public double WindowSeconds { get; set; } = 600;

    /// <summary>Bytes that POST, PATCH and PUT bring per application and mailbox in 30 seconds.</summary>
    public long? UploadBytesPerHalfMinute { get; set; } = 15 * 1024 * 1024;

    /// <summary>Subscriptions per mailbox.</summary>
    public int SubscriptionsPerMailbox { get; set; } = 1_000;

    /// <summary>Messages that a mailbox may send in a minute; Exchange Online allows 30.</summary>
    public int? SendsPerMinute { get; set; }
}
