using System.Net;
using System.Net.Http.Json;
using System.Text;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Mail.Notifications;
using CrmAddin.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Web.Tests.Graph.Notifications;

/// <summary>What Graph's deliveries do, over HTTP with the real host; the mail server that the mailboxes point at does not answer.</summary>
public sealed class NotificationEndpointsTests : IAsyncLifetime
{
    private const string Url = NotificationAddress.NotificationsPath;
    private const string Lifecycle = NotificationAddress.LifecyclePath;

    private RunningCrm _crm = null!;
    private HttpClient _http = null!;

    public async Task InitializeAsync()
    {
        _crm = await RunningCrm.StartAsync(new Dictionary<string, string?>
        {
            ["Crm:Graph:NotificationUrl"] = "http://127.0.0.1:9",
            // Mailboxes that were read lately are left alone, so that what wakes them is the notification.
            ["Crm:Mail:PollSeconds"] = "3600",
        });
        _http = _crm.Client();
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _crm.DisposeAsync();
    }

    [Theory]
    [InlineData(Url)]
    [InlineData(Lifecycle)]
    public async Task The_handshake_gives_the_token_back_as_plain_text(string path)
    {
        using var answer = await _http.PostAsync($"{path}?validationToken={Uri.EscapeDataString("Validation: Testing+client é%2F <&> more")}", new StringContent("", Encoding.UTF8, "text/plain"));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; charset=utf-8");
        (await answer.Content.ReadAsStringAsync()).ShouldBe("Validation: Testing+client é%2F <&> more");
    }

