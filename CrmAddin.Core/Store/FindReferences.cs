using System.Globalization;
using CrmAddin.Core.Store.Bulk;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace CrmAddin.Core.Store;

/// <summary>Who refers to rows besides their own parts: what must be gone before the rows can go. Follows the model, so a new table is asked too.</summary>
internal static class FindReferences
{
    /// <summary>The referring entity of each row that is referred to; rows that nobody refers to are not in it.</summary>
    /// <param name="db">The store.</param>
    /// <param name="entity">The entity of the rows.</param>
    /// <param name="ids">Keys of the rows.</param>
    /// <param name="counts">Whether a foreign key counts; by default those that are no parts do.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<Dictionary<long, Type>> RunAsync(
        CrmDb db, Type entity, IReadOnlyCollection<long> ids, Func<IForeignKey, bool> counts, CancellationToken cancel)
    {
        var found = new Dictionary<long, Type>();
        if (ids.Count == 0)
            return found;
        var list = string.Join(", ", ids.Select(id => id.ToString(CultureInfo.InvariantCulture)));
        var names = db.GetService<ISqlGenerationHelper>();
        foreach (var foreignKey in db.Model.FindEntityType(entity)!.GetReferencingForeignKeys().Where(f => f.Properties.Count == 1 && counts(f)))
        {
            var table = BulkTable.Of(db, foreignKey.DeclaringEntityType.ClrType);
            var column = names.DelimitIdentifier(foreignKey.Properties[0].GetColumnName());
#pragma warning disable EF1002 // Table and column are the model's own names, and the keys are numbers.
            var referred = db.Database.SqlQueryRaw<long>($"SELECT DISTINCT {column} AS {names.DelimitIdentifier("Value")} FROM {table.Name} WHERE {column} IN ({list})");
#pragma warning restore EF1002
            foreach (var id in await referred.ToListAsync(cancel))
                found.TryAdd(id, foreignKey.DeclaringEntityType.ClrType);
        }
        return found;
    }

    /// <summary>Whether a foreign key is of a part, which goes with its root.</summary>
    public static bool IsPart(IForeignKey foreignKey) => foreignKey.DeleteBehavior == DeleteBehavior.Cascade;
}
