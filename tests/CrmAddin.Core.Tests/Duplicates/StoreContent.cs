using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Duplicates;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CrmAddin.Core.Tests.Duplicates;

/// <summary>All rows of a store but its journal, without versions and the times that a change stamps: what an undo has to bring back.</summary>
internal static class StoreContent
{
    private static readonly HashSet<Type> Journal = [typeof(ChangeSet), typeof(AuditEntry), typeof(AuditValue), typeof(AuditLink), typeof(DuplicateScan), typeof(NameWord)];
    private static readonly HashSet<string> Stamps = ["Version", "CreatedAt", "ChangedAt", "Salt"];

    /// <summary>One line a row, sorted.</summary>
    public static async Task<string> LinesAsync(CrmDb db)
    {
        var lines = new List<string>();
        foreach (var type in db.Model.GetEntityTypes().Where(t => !Journal.Contains(t.ClrType)))
        {
            foreach (var row in await RowsAsync(db, type))
                lines.Add(Line(db, type, row));
        }
        lines.Sort(StringComparer.Ordinal);
        return string.Join('\n', lines);
    }

    /// <summary>SHA-256 over all rows, in hex.</summary>
    public static async Task<string> HashAsync(CrmDb db) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(await LinesAsync(db))));

    private static Task<List<object>> RowsAsync(CrmDb db, IEntityType type) =>
        (Task<List<object>>)typeof(StoreContent).GetMethod(nameof(AllAsync), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
            .MakeGenericMethod(type.ClrType).Invoke(null, [db])!;

    private static async Task<List<object>> AllAsync<T>(CrmDb db)
        where T : class =>
        [.. await db.Set<T>().IgnoreQueryFilters().AsNoTracking().ToListAsync()];

    private static string Line(CrmDb db, IEntityType type, object row)
    {
        var values = type.GetProperties().Where(p => !Stamps.Contains(p.Name)).OrderBy(p => p.Name, StringComparer.Ordinal)
            .Select(p => p.Name + "=" + Convert.ToString(db.Entry(row).Property(p.Name).CurrentValue, CultureInfo.InvariantCulture));
        return type.ClrType.Name + " " + string.Join(" | ", values);
    }
}
