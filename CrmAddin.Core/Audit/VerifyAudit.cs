using System.Globalization;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Audit;

/// <summary>What a check of the audit trail found.</summary>
/// <param name="Entries">Entries that were checked.</param>
/// <param name="Ok">Whether nothing was altered, removed or inserted.</param>
/// <param name="Faults">What was found, in words, at most a hundred.</param>
public sealed record AuditVerification(long Entries, bool Ok, IReadOnlyList<string> Faults);

/// <summary>
/// Checks the audit chain from its first link: every entry, value and change set must be as it was written. Values that an erasure
/// cleared are whole as long as the erasure itself stands in the chain.
/// </summary>
public sealed class VerifyAudit(CrmDb db)
{
    private const int LinksAtATime = 200;
    private const int MostFaults = 100;

    private readonly List<string> _faults = [];
    private readonly HashSet<(string, long)> _erased = [];
    private readonly HashSet<(string, long)> _cleared = [];
    private readonly HashSet<long> _setsWithoutAbout = [];
    private readonly HashSet<long> _sets = [];
    private long _entries;
    private string? _digest;

    /// <summary>Reads the whole trail, a few hundred links at a time. <paramref name="progress"/> hears of entries.</summary>
    public async Task<AuditVerification> RunAsync(IProgress<int>? progress, CancellationToken cancel)
    {
        long last = 0;
        while (await db.AuditLinks.AsNoTracking().Where(l => l.Id > last).OrderBy(l => l.Id).Take(LinksAtATime).ToListAsync(cancel) is { Count: > 0 } links)
        {
            foreach (var link in links)
            {
                if (link.Id != last + 1)
                    Fault($"Link {last + 1} of the chain is missing.");
                last = link.Id;
                await CheckAsync(link, cancel);
            }
            progress?.Report((int)Math.Min(_entries, int.MaxValue));
        }
        await CheckNothingStandsOutsideAsync(cancel);
        foreach (var (entity, id) in _cleared.Where(c => !_erased.Contains(c)))
            Fault($"Values of {entity} {id} were cleared, and no erasure stands in the chain.");
        return new AuditVerification(_entries, _faults.Count == 0, _faults);
    }

    private async Task CheckAsync(AuditLink link, CancellationToken cancel)
    {
        var set = await db.ChangeSets.AsNoTracking().FirstOrDefaultAsync(s => s.Id == link.ChangeSetId, cancel);
        if (set is null)
        {
            Fault($"Change set {link.ChangeSetId} is missing.");
            _digest = link.Digest;
            return;
        }
        var entries = link.FirstEntryId is null
            ? []
            : await db.AuditEntries.AsNoTracking().Include(e => e.Values).AsSingleQuery()
                .Where(e => e.ChangeSetId == set.Id && e.Id >= link.FirstEntryId && e.Id <= link.LastEntryId)
                .OrderBy(e => e.Id).ToListAsync(cancel);
        _entries += entries.Count;
        _sets.Add(set.Id);
        if (entries.Count != link.EntryCount)
            Fault($"Change set {set.Id} has {entries.Count} entries where {link.EntryCount} were written.");
        else if (link.DigestOf(_digest, set, entries) != link.Digest)
            Fault($"Change set {set.Id} or one of its entries is not as it was written.");
        _digest = link.Digest;
        CheckAbout(link, set, entries);
        foreach (var entry in entries)
            CheckValues(entry, set);
    }

    private void CheckAbout(AuditLink link, ChangeSet set, List<AuditEntry> entries)
    {
        if (link is { AboutDigest: not null, AboutSalt: null } && set.About is null)
        {
            // Cleared with a person: one of those that the change set speaks of was erased, or its text named them.
            if (entries.Count > 0)
                _setsWithoutAbout.Add(set.Id);
            return;
        }
        var digest = set.About is null ? null : AuditLink.AboutDigestOf(link.AboutSalt ?? "", set.About);
        if (digest != link.AboutDigest)
            Fault($"The text of change set {set.Id} is not as it was written.");
    }

    private void CheckValues(AuditEntry entry, ChangeSet set)
    {
        if (set.Origin == ChangeOrigin.Erase && entry.Action == AuditAction.Deleted)
            _erased.Add((entry.RootEntity, entry.RootId));
        foreach (var value in entry.Values)
        {
            if (value is { Salt: null, OldValue: null, NewValue: null })
                _cleared.Add((entry.RootEntity, entry.RootId));
            else if (Journal.DigestOf(value) != value.Digest)
                Fault($"The values of {value.Field} of {entry.Entity} {entry.EntityId} in change set {set.Id} are not as they were written.");
        }
    }

    private async Task CheckNothingStandsOutsideAsync(CancellationToken cancel)
    {
        var entries = await db.AuditEntries.LongCountAsync(cancel);
        if (entries > _entries)
            Fault($"{entries - _entries} entries stand outside the chain.");
        var sets = await db.ChangeSets.CountAsync(cancel);
        if (sets > _sets.Count)
            Fault($"{sets - _sets.Count} change sets stand outside the chain.");
        if (_setsWithoutAbout.Count > 0 && !await db.ChangeSets.AnyAsync(s => s.Origin == ChangeOrigin.Erase, cancel))
            Fault($"Texts of {_setsWithoutAbout.Count} change sets were cleared, and no erasure stands in the chain.");
    }

    private void Fault(FormattableString sentence)
    {
        if (_faults.Count < MostFaults)
            _faults.Add(sentence.ToString(CultureInfo.InvariantCulture));
    }
}
