using CrmAddin.Core.Consent;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CrmAddin.Core.Audit;

/// <summary>Why a change was not taken back.</summary>
public enum StayedReason
{
    /// <summary>The value or row was changed again since; the later change stays.</summary>
    ChangedSince,
    /// <summary>Something that came later hangs on the new row.</summary>
    InUse,
    /// <summary>The row is gone.</summary>
    RowGone,
    /// <summary>The value was erased with a person.</summary>
    Erased,
}

/// <summary>A change that was not taken back.</summary>
/// <param name="EntryId">The journal's entry.</param>
/// <param name="Entity">Name of the entity.</param>
/// <param name="EntityId">Key of the row.</param>
/// <param name="Field">The field; null for a creation.</param>
/// <param name="Reason">Why.</param>
public sealed record StayedChange(long EntryId, string Entity, long EntityId, string? Field, StayedReason Reason);

/// <summary>What was taken back and what stayed.</summary>
/// <param name="Reversed">Fields and rows taken back, those that stood so already included.</param>
/// <param name="Stayed">What stayed, with the reason.</param>
public sealed record ReversedChanges(int Reversed, IReadOnlyList<StayedChange> Stayed);

/// <summary>
/// The inverse of journalled changes, field by field, where the current value is still the change's: fields get their old value,
/// new rows go, deleted rows come back with the same key. It works in the context and saves nothing: the caller begins the change set
/// and saves. What was taken back before is left alone, so a run that was cut off can be run again.
/// </summary>
public sealed class ReverseChanges(CrmDb db, TakeBackMoves moves)
{
    private readonly Dictionary<(string Entity, long Id), object> _rows = [];
    private readonly List<StayedChange> _stayed = [];
    private int _reversed;

    /// <summary>Reverses entries of a change set with their values, newest first; a few hundred at a time.</summary>
    /// <param name="newestFirst">The entries.</param>
    /// <param name="changedAt">When the change set began.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<ReversedChanges> RunAsync(IReadOnlyList<AuditEntry> newestFirst, DateTimeOffset changedAt, CancellationToken cancel)
    {
        _stayed.Clear();
        _reversed = 0;
        await LoadAsync(newestFirst, cancel);
        await moves.LoadAsync([.. newestFirst.Where(e => e.Entity == nameof(Deal)).Select(e => e.EntityId).Distinct()], changedAt, cancel);
        foreach (var entry in newestFirst)
        {
            if (entry.Action == AuditAction.Updated)
                Restore(entry);
            else if (entry.Action == AuditAction.Deleted)
                BringBack(entry);
        }
        await RemoveCreatedAsync(newestFirst.Where(e => e.Action == AuditAction.Created).ToList(), cancel);
        await TouchContactsAsync(cancel);
        return new ReversedChanges(_reversed, [.. _stayed]);
    }

    private IEntityType TypeOf(string entity) => db.Model.GetEntityTypes().Single(t => t.ClrType.Name == entity);

