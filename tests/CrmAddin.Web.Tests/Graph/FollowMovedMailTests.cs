using CrmAddin.Core.Mail;
using CrmAddin.Core.Store;
using GraphSimulator.Misbehaviour;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Tests.Graph;

public sealed class FollowMovedMailTests
{
    private const string Ann = "ann@client.example";

    [Fact]
    public async Task A_mail_that_left_and_came_back_between_two_rounds_is_still_there()
    {
        await using var world = await SyncWorld.StartAsync();
        await world.AddContactAsync(Ann);
        var mail = world.Deliver(SampleMail.From(Ann, "There and back", 1));
        await world.SyncAsync();
        world.Simulator.Faults = new Faults { LoseReturnedMessages = true };
        world.Simulator.Tenant.Move(SyncWorld.Upn, mail, "archive");
        world.Simulator.Tenant.Move(SyncWorld.Upn, mail, "inbox");

        (await world.SyncAsync()).Error.ShouldBeNull();

        var copy = await CopyAsync(world);
        (copy.RemovedAt, copy.Folder).ShouldBe((null, "Inbox"));
    }

    [Fact]
    public async Task A_mail_that_was_told_as_removed_alone_and_never_before_is_logged_where_it_is()
    {
        await using var world = await SyncWorld.StartAsync();
        await world.AddContactAsync(Ann);
        await world.SyncAsync();
        world.Simulator.Faults = new Faults { LoseReturnedMessages = true };
        var mail = world.Deliver(SampleMail.From(Ann, "Never told", 1));
        world.Simulator.Tenant.Move(SyncWorld.Upn, mail, "archive");
        world.Simulator.Tenant.Move(SyncWorld.Upn, mail, "inbox");

        (await world.SyncAsync()).Error.ShouldBeNull();

        (await world.LoggedSubjectsAsync()).ShouldBe(["Never told"]);
        (await CopyAsync(world)).Folder.ShouldBe("Inbox");
    }

    [Fact]
    public async Task A_mail_that_moved_out_of_what_is_logged_keeps_its_log_and_says_where_it_is()
    {
        await using var world = await SyncWorld.StartAsync();
        await world.AddContactAsync(Ann);
        var mail = world.Deliver(SampleMail.From(Ann, "Filed", 1));
        await world.SyncAsync();
        world.Simulator.Tenant.Move(SyncWorld.Upn, mail, "archive");

        await world.SyncAsync();

        var copy = await CopyAsync(world);
        (copy.RemovedAt, copy.Folder).ShouldBe((null, "Archive"));
    }

