using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Consent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace CrmAddin.Core.Store;

/// <summary>What one save changes, collected before it and written with the keys that it gave.</summary>
internal sealed class Journal
{
    private static readonly HashSet<string> NotJournalled =
    [
        nameof(IVersioned.Version), nameof(ITimed.CreatedAt), nameof(ITimed.ChangedAt), "SortKey", "NameKey", "OtherNameKey", "TextKey", "LastContactedAt",
    ];

    private readonly List<(EntityEntry<IAudited> Row, AuditAction Action, List<AuditValue> Values)> _changes = [];

    /// <summary>Stamps versions and times, and notes what the journal will say.</summary>
    public static Journal Collect(CrmDb db)
    {
        db.ChangeTracker.DetectChanges();
        RefuseChangedConsent(db);
        Stamp(db);
        var journal = new Journal();
        foreach (var row in db.ChangeTracker.Entries<IAudited>().ToList())
            journal.Note(row);
        if (journal._changes.Count > 0 && db.ChangeSet is null)
            throw new InvalidOperationException("A change of audited rows needs a change set: call Begin first.");
        return journal;
    }

    /// <summary>Adds the entries to the context; false when there are none.</summary>
    public bool WriteTo(CrmDb db)
    {
        foreach (var (row, action, values) in _changes)
        {
            var name = row.Metadata.ClrType.Name;
            var id = (long)row.Property("Id").CurrentValue!;
            var (root, rootId) = row.Entity.AuditRoot ?? (name, id);
            var entry = new AuditEntry { ChangeSetId = db.ChangeSet!.Id, Entity = name, EntityId = id, RootEntity = root, RootId = rootId, Action = action };
            entry.Values.AddRange(values);
            db.AuditEntries.Add(entry);
        }
        return _changes.Count > 0;
    }

    private static void RefuseChangedConsent(CrmDb db)
    {
        if (db.ChangeTracker.Entries<ConsentRecord>().Any(c => c.State is EntityState.Modified or EntityState.Deleted))
            throw new InvalidOperationException("Consent is append-only: add a record instead.");
    }

    private static void Stamp(CrmDb db)
    {
        var now = db.Now;
        foreach (var row in db.ChangeTracker.Entries<IVersioned>().Where(e => e.State == EntityState.Modified))
            row.Entity.Version = (int)row.Property(nameof(IVersioned.Version)).OriginalValue! + 1;
        foreach (var row in db.ChangeTracker.Entries<ITimed>())
        {
            if (row.State == EntityState.Added && row.Entity.CreatedAt == default)
                row.Entity.CreatedAt = now;
            if (row.State is EntityState.Added or EntityState.Modified)
                row.Entity.ChangedAt = now;
        }
    }

    private void Note(EntityEntry<IAudited> row)
    {
        switch (row.State)
        {
            case EntityState.Added:
                _changes.Add((row, AuditAction.Created, []));
                break;
            case EntityState.Modified when Changed(row) is { Count: > 0 } values:
                _changes.Add((row, AuditAction.Updated, values));
                break;
            case EntityState.Deleted:
                _changes.Add((row, AuditAction.Deleted, Removed(row)));
                break;
        }
    }

    private static List<AuditValue> Changed(EntityEntry row) =>
    [
        .. row.Properties
            .Where(p => p.IsModified && !NotJournalled.Contains(p.Metadata.Name) && !Equals(p.OriginalValue, p.CurrentValue))
            .Select(p => Value(p.Metadata.Name, p.OriginalValue, p.CurrentValue)),
    ];

    private static List<AuditValue> Removed(EntityEntry row) =>
    [
        .. row.Properties
            .Where(p => p.OriginalValue is not null && !NotJournalled.Contains(p.Metadata.Name))
            .Select(p => Value(p.Metadata.Name, p.OriginalValue, null)),
    ];

    private static AuditValue Value(string field, object? before, object? after)
    {
        var salt = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        var (old, @new) = (Json(before), Json(after));
        var digested = string.Create(CultureInfo.InvariantCulture, $"{salt}\n{field}\n{old}\n{@new}");
        return new AuditValue
        {
            Field = field,
            OldValue = old,
            NewValue = @new,
            Salt = salt,
            Digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(digested))),
        };
    }

    private static string? Json(object? value) => value switch
    {
        null => null,
        Enum named => JsonSerializer.Serialize(named.ToString()),
        _ => JsonSerializer.Serialize(value, value.GetType(), JsonText.Readable),
    };
}