    [Fact]
    public async Task A_handshake_with_markup_gives_none_back()
    {
        using var answer = await _http.PostAsync($"{Url}?validationToken={Uri.EscapeDataString("<script>alert(1)</script>")}", null);

        (await answer.Content.ReadAsStringAsync()).ShouldBe("&lt;script>alert(1)&lt;/script>");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5_000)]
    public async Task A_handshake_without_a_token_or_with_an_endless_one_is_refused(int length)
    {
        using var answer = await _http.PostAsync($"{Url}?validationToken={new string('x', length)}", null);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_notification_is_stored_before_it_is_answered_and_counted_once_for_each_delivery()
    {
        var mailbox = await AddMailboxAsync("ann@firm.example", "sub-1");

        foreach (var _ in Enumerable.Range(0, 3))
            (await PostAsync(Url, Item("sub-1", StateOf(mailbox)))).ShouldBe(HttpStatusCode.Accepted);

        (await ReceivedAsync(mailbox)).ShouldBe(3);
    }

    [Fact]
    public async Task A_delivery_with_many_notifications_reaches_every_mailbox_in_it()
    {
        var ann = await AddMailboxAsync("ann@firm.example", "sub-1");
        var bo = await AddMailboxAsync("bo@firm.example", "sub-2");

        (await PostAsync(Url, Item("sub-1", StateOf(ann)), Item("sub-2", StateOf(bo)), Item("sub-1", StateOf(ann)))).ShouldBe(HttpStatusCode.Accepted);

        (await ReceivedAsync(ann), await ReceivedAsync(bo)).ShouldBe((2, 1));
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("empty")]
    [InlineData("missing")]
    [InlineData("another mailbox'")]
    [InlineData("one digit off")]
    public async Task A_notification_without_the_right_secret_is_answered_like_any_other_and_has_no_effect(string kind)
    {
        var mailbox = await AddMailboxAsync("ann@firm.example", "sub-1");
        var other = await AddMailboxAsync("bo@firm.example", "sub-2");
        var right = StateOf(mailbox);
        object item = kind switch
        {
            "wrong" => Item("sub-1", "secret"),
            "empty" => Item("sub-1", ""),
            "missing" => new { subscriptionId = "sub-1", changeType = "created" },
            "another mailbox'" => Item("sub-1", StateOf(other)),
            _ => Item("sub-1", right[..^1] + (right[^1] == '0' ? '1' : '0')),
        };

        (await PostAsync(Url, item)).ShouldBe(HttpStatusCode.Accepted);

        (await ReceivedAsync(mailbox), await ReceivedAsync(other)).ShouldBe((0, 0));
        var counts = _crm.Service<NotificationCounts>();
        (counts.Stored, counts.Forged + counts.Unknown).ShouldBe((0, 1));
    }

    [Fact]
    public async Task A_notification_of_a_subscription_that_is_not_ours_any_more_has_no_effect_and_is_counted()
    {
        var mailbox = await AddMailboxAsync("ann@firm.example", "sub-1");

        (await PostAsync(Url, Item("sub-0", StateOf(mailbox)))).ShouldBe(HttpStatusCode.Accepted);

        (await ReceivedAsync(mailbox)).ShouldBe(0);
        _crm.Service<NotificationCounts>().Unknown.ShouldBe(1);
    }

    [Theory]
    [InlineData("", "it is no JSON")]
    [InlineData("nonsense", "it is no JSON")]
    [InlineData("[]", "it is no JSON")]
    [InlineData("{}", "it has no list")]
    [InlineData("null", "it has no list")]
    [InlineData("""{"value":{}}""", "it is no JSON")]
    [InlineData("""{"value":[null]}""", "names no subscription")]
    [InlineData("""{"value":[{"clientState":"x"}]}""", "names no subscription")]
    [InlineData("""{"value":[{"subscriptionId":7}]}""", "it is no JSON")]
    public async Task A_delivery_that_is_none_is_refused_with_the_reason(string body, string reason)
    {
        using var answer = await _http.PostAsync(Url, new StringContent(body, Encoding.UTF8, "application/json"));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(reason);
    }

    [Fact]
    public async Task A_delivery_beyond_its_limits_is_refused()
    {
        var many = Enumerable.Repeat(Item("sub-1", "x"), 1_001).ToArray();
        using var large = await _http.PostAsync(Url, new StringContent($$"""{"value":[{"subscriptionId":"{{new string('x', 1_100_000)}}"}]}""", Encoding.UTF8, "application/json"));

        (await PostAsync(Url, many)).ShouldBe(HttpStatusCode.BadRequest);
        large.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task While_the_store_cannot_be_written_a_delivery_is_not_answered_as_taken_and_the_next_one_is_not_lost()
    {
        var mailbox = await AddMailboxAsync("ann@firm.example", "sub-1");
        await using (var other = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(_crm.DataFolder, "crm.db")};Pooling=False"))
        {
            await other.OpenAsync();
            await using var held = other.BeginTransaction();

            using var refused = await _http.PostAsJsonAsync(Url, new { value = new[] { Item("sub-1", StateOf(mailbox)) } });

            refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(10));
            await held.RollbackAsync();
        }

        (await PostAsync(Url, Item("sub-1", StateOf(mailbox)))).ShouldBe(HttpStatusCode.Accepted);
        (await ReceivedAsync(mailbox)).ShouldBeGreaterThanOrEqualTo(1);
    }

    [Fact]
    public async Task A_notification_makes_its_mailbox_be_read_at_once_although_its_turn_is_far()
    {
        var mailbox = await AddMailboxAsync("ann@firm.example", "sub-1", nextRunAt: DateTimeOffset.UtcNow.AddHours(1));

        await PostAsync(Url, Item("sub-1", StateOf(mailbox)));

        // There is no mail server in this test, and that is noted by the round which the notification caused.
        await UntilAsync(() => _crm.ReadAsync(db => db.Mailboxes.AnyAsync(m => m.Id == mailbox && m.LastErrorCode == nameof(MailServerNotConfigured))));
        (await _crm.ReadAsync(db => db.MailNotifications.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task The_end_of_a_subscription_makes_upkeep_look_for_a_new_one()
    {
        var mailbox = await AddMailboxAsync("ann@firm.example", "sub-1");

        (await PostAsync(Lifecycle, new { subscriptionId = "sub-1", clientState = StateOf(mailbox), lifecycleEvent = "subscriptionRemoved" })).ShouldBe(HttpStatusCode.Accepted);

        await UntilAsync(() => _crm.ReadAsync(db => db.MailSubscriptions.AnyAsync(s => s.MailboxId == mailbox && s.GraphId == null)));
        (await ReceivedAsync(mailbox)).ShouldBe(1);
    }

    [Fact]
    public async Task A_flood_that_arrives_at_once_is_stored_whole()
    {
        var mailboxes = new List<long>();
        for (var i = 0; i < 5; i++)
            mailboxes.Add(await AddMailboxAsync($"agent{i}@firm.example", $"sub-{i}"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => PostAsync(Url, Item($"sub-{i % 5}", StateOf(mailboxes[i % 5])))));

        answers.ShouldAllBe(status => status == HttpStatusCode.Accepted);
        foreach (var mailbox in mailboxes)
            (await ReceivedAsync(mailbox)).ShouldBe(40);
    }

    private static object Item(string subscription, string clientState) => new
    {
        subscriptionId = subscription,
        subscriptionExpirationDateTime = DateTimeOffset.UtcNow.AddDays(1),
        clientState,
        changeType = "created",
        resource = "Users/1/Messages/2",
        tenantId = Guid.Empty,
        resourceData = new Dictionary<string, object> { ["@odata.type"] = "#Microsoft.Graph.Message", ["id"] = "AAMk=" },
    };

    private string StateOf(long mailbox) => _crm.Service<ClientStates>().Of(mailbox);

    private async Task<HttpStatusCode> PostAsync(string path, params object[] items)
    {
        using var answer = await _http.PostAsJsonAsync(path, new { value = items });
        return answer.StatusCode;
    }

    private async Task<long> AddMailboxAsync(string address, string subscription, DateTimeOffset? nextRunAt = null)
    {
        var now = DateTimeOffset.UtcNow;
        var mailbox = new Mailbox { Address = address, DisplayName = address, NextRunAt = nextRunAt ?? now.AddHours(1) };
        await _crm.UseAsync(async services =>
        {
            var db = services.GetRequiredService<Core.Store.CrmDb>();
            db.Mailboxes.Add(mailbox);
            await db.SaveChangesAsync();
            // Another host's claim keeps this host's own upkeep away.
            db.MailSubscriptions.Add(new MailSubscription { MailboxId = mailbox.Id, GraphId = subscription, ExpiresAt = now.AddDays(2), NextCheckAt = now.AddDays(1), ClaimedUntil = now.AddDays(1) });
            await db.SaveChangesAsync();
        });
        return mailbox.Id;
    }

    // Taken from the queue or still in it.
    private Task<long> ReceivedAsync(long mailbox) => _crm.ReadAsync(async db =>
    {
        await using var one = await db.Database.BeginTransactionAsync();
        return await db.MailSubscriptions.Where(s => s.MailboxId == mailbox).SumAsync(s => s.ReceivedCount)
            + await db.MailNotifications.Where(n => n.MailboxId == mailbox).SumAsync(n => n.Count);
    });

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await holds())
            await Task.Delay(50, patience.Token);
    }
}
