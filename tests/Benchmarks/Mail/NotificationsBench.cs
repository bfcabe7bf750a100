using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using CrmAddin.Core;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Mail.Notifications;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Benchmarks.Mail;

/// <summary>
/// 10,000 notifications in a minute, one a request, to the real host over HTTP, while it reads the mailboxes that they wake. The host is
/// killed in the middle and started again; what was not answered is told again after a while, as Graph does.
/// </summary>
public sealed class NotificationsBench : IBench
{
    private const int Notifications = 10_000;
    private const int WarmUps = 500;
    private const int Mailboxes = 200;
    private static readonly TimeSpan Duration = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan KilledAfter = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ToldAgainAfter = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <inheritdoc/>
    public string Group => "mail";

    /// <inheritdoc/>
    public string Name => "notifications";

    /// <inheritdoc/>
    public async Task RunAsync(BenchOutput output, CancellationToken cancel)
    {
        var folder = Path.Combine(output.DataFolder, "notifications");
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        var settings = new MailSettings { HashKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)) };
        var items = await MakeStoreAsync(folder, ClientStates.Load(settings), cancel);
        var (hostPort, graphPort) = (FreePort(), FreePort());
        using var graph = await StartAsync(
            ["tests/GraphSimulator/bin/Release/net10.0/GraphSimulator.dll", "--urls", Local(graphPort), .. Enumerable.Range(0, Mailboxes).SelectMany(i => new[] { "--mailbox", AddressOf(i) })],
            [], $"{Local(graphPort)}/simulator/health", cancel);
        Task<RunningProcess> StartHost() => StartAsync(["CrmAddin.Web/bin/Release/net10.0/CrmAddin.Web.dll", "serve", "--urls", Local(hostPort)],
        [
            ("Crm__DataFolder", folder), ("Crm__Mail__HashKey", settings.HashKey), ("Crm__Graph__BaseUrl", Local(graphPort) + "/v1.0"),
            // Subscriptions are made here; with this address upkeep leaves them alone.
            ("Crm__Graph__NotificationUrl", Local(hostPort)), ("Crm__Mail__PollSeconds", "3600"),
            ("DOTNET_ENVIRONMENT", "Development"), ("Logging__LogLevel__Default", "Warning"),
        ], Local(hostPort) + "/health", cancel);
        var host = await StartHost();
        try
        {
            using var teller = new Teller(new Uri(Local(hostPort) + NotificationAddress.NotificationsPath), items);
            await teller.TellAsync(WarmUps, TimeSpan.FromSeconds(5), cancel);
            teller.Forget();
            var telling = teller.TellAsync(Notifications, Duration, cancel);
            await Task.Delay(KilledAfter, cancel);
            host.Kill();
            BenchOutput.Say("the host was killed");
            host = await StartHost();
            BenchOutput.Say("and is up again");
            await telling;
            var stored = await CountAsync(folder, cancel) - WarmUps;
            Print(output, teller, stored);
        }
        finally
        {
            host.Dispose();
        }
    }

    private void Print(BenchOutput output, Teller teller, long stored)
    {
        var times = teller.Times.Order().ToList();
        output.Print(new(Group, "notifications, 10,000 in a minute, answered with 2xx", times.Count, "", Notifications, AtLeast: true));
        output.Print(new(Group, "notifications, 10,000 in a minute, time to the answer, p50", Percentile(times, 0.5), "ms"));
        output.Print(new(Group, "notifications, 10,000 in a minute, time to the answer, p99", Percentile(times, 0.99), "ms", 250));
        output.Print(new(Group, "notifications told again because the host was killed", teller.ToldAgain, ""));
        output.Print(new(Group, "notifications answered with 2xx and lost", Math.Max(0, Notifications - stored), "", 0));
    }

    private static double Percentile(List<double> sorted, double part) => sorted.Count == 0 ? double.NaN : sorted[(int)Math.Ceiling(part * sorted.Count) - 1];

    private static string AddressOf(int mailbox) => string.Create(CultureInfo.InvariantCulture, $"agent{mailbox}@firm.example");

    private static string Local(int port) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");

    private static ServiceProvider Services(string folder) => new ServiceCollection().AddSingleton(TimeProvider.System)
        .AddCrmStore(new StoreSettings(StoreProvider.Sqlite, $"Data Source={Path.Combine(folder, "crm.db")};Pooling=False", null)).AddCrmCore().BuildServiceProvider();

    private static async Task<List<object>> MakeStoreAsync(string folder, ClientStates clientStates, CancellationToken cancel)
    {
        await using var services = Services(folder);
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(Reader.System);
        if ((await scope.ServiceProvider.GetRequiredService<MigrateStore>().RunAsync(cancel)).Error is { } error)
            throw new InvalidOperationException(error.Sentence);
        await scope.ServiceProvider.GetRequiredService<ShippedLists>().RunAsync(cancel);
        var mailboxes = Enumerable.Range(0, Mailboxes).Select(i => new Mailbox { Address = AddressOf(i), DisplayName = AddressOf(i) }).ToList();
        db.Mailboxes.AddRange(mailboxes);
        await db.SaveChangesAsync(cancel);
        var subscriptions = mailboxes.ConvertAll(m => new MailSubscription
        {
            MailboxId = m.Id,
            GraphId = Guid.NewGuid().ToString(),
            ExpiresAt = db.Now.AddDays(2),
            NextCheckAt = db.Now.AddDays(1),
        });
        db.MailSubscriptions.AddRange(subscriptions);
        await db.SaveChangesAsync(cancel);
        return subscriptions.ConvertAll(object (s) => new
        {
            value = new[]
            {
                new
                {
                    subscriptionId = s.GraphId,
                    clientState = clientStates.Of(s.MailboxId),
                    changeType = "created",
                    resource = $"Users/{s.MailboxId}/Messages/AAMkAGI2",
                    tenantId = Guid.Empty,
                },
            },
        });
    }

    private static async Task<long> CountAsync(string folder, CancellationToken cancel)
    {
        await using var services = Services(folder);
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(Reader.System);
        await using var one = await db.Database.BeginTransactionAsync(cancel);
        return await db.MailSubscriptions.SumAsync(s => s.ReceivedCount, cancel) + await db.MailNotifications.SumAsync(n => n.Count, cancel);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<RunningProcess> StartAsync(IReadOnlyList<string> arguments, (string Name, string Value)[] environment, string health, CancellationToken cancel)
    {
        var root = Environment.GetEnvironmentVariable("CRM_BENCH_ROOT") ?? Directory.GetCurrentDirectory();
        var start = new ProcessStartInfo("dotnet", [Path.Combine(root, arguments[0]), .. arguments.Skip(1)]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var process = new RunningProcess(Process.Start(start)!);
        using var http = new HttpClient();
        var watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                if ((await http.GetAsync(new Uri(health), cancel)).IsSuccessStatusCode)
                    return process;
            }
            catch (HttpRequestException) when (watch.Elapsed < Patience)
            {
                // Not up yet.
            }
            process.ThrowIfOver();
            await Task.Delay(100, cancel);
        }
    }

    /// <summary>A process that ends with the bench.</summary>
    private sealed class RunningProcess : IDisposable
    {
        private readonly Process _process;
        private readonly Task<string> _errors;

        public RunningProcess(Process process)
        {
            _process = process;
            _ = process.StandardOutput.ReadToEndAsync();
            _errors = process.StandardError.ReadToEndAsync();
        }

        public void Kill()
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        public void ThrowIfOver()
        {
            if (_process.HasExited)
                throw new InvalidOperationException($"A program of the bench ended: {_errors.GetAwaiter().GetResult()}");
        }

        public void Dispose()
        {
            if (!_process.HasExited)
                Kill();
            _process.Dispose();
        }
    }

    /// <summary>Tells as Graph does: an answer other than 2xx, or none, is told again later.</summary>
    private sealed class Teller(Uri url, List<object> items) : IDisposable
    {
        private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 64 }) { Timeout = TimeSpan.FromSeconds(10) };
        private readonly Lock _lock = new();
        private readonly List<double> _times = [];

        /// <summary>Milliseconds to each answer with 2xx.</summary>
        public IReadOnlyList<double> Times => _times;

        public int ToldAgain { get; private set; }

        public void Forget() => _times.Clear();

        public void Dispose() => _http.Dispose();

        public async Task TellAsync(int count, TimeSpan within, CancellationToken cancel)
        {
            var watch = Stopwatch.StartNew();
            var told = new List<Task>(count);
            for (var i = 0; i < count; i++)
            {
                var due = within * i / count;
                if (due > watch.Elapsed)
                    await Task.Delay(due - watch.Elapsed, cancel);
                told.Add(TellAsync(items[i % items.Count], ToldAgainAfter * (0.8 + (0.4 * (i % 100) / 100)), cancel));
            }
            await Task.WhenAll(told);
        }

        private async Task TellAsync(object item, TimeSpan again, CancellationToken cancel)
        {
            while (true)
            {
                var watch = Stopwatch.StartNew();
                try
                {
                    using var answer = await _http.PostAsJsonAsync(url, item, cancel);
                    if (answer.IsSuccessStatusCode)
                    {
                        lock (_lock)
                            _times.Add(watch.Elapsed.TotalMilliseconds);
                        return;
                    }
                }
                catch (Exception e) when (e is HttpRequestException || (e is TaskCanceledException && !cancel.IsCancellationRequested))
                {
                    // Told again below.
                }
                lock (_lock)
                    ToldAgain++;
                await Task.Delay(again, cancel);
            }
        }
    }
}
