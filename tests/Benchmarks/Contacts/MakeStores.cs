namespace Benchmarks.Contacts;

/// <summary>Makes the kept store that other figures are measured on, where it is not there.</summary>
public sealed class MakeStores : IBench
{
    /// <inheritdoc/>
    public string Group => "contacts";

    /// <inheritdoc/>
    public string Name => "make-store";

    /// <inheritdoc/>
    public async Task RunAsync(BenchOutput output, CancellationToken cancel)
    {
        await using var store = await GeneratedStore.OpenAsync(output, 1_000_000, copyName: null, cancel);
        BenchOutput.Say(store.Path);
    }
}
