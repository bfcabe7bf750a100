using CrmAddin.Core.Accounts;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Products;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CrmAddin.Core.Audit;

/// <summary>The name of a row that a value refers to.</summary>
/// <param name="Name">Name.</param>
/// <param name="NameArabic">Name in Arabic, where there is one.</param>
public sealed record ReferredName(string Name, string? NameArabic)
{
    /// <summary>The name in a language, falling back on the other.</summary>
    public string In(string language) => language == "ar" ? NameArabic ?? Name : Name;
}

/// <summary>One field's change with its values as the code knows them.</summary>
/// <param name="Field">Name of the field.</param>
/// <param name="Old">Value before: a text, number, day, moment, enum, yes or no, or the key of the row named beside it.</param>
/// <param name="New">Value after.</param>
/// <param name="OldName">Name of the row that <paramref name="Old"/> is the key of.</param>
/// <param name="NewName">Name of the row that <paramref name="New"/> is the key of.</param>
/// <param name="IsErased">Whether the values were erased with a person.</param>
public sealed record HistoryValue(string Field, object? Old, object? New, ReferredName? OldName, ReferredName? NewName, bool IsErased);

/// <summary>One row's change.</summary>
/// <param name="Entry">The journal's entry.</param>
/// <param name="RootName">Name of the contact, account or deal; null where it is gone or the reader does not see it.</param>
/// <param name="Currency">Currency of the row's amounts, where it has one.</param>
/// <param name="Values">Its fields, without those that the product derives.</param>
public sealed record HistoryEntry(AuditEntry Entry, ReferredName? RootName, string? Currency, IReadOnlyList<HistoryValue> Values);

/// <summary>Changes made together.</summary>
/// <param name="Set">The change set.</param>
/// <param name="UserName">Who; null for the product itself and the command line.</param>
/// <param name="MayUndo">Whether the reader is offered to take it back.</param>
/// <param name="Entries">The changes on this page.</param>
public sealed record HistorySet(ChangeSet Set, string? UserName, bool MayUndo, IReadOnlyList<HistoryEntry> Entries);

/// <summary>A page of the journal, newest first.</summary>
/// <param name="Sets">The change sets.</param>
/// <param name="Next">What the next page is asked for with; null at the end.</param>
public sealed record HistoryPage(IReadOnlyList<HistorySet> Sets, long? Next);

/// <summary>Reads the journal as people read it: who changed which field from what to what, when and from where.</summary>
public sealed class ReadHistory(CrmDb db)
{
    private const int EntriesAPage = 60;

    // Written by the product from other fields, or said by the row that they stand on.
    private static readonly HashSet<string> Derived =
    [
        "Id", "SortKey", "NameKey", "OtherNameKey", "AddressKey", "TextKey", "E164", "ProvenanceJson", "OriginKey", "Version", "CreatedAt", "ChangedAt", "SearchKeys", "Sha256",
    ];

    private readonly Dictionary<(Type Type, long Id), ReferredName> _names = [];
    private readonly Dictionary<(string Entity, long Id), string?> _currencies = [];

    /// <summary>A page of what happened to a contact and those merged into it, an account or a deal; null where the reader does not see it.</summary>
    public async Task<HistoryPage?> OfAsync(string rootEntity, long rootId, long? before, CancellationToken cancel)
    {
        var isSeen = rootEntity switch
        {
            nameof(Contact) => await db.Contacts.AnyAsync(c => c.Id == rootId, cancel),
            nameof(Account) => await db.Accounts.AnyAsync(a => a.Id == rootId, cancel),
            nameof(Deal) => await db.Deals.AnyAsync(d => d.Id == rootId, cancel),
            _ => false,
        };
        if (!isSeen)
            return null;
        var ids = rootEntity == nameof(Contact) ? await MergedRows.WithAsync(db, [rootId], cancel) : [rootId];
        return await PageAsync(HistoryQuery.Of(db, rootEntity, ids, before ?? long.MaxValue), cancel);
    }

    /// <summary>A page of what a filter lets through.</summary>
    public Task<HistoryPage> FindAsync(HistoryFilter filter, long? before, CancellationToken cancel) =>
        PageAsync(HistoryQuery.Find(db, filter, before ?? long.MaxValue), cancel);

    /// <summary>Everything of some roots, newest first, page by page; for a person's own copy.</summary>
    public Task<HistoryPage> OfAsync(string rootEntity, IReadOnlyCollection<long> rootIds, long? before, CancellationToken cancel) =>
        PageAsync(HistoryQuery.Of(db, rootEntity, rootIds, before ?? long.MaxValue), cancel);

    /// <summary>Fields that the journal shows, as entity and field.</summary>
    public static IReadOnlyList<(string Entity, IProperty Property)> Fields(CrmDb db) =>
        [.. db.Model.GetEntityTypes().Where(t => typeof(IAudited).IsAssignableFrom(t.ClrType)).OrderBy(t => t.ClrType.Name, StringComparer.Ordinal)
            .SelectMany(t => t.GetProperties().Where(p => IsShown(p.Name)).Select(p => (t.ClrType.Name, p)))];

