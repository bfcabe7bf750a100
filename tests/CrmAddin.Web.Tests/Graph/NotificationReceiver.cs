using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CrmAddin.Web.Tests.Graph;

/// <summary>A notification address: answers handshakes and keeps what it is told.</summary>
internal sealed class NotificationReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<JsonObject> _posts = new();

    private NotificationReceiver(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.First() + "/notify");

    public Uri LifecycleUrl => new(_app.Urls.First() + "/lifecycle");

    /// <summary>How it answers a handshake; null is as it should be.</summary>
    public Func<string, IResult>? Handshake { get; set; }

    /// <summary>Statuses of the coming answers to notifications, before it answers 202 again.</summary>
    public ConcurrentQueue<int> Statuses { get; } = new();

    /// <summary>What an answer to a notification waits for.</summary>
    public Task Hold { get; set; } = Task.CompletedTask;

    /// <summary>The paths of all handshakes.</summary>
    public ConcurrentQueue<string> Handshakes { get; } = new();

    /// <summary>The bodies of all POSTs, refused ones too.</summary>
    public IReadOnlyList<JsonObject> Posts => [.. _posts];

    /// <summary>All notifications.</summary>
    public IReadOnlyList<JsonObject> Items => [.. _posts.SelectMany(p => p["value"]!.AsArray()).Select(i => i!.AsObject())];

    public static async Task<NotificationReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new NotificationReceiver(app);
        app.MapPost("/{path}", receiver.TakeAsync);
        await app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> TakeAsync(string path, string? validationToken, HttpContext context)
    {
        if (validationToken is not null)
        {
            Handshakes.Enqueue(path);
            return Handshake?.Invoke(validationToken) ?? Results.Text(validationToken, "text/plain");
        }
        _posts.Enqueue((await JsonNode.ParseAsync(context.Request.Body))!.AsObject());
        await Hold.WaitAsync(context.RequestAborted);
        return Results.StatusCode(Statuses.TryDequeue(out var status) ? status : 202);
    }
}
