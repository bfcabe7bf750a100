using CrmAddin.Core.Mail;
using CrmAddin.Core.Mail.Health;
using CrmAddin.Core.Store;
using CrmAddin.Core.Tests.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Core.Tests.Mail.Health;

public sealed class WatchMailboxesTests
{
    private static readonly MailSettings Settings = new() { AlarmAfterHours = 6 };

    public static TheoryData<StoreProvider> Engines => new(StoreProvider.Sqlite, StoreProvider.Postgres);

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_outage_is_told_once_when_it_is_long_enough_and_once_when_it_is_over(StoreProvider provider)
    {
        await using var store = await TestedStore.CreateAsync(provider);
        var mailbox = await AddMailboxAsync(store, lastSuccessAt: store.Clock.Now.AddHours(-5));

        var early = await WatchAsync(store);
        store.Clock.Now = store.Clock.Now.AddHours(2);
        var (first, second) = (await WatchAsync(store), await WatchAsync(store));
        await SucceedAsync(store, mailbox);
        var (end, later) = (await WatchAsync(store), await WatchAsync(store));

        early.ShouldBe((0, 0));
        (first, second).ShouldBe(((1, 0), (0, 0)));
        (end, later).ShouldBe(((0, 1), (0, 0)));
        (await store.ReadAsync(db => HealthQuery.AllAlarms(db).CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_second_outage_of_the_same_mailbox_is_told_again()
    {
        await using var store = await TestedStore.CreateAsync(StoreProvider.Sqlite);
        var mailbox = await AddMailboxAsync(store, lastSuccessAt: store.Clock.Now.AddHours(-7));
        await WatchAsync(store);
        await SucceedAsync(store, mailbox);
        await WatchAsync(store);

        store.Clock.Now = store.Clock.Now.AddHours(7);

        (await WatchAsync(store)).ShouldBe((1, 0));
    }

    [Fact]
    public async Task A_mailbox_that_never_came_through_has_its_hours_from_the_first_look_on()
    {
        await using var store = await TestedStore.CreateAsync(StoreProvider.Sqlite);
        await AddMailboxAsync(store, lastSuccessAt: null);

        var atFirst = await WatchAsync(store);
        store.Clock.Now = store.Clock.Now.AddHours(6);

        (atFirst, await WatchAsync(store)).ShouldBe(((0, 0), (1, 0)));
    }

    [Fact]
    public async Task A_mailbox_that_is_switched_off_is_no_outage()
    {
        await using var store = await TestedStore.CreateAsync(StoreProvider.Sqlite);
        var mailbox = await AddMailboxAsync(store, lastSuccessAt: store.Clock.Now.AddHours(-7));
        await store.UseAsync(s => Watch(s).NoteAsync(default));

        (await store.UseAsync(s => new SwitchMailbox(s.GetRequiredService<CrmDb>()).RunAsync(mailbox, false, "test", default), Reader.LocalAdministrator)).ShouldBeNull();

        (await WatchAsync(store)).ShouldBe((0, 0));
        (await store.ReadAsync(db => db.MailOutages.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task What_was_certainly_not_told_is_handed_out_again_after_a_while()
    {
        await using var store = await TestedStore.CreateAsync(StoreProvider.Sqlite);
        await AddMailboxAsync(store, lastSuccessAt: store.Clock.Now.AddHours(-7));
        await store.UseAsync(async s =>
        {
            await Watch(s).NoteAsync(default);
            var news = await Watch(s).TakeNewsAsync(default);
            await Watch(s).GiveBackAsync(news.Began, new SendingDenied("crm@firm.example"), default);
        });

        var soon = await WatchAsync(store);
        store.Clock.Now = store.Clock.Now.AddMinutes(16);

        (soon, await WatchAsync(store)).ShouldBe(((0, 0), (1, 0)));
    }

    [Fact]
    public async Task Agents_watch_their_own_mailboxes_managers_their_teams_and_administrators_all()
    {
        await using var store = await TestedStore.CreateAsync(StoreProvider.Sqlite);
        var (ann, sales) = await store.AddUserAsync("ann");
        var (bo, _) = await store.AddUserAsync("bo");
        await AddMailboxAsync(store, null, "ann@firm.example", ann, sales);
        await AddMailboxAsync(store, null, "sales@firm.example", null, sales);
        await AddMailboxAsync(store, null, "bo@firm.example", bo, null);
        Task<List<string>> Seen(Reader reader) => store.ReadAsync(db => HealthQuery.WatchedWithFolders(db).Select(m => m.Address).ToListAsync(), reader);

        (await Seen(new Reader(ann, Role.Agent, [sales]))).ShouldBe(["ann@firm.example"]);
        (await Seen(new Reader(bo, Role.Marketing, []))).ShouldBe(["bo@firm.example"]);
        (await Seen(new Reader(99, Role.Manager, [sales]))).ShouldBe(["ann@firm.example", "sales@firm.example"]);
        (await Seen(Reader.LocalAdministrator)).Count.ShouldBe(3);
    }

    [Theory]
    [InlineData(Role.Agent, false, nameof(MailboxNotFound), nameof(MailboxNotFound))]
    [InlineData(Role.ReadOnly, true, nameof(MayNotSwitchMailbox), nameof(MayNotSwitchMailbox))]
    [InlineData(Role.Agent, true, nameof(MayNotSwitchMailbox), null)]
    public async Task Only_administrators_switch_a_mailbox_and_only_who_watches_it_has_it_read_now(Role role, bool isTheirs, string refusedSwitch, string? refusedSync)
    {
        await using var store = await TestedStore.CreateAsync(StoreProvider.Sqlite);
        var (ann, team) = await store.AddUserAsync("ann", role);
        var mailbox = await AddMailboxAsync(store, lastSuccessAt: null, owner: isTheirs ? ann : null);
        var reader = new Reader(ann, role, [team]);

        var switched = await store.UseAsync(s => new SwitchMailbox(s.GetRequiredService<CrmDb>()).RunAsync(mailbox, false, "test", default), reader);
        var asked = await store.UseAsync(s => new SyncNow(s.GetRequiredService<CrmDb>()).RunAsync(mailbox, default), reader);

        (switched!.Code, asked?.Code).ShouldBe((refusedSwitch, refusedSync));
        (await store.ReadAsync(db => db.Mailboxes.Select(m => m.IsOn).SingleAsync())).ShouldBeTrue();
    }

    private static async Task<long> AddMailboxAsync(TestedStore store, DateTimeOffset? lastSuccessAt, string address = "ann@firm.example", long? owner = null, long? team = null)
    {
        var mailbox = new Mailbox { Address = address, DisplayName = "Ann", LastSuccessAt = lastSuccessAt, OwnerId = owner, TeamId = team };
        await store.WriteAsync(db => db.Mailboxes.Add(mailbox));
        return mailbox.Id;
    }

    private static Task<int> SucceedAsync(TestedStore store, long mailbox) => store.UseAsync(s =>
        s.GetRequiredService<CrmDb>().Mailboxes.Where(m => m.Id == mailbox).ExecuteUpdateAsync(m => m.SetProperty(x => x.LastSuccessAt, store.Clock.Now)));

    private static WatchMailboxes Watch(IServiceProvider services) => new(services.GetRequiredService<CrmDb>(), Settings);

    private static Task<(int Began, int Ended)> WatchAsync(TestedStore store) => store.UseAsync(async services =>
    {
        var watch = Watch(services);
        await watch.NoteAsync(default);
        var news = await watch.TakeNewsAsync(default);
        return (news.Began.Count, news.Ended.Count);
    });
}
