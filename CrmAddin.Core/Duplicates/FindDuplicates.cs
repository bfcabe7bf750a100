using System.Diagnostics;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Duplicates.Matching;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Duplicates;

/// <summary>What a look for duplicates found.</summary>
/// <param name="People">Contacts that were looked at.</param>
/// <param name="Pairs">Pairs that look like one person, of those contacts.</param>
/// <param name="Added">Pairs that were not known before.</param>
/// <param name="Seconds">How long it took.</param>
public sealed record DuplicatesFound(int People, int Pairs, int Added, double Seconds);

/// <summary>
/// Looks for contacts that are one person: over the whole store, learning the weights from it, or for the contacts that changed since
/// the last look. The context reads as the system.
/// </summary>
public sealed class FindDuplicates(CrmDb db, ReadPeople readPeople, WritePairs writePairs, CheckForDuplicates check)
{
    private const int MostChangedAtATime = 500;

    /// <summary>The whole store.</summary>
    public async Task<DuplicatesFound> RunAsync(IProgress<int>? progress, CancellationToken cancel)
    {
        var clock = Stopwatch.StartNew();
        var lastEntry = await LastAuditEntryAsync(cancel);
        var find = new FindLikelyPairs();
        await foreach (var person in readPeople.AllAsync(cancel))
            find.Add(person);
        var (weights, pairs) = await Task.Run(() => find.Run(WritePairs.KeptFrom, progress, cancel), cancel);
        var added = await writePairs.RunAsync(pairs, only: null, cancel);
        var fields = await readPeople.IdentifierFieldsAsync(cancel);
        await KeepAsync(weights with { IdentifierFields = fields }, find.Count, pairs.Count, clock.Elapsed.TotalSeconds, lastEntry, cancel);
        return new DuplicatesFound(find.Count, pairs.Count, added, clock.Elapsed.TotalSeconds);
    }

    /// <summary>Contacts that changed since the last look, some hundreds at most; null where the whole store was never scanned.</summary>
    public async Task<DuplicatesFound?> RunForChangedAsync(CancellationToken cancel)
    {
        var clock = Stopwatch.StartNew();
        var scan = await db.DuplicateScans.AsNoTracking().FirstOrDefaultAsync(cancel);
        if (scan is null)
            return null;
        var entries = await db.AuditEntries.AsNoTracking().Where(e => e.Id > scan.LastAuditEntryId).OrderBy(e => e.Id)
            .Select(e => new { e.Id, e.RootEntity, e.RootId }).Take(20 * MostChangedAtATime).ToListAsync(cancel);
        if (entries.Count == 0)
            return new DuplicatesFound(0, 0, 0, 0);
        var (ids, upTo) = (new HashSet<long>(), scan.LastAuditEntryId);
        foreach (var entry in entries.TakeWhile(_ => ids.Count < MostChangedAtATime))
        {
            upTo = entry.Id;
            if (entry.RootEntity == nameof(Contact))
                ids.Add(entry.RootId);
        }
        var found = await RunForAsync(ids, cancel);
        await using var write = await db.BeginWriteAsync(cancel);
        await db.DuplicateScans.Where(s => s.Version == scan.Version)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.LastAuditEntryId, upTo).SetProperty(x => x.Version, x => x.Version + 1), cancel);
        await write.CommitAsync(cancel);
        return found with { Seconds = clock.Elapsed.TotalSeconds };
    }

    /// <summary>Some contacts, against the whole store, by the weights of the last scan.</summary>
    public async Task<DuplicatesFound> RunForAsync(IReadOnlyCollection<long> contactIds, CancellationToken cancel)
    {
        var pairs = new Dictionary<(long, long), LikelyPair>();
        var people = await readPeople.SomeAsync(contactIds, cancel);
        foreach (var person in people)
        {
            foreach (var pair in await check.RunAsync(person, WritePairs.KeptFrom, cancel))
                pairs[(pair.A, pair.B)] = pair;
        }
        var added = await writePairs.RunAsync([.. pairs.Values.OrderByDescending(p => p.Score)], contactIds, cancel);
        return new DuplicatesFound(people.Count, pairs.Count, added, 0);
    }

    private async Task<long> LastAuditEntryAsync(CancellationToken cancel) =>
        await db.AuditEntries.OrderByDescending(e => e.Id).Select(e => e.Id).FirstOrDefaultAsync(cancel);

    private async Task KeepAsync(MatchWeights weights, int people, int pairs, double seconds, long lastEntry, CancellationToken cancel)
    {
        await using var write = await db.BeginWriteAsync(cancel);
        var scan = await db.DuplicateScans.FirstOrDefaultAsync(cancel);
        if (scan is null)
            db.DuplicateScans.Add(scan = new DuplicateScan { WeightsJson = "" });
        (scan.ScannedAt, scan.People, scan.Pairs, scan.Seconds) = (db.Now, people, pairs, seconds);
        (scan.WeightsJson, scan.LastAuditEntryId, scan.Version) = (LearnedWeights.Write(weights), lastEntry, scan.Version + 1);
        await db.SaveChangesAsync(cancel);
        await write.CommitAsync(cancel);
        db.ChangeTracker.Clear();
    }
}
