using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Duplicates;

/// <summary>Tells from the journal what changed on a contact since a version of it was seen.</summary>
public sealed class CompareVersions(CrmDb db)
{
    private const int MostChangeSets = 20;

    /// <summary>Each field that changed: as it is now, and as it was when it was seen.</summary>
    public async Task<ContactChanges> RunAsync(Contact contact, int seen, CancellationToken cancel)
    {
        var count = Math.Clamp(contact.Version - seen, 0, MostChangeSets);
        var sets = await db.AuditEntries.AsNoTracking()
            .Where(e => e.RootEntity == nameof(Contact) && e.RootId == contact.Id)
            .Select(e => e.ChangeSetId).Distinct().OrderByDescending(id => id).Take(count).ToListAsync(cancel);
        var entries = await db.AuditEntries.AsNoTracking().Include(e => e.Values)
            .Where(e => e.RootEntity == nameof(Contact) && e.RootId == contact.Id && sets.Contains(e.ChangeSetId))
            .OrderBy(e => e.Id).ToListAsync(cancel);
        var differences = entries
            .SelectMany(e => e.Values.Select(v => (Field: e.Entity == nameof(Contact) ? v.Field : $"{e.Entity}.{v.Field}", Row: e.EntityId, v.OldValue, v.NewValue)))
            .Where(v => v.Field != nameof(Contact.ProvenanceJson))
            .GroupBy(v => (v.Field, v.Row))
            .Select(g => new FieldDifference(g.Key.Field, Plain(g.Last().NewValue), Plain(g.First().OldValue)))
            .Concat(entries.Where(e => e.Action == AuditAction.Created).Select(e => new FieldDifference(e.Entity, "+", null)));
        return new ContactChanges(contact.Id, seen, contact.Version, [.. differences]);
    }

    private static string? Plain(string? json) => json?.Trim('"');
}
