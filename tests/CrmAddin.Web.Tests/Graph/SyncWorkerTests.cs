using CrmAddin.Web.Graph;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace CrmAddin.Web.Tests.Graph;

public sealed class SyncWorkerTests
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task The_worker_logs_new_mail_of_every_mailbox_by_itself()
    {
        await using var world = await SyncWorld.StartAsync(pollSeconds: 1);
        await world.AddMailboxAsync("boss@firm.example");
        var ann = await world.AddContactAsync("ann@client.example");
        world.Deliver(SampleMail.From("ann@client.example", "To the agent", 1));
        world.Deliver(SampleMail.From("ann@client.example", "To the boss", 2), mailbox: "boss@firm.example");
        var builder = Host.CreateEmptyApplicationBuilder(null);
        world.Register(builder.Services).AddMailSyncWorker(world.Configuration);
        using var host = builder.Build();

        await host.StartAsync();
        await UntilAsync(async () => (await world.TimelineAsync(ann)).Count == 2);
        world.Deliver(SampleMail.From("ann@client.example", "Later", 3));
        await UntilAsync(async () => (await world.TimelineAsync(ann)).Count == 3);
        await host.StopAsync();

        (await world.TimelineAsync(ann)).ShouldBe(["To the agent", "To the boss", "Later"]);
        (await world.ReadAsync(db => db.Mailboxes.Select(m => m.LeaseHolder).ToListAsync())).ShouldAllBe(holder => holder == null);
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(LongEnough);
        while (!await holds())
            await Task.Delay(50, patience.Token);
    }
}
