using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Results;
using CrmAddin.Web.Graph;
using GraphSimulator;
using GraphSimulator.Misbehaviour;

namespace CrmAddin.Web.Tests.Graph;

public sealed class GraphMailboxTests : IAsyncLifetime
{
    private const string Upn = "agent@firm.example";
    private static readonly CancellationToken Never = CancellationToken.None;
    private GraphSimulatorHost _simulator = null!;

    public async Task InitializeAsync()
    {
        _simulator = await GraphSimulatorHost.StartAsync();
        _simulator.Tenant.AddMailbox(Upn, "Agent");
    }

    public Task DisposeAsync() => _simulator.DisposeAsync().AsTask();

    [Fact]
    public async Task Folders_carry_their_well_known_names_and_counts()
    {
        Deliver(2);
        _simulator.Tenant.AddFolder(Upn, "Projects");

        var folders = (await Mailbox().ListFoldersAsync(Upn, Never)).Value.ShouldNotBeNull();

        folders.Count.ShouldBe(9);
        folders.Single(f => f.WellKnownName == "inbox").MessageCount.ShouldBe(2);
        folders.Single(f => f.WellKnownName == "sentitems").DisplayName.ShouldBe("Sent Items");
        folders.Single(f => f.DisplayName == "Projects").WellKnownName.ShouldBeNull();
    }

    [Fact]
    public async Task Every_page_brings_text_bodies_immutable_ids_headers_and_marks()
    {
        var mail = SampleMail.From("ann@client.example", "Offer", headers: ("Sensitivity", "private"));
        mail["body"] = new JsonObject { ["contentType"] = "html", ["content"] = "<p>Dear <b>agent</b></p>" };
        var ids = new List<string> { _simulator.Tenant.AddMessage(Upn, "inbox", mail) };
        ids.AddRange(Deliver(4));

        var pages = await ReadRoundAsync(Mailbox(pageSize: 2), null);

        pages.Select(p => p.Messages.Count).ShouldBe([2, 2, 1]);
        pages.SelectMany(p => p.Messages).Select(m => m.Id).ShouldBe(ids);
        var first = pages[0].Messages[0];
        (first.BodyText, first.Subject, first.From!.Address, first.Sensitivity).ShouldBe(("Dear agent", "Offer", "ann@client.example", 2));
        first.Header("sensitivity").ShouldBe("private");
        first.SentAt.ShouldBe(SampleMail.Start);
        pages[2].Messages[0].BodyText.ShouldBe("Good morning.");
        pages.Select(p => p.IsRoundComplete).ShouldBe([false, false, true]);
    }

    [Fact]
    public async Task The_next_round_names_what_left_and_what_changed()
    {
        var ids = Deliver(3);
        var mailbox = Mailbox();
        var cursor = (await ReadRoundAsync(mailbox, null))[^1].Cursor;
        _simulator.Faults = new Faults { PartialUpdates = true };
        _simulator.Tenant.Delete(Upn, ids[0]);
        _simulator.Tenant.MarkRead(Upn, ids[1]);

        var page = (await ReadRoundAsync(mailbox, cursor)).Single();

        page.RemovedIds.ShouldBe([ids[0]]);
        var changed = page.Messages.Single();
        (changed.Id, changed.IsWhole, changed.Subject).ShouldBe((ids[1], false, null));
    }

    [Theory]
    [InlineData(TokenLossForm.Gone)]
    [InlineData(TokenLossForm.SyncStateNotFound)]
    public async Task A_forgotten_cursor_is_told_as_lost(TokenLossForm form)
    {
        Deliver(1);
        var mailbox = Mailbox();
        var cursor = (await ReadRoundAsync(mailbox, null))[^1].Cursor;
        _simulator.Faults = new Faults { TokenLoss = form };
        _simulator.Tenant.LoseTokens(Upn);

        (await mailbox.ReadPageAsync(Upn, "inbox", cursor, Never)).Error.ShouldBeOfType<CursorLost>();
    }

