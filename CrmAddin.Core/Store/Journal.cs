using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Consent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CrmAddin.Core.Store;

/// <summary>What one save changes, collected before it and written with the keys that it gave.</summary>
internal sealed class Journal
{
    private static readonly HashSet<string> NotJournalled =
    [
        nameof(IVersioned.Version), nameof(ITimed.CreatedAt), nameof(ITimed.ChangedAt), "SortKey", "NameKey", "OtherNameKey", "TextKey", "LastContactedAt", "NextAt",
    ];

    // A row that goes takes its age with it; a row that comes back has it again.
    private static readonly HashSet<string> NotKeptOfRemoved = [nameof(ITimed.ChangedAt), "SortKey", "NameKey", "OtherNameKey", "TextKey"];

    private readonly List<(EntityEntry<IAudited> Row, AuditAction Action, List<AuditValue> Values)> _changes = [];

    // A row may point at one that the same save creates: its key is known after the save.
    private readonly List<(List<AuditValue> Values, PropertyEntry Property, object? Before)> _keysToCome = [];

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
        foreach (var (values, property, before) in _keysToCome)
            values.Add(ValueOf(property.Metadata.Name, before, property.CurrentValue));
        foreach (var (row, action, values) in _changes)
        {
            var entry = EntryOf(db, row.Metadata.ClrType.Name, (long)row.Property("Id").CurrentValue!, row.Entity, action);
            entry.Values.AddRange(values);
            db.AuditEntries.Add(entry);
        }
        return _changes.Count > 0;
    }

    /// <summary>The entry of one row's change in the context's change set, without values.</summary>
    public static AuditEntry EntryOf(CrmDb db, string name, long id, IAudited row, AuditAction action)
    {
        var (root, rootId) = row.AuditRoot ?? (name, id);
        var set = db.ChangeSet ?? throw new InvalidOperationException("A change of audited rows needs a change set: call Begin first.");
        return new AuditEntry { ChangeSetId = set.Id, Entity = name, EntityId = id, RootEntity = root, RootId = rootId, Action = action };
    }

    /// <summary>Stamps rows that come into the store without being tracked.</summary>
    public static void StampNew(CrmDb db, IEnumerable<object> rows)
    {
        var now = db.Now;
        foreach (var row in rows.OfType<ITimed>())
        {
            row.CreatedAt = row.CreatedAt == default ? now : row.CreatedAt;
            row.ChangedAt = now;
        }
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
            case EntityState.Modified when Changed(row) is { Count: > 0 } changed:
                NoteUpdated(row, changed);
                break;
            case EntityState.Deleted:
                _changes.Add((row, AuditAction.Deleted, Removed(row)));
                break;
        }
    }

    private void NoteUpdated(EntityEntry<IAudited> row, List<PropertyEntry> changed)
    {
        List<AuditValue> values = [.. changed.Where(p => !p.IsTemporary).Select(p => ValueOf(p.Metadata.Name, p.OriginalValue, p.CurrentValue))];
        _keysToCome.AddRange(changed.Where(p => p.IsTemporary).Select(p => (values, p, p.OriginalValue)));
        _changes.Add((row, AuditAction.Updated, values));
    }

    private static List<PropertyEntry> Changed(EntityEntry row) =>
        [.. row.Properties.Where(p => p.IsModified && !NotJournalled.Contains(p.Metadata.Name) && !Equals(p.OriginalValue, p.CurrentValue))];

    private static List<AuditValue> Removed(EntityEntry row) =>
    [
        .. row.Properties
            .Where(p => p.OriginalValue is not null && !NotKeptOfRemoved.Contains(p.Metadata.Name))
            .Select(p => ValueOf(p.Metadata.Name, p.OriginalValue, null)),
    ];

    /// <summary>A field's change as the journal keeps it.</summary>
    public static AuditValue ValueOf(string field, object? before, object? after)
    {
        var value = new AuditValue
        {
            Field = field,
            OldValue = Json(before),
            NewValue = Json(after),
            Salt = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)),
            Digest = "",
        };
        value.Digest = DigestOf(value);
        return value;
    }

    /// <summary>The digest that a value must have.</summary>
    public static string DigestOf(AuditValue value)
    {
        var digested = string.Create(CultureInfo.InvariantCulture, $"{value.Salt}\n{value.Field}\n{value.OldValue}\n{value.NewValue}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(digested)));
    }

    /// <summary>A value as the journal writes it.</summary>
    public static string? Json(object? value) => value switch
    {
        null => null,
        Enum named => JsonSerializer.Serialize(named.ToString()),
        _ => JsonSerializer.Serialize(value, value.GetType(), JsonText.Readable),
    };

    /// <summary>A value of a type as it was before the journal wrote it, in the precision that the store keeps.</summary>
    public static object? FromJson(string? json, Type type)
    {
        if (json is null)
            return null;
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        var value = plain.IsEnum ? Enum.Parse(plain, JsonSerializer.Deserialize<string>(json)!) : JsonSerializer.Deserialize(json, plain, JsonText.Readable);
        return Kept(value);
    }

    /// <summary>A property's value as it was before the journal wrote it.</summary>
    public static object? FromJson(string? json, IReadOnlyProperty property)
    {
        if (json is null || property.ClrType != typeof(decimal) || property.GetValueConverter() is not ScaledRate)
            return FromJson(json, property.ClrType);
        return JsonSerializer.Deserialize<decimal>(json);
    }

    /// <summary>A property's value in the precision that the store keeps: rates have more digits than money.</summary>
    public static object? Kept(object? value, IReadOnlyProperty property) => property.GetValueConverter() is ScaledRate ? value : Kept(value);

    /// <summary>A value in the precision that the store keeps, so that values of before and after a save compare.</summary>
    public static object? Kept(object? value) => value switch
    {
        DateTimeOffset at => new DateTimeOffset(at.UtcTicks - at.UtcTicks % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero),
        decimal number => decimal.Round(number, 4, MidpointRounding.AwayFromZero),
        _ => value,
    };
}
