using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace CrmAddin.Core.Store.Bulk;

/// <summary>A table as bulk writing needs it, taken from EF Core's model: where each property of an entity goes and in what form.</summary>
internal sealed class BulkTable
{
    private static readonly ConcurrentDictionary<(IModel, Type), BulkTable> Known = new();

    private BulkTable(CrmDb db, IEntityType entity)
    {
        var names = db.GetService<ISqlGenerationHelper>();
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        Entity = entity;
        PlainName = table.Name;
        Name = names.DelimitIdentifier(table.Name, table.Schema);
        Columns = [.. entity.GetProperties().Where(p => p.GetColumnName(table) is not null).Select(p => new BulkColumn(p, p.GetColumnName(table)!, names))];
        GeneratedKey = entity.FindPrimaryKey()!.Properties is [{ ValueGenerated: ValueGenerated.OnAdd } key] && key.ClrType == typeof(long)
            ? new BulkKey(key, Columns.Single(c => c.Property == key).Name)
            : null;
        Parts = [.. entity.GetNavigations().Where(IsPart).Select(n => new BulkPart(n))];
    }

    public IEntityType Entity { get; }

    /// <summary>Name as the catalogue of the engine has it.</summary>
    public string PlainName { get; }

    /// <summary>Name as SQL writes it.</summary>
    public string Name { get; }

    public IReadOnlyList<BulkColumn> Columns { get; }

    /// <summary>The key that the store counts up; null where the row brings its own.</summary>
    public BulkKey? GeneratedKey { get; }

    /// <summary>What goes with its root is its part, by the same rule as on deletion.</summary>
    public IReadOnlyList<BulkPart> Parts { get; }

    private static bool IsPart(INavigation navigation) =>
        !navigation.IsOnDependent && navigation.ForeignKey.DeleteBehavior == DeleteBehavior.Cascade && navigation.ForeignKey.Properties.Count == 1;

    public static BulkTable Of(CrmDb db, Type type) => Known.GetOrAdd((db.Model, type), _ => new BulkTable(db, db.Model.FindEntityType(type)
        ?? throw new InvalidOperationException($"{type.Name} is no entity of the store.")));
}

/// <summary>A column and how its value is read from an entity.</summary>
internal sealed class BulkColumn
{
    private readonly Func<object, object?> _read;
    private readonly Func<object?, object?>? _convert;

    public BulkColumn(IProperty property, string columnName, ISqlGenerationHelper names)
    {
        Property = property;
        PlainName = columnName;
        Name = names.DelimitIdentifier(columnName);
        var mapping = property.GetRelationalTypeMapping();
        StoreType = mapping.StoreTypeNameBase;
        var type = mapping.Converter?.ProviderClrType ?? property.ClrType;
        ProviderType = Nullable.GetUnderlyingType(type) ?? type;
        _convert = mapping.Converter?.ConvertToProvider;
        _read = Reader(property);
        ReadNumber = mapping.Converter is null || (property.ClrType.IsEnum && ProviderType == typeof(byte)) ? NumberReader(property) : null;
    }

    public IProperty Property { get; }

    public string PlainName { get; }

    public string Name { get; }

    /// <summary>Type in the store without length: "bigint", "character varying".</summary>
    public string StoreType { get; }

    /// <summary>Type of the values that <see cref="ValueOf"/> gives.</summary>
    public Type ProviderType { get; }

    /// <summary>Reads a key, a whole number, a numbered kind or yes and no without a box for each, which millions of rows feel; null for other types.</summary>
    public Func<object, long?>? ReadNumber { get; }

    /// <summary>The value as the store keeps it, by the model's converter.</summary>
    public object? ValueOf(object entity)
    {
        var value = _read(entity);
        return value is null || _convert is null ? value : _convert(value);
    }

    private static Func<object, long?>? NumberReader(IProperty property)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        if (property.PropertyInfo is null || (type != typeof(long) && type != typeof(int) && property.ClrType != typeof(bool) && !property.ClrType.IsEnum))
            return null;
        var entity = Expression.Parameter(typeof(object));
        Expression value = Expression.Property(Expression.Convert(entity, property.DeclaringType.ClrType), property.PropertyInfo);
        if (type == typeof(bool))
            value = Expression.Condition(value, Expression.Constant(1L), Expression.Constant(0L));
        else if (type.IsEnum)
            value = Expression.Convert(value, typeof(long));
        return Expression.Lambda<Func<object, long?>>(Expression.Convert(value, typeof(long?)), entity).Compile();
    }

    private static Func<object, object?> Reader(IProperty property)
    {
        if (property.PropertyInfo is null)
            throw new InvalidOperationException($"{property.DeclaringType.DisplayName()}.{property.Name} has no property to read; bulk writing needs one.");
        var entity = Expression.Parameter(typeof(object));
        var value = Expression.Property(Expression.Convert(entity, property.DeclaringType.ClrType), property.PropertyInfo);
        return Expression.Lambda<Func<object, object?>>(Expression.Convert(value, typeof(object)), entity).Compile();
    }
}

/// <summary>A key that the store counts up.</summary>
internal sealed class BulkKey(IProperty property, string name)
{
    private readonly Func<object, long> _read = Reader(property.PropertyInfo!);
    private readonly Action<object, long> _write = BulkSetter.Of(property.PropertyInfo!);

    public string Name => name;

    public string PlainName => property.GetColumnName();

    public long Read(object entity) => _read(entity);

    public void Write(object entity, long id) => _write(entity, id);

    private static Func<object, long> Reader(PropertyInfo property)
    {
        var entity = Expression.Parameter(typeof(object));
        return Expression.Lambda<Func<object, long>>(Expression.Property(Expression.Convert(entity, property.DeclaringType!), property), entity).Compile();
    }
}

/// <summary>The parts of a row: a navigation whose rows go with their root.</summary>
internal sealed class BulkPart
{
    private readonly Func<object, object?> _read;
    private readonly Action<object, long> _setForeignKey;

    public BulkPart(INavigation navigation)
    {
        var entity = Expression.Parameter(typeof(object));
        var value = Expression.Property(Expression.Convert(entity, navigation.DeclaringEntityType.ClrType), navigation.PropertyInfo!);
        _read = Expression.Lambda<Func<object, object?>>(Expression.Convert(value, typeof(object)), entity).Compile();
        IsCollection = navigation.IsCollection;
        Type = navigation.TargetEntityType.ClrType;
        _setForeignKey = BulkSetter.Of(navigation.ForeignKey.Properties[0].PropertyInfo!);
    }

    public Type Type { get; }

    private bool IsCollection { get; }

    /// <summary>Adds the row's parts to a list, each with the row's key.</summary>
    public void Collect(object row, long key, List<object> parts)
    {
        var before = parts.Count;
        var value = _read(row);
        if (IsCollection && value is System.Collections.ICollection { Count: > 0 } several)
            parts.AddRange(several.Cast<object>());
        else if (!IsCollection && value is not null)
            parts.Add(value);
        for (var i = before; i < parts.Count; i++)
            _setForeignKey(parts[i], key);
    }
}

/// <summary>Sets a key without reflection's cost for each row; init-only keys too.</summary>
internal static class BulkSetter
{
    public static Action<object, long> Of(PropertyInfo property)
    {
        var (entity, id) = (Expression.Parameter(typeof(object)), Expression.Parameter(typeof(long)));
        var set = Expression.Call(Expression.Convert(entity, property.DeclaringType!), property.SetMethod!, Expression.Convert(id, property.PropertyType));
        return Expression.Lambda<Action<object, long>>(set, entity, id).Compile();
    }
}