    [Theory]
    [InlineData(RetryAfterForm.Whole, 0)]
    [InlineData(RetryAfterForm.Fractional, 0.02)]
    [InlineData(RetryAfterForm.Date, 0)]
    [InlineData(RetryAfterForm.Absent, 0)]
    public async Task Reading_outlasts_throttling_outages_and_cut_connections(RetryAfterForm form, double seconds)
    {
        var id = Deliver(1)[0];
        _simulator.Faults = new Faults
        {
            RetryAfter = form,
            RetryAfterSeconds = seconds,
            Next = [FaultKind.Throttled, FaultKind.Unavailable, FaultKind.ConnectionReset, FaultKind.GatewayTimeout],
        };

        var message = await Mailbox().ReadMessageAsync(Upn, id, Never);

        message.Value.ShouldNotBeNull().Subject.ShouldBe("Mail 0");
        _simulator.Board.Requests.ShouldBe(5);
    }

    [Fact]
    public async Task Reading_waits_as_long_as_a_decimal_Retry_After_says()
    {
        var id = Deliver(1)[0];
        _simulator.Faults = new Faults { RetryAfter = RetryAfterForm.Fractional, RetryAfterSeconds = 0.3, Next = [FaultKind.Throttled] };
        var started = TimeProvider.System.GetTimestamp();

        (await Mailbox().ReadMessageAsync(Upn, id, Never)).Succeeded.ShouldBeTrue();

        TimeProvider.System.GetElapsedTime(started).TotalSeconds.ShouldBeGreaterThan(0.29);
    }

    [Fact]
    public async Task A_server_that_stays_busy_is_told_as_busy()
    {
        _simulator.Faults = new Faults { ThrottleRate = 1, RetryAfterSeconds = 0 };

        (await Mailbox().ReadPageAsync(Upn, "inbox", null, Never)).Error.ShouldBeOfType<MailServerBusy>();

        _simulator.Board.Requests.ShouldBe(8);
    }

