using CrmAddin.Core.Accounts;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Leads;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Audit;

/// <summary>What changes are asked for; null leaves a condition out.</summary>
public sealed record HistoryFilter
{
    /// <summary>Of these contacts.</summary>
    public IReadOnlyList<long>? ContactIds { get; init; }

    /// <summary>Of this entity: "Contact".</summary>
    public string? Entity { get; init; }

    /// <summary>Of this field of the entity: "JobTitle".</summary>
    public string? Field { get; init; }

    /// <summary>By this user.</summary>
    public long? UserId { get; init; }

    /// <summary>Brought about by this.</summary>
    public ChangeOrigin? Origin { get; init; }

    /// <summary>From this moment on.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before this moment.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>With this text in an old or new value, whatever its case.</summary>
    public string? Text { get; init; }
}

/// <summary>Reads of the journal, newest first, each within what the context's reader sees.</summary>
public static class HistoryQuery
{
    /// <summary>Entries of some contacts, accounts or deals, before an entry. Whether the reader sees them is the caller's to know.</summary>
    public static IQueryable<AuditEntry> Of(CrmDb db, string rootEntity, IReadOnlyCollection<long> rootIds, long before) =>
        db.AuditEntries.AsNoTracking().Include(e => e.ChangeSet).Include(e => e.Values)
            .Where(e => e.RootEntity == rootEntity && rootIds.Contains(e.RootId) && e.Id < before)
            .OrderByDescending(e => e.Id);

    /// <summary>Entries that a filter lets through, before an entry. Administrators see all, everyone else what changed on rows that they see.</summary>
    public static IQueryable<AuditEntry> Find(CrmDb db, HistoryFilter filter, long before)
    {
        var entries = db.AuditEntries.AsNoTracking().Include(e => e.ChangeSet).Include(e => e.Values).Where(e => e.Id < before);
        if (!db.Reader.MayAdminister)
        {
            entries = entries.Where(e =>
                (e.RootEntity == nameof(Contact) && db.Contacts.Any(c => c.Id == e.RootId))
                || (e.RootEntity == nameof(Account) && db.Accounts.Any(a => a.Id == e.RootId))
                || (e.RootEntity == nameof(Deal) && db.Deals.Any(d => d.Id == e.RootId))
                || (e.RootEntity == nameof(Lead) && db.Leads.Any(l => l.Id == e.RootId)));
        }
        if (filter.ContactIds is { } contacts)
            entries = entries.Where(e => e.RootEntity == nameof(Contact) && contacts.Contains(e.RootId));
        if (filter.Entity is { } entity)
            entries = entries.Where(e => e.Entity == entity);
        if (filter.Field is { } field)
            entries = entries.Where(e => e.Values.Any(v => v.Field == field));
        if (filter.UserId is { } user)
            entries = entries.Where(e => e.ChangeSet!.UserId == user);
        if (filter.Origin is { } origin)
            entries = entries.Where(e => e.ChangeSet!.Origin == origin);
        if (filter.From is { } from)
            entries = entries.Where(e => e.ChangeSet!.At >= from);
        if (filter.Before is { } end)
            entries = entries.Where(e => e.ChangeSet!.At < end);
        if (filter.Text is { Length: > 0 } text)
        {
            var wanted = text.ToLowerInvariant();
#pragma warning disable CA1304, CA1311, CA1862 // Compared by the store, which knows no culture of ours.
            entries = entries.Where(e => e.Values.Any(v => v.OldValue!.ToLower().Contains(wanted) || v.NewValue!.ToLower().Contains(wanted)));
#pragma warning restore CA1304, CA1311, CA1862
        }
        return entries.OrderByDescending(e => e.Id);
    }

    /// <summary>Old values that some rows had first after they came: what a creation set, where it was changed later.</summary>
    public static IQueryable<AuditEntry> Later(CrmDb db, string entity, IReadOnlyCollection<long> ids) =>
        db.AuditEntries.AsNoTracking().Include(e => e.Values)
            .Where(e => e.Entity == entity && ids.Contains(e.EntityId) && (e.Action == AuditAction.Updated || e.Action == AuditAction.Deleted))
            .OrderBy(e => e.Id);
}
