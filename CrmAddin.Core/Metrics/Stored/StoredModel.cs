namespace CrmAddin.Core.Metrics.Stored;

/// <summary>What was fitted.</summary>
public enum StoredModelKind
{
    /// <summary>The customers' future value: BG/NBD and Gamma-Gamma.</summary>
    CustomerValue,
    /// <summary>The forecast's band and its back-test.</summary>
    Forecast,
}

/// <summary>
/// What a model that takes long was fitted to, as of a day: reports read the newest one and say of when it is. It is made of the whole
/// firm's rows and holds no single person's.
/// </summary>
public sealed class StoredModel
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>What was fitted.</summary>
    public StoredModelKind Kind { get; set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset MadeAt { get; set; }

    /// <summary>The day up to which the rows counted.</summary>
    public DateOnly AsOf { get; set; }

    /// <summary>The model's parameters and results as JSON, in the shape of its kind.</summary>
    public required string ValuesJson { get; set; }
}
