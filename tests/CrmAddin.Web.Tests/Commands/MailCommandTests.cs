using System.Diagnostics;
using System.Text.Json.Nodes;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using CrmAddin.Web.Tests.Graph;
using GraphSimulator;
using GraphSimulator.Misbehaviour;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Web.Tests.Commands;

/// <summary><c>crm doctor</c> and <c>crm sync</c> as processes beside the simulator.</summary>
public sealed class MailCommandTests : IAsyncLifetime
{
    private const string Agent = "agent@firm.example";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crm-mail-");
    private GraphSimulatorHost _simulator = null!;

    public async Task InitializeAsync()
    {
        _simulator = await GraphSimulatorHost.StartAsync();
        _simulator.Tenant.AddMailbox(Agent);
        (await RunAsync("migrate")).ExitCode.ShouldBe(0);
        await using var services = new ServiceCollection().AddSingleton(TimeProvider.System)
            .AddCrmStore(new StoreSettings(StoreProvider.Sqlite, $"Data Source={Path.Combine(_folder.FullName, "crm.db")};Pooling=False", null)).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(Reader.System);
        db.Mailboxes.Add(new Mailbox { Address = Agent, DisplayName = "Agent" });
        await db.SaveChangesAsync();
    }

    public async Task DisposeAsync()
    {
        await _simulator.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Doctor_prints_a_line_a_check_and_ends_well_while_none_fails()
    {
        var call = await RunAsync("doctor");

        call.ExitCode.ShouldBe(0, call.Output);
        call.Output.Trim().Split('\n').ShouldContain($"ok   mailbox: {Agent} can be read");
        call.Output.Trim().Split('\n').ShouldAllBe(line => line.StartsWith("ok   ") || line.StartsWith("skip "));
    }

    [Fact]
    public async Task Doctor_ends_with_1_where_a_mailbox_is_refused_and_says_what_to_do()
    {
        _simulator.Faults = new Faults { DeniedMailboxes = [Agent] };

        var call = await RunAsync("doctor", "--json");

        call.ExitCode.ShouldBe(1);
        var failed = call.Output.Trim().Split('\n').Select(line => JsonNode.Parse(line)!).Single(line => line["state"]!.GetValue<string>() == "FAIL");
        failed["check"]!.GetValue<string>().ShouldBe("mailbox");
        failed["text"]!.GetValue<string>().ShouldContain("Grant it Mail.Read");
    }

    [Fact]
    public async Task Doctor_warns_of_a_mailbox_outside_that_can_be_read_and_still_ends_well()
    {
        _simulator.Tenant.AddMailbox("ceo@firm.example");

        var call = await RunAsync("doctor", "--outside-mailbox", "ceo@firm.example");

        call.ExitCode.ShouldBe(0, call.Output);
        call.Output.ShouldContain("warn scope: ceo@firm.example can be read although it is not logged");
    }

    [Fact]
    public async Task Sync_prints_the_round_and_how_the_folders_stand()
    {
        _simulator.Tenant.AddMessage(Agent, "inbox", SampleMail.From("stranger@elsewhere.example", "Hello", 1));

        var call = await RunAsync("sync", "--once", "--json");

        call.ExitCode.ShouldBe(0, call.Errors);
        var line = JsonNode.Parse(call.Output)!.AsObject();
        string[] contract = ["mailbox", "found", "read", "kept", "dropped", "lastSuccess", "nextRun", "error", "seconds"];
        line.Select(p => p.Key).Take(contract.Length).ShouldBe(contract);
        (line["mailbox"]!.GetValue<string>(), line["read"]!.GetValue<int>(), line["kept"]!.GetValue<int>(), line["error"]).ShouldBe((Agent, 1, 0, null));
        line["dropped"]!["NoKnownParty"]!.GetValue<int>().ShouldBe(1);
        line["folders"]!.AsArray().Select(f => (f!["folder"]!.GetValue<string>(), f["done"]!.GetValue<int>())).ShouldBe([("inbox", 1), ("sentitems", 0)], ignoreOrder: true);
        line["toldUntil"].ShouldBeNull();
    }

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(CrmHost).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.FullName,
        };
        start.Environment["Crm__DataFolder"] = _folder.FullName;
        start.Environment["Crm__Graph__BaseUrl"] = _simulator.GraphBaseUrl.ToString();
        // Only there may a mail server on this machine be used without credentials.
        start.Environment["DOTNET_ENVIRONMENT"] = "Development";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromMinutes(3)).Token);
        return (process.ExitCode, await output, await errors);
    }
}
