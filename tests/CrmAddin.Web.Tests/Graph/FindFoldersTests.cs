using CrmAddin.Core.Mail;
using CrmAddin.Core.Users;
using GraphSimulator.Misbehaviour;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Web.Tests.Graph;

public sealed class FindFoldersTests
{
    private const string Ann = "ann@client.example";

    [Fact]
    public async Task The_whole_tree_is_listed_without_hidden_folders_and_only_what_may_be_logged_is_offered()
    {
        await using var world = await SyncWorld.StartAsync();
        world.Simulator.Tenant.AddFolder(SyncWorld.Upn, "Projects");
        world.Simulator.Tenant.AddFolder(SyncWorld.Upn, "Tower", "Projects");
        world.Simulator.Tenant.AddFolder(SyncWorld.Upn, "Secret cache", isHidden: true);
        world.Simulator.Tenant.AddFolder(SyncWorld.Upn, "Old junk", "junkemail");

        await world.SyncAsync();

        var folders = await world.ReadAsync(db => db.MailFolders.AsNoTracking().ToListAsync());
        folders.Where(f => f.IsInScope).Select(f => f.WellKnownName).ShouldBe(["inbox", "sentitems"], ignoreOrder: true);
        folders.Where(f => f is { IsInScope: false, IsNeverLogged: false }).Select(f => f.DisplayName).ShouldBe(["Archive", "Projects", "Tower"], ignoreOrder: true);
        folders.Where(f => f.IsNeverLogged).Select(f => f.DisplayName)
            .ShouldBe(["Drafts", "Deleted Items", "Junk Email", "Outbox", "Conversation History", "Old junk"], ignoreOrder: true);
        folders.Single(f => f.DisplayName == "Tower").ParentGraphId.ShouldBe(folders.Single(f => f.DisplayName == "Projects").GraphId);
    }

    [Fact]
    public async Task A_folder_that_is_taken_in_is_read_from_its_beginning_and_one_that_is_taken_out_keeps_its_log()
    {
        await using var world = await SyncWorld.StartAsync();
        await world.AddContactAsync(Ann);
        world.Simulator.Tenant.AddFolder(SyncWorld.Upn, "Projects");
        world.Deliver(SampleMail.From(Ann, "Long ago", 1), "Projects");
        world.Deliver(SampleMail.From(Ann, "In the inbox", 2));
        await world.SyncAsync();
        (await world.LoggedSubjectsAsync()).ShouldBe(["In the inbox"]);

        (await ChooseAsync(world, Reader.LocalAdministrator, "Projects")).Error.ShouldBeNull();
        world.Deliver(SampleMail.From(Ann, "Not any more", 3));
        (await world.SyncAsync()).Error.ShouldBeNull();

        (await world.LoggedSubjectsAsync()).ShouldBe(["Long ago", "In the inbox"]);
        (await ChooseAsync(world, Reader.LocalAdministrator, "Projects", "Inbox")).Error.ShouldBeNull();
        await world.SyncAsync();
        (await world.LoggedSubjectsAsync()).ShouldBe(["Long ago", "In the inbox", "Not any more"]);
        (await world.ReadAsync(db => db.MessageCopies.CountAsync())).ShouldBe(3);
    }

    [Fact]
    public async Task Folders_are_chosen_by_administrators_and_the_owner_and_never_from_those_that_are_not_offered()
    {
        await using var world = await SyncWorld.StartAsync();
        await world.SyncAsync();

        (await ChooseAsync(world, Reader.LocalAdministrator, "Junk Email")).Error.ShouldBeOfType<FolderNotOffered>();
        (await ChooseAsync(world, Reader.LocalAdministrator)).Error.ShouldBeOfType<NoFolderChosen>();
        (await ChooseAsync(world, new Reader(7, Role.Marketing, []), "Inbox")).Error.ShouldBeOfType<MailboxNotYours>();
        (await ChooseAsync(world, new Reader(7, Role.Agent, []), "Inbox")).Error.ShouldBeOfType<MailboxNotFound>();
        (await ChooseAsync(world, Reader.LocalAdministrator, "Inbox")).Error.ShouldBeNull();
        (await world.ReadAsync(db => db.AuditEntries.Where(e => e.Entity == "Mailbox").SelectMany(e => e.Values).Select(v => v.Field).ToListAsync())).ShouldBe(["Sent Items"]);
    }

