using CrmAddin.Core.Mail;
using CrmAddin.Core.Mail.Compare;
using GraphSimulator.Misbehaviour;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Web.Tests.Graph;

public sealed class CompareWithMailboxTests
{
    private const string Ann = "ann@client.example";

    [Fact]
    public async Task Where_nothing_is_missing_a_comparison_finds_nothing_and_asks_for_one_list_a_folder()
    {
        await using var world = await SyncWorld.StartAsync();
        await DeliverAsync(world);
        await world.SyncAsync();
        var before = world.Simulator.Board.Requests;

        var report = await CompareAsync(world);

        (report.Error, report.Days, report.Gaps, report.Filled, report.Left).ShouldBe((null, 3, 0, 0, 0));
        // One for each folder's news, and one for each folder's list.
        (world.Simulator.Board.Requests - before).ShouldBe(4);
        var mailbox = await world.ReadAsync(db => db.Mailboxes.AsNoTracking().SingleAsync());
        (mailbox.ComparedAt is not null, mailbox.ComparedWholeAt is not null, mailbox.LeaseHolder).ShouldBe((true, true, null));
    }

    [Fact]
    public async Task A_mail_that_no_round_told_of_is_read_decided_on_and_reported()
    {
        await using var world = await SyncWorld.StartAsync();
        var ann = await DeliverAsync(world);
        await world.SyncAsync();
        world.Simulator.Faults = new Faults { HideArrivalsByMove = true };
        var hidden = world.Deliver(SampleMail.From(Ann, "Came by a move", 5), "archive");
        var stranger = world.Deliver(SampleMail.From("stranger@elsewhere.example", "Strange", 6), "archive");
        world.Simulator.Tenant.Move(SyncWorld.Upn, hidden, "inbox");
        world.Simulator.Tenant.Move(SyncWorld.Upn, stranger, "inbox");
        (await world.SyncAsync()).Read.ShouldBe(0);

        var report = await CompareAsync(world);

        (report.Error, report.Gaps, report.Filled).ShouldBe((null, 1, 2));
        (await world.TimelineAsync(ann)).ShouldContain("Came by a move");
        var gap = await world.ReadAsync(db => db.MailGaps.SingleAsync());
        (gap.Day, gap.FoundCount, gap.DecidedCount, gap.FilledCount, gap.LeftCount).ShouldBe((new DateOnly(2026, 3, 2), 4, 2, 2, 0));
        (await CompareAsync(world)).Gaps.ShouldBe(0);
    }

    [Fact]
    public async Task Mail_that_left_unnoticed_is_followed_and_counts_no_more()
    {
        await using var world = await SyncWorld.StartAsync();
        await DeliverAsync(world);
        var kept = world.Deliver(SampleMail.From(Ann, "Kept and gone", 7));
        var dropped = world.Deliver(SampleMail.From("stranger@elsewhere.example", "Dropped and gone", 8));
        await world.SyncAsync();
        var cursor = await world.ReadAsync(db => db.MailFolders.Where(f => f.WellKnownName == "inbox").Select(f => f.Cursor).SingleAsync());
        world.Simulator.Tenant.Delete(SyncWorld.Upn, kept);
        world.Simulator.Tenant.Delete(SyncWorld.Upn, dropped);
        // The round tells of them; as if it had not, the copy is there again.
        await world.SyncAsync();
        await world.ReadAsync(db => db.MessageCopies.ExecuteUpdateAsync(s => s.SetProperty(c => c.RemovedAt, (DateTimeOffset?)null)));

        var report = await CompareAsync(world);

        (report.Error, report.Gaps, report.Left).ShouldBe((null, 1, 1));
        (await world.ReadAsync(db => db.MessageCopies.Where(c => c.GraphId == kept).Select(c => c.RemovedAt).SingleAsync())).ShouldNotBeNull();
        (await world.ReadAsync(db => db.DroppedMessages.CountAsync(d => d.MailFolderId == null))).ShouldBe(1);
        (await CompareAsync(world)).Gaps.ShouldBe(0);
        cursor.ShouldNotBeNull();
    }

    [Fact]
    public async Task Mail_that_moved_between_logged_folders_unnoticed_is_no_gap()
    {
        await using var world = await SyncWorld.StartAsync();
        await DeliverAsync(world);
        var moved = world.Deliver(SampleMail.From(Ann, "Moved", 9));
        await world.SyncAsync();
        world.Simulator.Faults = new Faults { HideArrivalsByMove = true };
        world.Simulator.Tenant.Move(SyncWorld.Upn, moved, "sentitems");
        await world.SyncAsync();

        var report = await CompareAsync(world);

        (report.Error, report.Filled).ShouldBe((null, 0));
        (await world.ReadAsync(db => db.MessageCopies.CountAsync())).ShouldBe(3);
    }

    [Fact]
    public async Task A_mailbox_that_was_compared_already_is_left_out_and_an_unknown_one_is_named()
    {
        await using var world = await SyncWorld.StartAsync();
        await CompareAsync(world);
        var compare = world.Services.GetRequiredService<CompareMailboxes>();

        (await compare.RunAsync(null, DateTimeOffset.UtcNow.AddHours(-1), CancellationToken.None)).Value.ShouldBeEmpty();
        (await compare.RunAsync("x@y.example", DateTimeOffset.UtcNow, CancellationToken.None)).Error.ShouldBe(new MailboxNotLogged("x@y.example"));
    }

    private static async Task<long> DeliverAsync(SyncWorld world)
    {
        var ann = await world.AddContactAsync(Ann);
        world.Deliver(SampleMail.From(Ann, "First", 1));
        world.Deliver(SampleMail.From("stranger@elsewhere.example", "Strange", 2));
        world.Deliver(SampleMail.From(SyncWorld.Upn, "Answer", 3, to: Ann), "sentitems");
        world.Deliver(SampleMail.From("late@elsewhere.example", "The next day", 24 * 60));
        return ann;
    }

    private static async Task<CompareReport> CompareAsync(SyncWorld world) =>
        (await world.Services.GetRequiredService<CompareMailboxes>().RunAsync(null, DateTimeOffset.UtcNow, CancellationToken.None)).Value!.Single();
}
