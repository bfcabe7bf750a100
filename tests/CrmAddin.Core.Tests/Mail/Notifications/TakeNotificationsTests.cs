using CrmAddin.Core.Mail;
using CrmAddin.Core.Mail.Notifications;
using CrmAddin.Core.Store;
using CrmAddin.Core.Tests.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Core.Tests.Mail.Notifications;

public sealed class TakeNotificationsTests
{
    public static TheoryData<StoreProvider> Engines => new(StoreProvider.Sqlite, StoreProvider.Postgres);

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Many_notifications_wake_each_mailbox_once_and_leave_the_queue(StoreProvider provider)
    {
        await using var store = await TestedStore.CreateAsync(provider);
        var (ann, bo) = (await AddMailboxAsync(store, "ann"), await AddMailboxAsync(store, "bo"));
        await QueueAsync(store, (ann, "ann", MailEvent.Changed, 3), (bo, "bo", MailEvent.Changed, 1), (ann, "ann", MailEvent.Missed, 2));

        var woken = await TakeAsync(store);

        woken.Order().ShouldBe([ann, bo]);
        (await store.ReadAsync(db => db.Mailboxes.Select(m => m.NextRunAt).ToListAsync())).ShouldAllBe(at => at == store.Clock.Now);
        (await store.ReadAsync(db => db.MailSubscriptions.OrderBy(s => s.MailboxId).Select(s => s.ReceivedCount).ToListAsync())).ShouldBe([5, 1]);
        (await store.ReadAsync(db => db.MailNotifications.CountAsync())).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_mailbox_that_is_being_read_is_woken_when_that_has_ended(StoreProvider provider)
    {
        await using var store = await TestedStore.CreateAsync(provider);
        var ann = await AddMailboxAsync(store, "ann", leaseUntil: store.Clock.Now.AddMinutes(2));
        await QueueAsync(store, (ann, "ann", MailEvent.Changed, 1));

        var during = await TakeAsync(store);
        store.Clock.Now = store.Clock.Now.AddMinutes(3);
        var after = await TakeAsync(store);

        during.ShouldBeEmpty();
        after.ShouldBe([ann]);
    }

    [Fact]
    public async Task What_is_told_of_the_subscription_itself_makes_upkeep_look_at_it_and_what_is_told_of_an_older_one_does_not()
    {
        await using var store = await TestedStore.CreateAsync(StoreProvider.Sqlite);
        var (removed, ending, replaced) = (await AddMailboxAsync(store, "removed"), await AddMailboxAsync(store, "ending"), await AddMailboxAsync(store, "replaced"));
        await QueueAsync(store,
            (removed, "removed", MailEvent.SubscriptionRemoved, 1), (ending, "ending", MailEvent.ReauthorizationRequired, 1), (replaced, "an older one", MailEvent.SubscriptionRemoved, 1));

        await TakeAsync(store);

        var subscriptions = await store.ReadAsync(db => db.MailSubscriptions.ToDictionaryAsync(s => s.MailboxId));
        (subscriptions[removed].GraphId, subscriptions[removed].NextCheckAt).ShouldBe((null, store.Clock.Now));
        (subscriptions[ending].GraphId, subscriptions[ending].NextCheckAt).ShouldBe(("ending", store.Clock.Now));
        (subscriptions[replaced].GraphId, subscriptions[replaced].NextCheckAt).ShouldBe(("replaced", store.Clock.Now.AddDays(1)));
    }

    [Fact]
    public async Task A_mailbox_is_looked_at_rarely_only_while_the_mail_server_tells_about_its_changes()
    {
        await using var store = await TestedStore.CreateAsync(StoreProvider.Sqlite);
        var ann = await AddMailboxAsync(store, "ann");
        var settings = new MailSettings { PollSeconds = 60, RelaxedPollSeconds = 600 };
        Task<TimeSpan> Pace() => store.ReadAsync(db => PollPace.OfAsync(db, settings, ann, default));

        var told = await Pace();
        store.Clock.Now = store.Clock.Now.AddDays(3);
        var expired = await Pace();

        (told, expired).ShouldBe((TimeSpan.FromSeconds(600), TimeSpan.FromSeconds(60)));
    }

    private static async Task<long> AddMailboxAsync(TestedStore store, string name, DateTimeOffset? leaseUntil = null)
    {
        var mailbox = new Mailbox { Address = name + "@firm.example", DisplayName = name, NextRunAt = store.Clock.Now.AddHours(1), LeaseUntil = leaseUntil };
        await store.WriteAsync(db => db.Mailboxes.Add(mailbox));
        await store.WriteAsync(db => db.MailSubscriptions.Add(new MailSubscription
        {
            MailboxId = mailbox.Id,
            GraphId = name,
            ExpiresAt = store.Clock.Now.AddDays(2),
            NextCheckAt = store.Clock.Now.AddDays(1),
        }));
        return mailbox.Id;
    }

    private static Task QueueAsync(TestedStore store, params (long Mailbox, string Subscription, MailEvent Event, int Count)[] told) => store.WriteAsync(db =>
        db.MailNotifications.AddRange(told.Select(t => new MailNotification { MailboxId = t.Mailbox, SubscriptionId = t.Subscription, Event = t.Event, Count = t.Count, ReceivedAt = store.Clock.Now })));

    private static Task<IReadOnlyList<long>> TakeAsync(TestedStore store) => store.UseAsync(s => new TakeNotifications(s.GetRequiredService<CrmDb>()).RunAsync(default));
}
