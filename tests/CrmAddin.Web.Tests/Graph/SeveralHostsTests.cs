using CrmAddin.Core.Mail;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Web.Tests.Graph;

public sealed class SeveralHostsTests
{
    private const string Ann = "ann@client.example";
    private const string Boss = "boss@firm.example";

    [Theory]
    [InlineData(StoreProvider.Sqlite)]
    [InlineData(StoreProvider.Postgres)]
    public async Task Two_hosts_that_log_the_same_mails_of_two_mailboxes_at_once_write_each_mail_once(StoreProvider provider)
    {
        await using var world = await SyncWorld.StartAsync(pageSize: 7, provider: provider);
        await world.AddMailboxAsync(Boss);
        await world.AddContactAsync(Ann);
        await world.AddContactAsync("bob@client.example");
        for (var n = 0; n < 60; n++)
        {
            var sender = n % 3 == 0 ? "bob@client.example" : Ann;
            world.Deliver(SampleMail.From(sender, $"Mail {n:00}", n, messageId: $"<{n}@client.example>"));
            world.Deliver(SampleMail.From(sender, $"Mail {n:00}", n, messageId: $"<{n}@client.example>"), mailbox: Boss);
        }
        var other = world.AddHost();

        var rounds = await Task.WhenAll(
            world.Services.GetRequiredService<SyncOnce>().RunAsync(SyncWorld.Upn, CancellationToken.None),
            other.GetRequiredService<SyncOnce>().RunAsync(Boss, CancellationToken.None));

        rounds.SelectMany(r => r.Value!).ShouldAllBe(r => r.Error == null && r.Kept == 60);
        (await world.LoggedSubjectsAsync()).ShouldBe(Enumerable.Range(0, 60).Select(n => $"Mail {n:00}"));
        (await world.ReadAsync(db => db.MessageCopies.GroupBy(c => c.MessageId).Select(g => g.Count()).ToListAsync())).ShouldAllBe(copies => copies == 2);
        (await world.ReadAsync(db => db.MessageContacts.CountAsync())).ShouldBe(60);
        (await world.ReadAsync(db => db.MailFolders.SumAsync(f => f.DoneCount))).ShouldBe(120);
    }

    [Theory]
    [InlineData(StoreProvider.Sqlite)]
    [InlineData(StoreProvider.Postgres)]
    public async Task Another_host_takes_over_from_one_that_died_in_the_middle_and_loses_and_doubles_nothing(StoreProvider provider)
    {
        await using var world = await SyncWorld.StartAsync(pageSize: 3, provider: provider);
        var ann = await world.AddContactAsync(Ann);
        for (var n = 0; n < 12; n++)
            world.Deliver(SampleMail.From(Ann, $"Mail {n:00}", n));
        var other = world.AddHost();
        world.Crashes.CrashAt = 4;
        await Should.ThrowAsync<CrashException>(() => world.SyncAsync());
        await world.ReadAsync(db => db.Mailboxes.ExecuteUpdateAsync(s => s.SetProperty(m => m.LeaseHolder, "dead").SetProperty(m => m.LeaseUntil, db.Now.AddMinutes(1)).SetProperty(m => m.NextRunAt, (DateTimeOffset?)null)));
        (await ClaimAsync(other, "two")).ShouldBeEmpty();

        await world.ReadAsync(db => db.Mailboxes.ExecuteUpdateAsync(s => s.SetProperty(m => m.LeaseUntil, db.Now.AddSeconds(-1))));
        (await ClaimAsync(other, "two")).Count.ShouldBe(1);
        await using (var scope = other.CreateAsyncScope())
            (await scope.ServiceProvider.GetRequiredService<SyncMailbox>().RunAsync(await world.ReadAsync(db => db.Mailboxes.Select(m => m.Id).SingleAsync()), CancellationToken.None)).Error.ShouldBeNull();

        (await world.TimelineAsync(ann)).ShouldBe(Enumerable.Range(0, 12).Select(n => $"Mail {n:00}"));
        (await world.ReadAsync(db => db.MessageCopies.CountAsync())).ShouldBe(12);
    }

    [Theory]
    [InlineData(StoreProvider.Sqlite)]
    [InlineData(StoreProvider.Postgres)]
    public async Task Hosts_that_claim_at_once_share_the_mailboxes_among_them(StoreProvider provider)
    {
        await using var world = await SyncWorld.StartAsync(provider: provider);
        for (var n = 1; n < 20; n++)
            await world.AddMailboxAsync($"agent{n}@firm.example");
        ServiceProvider[] hosts = [world.Services, world.AddHost(), world.AddHost()];

        var claimed = await Task.WhenAll(hosts.Select((host, n) => Task.Run(() => ClaimAsync(host, $"host {n}"))));

        claimed.SelectMany(c => c).Distinct().Count().ShouldBe(claimed.Sum(c => c.Count));
        claimed.Sum(c => c.Count).ShouldBe(20);
    }

    [Theory]
    [InlineData(StoreProvider.Sqlite)]
    [InlineData(StoreProvider.Postgres)]
    public async Task A_host_whose_lease_ran_out_does_not_go_on(StoreProvider provider)
    {
        await using var world = await SyncWorld.StartAsync(provider: provider);
        var mailbox = (await ClaimAsync(world.Services, "one")).Single();
        await using var scope = world.Services.CreateAsyncScope();
        var claims = scope.ServiceProvider.GetRequiredService<ClaimMailboxes>();
        (await claims.ProlongAsync(mailbox, "one", CancellationToken.None)).ShouldBeTrue();
        await world.ReadAsync(db => db.Mailboxes.ExecuteUpdateAsync(s => s.SetProperty(m => m.LeaseUntil, db.Now.AddSeconds(-1)).SetProperty(m => m.NextRunAt, (DateTimeOffset?)null)));
        (await ClaimAsync(world.AddHost(), "two")).ShouldBe([mailbox]);

        (await claims.ProlongAsync(mailbox, "one", CancellationToken.None)).ShouldBeFalse();
    }

    private static async Task<IReadOnlyList<long>> ClaimAsync(ServiceProvider host, string name)
    {
        await using var scope = host.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ClaimMailboxes>().RunAsync(name, 100, CancellationToken.None);
    }
}
