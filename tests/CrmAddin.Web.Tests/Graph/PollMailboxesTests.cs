using CrmAddin.Core.Mail;
using GraphSimulator.Misbehaviour;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Web.Tests.Graph;

public sealed class PollMailboxesTests
{
    private const string Ann = "ann@client.example";

    [Fact]
    public async Task Quiet_mailboxes_cost_a_request_a_folder_and_are_given_back_as_healthy()
    {
        await using var world = await StartAsync(4);
        await world.ReadAsync(db => db.Mailboxes.ExecuteUpdateAsync(s => s.SetProperty(m => m.LastError, "as it was").SetProperty(m => m.LastSuccessAt, (DateTimeOffset?)null)));
        var before = world.Simulator.Board.Requests;

        (await PollAsync(world)).ShouldBeEmpty();

        (world.Simulator.Board.Requests - before).ShouldBe(8);
        var mailboxes = await world.ReadAsync(db => db.Mailboxes.AsNoTracking().ToListAsync());
        mailboxes.ShouldAllBe(m => m.LeaseHolder == null && m.LeaseUntil == null && m.LastError == null && m.LastSuccessAt != null && m.NextRunAt > m.LastSuccessAt);
    }

    [Fact]
    public async Task A_mailbox_with_news_is_read_without_asking_for_its_first_page_again()
    {
        await using var world = await StartAsync(3);
        var ann = await world.AddContactAsync(Ann);
        for (var n = 0; n < 5; n++)
            world.Deliver(SampleMail.From(Ann, $"News {n}", n), mailbox: "agent1@firm.example");
        var before = world.Simulator.Board.Requests;

        var report = (await PollAsync(world)).Single();

        (report.Mailbox, report.Read, report.Kept, report.Error).ShouldBe(("agent1@firm.example", 5, 5, null));
        (world.Simulator.Board.Requests - before).ShouldBe(6);
        (await world.TimelineAsync(ann)).Count.ShouldBe(5);
        (await world.ReadAsync(db => db.Mailboxes.CountAsync(m => m.LeaseHolder != null))).ShouldBe(0);
    }

    [Fact]
    public async Task What_stands_in_the_way_of_one_mailbox_does_not_hold_up_the_others()
    {
        await using var world = await StartAsync(3);
        world.Simulator.Faults = new Faults { DeniedMailboxes = ["agent1@firm.example"] };

        var report = (await PollAsync(world)).Single();

        report.Error.ShouldNotBeNull().ShouldContain("agent1@firm.example");
        (await world.ReadAsync(db => db.Mailboxes.Where(m => m.LastErrorCode != null).Select(m => m.Address).ToListAsync())).ShouldBe(["agent1@firm.example"]);
    }

    [Fact]
    public async Task A_lost_place_heals_in_a_round_over_many_mailboxes_too()
    {
        await using var world = await StartAsync(2);
        var ann = await world.AddContactAsync(Ann);
        world.Deliver(SampleMail.From(Ann, "News", 1), mailbox: "agent1@firm.example");
        world.Simulator.Tenant.LoseTokens("agent1@firm.example");

        (await PollAsync(world)).Single().Error.ShouldBeNull();

        (await world.TimelineAsync(ann)).ShouldBe(["News"]);
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(0, 0)]
    public async Task The_cursor_of_a_quiet_folder_is_renewed_once_it_is_old(int hours, int renewals)
    {
        await using var world = await SyncWorld.StartAsync();
        world.Deliver(SampleMail.From("stranger@elsewhere.example", "Hello", 1));
        await world.SyncAsync();
        await world.ReadAsync(db => db.MailFolders.ExecuteUpdateAsync(s => s.SetProperty(f => f.CursorAt, DateTimeOffset.UtcNow.AddHours(-hours))));
        var before = await InboxAsync(world);

        await PollAsync(world);

        var after = await InboxAsync(world);
        (after.CursorVersion - before.CursorVersion, after.Cursor != before.Cursor).ShouldBe((renewals, renewals > 0));
        (await world.SyncAsync()).Error.ShouldBeNull();
    }

    [Fact]
    public async Task First_rounds_and_settled_mailboxes_are_claimed_apart()
    {
        await using var world = await StartAsync(2);
        var added = await world.AddMailboxAsync("new@firm.example");
        await DueAsync(world);

        (await ClaimAsync(world, MailboxProgress.FirstRound)).ShouldBe([added]);
        (await ClaimAsync(world, MailboxProgress.Settled)).Count.ShouldBe(2);
        (await ClaimAsync(world, MailboxProgress.Any)).ShouldBeEmpty();
    }

    private static async Task<SyncWorld> StartAsync(int mailboxes)
    {
        var world = await SyncWorld.StartAsync();
        for (var n = 1; n < mailboxes; n++)
            await world.AddMailboxAsync($"agent{n}@firm.example");
        (await world.Services.GetRequiredService<SyncOnce>().RunAsync(null, CancellationToken.None)).Value!.ShouldAllBe(r => r.Error == null);
        return world;
    }

    private static async Task<IReadOnlyList<SyncReport>> PollAsync(SyncWorld world)
    {
        await DueAsync(world);
        return await world.Services.GetRequiredService<PollMailboxes>().RunAsync(await ClaimAsync(world, MailboxProgress.Settled), CancellationToken.None);
    }

    private static Task<MailFolder> InboxAsync(SyncWorld world) => world.ReadAsync(db => db.MailFolders.AsNoTracking().SingleAsync(f => f.WellKnownName == "inbox"));

    private static Task<int> DueAsync(SyncWorld world) => world.ReadAsync(db => db.Mailboxes.ExecuteUpdateAsync(s => s.SetProperty(m => m.NextRunAt, (DateTimeOffset?)null)));

    private static async Task<IReadOnlyList<long>> ClaimAsync(SyncWorld world, MailboxProgress progress)
    {
        await using var scope = world.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ClaimMailboxes>().RunAsync(ClaimMailboxes.ThisHost, 100, CancellationToken.None, progress);
    }
}
