using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Schedules;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using CrmAddin.Web.Reports.Schedules;
using CrmAddin.Web.SignIn;
using CrmAddin.Web.Tests.Graph.Notifications;
using GraphSimulator.Misbehaviour;
using GraphSimulator.Sending;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Web.Tests.Reports;

/// <summary>Scheduled reports as they leave the house: read from what the simulated server was given to send.</summary>
public sealed class ScheduledReportsTests : IAsyncLifetime
{
    private const string Sender = "reports@firm.example";

    private WatchedFirm _firm = null!;
    private long _boss;
    private long _agent;

    public async Task InitializeAsync()
    {
        _firm = await WatchedFirm.StartAsync(("Crm:Mail:ReportSender", Sender), ("Crm:Graph:NotificationUrl", null));
        _firm.Simulator.Tenant.AddMailbox(Sender);
        _boss = await _firm.Crm.AddUserAsync("boss@firm.example", Role.Administrator);
        _agent = await _firm.Crm.AddUserAsync("agent@firm.example");
        await _firm.WriteAsync(db => db.Users.Single(user => user.Id == _agent).Language = "ar");
        await AddDealAsync("Theirs", _agent);
        await AddDealAsync("Nobody's", null);
    }

    public async Task DisposeAsync() => await _firm.DisposeAsync();

    [Fact]
    public async Task Each_reader_gets_the_report_once_in_their_language_with_what_they_may_see()
    {
        var schedule = await ScheduleAsync(_boss, _boss, _agent);
        await MakeDueAsync(schedule);

        await SendAsync();
        await SendAsync();

        Mails().Count.ShouldBe(2);
        var english = Mails().Single(mail => mail.Recipients.SequenceEqual(["boss@firm.example"]));
        var arabic = Mails().Single(mail => mail.Recipients.SequenceEqual(["agent@firm.example"]));
        english.Mailbox.ShouldBe(Sender);
        english.Files.Keys.Single().ShouldStartWith("crm-pipeline-");
        Body(english).ShouldStartWith("<div dir=\"ltr\">");
        Body(arabic).ShouldStartWith("<div dir=\"rtl\">");
        arabic.Subject.ShouldContain("إلى");
        var (whole, own) = (Workbook(english), Workbook(arabic));
        (whole.Contains("Theirs", StringComparison.Ordinal), whole.Contains("Nobody", StringComparison.Ordinal)).ShouldBe((true, true));
        (own.Contains("Theirs", StringComparison.Ordinal), own.Contains("Nobody", StringComparison.Ordinal)).ShouldBe((true, false));
        (await DeliveriesAsync()).Select(delivery => (delivery.State, delivery.Attempts)).ShouldBe([(DeliveryState.Sent, 1), (DeliveryState.Sent, 1)]);
        (await _firm.Crm.ReadAsync(db => db.ReportSchedules.Select(one => one.NextAt).SingleAsync())).ShouldBeGreaterThan(DateTimeOffset.UtcNow);
    }

    [Fact]
    public async Task Two_hosts_that_look_at_the_same_time_send_once()
    {
        var schedule = await ScheduleAsync(_boss, _boss, _agent);
        await MakeDueAsync(schedule);

        await Task.WhenAll(SendAsync(), SendAsync(), SendAsync());

        Mails().SelectMany(mail => mail.Recipients).Order().ShouldBe(["agent@firm.example", "boss@firm.example"]);
    }

    [Theory]
    [InlineData(FaultKind.UnavailableAfterEffect)]
    [InlineData(FaultKind.ConnectionResetAfterEffect)]
    public async Task A_report_whose_answer_was_lost_is_not_sent_again_and_the_page_says_so(FaultKind lost)
    {
        var schedule = await ScheduleAsync(_boss, _boss);
        await MakeDueAsync(schedule);
        _firm.Simulator.Faults = new Faults { Next = [lost] };

        await SendAsync();
        await MakeTriesDueAsync();
        await SendAsync();

        Mails().Count.ShouldBe(1);
        (await DeliveriesAsync()).Single().State.ShouldBe(DeliveryState.Unknown);
        using var page = await _firm.Crm.PaneAsync("boss@firm.example");
        (await page.GetStringAsync("/app/reports/schedules")).ShouldContain("Unknown whether it was sent");
    }

