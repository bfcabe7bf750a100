using System.Reflection;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Audit;

/// <summary>Rows of an entity that only the journal names, merged and hidden ones included.</summary>
internal static class AuditedRows
{
    private static readonly MethodInfo Of = typeof(AuditedRows).GetMethod(nameof(OfAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>The rows by key, not tracked.</summary>
    public static Task<Dictionary<long, object>> LoadAsync(CrmDb db, Type type, List<long> ids, CancellationToken cancel) =>
        (Task<Dictionary<long, object>>)Of.MakeGenericMethod(type).Invoke(null, [db, ids, cancel])!;

    private static async Task<Dictionary<long, object>> OfAsync<T>(CrmDb db, List<long> ids, CancellationToken cancel)
        where T : class
    {
        var rows = await db.Set<T>().IgnoreQueryFilters().AsNoTracking().Where(e => ids.Contains(EF.Property<long>(e, "Id"))).ToListAsync(cancel);
        var key = typeof(T).GetProperty("Id")!;
        return rows.ToDictionary(r => (long)key.GetValue(r)!, object (r) => r);
    }
}
