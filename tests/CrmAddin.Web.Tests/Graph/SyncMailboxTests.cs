using CrmAddin.Core.Accounts;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Users;
using GraphSimulator.Misbehaviour;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Web.Tests.Graph;

public sealed class SyncMailboxTests
{
    private const string Ann = "ann@client.example";

    [Fact]
    public async Task A_round_logs_received_and_sent_mails_of_contacts_with_the_reason_and_drops_the_rest()
    {
        await using var world = await SyncWorld.StartAsync();
        var ann = await world.AddContactAsync("ann.other@client.example", Ann);
        world.Deliver(SampleMail.From(Ann, "Question", 1, body: "How much?"));
        world.Deliver(SampleMail.From(SyncWorld.Upn, "Answer", 2, to: Ann), "sentitems");
        world.Deliver(SampleMail.From("stranger@elsewhere.example", "Hello", 3));
        world.Deliver(SampleMail.From(Ann, "News", 4, headers: ("List-Id", "<news>")));
        world.Deliver(SampleMail.From("colleague@firm.example", "Lunch", 5));
        world.Deliver(SampleMail.From(Ann, "Secret", 6, headers: ("Sensitivity", "private")));
        world.Deliver(SampleMail.From(Ann, "Junk", 7), "junkemail");

        var report = await world.SyncAsync();

        (report.Mailbox, report.Found, report.Read, report.Kept, report.Error).ShouldBe((SyncWorld.Upn, 6, 6, 2, null));
        report.Dropped.ShouldBe(new Dictionary<string, int> { ["NoKnownParty"] = 1, ["BulkOrAutomatic"] = 1, ["InternalOnly"] = 1, ["Private"] = 1 }, ignoreOrder: true);
        report.LastSuccess.ShouldNotBeNull();
        report.NextRun.ShouldNotBeNull().ShouldBe(report.LastSuccess!.Value.AddSeconds(60), TimeSpan.FromSeconds(20));
        (await world.TimelineAsync(ann)).ShouldBe(["Question", "Answer"]);
        (await world.DroppedAsync()).Values.Sum().ShouldBe(4);
        var question = await world.ReadAsync(db => db.Messages.Include(m => m.Copies).Include(m => m.Participants).SingleAsync(m => m.Subject == "Question"));
        (question.KeptReason, question.KeptDetail, question.Direction).ShouldBe(("KnownContact", Ann, MailDirection.Received));
        question.Participants.Select(p => (p.Role, p.AddressKey)).ShouldBe([(ParticipantRole.From, Ann), (ParticipantRole.To, SyncWorld.Upn)]);
        question.Copies.Single().BodyText.ShouldBe("How much?");
        (await world.ReadAsync(db => db.Contacts.Select(c => c.LastContactedAt).SingleAsync())).ShouldBe(SampleMail.Start.AddMinutes(2));
        var mailbox = await world.ReadAsync(db => db.Mailboxes.SingleAsync());
        (mailbox.LastError, mailbox.LeaseHolder).ShouldBe((null, null));
        mailbox.LastSuccessAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_second_round_reads_only_what_is_new()
    {
        await using var world = await SyncWorld.StartAsync(pageSize: 3);
        await world.AddContactAsync(Ann);
        for (var n = 0; n < 8; n++)
            world.Deliver(SampleMail.From(Ann, $"Mail {n}", n));
        (await world.SyncAsync()).Kept.ShouldBe(8);
        var requests = world.Simulator.Board.Requests;
        world.Deliver(SampleMail.From(Ann, "Mail 8", 8));

        var report = await world.SyncAsync();

        (report.Read, report.Kept).ShouldBe((1, 1));
        (world.Simulator.Board.Requests - requests).ShouldBe(2);
        (await world.LoggedSubjectsAsync()).Count.ShouldBe(9);
    }

    [Fact]
    public async Task One_mail_in_two_mailboxes_is_one_message_with_two_copies()
    {
        await using var world = await SyncWorld.StartAsync();
        await world.AddMailboxAsync("boss@firm.example");
        await world.AddContactAsync(Ann);
        world.Deliver(SampleMail.From(Ann, "To both", messageId: "<1@client.example>", to: "agent@firm.example,boss@firm.example"));
        world.Deliver(SampleMail.From(Ann, "To both", messageId: "<1@client.example>", to: "agent@firm.example,boss@firm.example"), mailbox: "boss@firm.example");

        await world.SyncAsync();
        await world.SyncAsync("boss@firm.example");

        (await world.LoggedSubjectsAsync()).ShouldBe(["To both"]);
        (await world.ReadAsync(db => db.MessageCopies.CountAsync())).ShouldBe(2);
    }

    [Fact]
    public async Task A_forged_Message_ID_neither_hides_nor_joins_another_mail()
    {
        await using var world = await SyncWorld.StartAsync();
        await world.AddContactAsync(Ann);
        await world.AddContactAsync("eve@client.example");
        world.Deliver(SampleMail.From("eve@client.example", "Forged", 1, messageId: "<1@client.example>"));
        world.Deliver(SampleMail.From(Ann, "Genuine", 2, messageId: "<1@client.example>"));

        await world.SyncAsync();

        (await world.LoggedSubjectsAsync()).ShouldBe(["Forged", "Genuine"]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Empty_pages_duplicates_disorder_and_outages_lose_nothing_and_double_nothing(int seed)
    {
        await using var world = await SyncWorld.StartAsync(pageSize: 5);
        var ann = await world.AddContactAsync(Ann);
        for (var n = 0; n < 40; n++)
            world.Deliver(SampleMail.From(n % 2 == 0 ? Ann : "stranger@elsewhere.example", $"Mail {n:00}", n));
        world.Simulator.Faults = new Faults
        {
            Seed = seed,
            EmptyPageRate = 0.3,
            DuplicateRate = 0.3,
            Reorder = true,
            RetryAfterSeconds = 0.01,
            RetryAfter = RetryAfterForm.Fractional,
            ThrottleRate = 0.1,
            UnavailableRate = 0.1,
            ConnectionResetRate = 0.1,
            PartialUpdates = true,
            ReplayedChanges = 7,
            RemovedInFirstRound = true,
        };

        var report = await world.SyncAsync();

        report.Error.ShouldBeNull();
        (await world.TimelineAsync(ann)).ShouldBe(Enumerable.Range(0, 20).Select(n => $"Mail {n * 2:00}"));
        (await world.DroppedAsync()).ShouldBe(new Dictionary<string, int> { ["NoKnownParty"] = 20 });
        (await world.ReadAsync(db => db.MailFolders.Where(f => f.WellKnownName == "inbox").Select(f => f.DoneCount).SingleAsync())).ShouldBe(40);
    }

    [Fact]
    public async Task A_replay_of_earlier_changes_changes_nothing()
    {
        await using var world = await SyncWorld.StartAsync();
        await world.AddContactAsync(Ann);
        for (var n = 0; n < 6; n++)
            world.Deliver(SampleMail.From(Ann, $"Mail {n}", n));
        await world.SyncAsync();
        world.Simulator.Faults = new Faults { ReplayedChanges = 100 };
        world.Deliver(SampleMail.From(Ann, "Mail 6", 6));

        var report = await world.SyncAsync();

        (report.Read, report.Kept).ShouldBe((7, 1));
        (await world.ReadAsync(db => db.MessageCopies.CountAsync())).ShouldBe(7);
        (await world.LoggedSubjectsAsync()).Count.ShouldBe(7);
    }

    [Fact]
    public async Task A_partial_update_overwrites_nothing_and_a_needed_field_is_asked_for()
    {
        await using var world = await SyncWorld.StartAsync();
        var stranger = world.Deliver(SampleMail.From("new@client.example", "From a stranger", 1));
        await world.AddContactAsync(Ann);
        var known = world.Deliver(SampleMail.From(Ann, "From Ann", 2));
        await world.SyncAsync();
        await world.AddContactAsync("new@client.example");
        world.Simulator.Faults = new Faults { PartialUpdates = true };
        world.Simulator.Tenant.MarkRead(SyncWorld.Upn, stranger);
        world.Simulator.Tenant.MarkRead(SyncWorld.Upn, known);

        var report = await world.SyncAsync();

        report.Error.ShouldBeNull();
        (await world.LoggedSubjectsAsync()).ShouldBe(["From a stranger", "From Ann"]);
        (await world.ReadAsync(db => db.MessageCopies.Select(c => c.BodyText).ToListAsync())).ShouldAllBe(b => b == "Good morning.");
        (await world.DroppedAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(TokenLossForm.Gone)]
    [InlineData(TokenLossForm.SyncStateNotFound)]
    public async Task A_lost_cursor_heals_by_a_fresh_round_that_doubles_nothing(TokenLossForm form)
    {
        await using var world = await SyncWorld.StartAsync(pageSize: 2);
        await world.AddContactAsync(Ann);
        for (var n = 0; n < 5; n++)
            world.Deliver(SampleMail.From(Ann, $"Mail {n}", n));
        await world.SyncAsync();
        world.Simulator.Faults = new Faults { TokenLoss = form };
        world.Simulator.Tenant.LoseTokens(SyncWorld.Upn);
        world.Deliver(SampleMail.From(Ann, "Mail 5", 5));

        var report = await world.SyncAsync();

        (report.Error, report.Kept).ShouldBe((null, 1));
        (await world.LoggedSubjectsAsync()).Count.ShouldBe(6);
        (await world.ReadAsync(db => db.MessageCopies.CountAsync())).ShouldBe(6);
        (await world.ReadAsync(db => db.MailFolders.Where(f => f.WellKnownName == "inbox").Select(f => f.IsRoundComplete).SingleAsync())).ShouldBeTrue();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_crash_at_any_commit_loses_nothing_and_doubles_nothing(bool afterCommit)
    {
        for (var crashAt = 0; crashAt < 9; crashAt++)
        {
            await using var world = await SyncWorld.StartAsync(pageSize: 3);
            var ann = await world.AddContactAsync(Ann);
            for (var n = 0; n < 10; n++)
                world.Deliver(SampleMail.From(n % 3 == 0 ? "stranger@elsewhere.example" : Ann, $"Mail {n}", n));
            world.Crashes.AfterCommit = afterCommit;
            world.Crashes.CrashAt = crashAt;

            await Should.ThrowAsync<CrashException>(() => world.SyncAsync(), $"the crash at commit {crashAt}");
            await world.FreeLeasesAsync();
            var report = await world.SyncAsync();

            report.Error.ShouldBeNull();
            (await world.TimelineAsync(ann)).ShouldBe(["Mail 1", "Mail 2", "Mail 4", "Mail 5", "Mail 7", "Mail 8"], $"after a crash at commit {crashAt}");
            (await world.ReadAsync(db => db.MessageCopies.CountAsync())).ShouldBe(6);
            (await world.DroppedAsync()).ShouldBe(new Dictionary<string, int> { ["NoKnownParty"] = 4 });
            (await world.ReadAsync(db => db.MailFolders.Where(f => f.WellKnownName == "inbox").Select(f => f.DoneCount).SingleAsync())).ShouldBe(10);
        }
    }

    [Fact]
    public async Task A_host_that_was_frozen_finds_the_cursor_moved_and_writes_nothing()
    {
        await using var world = await SyncWorld.StartAsync();
        await world.AddContactAsync(Ann);
        await world.SyncAsync();
        world.Deliver(SampleMail.From(Ann, "Once", 1));
        await using var scope = world.Services.CreateAsyncScope();
        var frozen = new FrozenMailbox(scope.ServiceProvider.GetRequiredService<IMailbox>(), () => world.SyncAsync());
        var db = scope.ServiceProvider.GetRequiredService<CrmAddin.Core.Store.CrmDb>().ReadAs(Reader.System);
        var folder = await db.MailFolders.Include(f => f.Mailbox).SingleAsync(f => f.WellKnownName == "inbox");
        var sync = ActivatorUtilities.CreateInstance<SyncFolder>(scope.ServiceProvider, frozen);

        var error = await sync.RunAsync(folder.Mailbox!, folder.Id, new SyncTally(), CancellationToken.None);

        error.ShouldBeOfType<CursorMoved>();
        (await world.LoggedSubjectsAsync()).ShouldBe(["Once"]);
    }

    [Fact]
    public async Task A_moved_mail_stays_and_a_deleted_one_keeps_its_log()
    {
        await using var world = await SyncWorld.StartAsync();
        await world.AddContactAsync(Ann);
        var moved = world.Deliver(SampleMail.From(Ann, "Moved", 1));
        var deleted = world.Deliver(SampleMail.From(Ann, "Deleted", 2));
        await world.SyncAsync();
        world.Simulator.Tenant.Move(SyncWorld.Upn, moved, "archive");
        world.Simulator.Tenant.Delete(SyncWorld.Upn, deleted);

        (await world.SyncAsync()).Error.ShouldBeNull();

        (await world.LoggedSubjectsAsync()).ShouldBe(["Moved", "Deleted"]);
        var copies = await world.ReadAsync(db => db.MessageCopies.ToDictionaryAsync(c => c.GraphId, c => c.RemovedAt));
        copies[moved].ShouldBeNull();
        copies[deleted].ShouldNotBeNull();
    }

    [Fact]
    public async Task A_mail_joins_the_account_by_domain_and_the_deal_by_thread_or_as_the_one_open_deal()
    {
        await using var world = await SyncWorld.StartAsync();
        var ann = await world.AddContactAsync(Ann);
        var bob = await world.AddContactAsync("bob@client.example");
        var (account, deal) = await AddDealAsync(world, ann);
        world.Deliver(SampleMail.From(Ann, "Opening", 1, messageId: "<1@client.example>", conversation: "thread"));
        world.Deliver(SampleMail.From("bob@client.example", "Joining", 2, conversation: "thread"));
        world.Deliver(SampleMail.From("bob@client.example", "Answering", 3, conversation: "other", headers: ("In-Reply-To", "<1@client.example>")));
        world.Deliver(SampleMail.From("bob@client.example", "Apart", 4, conversation: "third"));
        world.Deliver(SampleMail.From("cid@client.example", "A stranger of the firm", 5));

        await world.SyncAsync();
        await world.SyncAsync();

        var deals = await world.ReadAsync(db => db.Messages.ToDictionaryAsync(m => m.Subject, m => m.DealId));
        deals["Opening"].ShouldBe(deal);
        deals["Joining"].ShouldBe(deal);
        deals["Answering"].ShouldBe(deal);
        deals["Apart"].ShouldBeNull();
        deals["A stranger of the firm"].ShouldBeNull();
        (await world.ReadAsync(db => db.Messages.Select(m => m.AccountId).ToListAsync())).ShouldAllBe(id => id == account);
        (await world.TimelineAsync(bob)).ShouldBe(["Joining", "Answering", "Apart"]);
        (await world.ReadAsync(db => db.Messages.Where(m => m.Subject == "A stranger of the firm").Select(m => m.KeptReason).SingleAsync())).ShouldBe("KnownAccount");
    }

    [Fact]
    public async Task Nothing_of_a_dropped_mail_is_in_the_store()
    {
        const string canary = "xylophone-canary";
        await using var world = await SyncWorld.StartAsync();
        world.Deliver(SampleMail.From($"{canary}@elsewhere.example", canary, body: canary, messageId: $"<{canary}@x>"));
        await world.SyncAsync();

        (await world.DroppedAsync()).ShouldBe(new Dictionary<string, int> { ["NoKnownParty"] = 1 });
        var file = await world.ReadAsync(db => Task.FromResult(new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource));
        foreach (var part in Directory.EnumerateFiles(Path.GetDirectoryName(file)!, "crm.db*"))
        {
            await using var stream = new FileStream(part, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            (await reader.ReadToEndAsync()).Contains(canary, StringComparison.OrdinalIgnoreCase).ShouldBeFalse(part);
        }
    }

    [Fact]
    public async Task What_stands_in_the_way_is_noted_in_words_and_goes_when_it_is_over()
    {
        await using var world = await SyncWorld.StartAsync();
        world.Simulator.Faults = new Faults { DeniedMailboxes = [SyncWorld.Upn] };

        var report = await world.SyncAsync();

        report.Error.ShouldBe("The mail server does not let this application read agent@firm.example. Grant it Mail.Read for that mailbox.");
        var mailbox = await world.ReadAsync(db => db.Mailboxes.SingleAsync());
        (mailbox.LastError, mailbox.LastErrorCode, mailbox.LastSuccessAt).ShouldBe((report.Error, "MailboxDenied", null));
        mailbox.NextRunAt.ShouldNotBeNull();
        world.Simulator.Faults = new Faults();
        (await world.SyncAsync()).Error.ShouldBeNull();
        (await world.ReadAsync(db => db.Mailboxes.Select(m => m.LastError).SingleAsync())).ShouldBeNull();
    }

    [Fact]
    public async Task A_mailbox_is_claimed_by_one_host_until_it_gives_it_back_or_its_lease_runs_out()
    {
        await using var world = await SyncWorld.StartAsync();
        await using var scope = world.Services.CreateAsyncScope();
        var claims = scope.ServiceProvider.GetRequiredService<ClaimMailboxes>();

        var first = await claims.RunAsync("host one", 10, CancellationToken.None);
        first.Count.ShouldBe(1);
        (await claims.RunAsync("host two", 10, CancellationToken.None)).ShouldBeEmpty();
        (await world.SyncAsync()).Error.ShouldBe("Another run is reading agent@firm.example at this moment; try again in a few minutes.");
        await claims.ReleaseAsync(first[0], "host two", CancellationToken.None);
        (await claims.ClaimAsync(first[0], "host two", CancellationToken.None)).ShouldBeFalse();
        await world.FreeLeasesAsync();
        (await claims.RunAsync("host two", 10, CancellationToken.None)).ShouldBe(first);
    }

    [Fact]
    public async Task A_mailbox_that_is_not_logged_is_named()
    {
        await using var world = await SyncWorld.StartAsync();

        (await world.Services.GetRequiredService<SyncOnce>().RunAsync("x@y.example", CancellationToken.None)).Error.ShouldBe(new MailboxNotLogged("x@y.example"));
    }

    [Fact]
    public async Task Real_mails_go_through_the_whole_of_mail_logging()
    {
        await using var world = await SyncWorld.StartAsync();
        var lines = 0;
        foreach (var file in RealMails.Files)
        {
            using var reader = File.OpenText(file);
            lines += await world.Simulator.Tenant.LoadAsync(SyncWorld.Upn, "inbox", reader);
        }
        var known = await world.AddContactAsync("rrtest1@xink.io");

        var report = await world.SyncAsync();

        report.Error.ShouldBeNull();
        (report.Found, report.Read).ShouldBe((lines, lines));
        var dropped = await world.DroppedAsync();
        var copies = await world.ReadAsync(db => db.MessageCopies.CountAsync());
        (await world.ReadAsync(db => db.MailFolders.SumAsync(f => f.DoneCount))).ShouldBe(copies + dropped.Values.Sum());
        if (RealMails.Folder is not null)
            (await world.TimelineAsync(known)).ShouldContain("rr test 7");
    }

    [Fact]
    public async Task A_sent_copy_without_headers_finds_its_deal_by_MIME_where_the_recipient_has_two_and_is_asked_about_once()
    {
        await using var world = await SyncWorld.StartAsync();
        var ann = await world.AddContactAsync(Ann);
        var (account, first) = await AddDealAsync(world, ann);
        var second = new Deal { Title = "Second", Currency = "USD", AccountId = account, PipelineId = 1, StageId = 1 };
        second.Contacts.Add(new DealContact { ContactId = ann });
        world.Deliver(SampleMail.From(Ann, "About the first", 1, messageId: "<q@client.example>", conversation: "inbox side"));
        await world.SyncAsync();
        await world.WriteAsync(db => db.Deals.Add(second));
        world.Deliver(SampleMail.From(SyncWorld.Upn, "Answer", 2, to: Ann, conversation: "sent side", headers: ("In-Reply-To", "<q@client.example>")), "sentitems");
        world.Deliver(SampleMail.From(SyncWorld.Upn, "New topic", 3, to: Ann, conversation: "another"), "sentitems");

        await world.SyncAsync();

        (await world.ReadAsync(db => db.Messages.OrderBy(m => m.SentAt).Select(m => m.DealId).ToListAsync())).ShouldBe([first, first, null]);
        world.Simulator.Faults = new Faults { ReplayedChanges = 10 };
        var before = world.Simulator.Board.Requests;
        await world.SyncAsync();
        (world.Simulator.Board.Requests - before).ShouldBeLessThanOrEqualTo(4);
    }

    private static async Task<(long Account, long Deal)> AddDealAsync(SyncWorld world, long contact)
    {
        var account = new Account { Name = "Client", Domains = { new AccountDomain { Domain = "client.example" } } };
        var pipeline = new Pipeline { Name = "P", NameKey = "p", Stages = { new Stage { Name = "Open", NameKey = "open" } } };
        await world.WriteAsync(db => db.AddRange(account, pipeline));
        var deal = new Deal { Title = "Deal", Currency = "USD", AccountId = account.Id, PipelineId = pipeline.Id, StageId = pipeline.Stages[0].Id };
        deal.Contacts.Add(new DealContact { ContactId = contact });
        await world.WriteAsync(db => db.Deals.Add(deal));
        return (account.Id, deal.Id);
    }

    /// <summary>A host that stops right after it has read a page, while another one goes on.</summary>
    private sealed class FrozenMailbox(IMailbox server, Func<Task> meanwhile) : IMailbox
    {
        public string PageOptions => server.PageOptions;

        public Task<Core.Results.Error?> CheckAsync(string mailbox, CancellationToken cancel) => server.CheckAsync(mailbox, cancel);

        public Task<Core.Results.Result<MailListPage>> ListMailsAsync(string mailbox, string folderId, DateTimeOffset? from, string? next, CancellationToken cancel) =>
            server.ListMailsAsync(mailbox, folderId, from, next, cancel);

        public Task<Core.Results.Result<List<MailboxFolder>>> ListFoldersAsync(string mailbox, CancellationToken cancel) => server.ListFoldersAsync(mailbox, cancel);

        public async Task<Core.Results.Result<MailboxPage>> ReadPageAsync(string mailbox, string folderId, string? cursor, CancellationToken cancel)
        {
            var page = await server.ReadPageAsync(mailbox, folderId, cursor, cancel);
            await meanwhile();
            return page;
        }

        public Task<Core.Results.Result<MailboxMessage>> ReadMessageAsync(string mailbox, string messageId, CancellationToken cancel) => server.ReadMessageAsync(mailbox, messageId, cancel);

        public Task<Core.Results.Result<string>> ReadMimeAsync(string mailbox, string messageId, CancellationToken cancel) => server.ReadMimeAsync(mailbox, messageId, cancel);

        public Task<Core.Results.Result<MailboxMessage>> FindByMessageIdAsync(string mailbox, string internetMessageId, CancellationToken cancel) =>
            server.FindByMessageIdAsync(mailbox, internetMessageId, cancel);

        public Task<Core.Results.Result<List<MailboxMessage>>> FindByAddressAsync(string mailbox, string folderId, string address, int limit, CancellationToken cancel) =>
            server.FindByAddressAsync(mailbox, folderId, address, limit, cancel);

        public Task<Core.Results.Result<string>> TranslateEwsIdAsync(string mailbox, string ewsId, CancellationToken cancel) => server.TranslateEwsIdAsync(mailbox, ewsId, cancel);
    }
}