    [Fact]
    public async Task A_report_that_was_refused_is_told_and_tried_again_later()
    {
        var schedule = await ScheduleAsync(_boss, _boss);
        await MakeDueAsync(schedule);
        _firm.Simulator.Faults = new Faults { DeniedMailboxes = [Sender] };
        await SendAsync();
        var refused = (await DeliveriesAsync()).Single();
        _firm.Simulator.Faults = new Faults();
        await SendAsync();
        var soon = Mails().Count;
        await MakeTriesDueAsync();
        await SendAsync();

        (refused.State, refused.ErrorCode, refused.NextTryAt > DateTimeOffset.UtcNow).ShouldBe((DeliveryState.Waiting, "SendingDenied", true));
        (soon, Mails().Count).ShouldBe((0, 1));
        (await DeliveriesAsync()).Single().ShouldSatisfyAllConditions(one => one.State.ShouldBe(DeliveryState.Sent), one => one.ErrorCode.ShouldBeNull());
    }

    [Fact]
    public async Task What_a_crash_left_is_tried_again_before_the_server_was_asked_and_unknown_after()
    {
        var schedule = await ScheduleAsync(_boss, _boss, _agent);
        var longAgo = DateTimeOffset.UtcNow.AddHours(-1);
        await _firm.WriteAsync(db => db.ReportDeliveries.AddRange(
            new ReportDelivery { ScheduleId = schedule, UserId = _boss, Occasion = longAgo, State = DeliveryState.Preparing, Attempts = 1, NextTryAt = longAgo, StateSince = longAgo },
            new ReportDelivery { ScheduleId = schedule, UserId = _agent, Occasion = longAgo, State = DeliveryState.Sending, Attempts = 1, NextTryAt = longAgo, StateSince = longAgo }));

        await SendAsync();

        Mails().ShouldHaveSingleItem().Recipients.ShouldBe(["boss@firm.example"]);
        var left = (await DeliveriesAsync()).Single(one => one.UserId == _agent);
        (left.State, left.ErrorCode).ShouldBe((DeliveryState.Unknown, nameof(SendingCutOff)));
    }

