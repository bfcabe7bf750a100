using System.Globalization;
using System.Text;
using CrmAddin.Core.Search;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Store;

/// <summary>Adds rows of the vocabulary that may be there already, without asking first: two imports may learn one word in the same second.</summary>
internal static class NameWordInsert
{
    private const int RowsAStatement = 200;

    /// <summary>For engines that know ON CONFLICT.</summary>
    public static Task OnConflictAsync(CrmDb db, IReadOnlyList<NameWord> rows, CancellationToken cancel) =>
        RunAsync(db, rows, "INSERT INTO \"NameWords\" (\"Deletion\", \"Word\") VALUES ", " ON CONFLICT DO NOTHING", cancel);

    /// <summary>For SQL Server; the lock keeps others from adding the same rows between the look and the insert.</summary>
    public static Task WhereMissingAsync(CrmDb db, IReadOnlyList<NameWord> rows, CancellationToken cancel) =>
        RunAsync(db, rows, "INSERT INTO [NameWords] ([Deletion], [Word]) SELECT d, w FROM (VALUES ",
            ") AS v(d, w) WHERE NOT EXISTS (SELECT 1 FROM [NameWords] n WITH (UPDLOCK, HOLDLOCK) WHERE n.[Deletion] = v.d AND n.[Word] = v.w)", cancel);

    private static async Task RunAsync(CrmDb db, IReadOnlyList<NameWord> rows, string before, string after, CancellationToken cancel)
    {
        // Sorted, so that two writers take the rows in one order and neither waits for the other in a ring.
        foreach (var some in rows.OrderBy(r => r.Deletion, StringComparer.Ordinal).ThenBy(r => r.Word, StringComparer.Ordinal).Chunk(RowsAStatement))
        {
            var sql = new StringBuilder(before);
            for (var i = 0; i < some.Length; i++)
                sql.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? "" : ", ")}({{{2 * i}}}, {{{(2 * i) + 1}}})");
            await db.Database.ExecuteSqlRawAsync(sql.Append(after).ToString(), some.SelectMany(r => new object[] { r.Deletion, r.Word }), cancel);
        }
    }
}
