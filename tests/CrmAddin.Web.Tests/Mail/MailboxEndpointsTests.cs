using System.Net;
using AngleSharp.Html.Parser;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Mail.Health;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using CrmAddin.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Web.Tests.Mail;

public sealed class MailboxEndpointsTests : IAsyncLifetime
{
    private RunningCrm _crm = null!;

    public async Task InitializeAsync() => _crm = await RunningCrm.StartAsync(new Dictionary<string, string?> { ["Crm:Mail:PollSeconds"] = "3600" });

    public async Task DisposeAsync() => await _crm.DisposeAsync();

    [Fact]
    public async Task An_agent_sees_their_own_mailbox_and_has_it_read_now_and_no_other()
    {
        var ann = await _crm.AddUserAsync("ann");
        var own = await AddMailboxAsync("ann@firm.example", ann);
        var other = await AddMailboxAsync("bo@firm.example", null);
        using var pane = await _crm.PaneAsync("ann");

        var page = await pane.GetStringAsync("/app/mailboxes");
        using var synced = await pane.PostAsync($"/app/mailboxes/{own}/sync", null);
        using var foreign = await pane.PostAsync($"/app/mailboxes/{other}/sync", null);
        using var hidden = await pane.GetAsync($"/app/mailboxes/{other}");
        using var switched = await pane.PostAsync($"/app/mailboxes/{own}/off", null);

        page.ShouldContain("ann@firm.example");
        page.ShouldNotContain("bo@firm.example");
        (synced.StatusCode, foreign.StatusCode, hidden.StatusCode, switched.StatusCode)
            .ShouldBe((HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.Forbidden));
    }

    [Fact]
    public async Task An_administrator_switches_a_mailbox_off_and_the_journal_knows_it()
    {
        var boss = await _crm.AddUserAsync("boss", Role.Administrator);
        var mailbox = await AddMailboxAsync("ann@firm.example", null);
        using var pane = await _crm.PaneAsync("boss");

        using var switched = await pane.PostAsync($"/app/mailboxes/{mailbox}/off", null);

        (await switched.Content.ReadAsStringAsync()).ShouldContain("data-state=\"off\"");
        (await _crm.ReadAsync(db => db.Mailboxes.Select(m => m.IsOn).SingleAsync())).ShouldBeFalse();
        var entry = await _crm.ReadAsync(db => db.AuditEntries.Where(e => e.Entity == nameof(Mailbox)).Select(e => new { e.EntityId, e.ChangeSet!.UserId, Fields = e.Values.Select(v => v.Field).ToList() }).SingleAsync());
        (entry.EntityId, entry.UserId).ShouldBe((mailbox, boss));
        entry.Fields.ShouldBe([nameof(Mailbox.IsOn)]);
    }

    [Theory]
    [InlineData(Role.Agent, HttpStatusCode.Forbidden)]
    [InlineData(Role.Manager, HttpStatusCode.Forbidden)]
    [InlineData(Role.Administrator, HttpStatusCode.OK)]
    public async Task Only_administrators_check_the_set_up(Role role, HttpStatusCode status)
    {
        await _crm.AddUserAsync("ann", role);
        using var pane = await _crm.PaneAsync("ann");

        using var page = await pane.GetAsync("/app/mailboxes/setup");
        using var check = await pane.PostAsync("/app/mailboxes/setup", null);

        (page.StatusCode, check.StatusCode).ShouldBe((status, status));
    }

