using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace CrmAddin.Web.Tests.Commands;

/// <summary>The real program as a process: what it prints, and how it ends.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crm-cli-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Migrate_says_what_it_applied()
    {
        var call = await RunAsync(["migrate"]);

        call.ExitCode.ShouldBe(0);
        var json = JsonNode.Parse(call.Output)!;
        json["provider"]!.GetValue<string>().ShouldBe("sqlite");
        json["applied"]!.AsArray().Select(m => m!.GetValue<string>().Split('_')[1]).ShouldBe(["MainJob", "ContactStore", "MailLogging", "Workbooks"]);
    }

    [Fact]
    public async Task Import_then_find_prints_the_person_in_one_line()
    {
        var file = Write("people.csv", "Name,Email,Mobile\nأحمد الخالدي,ahmed@example.com,+966501234567\nBad Row,not an address,\n");

        var import = await RunAsync(["import", file, "--json"]);
        var strict = await RunAsync(["import", file, "--strict"]);
        var find = await RunAsync(["contacts", "find", "ahm kha"]);

        var counts = JsonNode.Parse(import.Output)!;
        (counts["read"]!.GetValue<int>(), counts["created"]!.GetValue<int>(), counts["rejected"]!.GetValue<int>()).ShouldBe((2, 1, 1));
        File.Exists(counts["rejectsFile"]!.GetValue<string>()).ShouldBeTrue();
        (import.ExitCode, strict.ExitCode).ShouldBe((0, 1));
        JsonNode.Parse(find.Output)!["phones"]![0]!.GetValue<string>().ShouldBe("+966501234567");
    }

    [Fact]
    public async Task Exported_contacts_are_imported_again_without_a_change()
    {
        await RunAsync(["import", Write("people.csv", "ID,Name,Email,Mobile,Notes\n7,أحمد الخالدي,ahmed@example.com,+966501234567,=1+1\n")]);
        foreach (var format in new[] { "csv", "xlsx", "vcf" })
        {
            var file = Path.Combine(_folder.FullName, "out." + format);

            var export = await RunAsync(["export", "contacts", "--format", format, "--out", file]);
            var again = await RunAsync(["import", file]);

            export.ExitCode.ShouldBe(0, export.Errors);
            var printed = JsonNode.Parse(export.Output)!;
            (printed["rows"]!.GetValue<int>(), printed["suppressed"]!.GetValue<int>(), printed["file"]!.GetValue<string>()).ShouldBe((1, 0, file));
            var counts = JsonNode.Parse(again.Output)!;
            (counts["created"]!.GetValue<int>(), counts["updated"]!.GetValue<int>(), counts["unchanged"]!.GetValue<int>()).ShouldBe((0, 0, 1), format);
        }
    }

    [Fact]
    public async Task Contacts_get_the_level_that_the_firm_sets_when_the_store_is_brought_up_to_date()
    {
        await RunAsync(["import", Write("people.csv", "Name,Engagement score,Interest score,Ability score\nAnn,8,8,8\n")]);
        var file = Path.Combine(_folder.FullName, "out.csv");

        await RunAsync(["export", "contacts", "--format", "csv", "--out", file]);
        var before = await LevelAsync(file);
        await RunAsync(["migrate"], ("Crm__Firm__Figures__LevelAFrom", "9"));
        await RunAsync(["export", "contacts", "--format", "csv", "--out", file]);

        (before, await LevelAsync(file)).ShouldBe(("A", "B"));
    }

    [Fact]
    public async Task Past_data_is_loaded_told_and_taken_back()
    {
        await RunAsync(["load-rates", Write("rates.csv", "currency,day,rate\nEUR,2026-01-01,1.1\n")]);
        var costs = Write("costs.csv", "date,amount,category,campaign\n2026-01-15,10,sales,Fair\n2026-01-16,much,sales,Fair\n");

        var load = await RunAsync(["load-costs", costs, "--json"]);
        var again = await RunAsync(["load-costs", costs, "--strict"]);
        var loaded = JsonNode.Parse(load.Output)!;
        var undo = await RunAsync(["load-costs", "--undo", loaded["importId"]!.ToString()]);
        var nothing = await RunAsync(["load-costs"]);

        loaded.AsObject().Select(p => p.Key).ShouldBe(
            ["importId", "read", "created", "updated", "unchanged", "rejected", "rejectedByReason", "rejectsFile", "firstRefusal", "alsoCreated"]);
        (loaded["read"]!.GetValue<int>(), loaded["created"]!.GetValue<int>(), loaded["rejectedByReason"]!["AmountWrong"]!.GetValue<int>()).ShouldBe((2, 1, 1));
        (await File.ReadAllTextAsync(loaded["rejectsFile"]!.GetValue<string>())).ShouldContain("2026-01-16,much,sales,Fair,");
        load.Errors.ShouldContain("crm: row 3: \"much\" is no amount like 1054 or 1,054.50\nTaken in: 1 new, 0 updated, 0 unchanged of 2. Refused: 1 (1 AmountWrong).");
        (load.ExitCode, again.ExitCode, undo.ExitCode, nothing.ExitCode).ShouldBe((0, 1, 0, 2));
        JsonNode.Parse(again.Output)!["unchanged"]!.GetValue<int>().ShouldBe(1);
        (JsonNode.Parse(undo.Output)!["stayed"]!.GetValue<int>(), JsonNode.Parse(undo.Output)!["reversed"]!.GetValue<int>()).ShouldBe((0, 2));
    }

    [Theory]
    [InlineData("Crm__Store__Provider", "oracle", "Crm:Store:Provider")]
    [InlineData("Crm__Firm__TimeZone", "Mars/Base", "Crm:Firm:TimeZone")]
    [InlineData("Crm__Firm__Figures__ActiveMonths", "twelve", "Crm:Firm:Figures:ActiveMonths")]
    [InlineData("Crm__Store__MaxBatchSize", "many", "Crm:Store:MaxBatchSize")]
    [InlineData("ConnectionStrings__Crm", "nonsense", "ConnectionStrings:Crm")]
    public async Task A_wrong_setting_is_named_in_one_sentence(string variable, string value, string setting)
    {
        var call = await RunAsync(["migrate"], (variable, value));

        call.ExitCode.ShouldBe(1);
        call.Errors.Trim().Split('\n').ShouldHaveSingleItem().ShouldContain(setting);
        call.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_missing_store_is_named_by_a_command_that_only_reads()
    {
        var call = await RunAsync(["contacts", "find", "ann"]);

        (call.ExitCode, call.Output).ShouldBe((1, ""));
        call.Errors.ShouldContain("There is no store at");
        File.Exists(Path.Combine(_folder.FullName, "crm.db")).ShouldBeFalse();
    }

    [Fact]
    public async Task Duplicates_prints_likely_pairs_one_a_line_best_first()
    {
        var file = Write("people.csv", "Name,Email,Company\nMohammed Al-Harbi,m.harbi@firm.example,Al Noor\nمحمد الحربي,mh@home.example,Al Noor\nAnn Lee,ann@firm.example,Acme\n");
        await RunAsync(["import", file, "--json"]);

        var call = await RunAsync(["duplicates"]);
        var certain = await RunAsync(["duplicates", "--min-score", "1", "--known"]);

        call.ExitCode.ShouldBe(0);
        var pair = JsonNode.Parse(call.Output)!.AsObject();
        pair.Select(p => p.Key).ShouldBe(["a", "b", "score", "reasons"]);
        (pair["a"]!.GetValue<long>(), pair["b"]!.GetValue<long>()).ShouldBe((1, 2));
        pair["score"]!.GetValue<double>().ShouldBeInRange(0.5, 1);
        pair["reasons"]!.AsArray().Select(r => r!.GetValue<string>()).ShouldContain("sameAccount: alnoor");
        (certain.ExitCode, certain.Output).ShouldBe((0, ""));
    }

    [Fact]
    public async Task A_file_that_is_no_store_is_named()
    {
        Write("crm.db", new string('x', 5000));

        var call = await RunAsync(["migrate"]);

        call.ExitCode.ShouldBe(1);
        call.Errors.ShouldContain("the file is no SQLite database");
    }

    [Fact]
    public async Task A_locked_store_is_named_and_nothing_is_half_written()
    {
        await RunAsync(["migrate"]);
        var file = Write("people.csv", "Name,Email\nAnn,ann@example.com\n");
        var store = Path.Combine(_folder.FullName, "crm.db");
        await using var holder = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={store};Pooling=False");
        await holder.OpenAsync();
        await using var held = holder.BeginTransaction();

        var call = await RunAsync(["import", file], ("ConnectionStrings__Crm", $"Data Source={store};Default Timeout=1"));

        call.ExitCode.ShouldBe(1);
        call.Errors.Trim().Split('\n').ShouldHaveSingleItem().ShouldContain("another program holds it locked");
        await held.RollbackAsync();
        (await RunAsync(["contacts", "find", "ann"])).Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_port_in_use_is_named_with_the_way_out()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var call = await RunAsync(["serve", "--urls", $"http://127.0.0.1:{port}"]);

        call.ExitCode.ShouldBe(1);
        call.Errors.ShouldContain("--urls http://127.0.0.1:PORT");
    }

    [Fact]
    public async Task Previews_are_refused_beyond_this_machine()
    {
        var call = await RunAsync(["serve", "--demo", "--urls", "http://0.0.0.0:5999"]);

        call.ExitCode.ShouldBe(1);
        call.Errors.ShouldContain("only offered on this machine");
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("export", "list", "Customers")]
    [InlineData("export", "contacts", "--format", "pdf", "--out", "x")]
    [InlineData("report", "nothing-like-this", "--from", "yesterday")]
    public async Task A_wrong_call_ends_with_2(params string[] arguments) => (await RunAsync(arguments)).ExitCode.ShouldBe(2);

    [Fact]
    public async Task Reports_are_listed_without_a_store()
    {
        var call = await RunAsync(["report", "list"]);

        JsonNode.Parse(call.Output.Split('\n')[0])!["name"]!.GetValue<string>().ShouldBe("pipeline");
    }

    [Theory]
    [InlineData("--owner", "There is nobody called \"Nobody\"")]
    [InlineData("--team", "There is no team \"Nobody\"")]
    [InlineData("--currency", "There is no rate")]
    public async Task A_report_of_a_part_of_the_firm_that_does_not_exist_says_so(string option, string sentence)
    {
        await RunAsync(["migrate"]);

        var call = await RunAsync(["report", "pipeline", option, "Nobody", "--out", "x.xlsx"]);

        call.ExitCode.ShouldBe(1);
        call.Errors.ShouldContain(sentence);
    }

    [Fact]
    public async Task Extract_reads_standard_input_and_survives_a_broken_line()
    {
        var call = await RunAsync(["extract", "-"], input: "{\"id\":\"1\",\"from\":{\"emailAddress\":{\"name\":\"Ann Lee\",\"address\":\"ann@acme.example\"}},\"body\":{\"contentType\":\"text\",\"content\":\"Hi\"}}\nno json\n");

        var lines = call.Output.Trim().Split('\n');
        lines.Length.ShouldBe(2);
        JsonNode.Parse(lines[0])!["name"]!["family"]!.GetValue<string>().ShouldBe("Lee");
        JsonNode.Parse(lines[1])!["error"]!.GetValue<string>().ShouldContain("2");
        call.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Sync_of_an_unreachable_Graph_names_the_setting_and_keeps_the_store_whole()
    {
        await RunAsync(["migrate"]);

        var call = await RunAsync(["sync", "--once", "--mailbox", "nobody@example.com"], ("Crm__Graph__BaseUrl", "http://127.0.0.1:9/v1.0"));

        call.ExitCode.ShouldBe(1);
        call.Errors.ShouldContain("nobody@example.com");
    }

    [Fact]
    public async Task Doctor_reports_a_line_a_check()
    {
        await RunAsync(["migrate"]);

        var call = await RunAsync(["doctor"]);

        call.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l[..4].Trim()).ShouldAllBe(l => l == "ok" || l == "skip");
        call.Output.ShouldContain("ok   store: sqlite");
        call.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Audit_verify_counts_the_entries_and_finds_what_was_altered()
    {
        await RunAsync(["import", Write("people.csv", "Name,Email\nAnn,ann@example.com\n")]);

        var whole = await RunAsync(["audit", "verify", "--json"]);
        await using (var store = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(_folder.FullName, "crm.db")};Pooling=False"))
        {
            await store.OpenAsync();
            await using var alter = store.CreateCommand();
            alter.CommandText = "UPDATE AuditEntries SET Action = 'Deleted' WHERE Id = (SELECT MAX(Id) FROM AuditEntries)";
            await alter.ExecuteNonQueryAsync();
        }
        var altered = await RunAsync(["audit", "verify"]);

        var json = JsonNode.Parse(whole.Output)!;
        (whole.ExitCode, json["ok"]!.GetValue<bool>()).ShouldBe((0, true));
        json["entries"]!.GetValue<long>().ShouldBeGreaterThan(30);
        (altered.ExitCode, JsonNode.Parse(altered.Output)!["ok"]!.GetValue<bool>()).ShouldBe((1, false));
        altered.Errors.ShouldContain("not as it was written");
    }

    private static async Task<string> LevelAsync(string file)
    {
        var lines = await File.ReadAllLinesAsync(file);
        return lines[1].Split(',')[lines[0].Split(',').IndexOf("Level")];
    }

    private string Write(string name, string content)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, content);
        return path;
    }

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(string[] arguments, (string Name, string Value)? setting = null, string input = "")
    {
        var start = new ProcessStartInfo("dotnet", [typeof(CrmHost).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = _folder.FullName,
        };
        start.Environment["Crm__DataFolder"] = _folder.FullName;
        if (setting is { } one)
            start.Environment[one.Name] = one.Value;
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromMinutes(3)).Token);
        return (process.ExitCode, await output, await errors);
    }
}
