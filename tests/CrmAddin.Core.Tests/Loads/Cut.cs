namespace CrmAddin.Core.Tests.Loads;

/// <summary>Cuts a run off after so many rows.</summary>
internal sealed class Cut(CancellationTokenSource source, int after) : IProgress<int>
{
    public void Report(int value)
    {
        if (value >= after)
            source.Cancel();
    }
}
