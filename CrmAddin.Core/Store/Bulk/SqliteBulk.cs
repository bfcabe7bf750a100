using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace CrmAddin.Core.Store.Bulk;

/// <summary>
/// SQLite: one prepared statement a table, bound and stepped without the provider's command in between, which costs more than the row.
/// Values take the forms in which the provider writes them.
/// </summary>
internal sealed class SqliteBulk(CrmDb db) : IBulkEngine
{
    private readonly Dictionary<BulkTable, sqlite3_stmt> _statements = [];
    private readonly byte[] _text = new byte[4096];

    private sqlite3 Handle => ((SqliteConnection)db.Database.GetDbConnection()).Handle
        ?? throw new InvalidOperationException("Bulk writing needs an open connection: begin a write first.");

    // Within the write transaction nobody else can read the sequence, so raising it reserves.
    public Task<long[]> ReserveAsync(BulkTable table, int count, CancellationToken cancel)
    {
        using var reserve = db.Database.GetDbConnection().CreateCommand();
        reserve.CommandText =
            """
            INSERT INTO sqlite_sequence (name, seq) SELECT $table, 0 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = $table);
            UPDATE sqlite_sequence SET seq = seq + $count WHERE name = $table RETURNING seq;
            """;
        reserve.Parameters.Add(new SqliteParameter("$table", table.PlainName));
        reserve.Parameters.Add(new SqliteParameter("$count", count));
        var last = Convert.ToInt64(reserve.ExecuteScalar(), CultureInfo.InvariantCulture);
        var ids = new long[count];
        for (var i = 0; i < count; i++)
            ids[i] = last - count + 1 + i;
        return Task.FromResult(ids);
    }

    public Task InsertAsync(BulkTable table, IReadOnlyCollection<object> rows, CancellationToken cancel)
    {
        var statement = Statement(table);
        foreach (var row in rows)
        {
            for (var i = 0; i < table.Columns.Count; i++)
            {
                if (table.Columns[i].ReadNumber is { } read)
                    BindNumber(statement, i + 1, read(row));
                else
                    Bind(statement, i + 1, table.Columns[i].ValueOf(row), table.Columns[i]);
            }
            if (raw.sqlite3_step(statement) != raw.SQLITE_DONE)
                throw Failure(statement, table);
            raw.sqlite3_reset(statement);
        }
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
            statement.Dispose();
        _statements.Clear();
    }

    private sqlite3_stmt Statement(BulkTable table)
    {
        if (_statements.TryGetValue(table, out var known))
            return known;
        var sql = $"INSERT INTO {table.Name} ({string.Join(", ", table.Columns.Select(c => c.Name))}) VALUES ({string.Join(", ", table.Columns.Select(_ => "?"))})";
        if (raw.sqlite3_prepare_v2(Handle, sql, out var statement) != raw.SQLITE_OK)
            throw Failure(null, table);
        return _statements[table] = statement;
    }

    private void BindNumber(sqlite3_stmt statement, int index, long? value)
    {
        var result = value is { } number ? raw.sqlite3_bind_int64(statement, index, number) : raw.sqlite3_bind_null(statement, index);
        if (result != raw.SQLITE_OK)
            throw Failure(statement, null);
    }

    private void Bind(sqlite3_stmt statement, int index, object? value, BulkColumn column)
    {
        var result = value switch
        {
            null => raw.sqlite3_bind_null(statement, index),
            string text => BindText(statement, index, text),
            long number => raw.sqlite3_bind_int64(statement, index, number),
            int number => raw.sqlite3_bind_int64(statement, index, number),
            byte number => raw.sqlite3_bind_int64(statement, index, number),
            bool isSet => raw.sqlite3_bind_int64(statement, index, isSet ? 1 : 0),
            double number => raw.sqlite3_bind_double(statement, index, number),
            DateTime instant => BindText(statement, index, instant.ToString(@"yyyy\-MM\-dd HH\:mm\:ss.FFFFFFF", CultureInfo.InvariantCulture)),
            DateOnly day => BindText(statement, index, day.ToString(@"yyyy\-MM\-dd", CultureInfo.InvariantCulture)),
            byte[] bytes => raw.sqlite3_bind_blob(statement, index, bytes),
            _ => throw new NotSupportedException($"Bulk writing does not know how SQLite keeps {column.ProviderType.Name} of {column.PlainName}."),
        };
        if (result != raw.SQLITE_OK)
            throw Failure(statement, null);
    }

    private int BindText(sqlite3_stmt statement, int index, string text)
    {
        if (text.Length * 3 <= _text.Length)
            return raw.sqlite3_bind_text(statement, index, _text.AsSpan(0, Encoding.UTF8.GetBytes(text, _text)));
        var rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetByteCount(text));
        try
        {
            return raw.sqlite3_bind_text(statement, index, rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    // The same exception as the provider's own commands throw, wrapped as EF Core wraps it, so that callers tell a duplicate alike.
    private DbUpdateException Failure(sqlite3_stmt? statement, BulkTable? table)
    {
        var (code, extended) = (raw.sqlite3_errcode(Handle), raw.sqlite3_extended_errcode(Handle));
        var message = raw.sqlite3_errmsg(Handle).utf8_to_string();
        if (statement is not null)
            raw.sqlite3_reset(statement);
        var failure = new SqliteException($"SQLite Error {code}: '{message}'.", code, extended);
        return new DbUpdateException($"Bulk writing{(table is null ? "" : " to " + table.PlainName)} failed.", failure);
    }
}
