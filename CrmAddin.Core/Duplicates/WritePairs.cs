using System.Text.Json;
using CrmAddin.Core.Duplicates.Matching;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Duplicates;

/// <summary>Writes pairs that were found, a few hundred a transaction. What somebody decided stays decided.</summary>
public sealed class WritePairs(CrmDb db)
{
    private const int PairsAWrite = 200;
    private const int LongestReasons = 4_000;
    private const double SameScore = 0.0005;

    /// <summary>Pairs below this score are not kept.</summary>
    public const double KeptFrom = 0.2;

    /// <summary>Reasons as they are kept in the store.</summary>
    public static string ReasonsJson(IReadOnlyList<MatchReason> reasons)
    {
        for (var count = reasons.Count; count > 0; count--)
        {
            var json = JsonSerializer.Serialize(reasons.Take(count), JsonText.Readable);
            if (json.Length <= LongestReasons)
                return json;
        }
        return "[]";
    }

    /// <summary>Reasons as they came out of the store.</summary>
    public static IReadOnlyList<MatchReason> Reasons(string json) => JsonSerializer.Deserialize<List<MatchReason>>(json, JsonText.Readable) ?? [];

    /// <summary>Makes the open pairs of the store those that were found; returns how many are new.</summary>
    /// <param name="found">The pairs.</param>
    /// <param name="only">The contacts that were looked at; null for everyone.</param>
    /// <param name="cancel">Ends the work between two transactions.</param>
    public async Task<int> RunAsync(IReadOnlyList<LikelyPair> found, IReadOnlyCollection<long>? only, CancellationToken cancel)
    {
        var known = await KnownAsync(only, cancel);
        var wanted = found.ToDictionary(p => (p.A, p.B));
        var gone = known.Where(k => k.Value.State == PairState.Open && !wanted.ContainsKey(k.Key)).Select(k => k.Key).ToList();
        var changed = found.Where(p => !known.TryGetValue((p.A, p.B), out var k) || (k.State == PairState.Open && Math.Abs(k.Score - p.Score) > SameScore)).ToList();
        foreach (var some in gone.Chunk(PairsAWrite))
            await RemoveAsync(some, cancel);
        var added = 0;
        foreach (var some in changed.Chunk(PairsAWrite))
            added += await WriteAsync(some, cancel);
        return added;
    }

    private async Task<Dictionary<(long, long), (PairState State, double Score)>> KnownAsync(IReadOnlyCollection<long>? only, CancellationToken cancel)
    {
        var pairs = only is null ? db.DuplicatePairs : db.DuplicatePairs.Where(p => only.Contains(p.AId) || only.Contains(p.BId));
        var rows = await pairs.IgnoreQueryFilters().AsNoTracking().Select(p => new { p.AId, p.BId, p.State, p.Score }).ToListAsync(cancel);
        return rows.ToDictionary(p => (p.AId, p.BId), p => (p.State, p.Score));
    }

    private async Task RemoveAsync((long A, long B)[] pairs, CancellationToken cancel)
    {
        await using var write = await db.BeginWriteAsync(cancel);
        var firsts = pairs.Select(p => p.A).Distinct().ToList();
        var rows = await db.DuplicatePairs.IgnoreQueryFilters().Where(p => firsts.Contains(p.AId) && p.State == PairState.Open).ToListAsync(cancel);
        db.DuplicatePairs.RemoveRange(rows.Where(r => pairs.Contains((r.AId, r.BId))));
        await db.SaveChangesAsync(cancel);
        await write.CommitAsync(cancel);
        db.ChangeTracker.Clear();
    }

    // Inside the turn at the gate the rows are read again: somebody may have decided, merged or erased meanwhile.
    private async Task<int> WriteAsync(LikelyPair[] pairs, CancellationToken cancel)
    {
        await using var write = await db.BeginWriteAsync(cancel);
        var ids = pairs.SelectMany(p => new[] { p.A, p.B }).Distinct().ToList();
        var standing = (await db.Contacts.Where(c => ids.Contains(c.Id)).Select(c => c.Id).ToListAsync(cancel)).ToHashSet();
        var rows = (await db.DuplicatePairs.IgnoreQueryFilters().Where(p => ids.Contains(p.AId) && ids.Contains(p.BId)).ToListAsync(cancel))
            .ToDictionary(p => (p.AId, p.BId));
        var added = 0;
        foreach (var pair in pairs.Where(p => standing.Contains(p.A) && standing.Contains(p.B)))
        {
            if (!rows.TryGetValue((pair.A, pair.B), out var row))
            {
                row = new DuplicatePair { AId = pair.A, BId = pair.B, ReasonsJson = "[]", FoundAt = db.Now };
                db.DuplicatePairs.Add(row);
                added++;
            }
            if (row.State == PairState.Open)
                (row.Score, row.ReasonsJson) = (pair.Score, ReasonsJson(pair.Reasons));
        }
        await db.SaveChangesAsync(cancel);
        await write.CommitAsync(cancel);
        db.ChangeTracker.Clear();
        return added;
    }
}