    private static bool IsShown(string field) => !Derived.Contains(field);

    private async Task<HistoryPage> PageAsync(IQueryable<AuditEntry> query, CancellationToken cancel)
    {
        var entries = await query.Take(EntriesAPage + 1).ToListAsync(cancel);
        var shown = entries.Take(EntriesAPage).ToList();
        var values = new Dictionary<long, List<(IProperty Property, object? Old, object? New, bool IsErased)>>();
        foreach (var entry in shown)
            values[entry.Id] = ValuesOf(entry);
        await AddCreatedAsync(shown, values, cancel);
        await NameAsync(shown, values.Values.SelectMany(v => v), cancel);
        var sets = shown.GroupBy(e => e.ChangeSetId).Select(g => Shown(g.First().ChangeSet!, [.. g], values)).ToList();
        return new HistoryPage(sets, entries.Count > EntriesAPage ? shown[^1].Id : null);
    }

    private HistorySet Shown(ChangeSet set, List<AuditEntry> entries, Dictionary<long, List<(IProperty Property, object? Old, object? New, bool IsErased)>> values) => new(
        set,
        set.UserId is { } user ? _names.GetValueOrDefault((typeof(User), user))?.Name : null,
        db.Reader.MayChange && UndoChangeSet.IsUndoable(set),
        entries.ConvertAll(e => new HistoryEntry(
            e,
            ClrType(e.RootEntity) is { } type ? _names.GetValueOrDefault((type, e.RootId)) : null,
            _currencies.GetValueOrDefault((e.RootEntity, e.RootId)),
            [.. values[e.Id].Where(v => !SaysItsRoot(e, v)).Select(v => new HistoryValue(v.Property.Name, v.Old, v.New, NameOf(v.Property, v.Old), NameOf(v.Property, v.New), v.IsErased))])));

    // A phone that came or went says whose it is by where it is shown.
    private static bool SaysItsRoot(AuditEntry entry, (IProperty Property, object? Old, object? New, bool IsErased) value) =>
        entry.Action != AuditAction.Updated && value.Property.Name == entry.RootEntity + "Id" && Equals(value.Old ?? value.New, entry.RootId);

    private Type? ClrType(string entity) => db.Model.GetEntityTypes().FirstOrDefault(t => t.ClrType.Name == entity)?.ClrType;

    private List<(IProperty Property, object? Old, object? New, bool IsErased)> ValuesOf(AuditEntry entry)
    {
        var type = db.Model.GetEntityTypes().FirstOrDefault(t => t.ClrType.Name == entry.Entity);
        return [.. entry.Values.Where(v => IsShown(v.Field)).OrderBy(v => v.Id)
            .Select(v => (Property: type?.FindProperty(v.Field), Value: v)).Where(v => v.Property is not null)
            .Select(v => (v.Property!, Read(v.Value.OldValue, v.Property!), Read(v.Value.NewValue, v.Property!), v.Value.Salt is null))];
    }

    private static object? Read(string? json, IProperty property) => Journal.FromJson(json, property.ClrType);

    /// <summary>What a new part was made of: as its row stands now, or as the first later change found it.</summary>
    private async Task AddCreatedAsync(List<AuditEntry> entries, Dictionary<long, List<(IProperty Property, object? Old, object? New, bool IsErased)>> values, CancellationToken cancel)
    {
        foreach (var group in entries.Where(e => e.Action == AuditAction.Created && e.Entity != e.RootEntity).GroupBy(e => e.Entity))
        {
            var type = db.Model.GetEntityTypes().First(t => t.ClrType.Name == group.Key);
            var ids = group.Select(e => e.EntityId).ToList();
            var later = (await HistoryQuery.Later(db, group.Key, ids).ToListAsync(cancel)).ToLookup(e => e.EntityId);
            var rows = await AuditedRows.LoadAsync(db, type.ClrType, ids, cancel);
            foreach (var entry in group)
            {
                var first = later[entry.EntityId].Where(e => e.Id > entry.Id).SelectMany(e => e.Values).GroupBy(v => v.Field).ToDictionary(g => g.Key, g => g.First());
                foreach (var property in type.GetProperties().Where(p => IsShown(p.Name) && p.PropertyInfo is not null))
                {
                    var isKnown = first.TryGetValue(property.Name, out var changed);
                    var value = isKnown ? Read(changed!.OldValue, property) : rows.TryGetValue(entry.EntityId, out var row) ? property.PropertyInfo!.GetValue(row) : null;
                    if (value is not null and not false && !(value is string { Length: 0 }))
                        values[entry.Id].Add((property, null, value, false));
                }
            }
        }
    }

    private ReferredName? NameOf(IProperty property, object? value) =>
        value is long id && PrincipalOf(property) is { } type ? _names.GetValueOrDefault((type, id)) : null;

