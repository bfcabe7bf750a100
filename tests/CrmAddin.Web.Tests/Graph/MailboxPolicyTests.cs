using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Results;
using CrmAddin.Core.Users;
using GraphSimulator.Misbehaviour;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Web.Tests.Graph;

public sealed class MailboxPolicyTests
{
    private const string Ann = "ann@client.example";

    [Fact]
    public async Task Mail_from_before_the_chosen_day_is_passed_over_and_read_once_the_day_is_earlier()
    {
        await using var world = await SyncWorld.StartAsync(pageSize: 2);
        await world.AddContactAsync(Ann);
        for (var n = 0; n < 6; n++)
            world.Deliver(SampleMail.From(n % 2 == 0 ? Ann : "stranger@elsewhere.example", $"Mail {n}", n));
        await SetAsync(world, m => m with { LogFrom = SampleMail.Start.AddMinutes(3) });

        var report = await world.SyncAsync();

        (report.Kept, report.Found).ShouldBe((1, 3));
        (await world.LoggedSubjectsAsync()).ShouldBe(["Mail 4"]);
        (await world.DroppedAsync()).Values.Sum().ShouldBe(2);
        var folder = await world.ReadAsync(db => db.MailFolders.AsNoTracking().SingleAsync(f => f.WellKnownName == "inbox"));
        (folder.DoneCount, folder.FoundCount, folder.SkippedCount).ShouldBe((3, 3, 3));

        await SetAsync(world, m => m with { LogFrom = SampleMail.Start.AddMinutes(1) });
        (await world.SyncAsync()).Error.ShouldBeNull();
        (await world.LoggedSubjectsAsync()).ShouldBe(["Mail 2", "Mail 4"]);
        (await world.ReadAsync(db => db.MessageCopies.CountAsync())).ShouldBe(2);
    }

    [Fact]
    public async Task The_owner_may_narrow_who_reads_the_mail_and_what_was_logged_follows()
    {
        await using var world = await SyncWorld.StartAsync();
        var owner = new User { UserName = "agent", DisplayName = "Agent" };
        await world.WriteAsync(db => db.Users.Add(owner));
        await world.ReadAsync(db => db.Mailboxes.ExecuteUpdateAsync(s => s.SetProperty(m => m.OwnerId, owner.Id)));
        await world.AddContactAsync(Ann);
        world.Deliver(SampleMail.From(Ann, "Logged before", 1));
        await world.SyncAsync();
        var reader = new Reader(owner.Id, Role.Agent, []);

        (await SetAsync(world, p => p with { Visibility = MailVisibility.OwnerOnly, IsOn = false }, reader)).Error.ShouldBeOfType<OwnerMayOnlyNarrow>();
        (await SetAsync(world, p => p with { Visibility = MailVisibility.OwnerOnly }, reader)).Error.ShouldBeNull();
        (await SetAsync(world, p => p with { Visibility = MailVisibility.Shared }, reader)).Error.ShouldBeOfType<OwnerMayOnlyNarrow>();

        (await world.ReadAsync(db => db.MessageCopies.Select(c => c.Visibility).SingleAsync())).ShouldBe(MailVisibility.OwnerOnly);
        (await world.ReadAsync(db => db.AuditEntries.Where(e => e.Entity == "Mailbox").SelectMany(e => e.Values).Select(v => v.Field).ToListAsync())).ShouldBe(["Visibility"]);
    }

    [Fact]
    public async Task A_mailbox_is_added_when_the_mail_server_knows_it_and_lets_us_read_it()
    {
        await using var world = await SyncWorld.StartAsync();
        world.Simulator.Tenant.AddMailbox("boss@firm.example");
        var add = (string address, Reader reader, long? owner) => world.UseAsync(reader, s => s.GetRequiredService<AddMailbox>().RunAsync(new NewMailbox(address, null, owner, null, null), "test", CancellationToken.None));

        (await add(" Boss@Firm.Example ", Reader.LocalAdministrator, null)).Value!.Address.ShouldBe("boss@firm.example");
        (await add("boss@firm.example", Reader.LocalAdministrator, null)).Error.ShouldBe(new MailboxAlreadyLogged("boss@firm.example"));
        (await add("nobody@firm.example", Reader.LocalAdministrator, null)).Error.ShouldBe(new MailboxUnknown("nobody@firm.example"));
        (await add("no address", Reader.LocalAdministrator, null)).Error.ShouldBe(new MailboxAddressWrong("no address"));
        (await add("x@firm.example", Reader.LocalAdministrator, 99)).Error.ShouldBeOfType<MailboxOwnerUnknown>();
        (await add("x@firm.example", new Reader(1, Role.Manager, []), null)).Error.ShouldBeOfType<MayNotAdminister>();
        world.Simulator.Tenant.AddMailbox("locked@firm.example");
        world.Simulator.Faults = new Faults { DeniedMailboxes = ["locked@firm.example"] };
        (await add("locked@firm.example", Reader.LocalAdministrator, null)).Error.ShouldBe(new MailboxDenied("locked@firm.example"));
        (await world.ReadAsync(db => db.Mailboxes.CountAsync())).ShouldBe(2);
    }

    private static async Task<Result<Mailbox>> SetAsync(SyncWorld world, Func<MailboxPolicy, MailboxPolicy> change, Reader? reader = null)
    {
        var mailbox = await world.ReadAsync(db => db.Mailboxes.AsNoTracking().SingleAsync());
        var policy = change(new MailboxPolicy(mailbox.IsOn, mailbox.Visibility, mailbox.LogFrom, mailbox.ContactCreation));
        return await world.UseAsync(reader ?? Reader.LocalAdministrator, s => s.GetRequiredService<SetMailboxPolicy>().RunAsync(mailbox.Id, policy, "test", CancellationToken.None));
    }
}
