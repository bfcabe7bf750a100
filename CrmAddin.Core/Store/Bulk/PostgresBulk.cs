using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CrmAddin.Core.Store.Bulk;

/// <summary>PostgreSQL: binary COPY; keys from the column's own sequence.</summary>
internal sealed class PostgresBulk(CrmDb db) : IBulkEngine
{
    private NpgsqlConnection Connection => (NpgsqlConnection)db.Database.GetDbConnection();

    public async Task<long[]> ReserveAsync(BulkTable table, int count, CancellationToken cancel)
    {
        await using var reserve = new NpgsqlCommand("SELECT nextval(pg_get_serial_sequence($1, $2)) FROM generate_series(1, $3)", Connection);
        reserve.Parameters.Add(new NpgsqlParameter<string> { TypedValue = table.Name });
        reserve.Parameters.Add(new NpgsqlParameter<string> { TypedValue = table.GeneratedKey!.PlainName });
        reserve.Parameters.Add(new NpgsqlParameter<int> { TypedValue = count });
        await using var reader = await reserve.ExecuteReaderAsync(cancel);
        var ids = new long[count];
        for (var i = 0; await reader.ReadAsync(cancel); i++)
            ids[i] = reader.GetInt64(0);
        return ids;
    }

    public async Task InsertAsync(BulkTable table, IReadOnlyCollection<object> rows, CancellationToken cancel)
    {
        try
        {
            await using var copy = await Connection.BeginBinaryImportAsync(
                $"COPY {table.Name} ({string.Join(", ", table.Columns.Select(c => c.Name))}) FROM STDIN (FORMAT BINARY)", cancel);
            foreach (var row in rows)
            {
                await copy.StartRowAsync(cancel);
                foreach (var column in table.Columns)
                {
                    if (column.ValueOf(row) is { } value)
                        await copy.WriteAsync(value, column.StoreType, cancel);
                    else
                        await copy.WriteNullAsync(cancel);
                }
            }
            await copy.CompleteAsync(cancel);
        }
        catch (PostgresException e)
        {
            throw new DbUpdateException($"Bulk writing to {table.PlainName} failed.", e);
        }
    }

    public void Dispose()
    {
        // COPY ends with each table.
    }
}
