using CrmAddin.Core.Mail;
using CrmAddin.Core.Mail.Notifications;
using CrmAddin.Core.Store;
using CrmAddin.Web.Tests.Support;
using GraphSimulator.Misbehaviour;
using GraphSimulator.Requests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Web.Tests.Graph.Notifications;

public sealed class KeepSubscriptionsTests
{
    [Fact]
    public async Task A_mailbox_gets_one_subscription_for_all_its_messages_and_keeps_it()
    {
        await using var firm = await WatchedFirm.StartAsync();
        var mailbox = await firm.AddMailboxAsync();

        await firm.KeepAsync();
        await firm.KeepAsync();

        var made = firm.Subscriptions.ShouldHaveSingleItem();
        (made.Resource, made.ChangeType, made.ImmutableIds).ShouldBe(("users/agent@firm.example/messages", "created,updated,deleted", true));
        made.NotificationUrl.ToString().ShouldBe(firm.NotificationUrl);
        made.LifecycleNotificationUrl!.AbsolutePath.ShouldBe("/graph/lifecycle");
        made.ClientState.ShouldBe(firm.Crm.Service<ClientStates>().Of(mailbox));
        made.ExpiresAt.ShouldBe(DateTimeOffset.UtcNow + KeepSubscriptions.Lifetime, TimeSpan.FromMinutes(1));
        var row = (await firm.SubscriptionOfAsync(mailbox))!;
        (row.GraphId, row.LastErrorCode).ShouldBe((made.Id, null));
        row.NextCheckAt.ShouldBe(DateTimeOffset.UtcNow + (KeepSubscriptions.Lifetime / 2), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_mail_is_logged_because_it_was_told_not_because_it_was_looked_for()
    {
        await using var firm = await WatchedFirm.StartAsync();
        var ann = await firm.AddContactAsync("ann@client.example");
        var mailbox = await firm.AddMailboxAsync();
        await WatchedFirm.UntilAsync(() => firm.Crm.ReadAsync(db => db.Mailboxes.AnyAsync(m => m.Id == mailbox && m.LastSuccessAt != null && m.LeaseHolder == null)));

        firm.Simulator.Tenant.AddMessage("agent@firm.example", "inbox", SampleMail.From("ann@client.example", "Told at once", 1));

        await WatchedFirm.UntilAsync(() => firm.Crm.ReadAsync(db => db.MessageContacts.AnyAsync(l => l.ContactId == ann && l.Message!.Subject == "Told at once")));
        (await firm.SubscriptionOfAsync(mailbox))!.ReceivedCount.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_mailbox_about_which_is_told_is_looked_at_rarely_unless_something_stands_in_the_way()
    {
        await using var firm = await WatchedFirm.StartAsync(("Crm:Mail:PollSeconds", "30"));
        var mailbox = await firm.AddMailboxAsync();
        async Task<double> SecondsToNextRoundAsync()
        {
            await firm.Crm.UseAsync(services => services.GetRequiredService<SyncOnce>().RunAsync("agent@firm.example", default));
            return (await firm.Crm.ReadAsync(db => db.Mailboxes.Where(m => m.Id == mailbox).Select(m => m.NextRunAt!.Value).SingleAsync()) - DateTimeOffset.UtcNow).TotalSeconds;
        }

        await WatchedFirm.UntilAsync(async () => await SecondsToNextRoundAsync() is > 500 and <= 600);
        firm.Simulator.Faults = new Faults { DeniedMailboxes = ["agent@firm.example"] };
        await WatchedFirm.UntilAsync(async () => await SecondsToNextRoundAsync() is > 0 and <= 30);
    }

    [Fact]
    public async Task A_subscription_is_renewed_in_good_time()
    {
        await using var firm = await WatchedFirm.StartAsync();
        var mailbox = await firm.AddMailboxAsync();
        var before = firm.Subscriptions.Single().Id;
        // Its time is nearly over, as far as upkeep knows.
        await firm.Crm.UseAsync(services => services.GetRequiredService<CrmDb>().MailSubscriptions
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.NextCheckAt, DateTimeOffset.UtcNow).SetProperty(x => x.ExpiresAt, DateTimeOffset.UtcNow.AddHours(1))));

        await firm.KeepUntilAsync(async () => (await firm.SubscriptionOfAsync(mailbox))!.ExpiresAt > DateTimeOffset.UtcNow.AddDays(2));

        var after = firm.Subscriptions.ShouldHaveSingleItem();
        (after.Id, after.Renewals).ShouldBe((before, 1));
    }

    [Theory]
    [InlineData(FaultKind.GatewayTimeoutAfterEffect)]
    [InlineData(FaultKind.ConnectionResetAfterEffect)]
    public async Task A_subscription_whose_answer_was_lost_is_found_again_and_not_made_twice(FaultKind lost)
    {
        await using var firm = await WatchedFirm.StartAsync();
        firm.Simulator.Tenant.AddMailbox("agent@firm.example");
        // The list of what is there, then the subscription itself.
        firm.Simulator.Faults = new Faults { Next = [FaultKind.None, lost] };

        var mailbox = await firm.AddMailboxAsync(isSubscribed: false);
        await firm.KeepUntilAsync(() => Task.FromResult(firm.Subscriptions.Count > 0));
        await firm.KeepUntilAsync(async () => (await firm.SubscriptionOfAsync(mailbox)) is { LastErrorCode: not null, ClaimedUntil: null });
        await firm.MakeDueAsync(mailbox);
        await firm.KeepUntilAsync(async () => (await firm.SubscriptionOfAsync(mailbox))!.GraphId is not null);

        firm.Subscriptions.ShouldHaveSingleItem().Id.ShouldBe((await firm.SubscriptionOfAsync(mailbox))!.GraphId);
        firm.Simulator.Log.Requests.Count(r => r is { Kind: RequestKind.Subscriptions, Method: "POST" }).ShouldBe(1);
    }

    [Fact]
    public async Task A_subscription_that_the_server_has_forgotten_is_made_anew_and_the_mailbox_is_read()
    {
        await using var firm = await WatchedFirm.StartAsync();
        var mailbox = await firm.AddMailboxAsync();
        var before = firm.Subscriptions.Single().Id;
        using var http = new HttpClient();
        (await http.DeleteAsync(new Uri($"{firm.Simulator.GraphBaseUrl}/subscriptions/{before}"))).EnsureSuccessStatusCode();
        await firm.MakeDueAsync(mailbox);

        await firm.KeepUntilAsync(async () => (await firm.SubscriptionOfAsync(mailbox))!.GraphId is { } id && id != before);

        firm.Subscriptions.ShouldHaveSingleItem().Id.ShouldNotBe(before);
    }

    [Fact]
    public async Task A_subscription_that_the_server_ends_is_made_anew_and_what_came_meanwhile_is_logged()
    {
        await using var firm = await WatchedFirm.StartAsync();
        var ann = await firm.AddContactAsync("ann@client.example");
        var mailbox = await firm.AddMailboxAsync();
        await WatchedFirm.UntilAsync(() => firm.Crm.ReadAsync(db => db.Mailboxes.AnyAsync(m => m.Id == mailbox && m.LastSuccessAt != null && m.LeaseHolder == null)));
        var before = firm.Subscriptions.Single().Id;
        firm.Simulator.Faults = new Faults { Notifications = new NotificationFaults { DropRate = 1 } };
        firm.Simulator.Tenant.AddMessage("agent@firm.example", "inbox", SampleMail.From("ann@client.example", "Never told", 1));

        firm.Simulator.Subscriptions.SendLifecycleEvent(before, "subscriptionRemoved");

        await firm.KeepUntilAsync(async () => (await firm.SubscriptionOfAsync(mailbox))!.GraphId is { } id && id != before);
        await WatchedFirm.UntilAsync(() => firm.Crm.ReadAsync(db => db.MessageContacts.AnyAsync(l => l.ContactId == ann)));
        firm.Subscriptions.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_subscription_that_asks_for_it_is_renewed_at_once()
    {
        await using var firm = await WatchedFirm.StartAsync();
        await firm.AddMailboxAsync();
        var subscription = firm.Subscriptions.Single();

        firm.Simulator.Subscriptions.SendLifecycleEvent(subscription.Id, "reauthorizationRequired");

        await firm.KeepUntilAsync(() => Task.FromResult(firm.Subscriptions.Single().Renewals == 1));
        firm.Subscriptions.Single().Id.ShouldBe(subscription.Id);
    }

    [Fact]
    public async Task Word_of_lost_notifications_makes_the_mailbox_be_read()
    {
        await using var firm = await WatchedFirm.StartAsync();
        var ann = await firm.AddContactAsync("ann@client.example");
        var mailbox = await firm.AddMailboxAsync();
        await WatchedFirm.UntilAsync(() => firm.Crm.ReadAsync(db => db.Mailboxes.AnyAsync(m => m.Id == mailbox && m.LastSuccessAt != null && m.LeaseHolder == null)));
        firm.Simulator.Faults = new Faults { Notifications = new NotificationFaults { DropRate = 1 } };
        firm.Simulator.Tenant.AddMessage("agent@firm.example", "inbox", SampleMail.From("ann@client.example", "Never told", 1));

        firm.Simulator.Subscriptions.SendLifecycleEvent(firm.Subscriptions.Single().Id, "missed");

        await WatchedFirm.UntilAsync(() => firm.Crm.ReadAsync(db => db.MessageContacts.AnyAsync(l => l.ContactId == ann)));
    }

    [Fact]
    public async Task A_mailbox_that_is_switched_off_loses_its_subscription()
    {
        await using var firm = await WatchedFirm.StartAsync();
        var mailbox = await firm.AddMailboxAsync();

        await firm.Crm.UseAsync(services => services.GetRequiredService<CrmDb>().Mailboxes.ExecuteUpdateAsync(s => s.SetProperty(m => m.IsOn, false)));
        await firm.KeepUntilAsync(async () => await firm.SubscriptionOfAsync(mailbox) is null);

        firm.Subscriptions.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_an_address_for_notifications_the_subscriptions_are_ended()
    {
        await using var firm = await WatchedFirm.StartAsync();
        var mailbox = await firm.AddMailboxAsync();

        await firm.Crm.UseAsync(services => new KeepSubscriptions(
            services.GetRequiredService<CrmDb>(), services.GetRequiredService<ISubscriptionServer>(), services.GetRequiredService<ClientStates>(), new MailSettings()).RunAsync(default));

        firm.Subscriptions.ShouldBeEmpty();
        (await firm.SubscriptionOfAsync(mailbox)).ShouldBeNull();
    }

    [Fact]
    public async Task A_mailbox_that_may_not_be_read_is_noted_with_the_reason_and_tried_again()
    {
        await using var firm = await WatchedFirm.StartAsync();
        firm.Simulator.Tenant.AddMailbox("agent@firm.example");
        firm.Simulator.Faults = new Faults { DeniedMailboxes = ["agent@firm.example"] };
        var mailbox = await firm.AddMailboxAsync(isSubscribed: false);

        await firm.KeepUntilAsync(async () => (await firm.SubscriptionOfAsync(mailbox))?.LastErrorCode == nameof(MailboxDenied));
        var denied = (await firm.SubscriptionOfAsync(mailbox))!;
        firm.Simulator.Faults = new Faults();
        await firm.MakeDueAsync(mailbox);
        await firm.KeepUntilAsync(async () => (await firm.SubscriptionOfAsync(mailbox))!.GraphId is not null);

        denied.NextCheckAt.ShouldBe(DateTimeOffset.UtcNow.AddMinutes(1), TimeSpan.FromSeconds(30));
        denied.LastError!.ShouldContain("Grant it Mail.Read");
        (await firm.SubscriptionOfAsync(mailbox))!.LastError.ShouldBeNull();
    }

    [Fact]
    public async Task A_subscription_with_another_keys_secret_is_replaced()
    {
        await using var firm = await WatchedFirm.StartAsync();
        var mailbox = await firm.AddMailboxAsync();
        var before = firm.Subscriptions.Single().Id;
        await firm.Crm.UseAsync(services => services.GetRequiredService<CrmDb>().MailSubscriptions
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.ClientStateHash, "of an older key").SetProperty(x => x.NextCheckAt, DateTimeOffset.UtcNow)));

        await firm.KeepUntilAsync(async () => (await firm.SubscriptionOfAsync(mailbox))!.GraphId != before);

        firm.Subscriptions.ShouldHaveSingleItem().ClientState.ShouldBe(firm.Crm.Service<ClientStates>().Of(mailbox));
    }

    [Fact]
    public async Task Another_installation_with_the_same_application_is_named_and_left_alone()
    {
        await using var firm = await WatchedFirm.StartAsync();
        await using var other = await RunningCrm.StartAsync();
        firm.Simulator.Tenant.AddMailbox("agent@firm.example");
        using var theirs = other.Client();
        using var http = new HttpClient();
        (await http.PostAsync(new Uri(firm.Simulator.GraphBaseUrl + "/subscriptions"), new StringContent(
            $$"""
            {"changeType":"created,updated,deleted","resource":"users/agent@firm.example/messages","notificationUrl":"{{theirs.BaseAddress}}graph/notifications",
             "expirationDateTime":"{{DateTimeOffset.UtcNow.AddDays(1):O}}"}
            """, System.Text.Encoding.UTF8, "application/json"))).EnsureSuccessStatusCode();

        var mailbox = await firm.AddMailboxAsync(isSubscribed: false);
        await firm.KeepUntilAsync(async () => (await firm.SubscriptionOfAsync(mailbox))?.LastErrorCode is not null);

        (await firm.SubscriptionOfAsync(mailbox))!.LastErrorCode.ShouldBe(nameof(SubscriptionTaken));
        firm.Subscriptions.ShouldHaveSingleItem().NotificationUrl.ToString().ShouldStartWith(theirs.BaseAddress!.ToString());
    }

    [Theory]
    [InlineData("http://crm.firm.example")]
    [InlineData("crm.firm.example")]
    [InlineData("ftp://127.0.0.1")]
    public async Task An_address_that_Graph_would_not_take_is_refused_in_words(string address)
    {
        await using var firm = await WatchedFirm.StartAsync(("Crm:Graph:NotificationUrl", address));
        await firm.AddMailboxAsync(isSubscribed: false);

        (await firm.KeepAsync()).Error.ShouldBeOfType<NotificationUrlWrong>().Sentence.ShouldContain(address);
        firm.Simulator.Log.Count(RequestKind.Subscriptions).ShouldBe(0);
    }
}
