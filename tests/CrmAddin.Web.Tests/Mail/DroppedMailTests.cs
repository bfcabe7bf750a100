using System.Text;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Mail.Creation;
using CrmAddin.Core.Mail.Rules;
using CrmAddin.Core.Store;
using CrmAddin.Web.Tests.Graph;
using GraphSimulator.Misbehaviour;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CrmAddin.Web.Tests.Mail;

/// <summary>What a dropped mail says is stored nowhere: not in the store's files, not in the log, not in a copy of either.</summary>
public sealed class DroppedMailTests
{
    private const string Ann = "ann@client.example";
    private const string Canary = "Kanarienvogel";

    [Fact]
    public async Task Nothing_of_a_dropped_or_private_mail_reaches_a_file_or_the_log_whatever_goes_wrong()
    {
        using var log = new KeptLog();
        await using var world = await SyncWorld.StartAsync(pageSize: 3, log: log);
        var owner = await world.AddUserAsync("owner");
        await world.OwnAsync(SyncWorld.Upn, owner);
        await world.AddContactAsync(Ann);
        await world.WriteAsync(db => db.Mailboxes.Single().ContactCreation = ContactCreation.FromAllMail);
        var n = 0;
        string[] marks = ["Stranger", "Private", "Blocked", "Bulk", "Internal", "Report", "Sent"];
        world.Deliver(Planted("Stranger", "stranger@elsewhere.example"));
        world.Deliver(Planted("Private", Ann, ("Sensitivity", "private")));
        world.Deliver(Planted("Blocked", "x@blocked.example"));
        world.Deliver(Planted("Bulk", Ann, ("List-Id", "<n>")));
        world.Deliver(Planted("Internal", "colleague@firm.example"));
        world.Deliver(Planted("Report", Ann, ("Content-Type", "multipart/report; report-type=delivery-status")));
        world.Deliver(Planted("Sent", SyncWorld.Upn, ("Sensitivity", "personal")), "sentitems");
        world.Deliver(SampleMail.From(Ann, "Sichtbar", 90, body: "This one is logged."));
        await world.AsAsync(owner, s => s.GetRequiredService<AddMailRule>().RunAsync("blocked.example", MailRuleKind.Never, false, "test", default));

        world.Simulator.Faults = new Faults { Seed = 3, DuplicateRate = 0.5, ReplayedChanges = 5, UnavailableRate = 0.2, RetryAfterSeconds = 0.01 };
        await world.SyncAsync();
        world.Simulator.Faults = new Faults { ReplayedChanges = 20 };
        world.Deliver(Planted("Stranger", "another@elsewhere.example"));
        world.Crashes.CrashAt = 3;
        world.Crashes.AfterCommit = true;
        await Should.ThrowAsync<CrashException>(() => world.SyncAsync());
        await world.ReadAsync(db => db.Mailboxes.ExecuteUpdateAsync(s => s.SetProperty(m => m.LeaseUntil, DateTimeOffset.UtcNow.AddMinutes(-1))));
        await world.SyncAsync();
        world.Simulator.Faults = new Faults { DeniedMailboxes = [SyncWorld.Upn] };
        await world.SyncAsync();
        world.Simulator.Faults = new Faults();

        (await world.LoggedSubjectsAsync()).ShouldBe(["Sichtbar"]);
        (await world.DroppedAsync()).Values.Sum().ShouldBe(marks.Length + 1);
        // The store can be searched: what is logged is found by the same look.
        (await FilesWithAsync(world, "Sichtbar")).ShouldNotBeEmpty();
        (await FilesWithAsync(world, Canary)).ShouldBeEmpty();
        foreach (var address in new[] { "stranger@elsewhere.example", "another@elsewhere.example" })
            (await FilesWithAsync(world, address)).ShouldBeEmpty(address);
        log.Text.ShouldNotContain(Canary);
        log.Text.ShouldNotContain("elsewhere.example");
        log.Text.ShouldContain("SELECT");

        System.Text.Json.Nodes.JsonObject Planted(string mark, string from, params (string, string)[] headers)
        {
            var mail = SampleMail.From(from, $"{Canary} {mark} subject", n++, from == SyncWorld.Upn ? Ann : SyncWorld.Upn, body: $"{Canary} {mark} body", headers: headers);
            mail["hasAttachments"] = true;
            mail["attachments"] = new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject { ["name"] = $"{Canary}.pdf" });
            return mail;
        }
    }

    [Fact]
    public async Task What_is_forgotten_or_taken_back_is_gone_from_the_stores_files()
    {
        await using var world = await SyncWorld.StartAsync();
        var owner = await world.AddUserAsync("owner");
        await world.OwnAsync(SyncWorld.Upn, owner);
        await world.AddContactAsync(Ann);
        world.Deliver(SampleMail.From(Ann, Canary + " forgotten", 1, messageId: "<1@x>", body: Canary + " body"));
        world.Deliver(SampleMail.From(SyncWorld.Upn, Canary + " created", 2, "stranger@elsewhere.example", body: Canary + " text"), "sentitems");
        await world.SyncAsync();
        var mailbox = await world.ReadAsync(db => db.Mailboxes.Select(m => m.Id).SingleAsync());
        var run = (await world.AsAsync(owner, s => s.GetRequiredService<AskForCreation>().RunAsync(mailbox, ContactCreation.FromSentMail, default))).Value!.Id;
        await AdvanceAsync(world);
        await world.AsAsync(owner, async s => await s.GetRequiredService<ConfirmCreation>().RunAsync(run, [await CreationQuery.Candidates(s.GetRequiredService<CrmDb>(), run).Select(c => c.Id).SingleAsync()], null, default));
        await AdvanceAsync(world);
        (await FilesWithAsync(world, Canary + " created")).ShouldNotBeEmpty();

        (await world.AsAsync(owner, s => s.GetRequiredService<ForgetThisMail>().RunAsync(new() { InternetMessageId = "<1@x>" }, default))).Error.ShouldBeNull();
        (await world.AsAsync(owner, s => s.GetRequiredService<TakeBackCreation>().RunAsync(run, "test", default))).Error.ShouldBeNull();

        (await FilesWithAsync(world, Canary)).ShouldBeEmpty();
    }

    private static async Task AdvanceAsync(SyncWorld world)
    {
        long? advanced;
        do
        {
            await using var scope = world.Services.CreateAsyncScope();
            advanced = await scope.ServiceProvider.GetRequiredService<AdvanceCreation>().RunAsync(default);
        }
        while (advanced is not null);
    }

    // The bytes of every file beside the store, its log included, in the forms in which a text may lie there.
    private static async Task<List<string>> FilesWithAsync(SyncWorld world, string text)
    {
        var found = new List<string>();
        foreach (var file in Directory.EnumerateFiles(world.DataFolder, "*", SearchOption.AllDirectories))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy);
            if (new[] { Encoding.UTF8, Encoding.Unicode }.Any(e => copy.GetBuffer().AsSpan(0, (int)copy.Length).IndexOf(e.GetBytes(text)) >= 0))
                found.Add(Path.GetFileName(file));
        }
        return found;
    }

    private sealed class KeptLog : ILoggerProvider, ILogger
    {
        private readonly StringBuilder _text = new();

        public string Text
        {
            get
            {
                lock (_text)
                    return _text.ToString();
            }
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (_text)
                _text.AppendLine(formatter(state, exception)).AppendLine(exception?.ToString());
        }

        public void Dispose()
        {
        }
    }
}
