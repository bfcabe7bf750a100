namespace Benchmarks;

/// <summary>Something that is measured: it prints one or more figures.</summary>
public interface IBench
{
    /// <summary>Its group: "contacts", "mail".</summary>
    string Group { get; }

    /// <summary>Its name, to run it alone: "search".</summary>
    string Name { get; }

    /// <summary>Measures and prints.</summary>
    Task RunAsync(BenchOutput output, CancellationToken cancel);
}