    [Fact]
    public async Task A_folder_that_was_deleted_keeps_its_log_and_one_of_its_name_takes_its_place()
    {
        await using var world = await SyncWorld.StartAsync();
        await world.AddContactAsync(Ann);
        var first = world.Simulator.Tenant.AddFolder(SyncWorld.Upn, "Projects").Id;
        world.Deliver(SampleMail.From(Ann, "Before", 1), "Projects");
        await world.SyncAsync();
        await ChooseAsync(world, Reader.LocalAdministrator, "Inbox", "Projects");
        await world.SyncAsync();
        await DeleteFolderAsync(world, first);

        (await world.SyncAsync()).Error.ShouldBeNull();

        (await world.LoggedSubjectsAsync()).ShouldBe(["Before"]);
        (await FolderAsync(world)).GoneAt.ShouldNotBeNull();
        var second = world.Simulator.Tenant.AddFolder(SyncWorld.Upn, "Projects").Id;
        world.Deliver(SampleMail.From(Ann, "After", 2), "Projects");
        await world.ReadAsync(db => db.Mailboxes.ExecuteUpdateAsync(s => s.SetProperty(m => m.FoldersListedAt, (DateTimeOffset?)null)));
        (await world.SyncAsync()).Error.ShouldBeNull();
        (await world.LoggedSubjectsAsync()).ShouldBe(["Before", "After"]);
        var folder = await FolderAsync(world);
        (folder.GoneAt, folder.GraphId, folder.IsInScope).ShouldBe((null, second, true));
    }

    [Fact]
    public async Task A_round_asks_for_the_list_of_folders_at_first_and_not_again_that_day()
    {
        await using var world = await SyncWorld.StartAsync(pageSize: 2);
        await world.AddContactAsync(Ann);
        for (var n = 0; n < 7; n++)
            world.Deliver(SampleMail.From(Ann, $"Mail {n}", n));
        world.Simulator.Faults = new Faults { Next = [.. Enumerable.Repeat(FaultKind.None, 12), .. Enumerable.Repeat(FaultKind.Throttled, 8)], RetryAfterSeconds = 0 };
        (await world.SyncAsync()).Error.ShouldNotBeNull();
        world.Simulator.Faults = new Faults();
        var before = world.Simulator.Board.Requests;

        (await world.SyncAsync()).Error.ShouldBeNull();

        (await world.LoggedSubjectsAsync()).Count.ShouldBe(7);
        (world.Simulator.Board.Requests - before).ShouldBeLessThanOrEqualTo(5);
    }

    private static Task<MailFolder> FolderAsync(SyncWorld world) =>
        world.ReadAsync(db => db.MailFolders.AsNoTracking().SingleAsync(f => f.DisplayName == "Projects"));

    private static async Task DeleteFolderAsync(SyncWorld world, string id)
    {
        using var http = new HttpClient();
        (await http.DeleteAsync($"{world.Simulator.GraphBaseUrl}/users/{SyncWorld.Upn}/mailFolders/{id}")).EnsureSuccessStatusCode();
    }

    private static async Task<Core.Results.Result<Mailbox>> ChooseAsync(SyncWorld world, Reader reader, params string[] names)
    {
        var ids = await world.ReadAsync(db => db.MailFolders.Where(f => names.Contains(f.DisplayName)).Select(f => f.Id).ToListAsync());
        var mailbox = await world.ReadAsync(db => db.Mailboxes.Select(m => m.Id).SingleAsync());
        return await world.UseAsync(reader, s => s.GetRequiredService<ChooseFolders>().RunAsync(mailbox, ids, "test", CancellationToken.None));
    }
}