    [Theory]
    [InlineData("deleted")]
    [InlineData("changed")]
    public async Task A_deleted_mail_keeps_its_log_unless_the_firm_says_otherwise(string reason)
    {
        await using var world = await SyncWorld.StartAsync();
        var ann = await world.AddContactAsync(Ann);
        var mail = world.Deliver(SampleMail.From(Ann, "Deleted", 1));
        await world.SyncAsync();
        world.Simulator.Tenant.Delete(SyncWorld.Upn, mail, reason);

        await world.SyncAsync();

        (await world.TimelineAsync(ann)).ShouldBe(["Deleted"]);
        (await CopyAsync(world)).RemovedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task Where_the_log_follows_the_mailbox_a_deleted_mail_goes_with_its_last_copy_and_no_replay_brings_it_back()
    {
        await using var world = await SyncWorld.StartAsync(settings: ("Crm:Mail:Deleted", "Remove"));
        await world.AddMailboxAsync("boss@firm.example");
        await world.AddContactAsync(Ann);
        var mine = world.Deliver(SampleMail.From(Ann, "To both", 1, messageId: "<1@client.example>"));
        var theirs = world.Deliver(SampleMail.From(Ann, "To both", 1, messageId: "<1@client.example>"), mailbox: "boss@firm.example");
        await world.SyncAsync();
        await world.SyncAsync("boss@firm.example");

        world.Simulator.Tenant.Delete(SyncWorld.Upn, mine);
        await world.SyncAsync();
        (await world.LoggedSubjectsAsync()).ShouldBe(["To both"]);
        world.Simulator.Tenant.Delete("boss@firm.example", theirs);
        await world.SyncAsync("boss@firm.example");
        (await world.LoggedSubjectsAsync()).ShouldBeEmpty();
        (await world.DroppedAsync()).ShouldBe(new Dictionary<string, int> { ["DeletedInMailbox"] = 2 });

        world.Simulator.Faults = new Faults { ReplayedChanges = 100 };
        world.Deliver(SampleMail.From(Ann, "Another", 2));
        (await world.SyncAsync()).Error.ShouldBeNull();
        (await world.LoggedSubjectsAsync()).ShouldBe(["Another"]);
    }

    [Fact]
    public async Task A_mail_that_is_restored_from_Deleted_Items_is_logged_again()
    {
        await using var world = await SyncWorld.StartAsync(settings: ("Crm:Mail:Deleted", "Remove"));
        var ann = await world.AddContactAsync(Ann);
        var mail = world.Deliver(SampleMail.From(Ann, "Restored", 1));
        await world.SyncAsync();
        world.Simulator.Tenant.Delete(SyncWorld.Upn, mail, "changed");
        await world.SyncAsync();
        (await world.TimelineAsync(ann)).ShouldBeEmpty();

        world.Simulator.Tenant.Move(SyncWorld.Upn, mail, "inbox");
        await world.SyncAsync();

        (await world.TimelineAsync(ann)).ShouldBe(["Restored"]);
        (await world.DroppedAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_left_while_the_place_was_lost_is_found_by_comparing_and_nothing_else_counts_as_gone()
    {
        await using var world = await SyncWorld.StartAsync(pageSize: 2);
        await world.AddContactAsync(Ann);
        var ids = Enumerable.Range(0, 6).Select(n => world.Deliver(SampleMail.From(Ann, $"Mail {n}", n))).ToList();
        await world.SyncAsync();
        world.Simulator.Tenant.Delete(SyncWorld.Upn, ids[1]);
        world.Simulator.Tenant.Move(SyncWorld.Upn, ids[2], "archive");
        world.Simulator.Tenant.LoseTokens(SyncWorld.Upn);

        (await world.SyncAsync()).Error.ShouldBeNull();

        var copies = await world.ReadAsync(db => db.MessageCopies.Select(c => new { c.GraphId, c.RemovedAt, c.MailFolderId }).ToListAsync());
        copies.Where(c => c.RemovedAt is not null).Select(c => c.GraphId).ShouldBe([ids[1]]);
        copies.Count(c => c.MailFolderId == copies.Single(o => o.GraphId == ids[0]).MailFolderId).ShouldBe(5);
        (await world.LoggedSubjectsAsync()).Count.ShouldBe(6);
        (await world.ReadAsync(db => db.MailFolders.AnyAsync(f => f.IsReset))).ShouldBeFalse();
    }

    [Fact]
    public async Task A_cursor_that_was_made_with_other_options_is_read_anew()
    {
        await using var world = await SyncWorld.StartAsync();
        await world.AddContactAsync(Ann);
        world.Deliver(SampleMail.From(Ann, "Once", 1));
        await world.SyncAsync();
        await world.ReadAsync(db => db.MailFolders.ExecuteUpdateAsync(s => s.SetProperty(f => f.CursorOptions, "of an earlier version")));

        var report = await world.SyncAsync();

        (report.Error, report.Read, report.Kept).ShouldBe((null, 1, 0));
        (await world.SyncAsync()).Read.ShouldBe(0);
        (await world.LoggedSubjectsAsync()).ShouldBe(["Once"]);
    }

    private static async Task<(DateTimeOffset? RemovedAt, string? Folder)> CopyAsync(SyncWorld world)
    {
        var copy = await world.ReadAsync(db => db.MessageCopies
            .Select(c => new { c.RemovedAt, Folder = db.MailFolders.Where(f => f.Id == c.MailFolderId).Select(f => f.DisplayName).FirstOrDefault() }).SingleAsync());
        return (copy.RemovedAt, copy.Folder);
    }
}