    [Fact]
    public async Task A_round_now_makes_the_mailbox_due_and_one_that_is_off_says_so()
    {
        await _crm.AddUserAsync("boss", Role.Administrator);
        var on = await AddMailboxAsync("ann@firm.example", null);
        var off = await AddMailboxAsync("bo@firm.example", null, isOn: false);
        using var pane = await _crm.PaneAsync("boss");

        using var asked = await pane.PostAsync($"/app/mailboxes/{on}/sync", null);
        using var refused = await pane.PostAsync($"/app/mailboxes/{off}/sync", null);

        asked.StatusCode.ShouldBe(HttpStatusCode.OK);
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("switch it on first");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await _crm.ReadAsync(db => db.Mailboxes.AnyAsync(m => m.Id == on && m.LastErrorCode == nameof(MailServerNotConfigured))))
            await Task.Delay(50, patience.Token);
    }

    [Theory]
    [InlineData("en", "No mail has been logged from here since", "A setting of the mail server is missing.", "Nobody was told by mail.")]
    [InlineData("ar", "لم يُسجَّل أي بريد من هنا منذ", "أحد إعدادات خادم البريد ناقص.", "لم يُبلَّغ أحد بالبريد.")]
    public async Task A_card_tells_of_an_alarm_what_stands_in_the_way_and_what_was_kept(string language, string alarm, string words, string told)
    {
        await _crm.AddUserAsync("boss", Role.Administrator);
        var mailbox = await AddMailboxAsync("ann@firm.example", null, lastSuccessAt: DateTimeOffset.UtcNow.AddHours(-8), error: new MailServerNotConfigured("Crm:Graph:TenantId", "is empty."));
        await _crm.UseAsync(services => services.GetRequiredService<WatchMailboxes>().NoteAsync(default));
        using var pane = await _crm.PaneAsync("boss");
        pane.DefaultRequestHeaders.Add("X-Crm-Language", language);

        var card = new HtmlParser().ParseDocument(await pane.GetStringAsync($"/app/mailboxes/{mailbox}")).QuerySelector("[data-mailbox]")!;
        var page = new HtmlParser().ParseDocument(await pane.GetStringAsync("/app/mailboxes"));

        card.GetAttribute("data-state").ShouldBe("failing");
        var alerts = card.QuerySelectorAll("[role=alert]").Select(a => a.TextContent).ToList();
        alerts[0].ShouldContain(alarm);
        alerts[0].ShouldContain(told);
        alerts[1].ShouldContain(words);
        page.QuerySelector("[data-alarms]")!.GetAttribute("data-alarms").ShouldBe("1");
    }

    [Fact]
    public async Task A_card_that_is_being_read_renews_itself_and_names_the_host()
    {
        await _crm.AddUserAsync("boss", Role.Administrator);
        var mailbox = await AddMailboxAsync("ann@firm.example", null, lease: "worker7/4711/abcdef");
        using var pane = await _crm.PaneAsync("boss");

        var card = new HtmlParser().ParseDocument(await pane.GetStringAsync($"/app/mailboxes/{mailbox}")).QuerySelector("[data-mailbox]")!;

        (card.GetAttribute("data-state"), card.GetAttribute("hx-get"), card.GetAttribute("hx-trigger")).ShouldBe(("moving", $"/app/mailboxes/{mailbox}", "every 2s"));
        card.QuerySelector("[role=status]")!.TextContent.ShouldContain("Reading now, on worker7/4711.");
        card.QuerySelector("button.primary")!.HasAttribute("disabled").ShouldBeTrue();
    }

    private async Task<long> AddMailboxAsync(
        string address, long? owner, bool isOn = true, DateTimeOffset? lastSuccessAt = null, Core.Results.Error? error = null, string? lease = null)
    {
        var mailbox = new Mailbox
        {
            Address = address,
            DisplayName = address,
            OwnerId = owner,
            IsOn = isOn,
            NextRunAt = DateTimeOffset.UtcNow.AddHours(1),
            LastSuccessAt = lastSuccessAt,
            LastError = error?.Sentence,
            LastErrorCode = error?.Code,
            LeaseHolder = lease,
            LeaseUntil = lease is null ? null : DateTimeOffset.UtcNow.AddMinutes(2),
        };
        await _crm.UseAsync(async services =>
        {
            var db = services.GetRequiredService<CrmDb>();
            db.Mailboxes.Add(mailbox);
            await db.SaveChangesAsync();
        });
        return mailbox.Id;
    }
}
