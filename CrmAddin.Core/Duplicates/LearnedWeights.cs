using System.Text.Json;
using CrmAddin.Core.Duplicates.Matching;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Duplicates;

/// <summary>The weights of the last scan, or the shipped ones before it. Read again when a scan was made since.</summary>
public sealed class LearnedWeights
{
    private (DateTimeOffset ScannedAt, MatchWeights Weights)? _last;

    /// <summary>The weights as they stand now.</summary>
    public async Task<MatchWeights> ReadAsync(CrmDb db, CancellationToken cancel)
    {
        var scannedAt = await db.DuplicateScans.Select(s => (DateTimeOffset?)s.ScannedAt).FirstOrDefaultAsync(cancel);
        if (scannedAt is null)
            return MatchWeights.Shipped(people: 1_000);
        if (_last is { } last && last.ScannedAt == scannedAt)
            return last.Weights;
        var json = await db.DuplicateScans.Select(s => s.WeightsJson).FirstAsync(cancel);
        var weights = Read(json);
        _last = (scannedAt.Value, weights);
        return weights;
    }

    /// <summary>Weights as they are kept in the store.</summary>
    public static string Write(MatchWeights weights) => JsonSerializer.Serialize(weights, JsonText.Readable);

    /// <summary>Weights as they came out of the store.</summary>
    public static MatchWeights Read(string json) => JsonSerializer.Deserialize<MatchWeights>(json, JsonText.Readable)!;
}
