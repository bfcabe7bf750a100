using System.Data;
using System.Globalization;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CrmAddin.Core.Store.Bulk;

/// <summary>
/// SQL Server: SqlBulkCopy with our own keys. They are reserved by moving the identity on while the table is locked for the rest of the
/// transaction, so nobody else is given one of them; the login needs ALTER on the table for that.
/// </summary>
internal sealed class SqlServerBulk(CrmDb db) : IBulkEngine
{
    private SqlConnection Connection => (SqlConnection)db.Database.GetDbConnection();

    private SqlTransaction Transaction => (SqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction();

    public async Task<long[]> ReserveAsync(BulkTable table, int count, CancellationToken cancel)
    {
        await using var reserve = Connection.CreateCommand();
        reserve.Transaction = Transaction;
        // IDENT_CURRENT is the seed, 1, both before the first row and after it; the table tells the two apart.
        reserve.CommandText =
            $"""
            DECLARE @any int = (SELECT COUNT(*) FROM (SELECT TOP 1 1 AS one FROM {table.Name} WITH (TABLOCKX, HOLDLOCK)) AS first);
            DECLARE @last bigint = CAST(IDENT_CURRENT(@table) AS bigint);
            IF @any = 0 AND @last = 1 SET @last = 0;
            DECLARE @next bigint = @last + @count;
            DBCC CHECKIDENT (@table, RESEED, @next) WITH NO_INFOMSGS;
            SELECT @last;
            """;
        reserve.Parameters.AddWithValue("@table", table.PlainName);
        reserve.Parameters.AddWithValue("@count", count);
        var last = Convert.ToInt64(await reserve.ExecuteScalarAsync(cancel), CultureInfo.InvariantCulture);
        return [.. Enumerable.Range(1, count).Select(i => last + i)];
    }

    public async Task InsertAsync(BulkTable table, IReadOnlyCollection<object> rows, CancellationToken cancel)
    {
        using var data = new DataTable { Locale = CultureInfo.InvariantCulture };
        using var copy = new SqlBulkCopy(Connection, SqlBulkCopyOptions.KeepIdentity | SqlBulkCopyOptions.CheckConstraints, Transaction) { DestinationTableName = table.Name };
        foreach (var column in table.Columns)
        {
            data.Columns.Add(column.PlainName, column.ProviderType);
            copy.ColumnMappings.Add(column.PlainName, column.PlainName);
        }
        foreach (var row in rows)
            data.Rows.Add([.. table.Columns.Select(c => c.ValueOf(row) ?? DBNull.Value)]);
        try
        {
            await copy.WriteToServerAsync(data, cancel);
        }
        catch (SqlException e)
        {
            throw new DbUpdateException($"Bulk writing to {table.PlainName} failed.", e);
        }
    }

    public void Dispose()
    {
        // A copy ends with each table.
    }
}