    [Fact]
    public async Task A_post_is_never_repeated()
    {
        _simulator.Faults = new Faults { Next = [FaultKind.Unavailable], RetryAfterSeconds = 0 };

        (await Mailbox().TranslateEwsIdAsync(Upn, "x", Never)).Error.ShouldBeOfType<MailServerBusy>();

        _simulator.Board.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task An_id_of_Outlook_becomes_the_immutable_one()
    {
        var id = Deliver(1)[0];
        var ews = _simulator.Tenant.FindMailbox(Upn)!.FindFolder("inbox")!.RestIdOf(id).Replace('-', '/').Replace('_', '+');

        var translated = await Mailbox().TranslateEwsIdAsync(Upn, ews, Never);
        translated.Error.ShouldBeNull();
        translated.Value.ShouldBe(id);
        (await Mailbox().TranslateEwsIdAsync(Upn, "nonsense", Never)).Error.ShouldBeOfType<MessageGone>();
    }

    [Fact]
    public async Task No_more_than_four_requests_at_a_time_go_to_one_mailbox()
    {
        var ids = Deliver(24);
        _simulator.Faults = new Faults { LatencyMilliseconds = 20, MaxConcurrentPerMailbox = 4 };
        var mailbox = Mailbox();

        var answers = await Task.WhenAll(ids.Select(id => mailbox.ReadMessageAsync(Upn, id, Never)));

        answers.ShouldAllBe(a => a.Succeeded);
        _simulator.Board.PeakConcurrency[Upn].ShouldBe(4);
        _simulator.Board.Requests.ShouldBe(24);
    }

    [Fact]
    public async Task A_page_of_html_is_told_as_no_json_with_the_setting_to_look_at()
    {
        _simulator.Faults = new Faults { Next = [FaultKind.NoJson] };

        var error = (await Mailbox().ReadPageAsync(Upn, "inbox", null, Never)).Error.ShouldBeOfType<MailServerAnswersNoJson>();

        error.Sentence.ShouldContain("Crm:Graph:BaseUrl");
        error.Sentence.ShouldContain(_simulator.GraphBaseUrl.ToString());
    }

    [Fact]
    public async Task An_unreachable_server_is_told_with_the_setting_to_look_at()
    {
        var mailbox = Mailbox(new GraphSettings { BaseUrl = $"http://127.0.0.1:{FreePort()}/v1.0", MaxAttempts = 2, FirstRetryDelay = TimeSpan.Zero });

        var error = (await mailbox.ReadPageAsync(Upn, "inbox", null, Never)).Error.ShouldBeOfType<MailServerUnreachable>();

        error.Sentence.ShouldContain("cannot be reached. Check Crm:Graph:BaseUrl");
    }

    [Fact]
    public async Task A_link_to_another_host_is_not_followed() =>
        (await Mailbox().ReadPageAsync(Upn, "inbox", "http://evil.example/v1.0/users/x/mailFolders/inbox/messages/delta?$deltatoken=1", Never))
            .Error.ShouldBe(new MailLinkForeign("evil.example"));

    [Theory]
    [InlineData("http://127.0.0.1:1/v1.0", false, "Crm:Graph:TenantId")]
    [InlineData("http://graph.example/v1.0", true, "Crm:Graph:BaseUrl")]
    [InlineData("nonsense", true, "Crm:Graph:BaseUrl")]
    [InlineData("https://graph.example/v1.0", true, "Crm:Graph:TenantId")]
    public async Task Missing_settings_are_named(string baseUrl, bool mayOmitCredentials, string setting) =>
        (await Mailbox(new GraphSettings { BaseUrl = baseUrl }, mayOmitCredentials).ListFoldersAsync(Upn, Never))
            .Error.ShouldBeOfType<MailServerNotConfigured>().Setting.ShouldBe(setting);

    [Fact]
    public async Task Unknown_and_denied_mailboxes_and_gone_messages_are_told_apart()
    {
        var mailbox = Mailbox();
        (await mailbox.ReadPageAsync("nobody@firm.example", "inbox", null, Never)).Error.ShouldBe(new MailboxUnknown("nobody@firm.example"));
        (await mailbox.ReadMessageAsync(Upn, "AAMkAnothing", Never)).Error.ShouldBeOfType<MessageGone>();
        _simulator.Faults = new Faults { DeniedMailboxes = [Upn] };
        (await mailbox.ListFoldersAsync(Upn, Never)).Error.ShouldBe(new MailboxDenied(Upn));
    }

    [Fact]
    public async Task Mails_are_found_by_an_address_among_senders_and_recipients()
    {
        Deliver(3);
        var sent = _simulator.Tenant.AddMessage(Upn, "inbox", SampleMail.From("ann@client.example", "From Ann", 5));
        var copied = _simulator.Tenant.AddMessage(Upn, "inbox", SampleMail.From("x@client.example", "To Ann", 6, to: "agent@firm.example,ann@client.example"));
        _simulator.Tenant.AddMessage(Upn, "inbox", SampleMail.From("joann@client.example", "From somebody else", 7));

        var found = (await Mailbox().FindByAddressAsync(Upn, "inbox", "ann@client.example", 100, Never)).Value.ShouldNotBeNull();

        found.Select(m => m.Id).ShouldBe([copied, sent]);
    }

    [Fact]
    public async Task The_mime_of_a_sent_copy_has_the_headers_that_its_json_lacks()
    {
        var id = _simulator.Tenant.AddMessage(Upn, "sentitems", SampleMail.From(Upn, "Re: Offer", to: "ann@client.example", headers: ("In-Reply-To", "<1@client.example>")));
        var mailbox = Mailbox();

        (await mailbox.ReadMessageAsync(Upn, id, Never)).Value!.Headers.ShouldBeNull();
        (await mailbox.ReadMimeAsync(Upn, id, Never)).Value!.ShouldContain("In-Reply-To: <1@client.example>");
    }

    private List<string> Deliver(int count) => [.. Enumerable.Range(0, count)
        .Select(n => _simulator.Tenant.AddMessage(Upn, "inbox", SampleMail.From($"sender{n}@client.example", $"Mail {n}", n)))];

    private GraphMailbox Mailbox(int pageSize = 50) => Mailbox(new GraphSettings
    {
        BaseUrl = _simulator.GraphBaseUrl.ToString(),
        PageSize = pageSize,
        FirstRetryDelay = TimeSpan.FromMilliseconds(5),
    });

    private static GraphMailbox Mailbox(GraphSettings settings, bool mayOmitCredentials = true) =>
        new(new GraphConnection(settings, mayOmitCredentials, TimeProvider.System), settings);

    private static async Task<List<MailboxPage>> ReadRoundAsync(GraphMailbox mailbox, string? cursor)
    {
        var pages = new List<MailboxPage>();
        do
        {
            Result<MailboxPage> page = await mailbox.ReadPageAsync(Upn, "inbox", cursor, Never);
            pages.Add(page.Value.ShouldNotBeNull());
            cursor = pages[^1].Cursor;
        }
        while (!pages[^1].IsRoundComplete);
        return pages;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