    // Owners and teams of some rows are keys without a constraint.
    private static Type? PrincipalOf(IProperty property) => property.GetContainingForeignKeys().FirstOrDefault()?.PrincipalEntityType.ClrType ?? property.Name switch
    {
        "OwnerId" or "UploadedById" => typeof(User),
        "TeamId" => typeof(Team),
        "ContactId" or "MergedIntoId" => typeof(Contact),
        _ => null,
    };

    private async Task NameAsync(List<AuditEntry> entries, IEnumerable<(IProperty Property, object? Old, object? New, bool IsErased)> values, CancellationToken cancel)
    {
        var wanted = values.SelectMany(v => new[] { (v.Property, Value: v.Old), (v.Property, Value: v.New) })
            .Where(v => v.Value is long && PrincipalOf(v.Property) is not null).Select(v => (PrincipalOf(v.Property)!, (long)v.Value!))
            .Concat(entries.Select(e => (Type: ClrType(e.RootEntity), e.RootId)).Where(e => e.Type is not null).Select(e => (e.Type!, e.RootId)))
            .Concat(entries.Where(e => e.ChangeSet!.UserId is not null).Select(e => (typeof(User), e.ChangeSet!.UserId!.Value)))
            .Distinct().Where(w => !_names.ContainsKey(w)).ToLookup(w => w.Item1, w => w.Item2);
        foreach (var group in wanted)
            await NameAsync(group.Key, [.. group], cancel);
    }

    // Contacts, accounts and deals go through the filters of the reader: a name that they may not see is not told.
    private async Task NameAsync(Type type, List<long> ids, CancellationToken cancel)
    {
        if (type == typeof(User))
            Add(type, await db.Users.Where(u => ids.Contains(u.Id)).Select(u => new { u.Id, u.DisplayName }).ToListAsync(cancel), u => u.Id, u => new(u.DisplayName, null));
        else if (type == typeof(Team))
            Add(type, await db.Teams.Where(t => ids.Contains(t.Id)).Select(t => new { t.Id, t.Name, t.NameArabic }).ToListAsync(cancel), t => t.Id, t => new(t.Name, t.NameArabic));
        else if (type == typeof(LookupItem))
            Add(type, await db.LookupItems.Where(i => ids.Contains(i.Id)).Select(i => new { i.Id, i.Name, i.NameArabic }).ToListAsync(cancel), i => i.Id, i => new(i.Name, i.NameArabic));
        else if (type == typeof(CustomField))
            Add(type, await db.CustomFields.Where(f => ids.Contains(f.Id)).Select(f => new { f.Id, f.Name, f.NameArabic }).ToListAsync(cancel), f => f.Id, f => new(f.Name, f.NameArabic));
        else if (type == typeof(CustomFieldChoice))
            Add(type, await db.Set<CustomFieldChoice>().Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, c.Name, c.NameArabic }).ToListAsync(cancel), c => c.Id, c => new(c.Name, c.NameArabic));
        else if (type == typeof(Stage))
            Add(type, await db.Stages.Where(s => ids.Contains(s.Id)).Select(s => new { s.Id, s.Name, s.NameArabic }).ToListAsync(cancel), s => s.Id, s => new(s.Name, s.NameArabic));
        else if (type == typeof(Pipeline))
            Add(type, await db.Pipelines.Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Name, p.NameArabic }).ToListAsync(cancel), p => p.Id, p => new(p.Name, p.NameArabic));
        else if (type == typeof(Product))
            Add(type, await db.Products.Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Name }).ToListAsync(cancel), p => p.Id, p => new(p.Name, null));
        else if (type == typeof(Account))
            Add(type, await db.Accounts.Where(a => ids.Contains(a.Id)).Select(a => new { a.Id, a.Name }).ToListAsync(cancel), a => a.Id, a => new(a.Name, null));
        else if (type == typeof(Contact))
            await NameContactsAsync(ids, cancel);
        else if (type == typeof(Deal))
            await NameDealsAsync(ids, cancel);
    }

    private async Task NameContactsAsync(List<long> ids, CancellationToken cancel)
    {
        foreach (var contact in await db.Contacts.Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, c.DisplayName, c.BudgetCurrency }).ToListAsync(cancel))
        {
            _names[(typeof(Contact), contact.Id)] = new(contact.DisplayName, null);
            _currencies[(nameof(Contact), contact.Id)] = contact.BudgetCurrency;
        }
    }

    private async Task NameDealsAsync(List<long> ids, CancellationToken cancel)
    {
        foreach (var deal in await db.Deals.Where(d => ids.Contains(d.Id)).Select(d => new { d.Id, d.Title, d.Currency }).ToListAsync(cancel))
        {
            _names[(typeof(Deal), deal.Id)] = new(deal.Title, null);
            _currencies[(nameof(Deal), deal.Id)] = deal.Currency;
        }
    }

    private void Add<T>(Type type, List<T> rows, Func<T, long> id, Func<T, ReferredName> name)
    {
        foreach (var row in rows)
            _names[(type, id(row))] = name(row);
    }
}
