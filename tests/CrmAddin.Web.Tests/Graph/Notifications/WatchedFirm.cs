using System.Net;
using System.Net.Sockets;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Mail.Notifications;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Web.Tests.Support;
using GraphSimulator;
using GraphSimulator.Subscriptions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Web.Tests.Graph.Notifications;

/// <summary>The real host beside the simulator, which reaches it under its own address; mailboxes are polled once an hour, so that what is read was told.</summary>
internal sealed class WatchedFirm : IAsyncDisposable
{
    private readonly string _url;

    private WatchedFirm(GraphSimulatorHost simulator, RunningCrm crm, string url) => (Simulator, Crm, _url) = (simulator, crm, url);

    public GraphSimulatorHost Simulator { get; }

    public RunningCrm Crm { get; }

    public string NotificationUrl => _url + NotificationAddress.NotificationsPath;

    public IReadOnlyList<Subscription> Subscriptions => Simulator.Subscriptions.Active;

    public static async Task<WatchedFirm> StartAsync(params (string Name, string? Value)[] settings)
    {
        var simulator = await GraphSimulatorHost.StartAsync();
        simulator.Subscriptions.Settings.FirstRetryDelay = TimeSpan.FromMilliseconds(200);
        var url = $"http://127.0.0.1:{FreePort()}";
        var all = new Dictionary<string, string?>
        {
            ["Crm:Graph:BaseUrl"] = simulator.GraphBaseUrl.ToString(),
            ["Crm:Graph:NotificationUrl"] = url,
            ["Crm:Graph:MaxAttempts"] = "1",
            ["Crm:Mail:PollSeconds"] = "3600",
        };
        foreach (var (name, value) in settings)
            all[name] = value;
        return new WatchedFirm(simulator, await RunningCrm.StartAsync(all, url, isDemo: true), url);
    }

    /// <summary>A mailbox here and on the server, with its subscription.</summary>
    public async Task<long> AddMailboxAsync(string address = "agent@firm.example", bool isSubscribed = true)
    {
        Simulator.Tenant.AddMailbox(address);
        var mailbox = new Mailbox { Address = address, DisplayName = address, NextRunAt = DateTimeOffset.UtcNow.AddHours(1) };
        await WriteAsync(db => db.Mailboxes.Add(mailbox));
        if (isSubscribed)
            await KeepUntilAsync(() => SubscriptionOfAsync(mailbox.Id).ContinueWith(s => s.Result?.GraphId is not null));
        return mailbox.Id;
    }

    public async Task<long> AddContactAsync(string address)
    {
        var contact = new Contact { DisplayName = address, Emails = { ContactEmail.From(address) } };
        await Crm.AddContactAsync(contact);
        return contact.Id;
    }

    public Task WriteAsync(Action<CrmDb> change) => Crm.UseAsync(async services =>
    {
        var db = services.GetRequiredService<CrmDb>();
        change(db);
        await db.SaveChangesAsync();
    });

    public Task<MailSubscription?> SubscriptionOfAsync(long mailbox) =>
        Crm.ReadAsync(db => db.MailSubscriptions.AsNoTracking().SingleOrDefaultAsync(s => s.MailboxId == mailbox));

    /// <summary>Makes upkeep look at the subscription of a mailbox as if its time had come.</summary>
    public Task MakeDueAsync(long mailbox) => Crm.UseAsync(async services =>
    {
        var now = DateTimeOffset.UtcNow;
        await services.GetRequiredService<CrmDb>().MailSubscriptions.Where(s => s.MailboxId == mailbox).ExecuteUpdateAsync(s => s.SetProperty(x => x.NextCheckAt, now));
    });

    public async Task<Result<SubscriptionUpkeep>> KeepAsync()
    {
        Result<SubscriptionUpkeep> kept = default;
        await Crm.UseAsync(async services => kept = await services.GetRequiredService<KeepSubscriptions>().RunAsync(default));
        return kept;
    }

    /// <summary>Runs upkeep until something holds: the host's own job may have the subscription at this moment.</summary>
    public Task KeepUntilAsync(Func<Task<bool>> holds) => UntilAsync(async () =>
    {
        await KeepAsync();
        return await holds();
    });

    public static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await holds())
            await Task.Delay(50, patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await Crm.DisposeAsync();
        await Simulator.DisposeAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
