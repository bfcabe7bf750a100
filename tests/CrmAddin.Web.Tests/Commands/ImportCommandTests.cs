using System.Text.Json.Nodes;
using CrmAddin.Web.Tests.Support;
using Microsoft.Data.Sqlite;

namespace CrmAddin.Web.Tests.Commands;

/// <summary>Imports by the real program as a process, which is killed on the way.</summary>
public sealed class ImportCommandTests : IDisposable
{
    private const int Rows = 22_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crm-import-");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task An_import_that_is_killed_again_and_again_ends_with_the_content_of_one_that_was_not()
    {
        var file = Path.Combine(_folder.FullName, "people.csv");
        await File.WriteAllTextAsync(file, "Id,First name,Last name,Email,Mobile,Company,Group,Birthday\n" + string.Concat(Enumerable.Range(1, Rows).Select(
            i => $"{i},Person{i % 300},Family{i % 77},p{i % 21500}@example.com,+9665{i:00000000},Firm {i % 211},Customers,{(i % 900 == 0 ? "31/31/2020" : "1980-12-31")}\n")));
        var whole = Path.Combine(_folder.FullName, "whole");
        var killed = Path.Combine(_folder.FullName, "killed");
        var expected = JsonNode.Parse((await RunAsync(whole, ["import", file])).Output)!;

        var kills = 0;
        (int ExitCode, string Output) call;
        do
        {
            var before = ReadRows(killed);
            call = await RunAsync(killed, ["import", file], killWhen: () => kills < 3 && ReadRows(killed) > before);
            kills += call.ExitCode == 0 ? 0 : 1;
        }
        while (call.ExitCode != 0);

        kills.ShouldBe(3);
        var counts = JsonNode.Parse(call.Output)!;
        foreach (var name in new[] { "read", "created", "updated", "unchanged", "rejected" })
            counts[name]!.GetValue<long>().ShouldBe(expected[name]!.GetValue<long>(), name);
        (await File.ReadAllLinesAsync(counts["rejectsFile"]!.GetValue<string>())).Length.ShouldBe((await File.ReadAllLinesAsync(expected["rejectsFile"]!.GetValue<string>())).Length);
        foreach (var table in new[] { "Contacts", "ContactEmails", "ContactPhones", "ContactLookups", "SearchKeys", "NameWords", "Accounts", "LookupItems", "AuditEntries" })
            Content(killed, table).ShouldBe(Content(whole, table), table);
    }

    [Fact]
    public async Task An_import_is_taken_back_by_its_id()
    {
        var data = Path.Combine(_folder.FullName, "undo");
        var file = Path.Combine(_folder.FullName, "two.csv");
        await File.WriteAllTextAsync(file, "Name,Email\nAnn Lee,ann@example.com\nBob Ray,bob@example.com\n");
        var import = JsonNode.Parse((await RunAsync(data, ["import", file])).Output)!;

        var undo = await RunAsync(data, ["import", "--undo", import["importId"]!.ToString()]);
        var again = await RunAsync(data, ["import", "--undo", import["importId"]!.ToString()]);
        var nothing = await RunAsync(data, ["import"]);

        var counts = JsonNode.Parse(undo.Output)!;
        (counts["removed"]!.GetValue<long>(), counts["restored"]!.GetValue<long>(), counts["kept"]!.GetValue<long>()).ShouldBe((2, 0, 0));
        (again.ExitCode, nothing.ExitCode).ShouldBe((1, 2));
        Content(data, "Contacts").ShouldBeEmpty();
    }

    private static long ReadRows(string data)
    {
        if (!File.Exists(Path.Combine(data, "crm.db")))
            return 0;
        try
        {
            using var store = Open(data);
            using var read = store.CreateCommand();
            read.CommandText = "SELECT COALESCE(MAX(Read), 0) FROM ImportRuns";
            return (long)read.ExecuteScalar()!;
        }
        catch (SqliteException)
        {
            // The store is being made.
            return 0;
        }
    }

    // Keys, times and versions may differ; what people see may not.
    private static List<string> Content(string data, string table)
    {
        using var store = Open(data);
        using var columns = store.CreateCommand();
        columns.CommandText = $"SELECT name FROM pragma_table_info('{table}') WHERE name NOT IN ('Id', 'CreatedAt', 'ChangedAt', 'Version', 'ProvenanceJson', 'ContactId', 'AccountId', 'EntityId', 'RootId', 'ChangeSetId')";
        var names = new List<string>();
        using (var reader = columns.ExecuteReader())
        {
            while (reader.Read())
                names.Add($"COALESCE(\"{reader.GetString(0)}\", '∅')");
        }
        using var rows = store.CreateCommand();
        rows.CommandText = $"SELECT {string.Join(" || '|' || ", names)} AS row FROM \"{table}\" ORDER BY row";
        var content = new List<string>();
        using var reading = rows.ExecuteReader();
        while (reading.Read())
            content.Add(reading.GetString(0));
        return content;
    }

    private static SqliteConnection Open(string data)
    {
        var store = new SqliteConnection($"Data Source={Path.Combine(data, "crm.db")};Mode=ReadOnly;Pooling=False");
        store.Open();
        return store;
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string data, string[] arguments, Func<bool>? killWhen = null)
    {
        using var process = CrmProcess.Start(data, new Dictionary<string, string>(), arguments);
        while (!process.HasEnded)
        {
            if (killWhen?.Invoke() == true)
                process.Kill();
            await Task.Delay(20);
        }
        var (exitCode, output, _) = await process.EndAsync();
        return (exitCode, output);
    }
}
