using CrmAddin.Core.Store;
using CrmAddin.Web.Tests.Support;
using GraphSimulator.Misbehaviour;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Tests.Graph;

public sealed class TwoHostsTests
{
    private const int Mailboxes = 20;
    private const int MailsEach = 30;
    private const int Known = MailsEach * 2 / 3;

    private static readonly TimeSpan LongEnough = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task Of_two_hosts_on_one_store_one_is_killed_and_the_other_finishes_every_mailbox_with_nothing_twice()
    {
        await using var world = await SyncWorld.StartAsync(
            pageSize: 5, pollSeconds: 1, provider: StoreProvider.Postgres, settings: [("Crm:Mail:LeaseSeconds", "5"), ("Logging:LogLevel:Default", "Warning")]);
        await world.AddContactAsync("ann@client.example");
        for (var box = 0; box < Mailboxes; box++)
            await DeliverAsync(world, box == 0 ? SyncWorld.Upn : $"agent{box}@firm.example");
        world.Simulator.Faults = new Faults { LatencyMilliseconds = 40 };

        using var first = world.StartProcess("serve", "--urls", "http://127.0.0.1:0");
        using var second = world.StartProcess("serve", "--urls", "http://127.0.0.1:0");
        await UntilAsync([first, second], async () => await HoldersAsync(world) == 2 || await DecidedAsync(world) > Mailboxes * MailsEach / 2);
        first.Kill();
        world.Simulator.Faults = new Faults();
        await UntilAsync([second], async () => await DecidedAsync(world) == Mailboxes * MailsEach && await world.ReadAsync(db => db.MailFolders.AllAsync(f => !f.IsInScope || f.IsRoundComplete)));

        second.HasEnded.ShouldBeFalse();
        (await world.ReadAsync(db => db.Messages.CountAsync())).ShouldBe(Mailboxes * Known);
        (await world.ReadAsync(db => db.MessageCopies.CountAsync())).ShouldBe(Mailboxes * Known);
        (await world.DroppedAsync()).ShouldBe(new Dictionary<string, int> { ["NoKnownParty"] = Mailboxes * (MailsEach - Known) });
        (await world.ReadAsync(db => db.Mailboxes.CountAsync(m => m.LastSuccessAt != null))).ShouldBe(Mailboxes);
    }

    private static async Task DeliverAsync(SyncWorld world, string mailbox)
    {
        if (mailbox != SyncWorld.Upn)
            await world.AddMailboxAsync(mailbox);
        for (var n = 0; n < MailsEach; n++)
            world.Deliver(SampleMail.From(n < Known ? "ann@client.example" : "stranger@elsewhere.example", $"{n} to {mailbox}", n, to: mailbox), mailbox: mailbox);
    }

    private static Task<int> DecidedAsync(SyncWorld world) =>
        world.ReadAsync(async db => await db.MessageCopies.CountAsync() + await db.DroppedMessages.CountAsync());

    private static Task<int> HoldersAsync(SyncWorld world) =>
        world.ReadAsync(db => db.Mailboxes.Where(m => m.LeaseHolder != null).Select(m => m.LeaseHolder).Distinct().CountAsync());

    private static async Task UntilAsync(CrmProcess[] running, Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(LongEnough);
        while (!await holds())
        {
            // A host that ended by itself tells why; waiting on would not.
            foreach (var host in running.Where(host => host.HasEnded))
                (await host.EndAsync()).ShouldBe((0, "", ""));
            await Task.Delay(100, patience.Token);
        }
    }
}