    [Fact]
    public async Task A_failure_that_stays_is_given_up_after_six_tries()
    {
        await MakeDueAsync(await ScheduleAsync(_boss, "Nowhere", _boss));

        for (var i = 0; i < 8; i++)
        {
            await SendAsync();
            await MakeTriesDueAsync();
        }

        var given = (await DeliveriesAsync()).Single();
        (given.State, given.Attempts, given.ErrorCode).ShouldBe((DeliveryState.Failed, ClaimDelivery.MostAttempts, "ReportTeamUnknown"));
        Mails().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_paused_schedule_sends_nothing_but_when_it_is_told_to_and_then_once_a_minute()
    {
        var schedule = await ScheduleAsync(_boss, _boss);
        using var client = await _firm.Crm.PaneAsync("boss@firm.example");
        (await client.PostAsync($"/app/reports/schedules/{schedule}/pause", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await MakeDueAsync(schedule);
        await SendAsync();
        var paused = Mails().Count;

        HttpStatusCode[] answers =
        [
            (await client.PostAsync($"/app/reports/schedules/{schedule}/send", null)).StatusCode,
            (await client.PostAsync($"/app/reports/schedules/{schedule}/send", null)).StatusCode,
            (await client.PostAsync($"/app/reports/schedules/{schedule}/send", null)).StatusCode,
        ];
        await SendAsync();

        paused.ShouldBe(0);
        answers.ShouldContain(HttpStatusCode.Conflict);
        // The minute may have turned between two of the three.
        Mails().Count.ShouldBe(answers.Count(answer => answer == HttpStatusCode.NoContent));
    }

    [Fact]
    public async Task People_see_and_change_their_own_schedules_alone_and_administrators_all()
    {
        var manager = await _firm.Crm.AddUserAsync("manager@firm.example", Role.Manager);
        await _firm.Crm.AddUserAsync("other@firm.example", Role.Manager);
        using var maker = await _firm.Crm.PaneAsync("manager@firm.example");
        using var other = await _firm.Crm.PaneAsync("other@firm.example");
        using var agent = await _firm.Crm.PaneAsync("agent@firm.example");
        using var boss = await _firm.Crm.PaneAsync("boss@firm.example");

        var saved = await maker.PostAsync("/app/reports/schedules", Form(manager));
        var id = JsonNode.Parse(await saved.Content.ReadAsStringAsync())!["id"]!.GetValue<long>();

        saved.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await maker.GetStringAsync("/app/reports/schedules")).ShouldContain($"data-schedule=\"{id}\"");
        (await boss.GetStringAsync("/app/reports/schedules")).ShouldContain($"data-schedule=\"{id}\"");
        (await other.GetStringAsync("/app/reports/schedules")).ShouldNotContain("data-schedule=");
        (await other.GetAsync($"/app/reports/schedules/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.PostAsync($"/app/reports/schedules/{id}", Form(manager))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        foreach (var act in new[] { "send", "pause", "resume", "delete" })
        {
            (await other.PostAsync($"/app/reports/schedules/{id}/{act}", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound, act);
            (await agent.PostAsync($"/app/reports/schedules/{id}/{act}", null)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, act);
        }

        (await agent.GetAsync("/app/reports/schedules")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await boss.PostAsync($"/app/reports/schedules/{id}/delete", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await _firm.Crm.ReadAsync(db => db.ReportSchedules.CountAsync())).ShouldBe(0);
    }

    [Theory]
    [InlineData("report", "horoscope", "ReportUnknown")]
    [InlineData("dayOfMonth", "32", "ScheduleTimeWrong")]
    [InlineData("hour", "24", "ScheduleTimeWrong")]
    [InlineData("currency", "XYZ", "ScheduleCurrencyWrong")]
    [InlineData("pipeline", "Nowhere", "PipelineUnknown")]
    [InlineData("team", "Nobody's", "ReportTeamUnknown")]
    [InlineData("owner", "Nobody", "ReportOwnerUnknown")]
    [InlineData("readers", "", "ReaderWithoutAddress")]
    [InlineData("readers", null, "ScheduleNeedsReaders")]
    public async Task A_schedule_that_cannot_be_is_refused_by_name(string field, string? value, string code)
    {
        using var boss = await _firm.Crm.PaneAsync("boss@firm.example");

        var refused = await boss.PostAsync("/app/reports/schedules", Form(_boss, (field, value)));

        JsonNode.Parse(await refused.Content.ReadAsStringAsync())!["code"]!.GetValue<string>().ShouldBe(code);
        (await _firm.Crm.ReadAsync(db => db.ReportSchedules.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_large_file_is_put_on_a_draft_in_parts_and_arrives_whole()
    {
        var path = Path.Combine(_firm.Crm.DataFolder, "large.xlsx");
        var bytes = new byte[7_000_001];
        Random.Shared.NextBytes(bytes);
        await File.WriteAllBytesAsync(path, bytes);
        var sender = _firm.Crm.Service<Core.Mail.IMailSender>();

        var error = await sender.SendAsync(Sender, new(["boss@firm.example"], "Large", ["Text"], false) { File = new("large.xlsx", "application/octet-stream", path) }, default);

        error.ShouldBeNull();
        Mails().ShouldHaveSingleItem().Files["large.xlsx"].ShouldBe(bytes);
    }

    private IReadOnlyList<SentMail> Mails() => _firm.Simulator.Tenant.SentMails;

    private static string Body(SentMail mail) => mail.Message["body"]!["content"]!.GetValue<string>();


    // All the text of the workbook's parts: names of deals stand in the data sheet or the shared strings.
    private static string Workbook(SentMail mail)
    {
        using var zip = new ZipArchive(new MemoryStream(mail.Files.Values.Single()));
        return string.Concat(zip.Entries.Where(entry => entry.Name.EndsWith(".xml", StringComparison.Ordinal)).Select(entry =>
        {
            using var reader = new StreamReader(entry.Open());
            return reader.ReadToEnd();
        }));
    }

    private Task SendAsync() => _firm.Crm.Service<SendDeliveries>().RunAsync(default);

    private Task<List<ReportDelivery>> DeliveriesAsync() => _firm.Crm.ReadAsync(db => db.ReportDeliveries.AsNoTracking().OrderBy(one => one.Id).ToListAsync());

    private Task MakeDueAsync(long schedule) => _firm.Crm.UseAsync(async services =>
    {
        var past = DateTimeOffset.UtcNow.AddMinutes(-5);
        await services.GetRequiredService<CrmDb>().ReportSchedules.Where(one => one.Id == schedule).ExecuteUpdateAsync(set => set.SetProperty(one => one.NextAt, past));
    });

    private Task MakeTriesDueAsync() => _firm.Crm.UseAsync(async services =>
    {
        var past = DateTimeOffset.UtcNow.AddMinutes(-5);
        await services.GetRequiredService<CrmDb>().ReportDeliveries.ExecuteUpdateAsync(set => set.SetProperty(one => one.NextTryAt, past));
    });

    private Task<long> ScheduleAsync(long maker, params long[] readers) => ScheduleAsync(maker, null, readers);

    private async Task<long> ScheduleAsync(long maker, string? team, params long[] readers)
    {
        long id = 0;
        await _firm.Crm.UseAsync(async services =>
        {
            var db = services.GetRequiredService<CrmDb>();
            var user = await db.Users.Include(one => one.Teams).SingleAsync(one => one.Id == maker);
            db.ReadAs(CurrentUser.ReaderOf(user));
            var draft = new ScheduleDraft("pipeline", ScheduleRhythm.Weekly, DayOfWeek.Sunday, 1, 8, RelativePeriod.ThisYear, readers) { Team = team };
            id = (await services.GetRequiredService<SaveSchedule>().RunAsync(null, draft, "test", default)).Value!.Id;
        });
        return id;
    }

    private static FormUrlEncodedContent Form(long reader, params (string Field, string? Value)[] others)
    {
        var values = new Dictionary<string, string?>
        {
            ["report"] = "pipeline",
            ["rhythm"] = "Monthly",
            ["dayOfMonth"] = "1",
            ["hour"] = "8",
            ["period"] = "LastMonth",
            ["readers"] = reader.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
        foreach (var (field, value) in others)
            values[field] = value;
        return new(values.Where(one => one.Value is not null).ToDictionary(one => one.Key, one => one.Value!));
    }

    private Task AddDealAsync(string title, long? owner) => _firm.Crm.UseAsync(async services =>
    {
        var db = services.GetRequiredService<CrmDb>();
        db.Begin(ChangeOrigin.Setup, "test");
        var stage = await db.Stages.OrderBy(one => one.Position).FirstAsync();
        db.Deals.Add(new Deal
        {
            Title = title,
            PipelineId = stage.PipelineId,
            StageId = stage.Id,
            Currency = "USD",
            Amount = 100,
            OwnerId = owner,
            OpenedOn = DateOnly.FromDateTime(DateTime.UtcNow),
            ExpectedCloseOn = DateOnly.FromDateTime(DateTime.UtcNow),
        });
        await db.SaveChangesAsync(default);
    });
}
