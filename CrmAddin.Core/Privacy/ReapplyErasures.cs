using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Privacy;

/// <summary>
/// Makes erasures again that the store does not know: after an older store was restored from a backup, or when an erasure was cut off.
/// Runs at start and reads as the system; where nothing is missing it is one query.
/// </summary>
public sealed class ReapplyErasures(CrmDb db, ErasedHashes hashes, ErasuresFile erasures, ErasePerson erasePerson)
{
    private const int HashesAtATime = 1_000;

    /// <summary>How many people were erased again.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var lines = await erasures.ReadAsync(cancel);
        if (lines.Count == 0)
            return 0;
        db.ReadAs(Reader.System);
        var lifted = Lifted(lines);
        var known = await KnownAsync([.. lines.Where(l => !l.IsLifted).SelectMany(l => l.Keys).Select(k => k.Hash).Distinct()], cancel);
        var erased = 0;
        foreach (var line in lines.Where(l => !l.IsLifted))
        {
            var missing = line.Keys.Where(k => !known.Contains(k.Hash) && !(lifted.TryGetValue(k.Hash, out var at) && at > line.At)).ToList();
            if (missing.Count == 0)
                continue;
            erased += await EraseAgainAsync(line, cancel);
            await KeepAsync(line, missing, cancel);
        }
        return erased;
    }

    private static Dictionary<string, DateTimeOffset> Lifted(IReadOnlyList<ErasureLine> lines) =>
        lines.Where(l => l.IsLifted).SelectMany(l => l.Keys.Select(k => (k.Hash, l.At))).GroupBy(k => k.Hash).ToDictionary(g => g.Key, g => g.Max(k => k.At));

    private async Task<HashSet<string>> KnownAsync(List<string> asked, CancellationToken cancel)
    {
        var known = new HashSet<string>();
        foreach (var some in asked.Chunk(HashesAtATime))
            known.UnionWith(await db.ErasedPersons.Where(e => some.Contains(e.KeyedHash)).Select(e => e.KeyedHash).ToListAsync(cancel));
        return known;
    }

    // A key may have been given to somebody else since the backup: only the very row is the person's.
    private async Task<int> EraseAgainAsync(ErasureLine line, CancellationToken cancel)
    {
        var erased = 0;
        var rows = line.Keys.Where(k => k.Kind == ErasedKeyKind.Row).Select(k => k.Hash).ToHashSet();
        foreach (var id in line.Contacts)
        {
            var row = await db.Contacts.IgnoreQueryFilters().Where(c => c.Id == id).Select(c => new { c.Id, c.CreatedAt }).FirstOrDefaultAsync(cancel);
            if (row is null || !rows.Contains(hashes.OfRow(row.Id, row.CreatedAt)))
                continue;
            await erasePerson.EraseAsync(id, "erased again", cancel);
            erased++;
        }
        return erased;
    }

    private async Task KeepAsync(ErasureLine line, List<ErasedKey> missing, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        var known = await KnownAsync(missing.ConvertAll(k => k.Hash), cancel);
        db.ErasedPersons.AddRange(missing.Where(k => !known.Contains(k.Hash)).Select(k => new ErasedPerson { Kind = k.Kind, KeyedHash = k.Hash, ErasedAt = line.At }));
        await db.SaveChangesAsync(cancel);
    }
}