    private async Task LoadAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancel)
    {
        _rows.Clear();
        foreach (var group in entries.GroupBy(e => e.Entity))
            await LoadAsync(group.Key, [.. group.Select(e => e.EntityId).Distinct()], cancel);
        // Search keys are made anew for every contact at hand: those that gain or lose a part belong to it too.
        var contacts = entries.Where(e => e.RootEntity == nameof(Contact)).Select(e => e.RootId)
            .Concat(entries.SelectMany(e => e.Values).Where(v => v.Field == nameof(ContactPhone.ContactId))
                .SelectMany(v => new[] { v.OldValue, v.NewValue }).OfType<string>().Select(json => (long)Journal.FromJson(json, typeof(long))!))
            .Where(id => !_rows.ContainsKey((nameof(Contact), id))).Distinct().ToList();
        await LoadAsync(nameof(Contact), contacts, cancel);
    }

    private async Task LoadAsync(string entity, List<long> ids, CancellationToken cancel)
    {
        if (ids.Count == 0)
            return;
        var load = typeof(ReverseChanges).GetMethod(nameof(RowsAsync), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!;
        var rows = await (Task<List<object>>)load.MakeGenericMethod(TypeOf(entity).ClrType).Invoke(this, [ids, cancel])!;
        foreach (var row in rows)
            _rows[(entity, (long)db.Entry(row).Property("Id").CurrentValue!)] = row;
    }

    private async Task<List<object>> RowsAsync<T>(List<long> ids, CancellationToken cancel)
        where T : class => [.. await db.Set<T>().IgnoreQueryFilters().Where(e => ids.Contains(EF.Property<long>(e, "Id"))).ToListAsync(cancel)];

    private void Restore(AuditEntry entry)
    {
        if (!_rows.TryGetValue((entry.Entity, entry.EntityId), out var row))
        {
            foreach (var value in entry.Values)
                Stay(entry, value.Field, StayedReason.RowGone);
            return;
        }
        var tracked = db.Entry(row);
        foreach (var value in entry.Values)
            Restore(entry, value, tracked);
    }

    private void Restore(AuditEntry entry, AuditValue value, EntityEntry row)
    {
        if (value.Salt is null)
        {
            Stay(entry, value.Field, StayedReason.Erased);
            return;
        }
        var property = row.Property(value.Field);
        var (old, current) = (Journal.FromJson(value.OldValue, property.Metadata), Journal.Kept(property.CurrentValue, property.Metadata));
        if (Equals(current, old))
        {
            _reversed++;
            return;
        }
        if (!Equals(current, Journal.FromJson(value.NewValue, property.Metadata)))
        {
            Stay(entry, value.Field, StayedReason.ChangedSince);
            return;
        }
        if (row.Entity is Deal deal)
            moves.Note(deal, value.Field, old);
        property.CurrentValue = old;
        _reversed++;
    }

    private void BringBack(AuditEntry entry)
    {
        if (_rows.ContainsKey((entry.Entity, entry.EntityId)))
        {
            _reversed++;
            return;
        }
        if (entry.Values.Exists(v => v.Salt is null))
        {
            Stay(entry, null, StayedReason.Erased);
            return;
        }
        var type = TypeOf(entry.Entity);
        var row = Activator.CreateInstance(type.ClrType)!;
        var tracked = db.Entry(row);
        foreach (var value in entry.Values)
        {
            var property = tracked.Property(value.Field);
            property.CurrentValue = Journal.FromJson(value.OldValue, property.Metadata);
        }
        tracked.Property("Id").CurrentValue = entry.EntityId;
        tracked.State = EntityState.Added;
        _rows[(entry.Entity, entry.EntityId)] = row;
        _reversed++;
    }

    private async Task RemoveCreatedAsync(List<AuditEntry> created, CancellationToken cancel)
    {
        foreach (var group in created.GroupBy(e => e.Entity))
        {
            var entries = group.ToList();
            var later = await ChangedLaterAsync(entries, cancel);
            // What was created last may hang on what was created first, so all of a kind go before the next is asked.
            var there = entries.Where(e => _rows.ContainsKey((e.Entity, e.EntityId))).ToList();
            _reversed += entries.Count - there.Count;
            foreach (var entry in there.Where(e => later.Contains(e.EntityId)))
                Stay(entry, null, StayedReason.ChangedSince);
            var goes = there.Where(e => !later.Contains(e.EntityId)).ToList();
            foreach (var entry in goes)
                db.Remove(_rows[(entry.Entity, entry.EntityId)]);
        }
        foreach (var group in created.GroupBy(e => e.Entity))
            await KeepThoseInUseAsync(TypeOf(group.Key), [.. group.Where(e => _rows.TryGetValue((e.Entity, e.EntityId), out var row) && db.Entry(row).State == EntityState.Deleted)], cancel);
    }

    private async Task<HashSet<long>> ChangedLaterAsync(List<AuditEntry> created, CancellationToken cancel)
    {
        var (entity, set, first) = (created[0].Entity, created[0].ChangeSetId, created.Min(e => e.Id));
        var ids = created.Select(e => e.EntityId).ToList();
        var later = await db.AuditEntries.AsNoTracking()
            .Where(e => ((e.Entity == entity && ids.Contains(e.EntityId)) || (e.RootEntity == entity && ids.Contains(e.RootId)))
                && e.Id > first && e.ChangeSetId != set && e.Action != AuditAction.Exported
                && e.ChangeSet!.UndoneAt == null && e.ChangeSet.Origin != ChangeOrigin.Undo)
            .Select(e => e.Entity == entity ? e.EntityId : e.RootId).ToListAsync(cancel);
        return [.. later];
    }

    private async Task KeepThoseInUseAsync(IEntityType type, List<AuditEntry> goes, CancellationToken cancel)
    {
        if (goes.Count == 0)
            return;
        var ids = goes.ConvertAll(e => e.EntityId);
        if (type.ClrType == typeof(Contact))
            await db.DuplicatePairs.Where(p => ids.Contains(p.AId) || ids.Contains(p.BId)).ExecuteDeleteAsync(cancel);
        var used = new HashSet<long>();
        // Parts go with their row: where somebody added one since, the row was changed since. What a person consented to is no mere part.
        foreach (var key in type.GetReferencingForeignKeys().Where(k => !FindReferences.IsPart(k) || k.DeclaringEntityType.ClrType == typeof(ConsentRecord)))
            used.UnionWith(await UsedAsync(key, ids, cancel));
        foreach (var entry in goes.Where(e => used.Contains(e.EntityId)))
        {
            db.Entry(_rows[(entry.Entity, entry.EntityId)]).State = EntityState.Unchanged;
            Stay(entry, null, StayedReason.InUse);
        }
        _reversed += goes.Count(e => !used.Contains(e.EntityId));
    }

    private Task<HashSet<long>> UsedAsync(IForeignKey key, List<long> ids, CancellationToken cancel)
    {
        var used = typeof(ReverseChanges).GetMethod(nameof(UsedByAsync), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!;
        return (Task<HashSet<long>>)used.MakeGenericMethod(key.DeclaringEntityType.ClrType).Invoke(this, [key.Properties[0].Name, ids, cancel])!;
    }

    // Rows that go too, or that were let go of in this context, use nothing any more.
    private async Task<HashSet<long>> UsedByAsync<T>(string foreignKey, List<long> ids, CancellationToken cancel)
        where T : class
    {
        var gone = db.ChangeTracker.Entries<T>()
            .Where(e => e.State == EntityState.Deleted || (e.State == EntityState.Modified && !Equals(e.Property(foreignKey).CurrentValue, e.Property(foreignKey).OriginalValue)))
            .Select(e => e.Entity).ToHashSet();
        var users = await db.Set<T>().IgnoreQueryFilters().Where(e => ids.Contains(EF.Property<long?>(e, foreignKey)!.Value)).ToListAsync(cancel);
        return [.. users.Where(u => !gone.Contains(u)).Select(u => (long)db.Entry(u).Property(foreignKey).CurrentValue!)];
    }

    private async Task TouchContactsAsync(CancellationToken cancel)
    {
        foreach (var contact in _rows.Values.OfType<Contact>())
        {
            var row = db.Entry(contact);
            if (row.State is EntityState.Deleted or EntityState.Detached)
                continue;
            if (row.State == EntityState.Unchanged)
                row.Property(c => c.ChangedAt).IsModified = true;
            if (row.State == EntityState.Added)
                continue;
            // A part that goes still stands in its contact's list until it is saved, and search keys are made of the lists before.
            await row.Collection(c => c.Phones).LoadAsync(cancel);
            await row.Collection(c => c.Emails).LoadAsync(cancel);
            await row.Collection(c => c.Lookups).LoadAsync(cancel);
            await row.Collection(c => c.CustomValues).LoadAsync(cancel);
            contact.Phones.RemoveAll(Goes);
            contact.Emails.RemoveAll(Goes);
            contact.Lookups.RemoveAll(Goes);
            contact.CustomValues.RemoveAll(Goes);
        }
    }

    private bool Goes(object part) => db.Entry(part).State == EntityState.Deleted;

    private void Stay(AuditEntry entry, string? field, StayedReason reason) => _stayed.Add(new StayedChange(entry.Id, entry.Entity, entry.EntityId, field, reason));
}
