using System.Security.Cryptography;
using System.Text;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CrmAddin.Core.Tests.Store;

/// <summary>Everything that a store holds, row by row, without the journal, the runs of imports, versions and times of change.</summary>
public static class StoreContent
{
    private static readonly Type[] History = [typeof(ChangeSet), typeof(AuditLink), typeof(AuditEntry), typeof(AuditValue), typeof(ImportRun)];
    private static readonly string[] Stamps = [nameof(IVersioned.Version), nameof(ITimed.CreatedAt), nameof(ITimed.ChangedAt)];

    /// <summary>SHA-256 over all rows of all tables, in hex.</summary>
    public static async Task<string> HashAsync(CrmDb db)
    {
        var text = new StringBuilder();
        foreach (var row in await RowsAsync(db))
            text.Append(row).Append('\n');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>The rows, each as one line of text, in the order of their text.</summary>
    /// <param name="db">The store.</param>
    /// <param name="withoutKeys">Leaves out keys and references: for comparing two stores that gave the same rows other keys.</param>
    public static async Task<List<string>> RowsAsync(CrmDb db, bool withoutKeys = false)
    {
        var rows = new List<string>();
        await db.Database.OpenConnectionAsync();
        foreach (var entity in db.Model.GetEntityTypes().Where(t => !History.Contains(t.ClrType)))
        {
            var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
            var columns = entity.GetProperties().Where(p => !Stamps.Contains(p.Name) && !(withoutKeys && (p.IsKey() || p.IsForeignKey()) && p.ClrType != typeof(string)))
                .Select(p => p.GetColumnName(table)!).ToList();
            if (columns.Count == 0)
                continue;
            using var select = db.Database.GetDbConnection().CreateCommand();
            select.CommandText = $"SELECT {string.Join(", ", columns.Select(c => $"\"{c}\""))} FROM \"{table.Name}\"";
            using var reader = await select.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                rows.Add($"{table.Name}: {string.Join(" | ", columns.Select((c, i) => $"{c}={reader.GetValue(i)}"))}");
        }
        await db.Database.CloseConnectionAsync();
        rows.Sort(StringComparer.Ordinal);
        return rows;
    }
}
