using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Benchmarks.Mail;

/// <summary>
/// Answers folder lists and delta pages in Graph's shapes out of bytes that were made beforehand: what is measured is the product and
/// not the making of test data. A process of its own, started by <see cref="StartAsync"/>.
/// </summary>
internal static class PageServer
{
    private static readonly string[] Folders = ["inbox", "sentitems", "drafts", "deleteditems", "junkemail", "outbox", "archive"];

    /// <summary>What the server's process does: <c>Benchmarks --mail-pages PORT MAILS PAGESIZE LIMIT SECONDS</c>.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var numbers = arguments.Select(a => int.Parse(a, CultureInfo.InvariantCulture)).ToArray();
        var (port, mails, pageSize) = (numbers[0], numbers[1], numbers[2]);
        var limits = new RequestLimits(numbers[3], TimeSpan.FromSeconds(numbers[4]));
        var pages = Pages(0, mails, pageSize);
        var news = new List<byte[]>();
        var told = mails;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, port));
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.Run(async http =>
        {
            var path = http.Request.Path.Value!;
            if (path == "/control/requests")
                await http.Response.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{limits.Requests} {limits.Refused}"));
            else if (path == "/control/deliver")
                (news, told) = Deliver(told, int.Parse(http.Request.Query["count"]!, CultureInfo.InvariantCulture), pageSize);
            else if (limits.Enter() is { } wait)
                await RefuseAsync(http, wait);
            else
                await AnswerAsync(http, path, limits, pages, () => news);
        });
        await app.StartAsync();
        Console.WriteLine("ready");
        await app.WaitForShutdownAsync();
        return 0;
    }

    /// <summary>Starts the server as a process and waits until its pages are made.</summary>
    public static async Task<Process> StartAsync(int port, int mails, int pageSize, int limit = 0, int seconds = 60)
    {
        var process = Process.Start(new ProcessStartInfo(
            Environment.ProcessPath!, string.Create(CultureInfo.InvariantCulture, $"--mail-pages {port} {mails} {pageSize} {limit} {seconds}")) { RedirectStandardOutput = true })!;
        if (await process.StandardOutput.ReadLineAsync() != "ready")
            throw new InvalidOperationException("The server of prepared pages did not start.");
        return process;
    }

    private static async Task AnswerAsync(HttpContext http, string path, RequestLimits limits, List<byte[]> pages, Func<List<byte[]>> news)
    {
        try
        {
            http.Response.ContentType = "application/json; odata.metadata=minimal";
            var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
            if (parts is ["v1.0", "users", _, "mailFolders"])
                await http.Response.WriteAsync($$"""{"value":[{{string.Join(',', Folders.Select(Folder))}}]}""");
            else if (parts is ["v1.0", "users", _, "mailFolders", var name] && Folders.Contains(name))
                await http.Response.WriteAsync(Folder(name));
            else if (parts is ["v1.0", "users", _, "mailFolders", var folder, "messages", _])
                await DeltaAsync(http, folder == "id-inbox" ? pages : [], folder == "id-inbox" ? news() : []);
            else
                await NotFoundAsync(http);
        }
        finally
        {
            limits.Leave();
        }
    }

    private static async Task DeltaAsync(HttpContext http, List<byte[]> pages, List<byte[]> news)
    {
        var link = $"http://{http.Request.Host}{http.Request.Path}?";
        var skip = http.Request.Query["$skiptoken"].ToString();
        var later = http.Request.Query["$deltatoken"].ToString();
        var isLater = later.Length > 0 || skip.StartsWith('n');
        var source = isLater ? news : pages;
        var index = skip.Length > 0 ? int.Parse(skip.TrimStart('n'), CultureInfo.InvariantCulture) : 0;
        var isLast = index >= source.Count - 1;
        var next = isLast
            ? $"\"@odata.deltaLink\":\"{link}$deltatoken={Stopwatch.GetTimestamp():x}\""
            : $"\"@odata.nextLink\":\"{link}$skiptoken={(isLater ? "n" : "")}{index + 1}\"";
        var head = Encoding.UTF8.GetBytes($$"""{"@odata.context":"x",{{next}},"value":[""");
        var body = index < source.Count ? source[index] : [];
        http.Response.ContentLength = head.Length + body.Length + 2;
        await http.Response.Body.WriteAsync(head);
        await http.Response.Body.WriteAsync(body);
        await http.Response.Body.WriteAsync("]}"u8.ToArray());
    }

    private static string Folder(string name) =>
        $$"""{"id":"id-{{name}}","displayName":"{{name}}","parentFolderId":"root","childFolderCount":0,"totalItemCount":0,"isHidden":false}""";

    private static Task NotFoundAsync(HttpContext http)
    {
        http.Response.StatusCode = 404;
        return http.Response.WriteAsync("""{"error":{"code":"ErrorItemNotFound","message":"The specified object was not found in the store."}}""");
    }

    private static Task RefuseAsync(HttpContext http, TimeSpan wait)
    {
        http.Response.StatusCode = 429;
        http.Response.ContentType = "application/json";
        http.Response.Headers.RetryAfter = wait.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);
        return http.Response.WriteAsync("""{"error":{"code":"TooManyRequests","message":"Please retry again later."}}""");
    }

    private static List<byte[]> Pages(int from, int count, int pageSize) =>
        [.. Enumerable.Range(from, count).Chunk(pageSize).Select(some => Encoding.UTF8.GetBytes(string.Join(',', some.Select(GeneratedMail.Json))))];

    private static (List<byte[]> News, int Told) Deliver(int told, int count, int pageSize) => (Pages(told, count, pageSize), told + count);
}

/// <summary>Graph's limits: four requests at a time, and so many in a window of time.</summary>
internal sealed class RequestLimits(int perWindow, TimeSpan window)
{
    private const int AtOnce = 4;

    private readonly Lock _lock = new();
    private readonly Queue<long> _times = new();
    private int _running;

    /// <summary>Requests that were let through.</summary>
    public int Requests { get; private set; }

    /// <summary>Requests that were refused.</summary>
    public int Refused { get; private set; }

    /// <summary>Lets a request in, or says how long it must wait.</summary>
    public TimeSpan? Enter()
    {
        lock (_lock)
        {
            var now = Stopwatch.GetTimestamp();
            while (_times.TryPeek(out var oldest) && Stopwatch.GetElapsedTime(oldest, now) >= window)
                _times.Dequeue();
            if (perWindow > 0 && (_running >= AtOnce || _times.Count >= perWindow))
            {
                Refused++;
                return _times.Count >= perWindow ? window - Stopwatch.GetElapsedTime(_times.Peek(), now) : TimeSpan.FromSeconds(1);
            }
            _running++;
            Requests++;
            if (perWindow > 0)
                _times.Enqueue(now);
            return null;
        }
    }

    /// <summary>A request has been answered.</summary>
    public void Leave()
    {
        lock (_lock)
            _running--;
    }
}
