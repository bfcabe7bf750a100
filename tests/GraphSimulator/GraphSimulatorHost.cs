using GraphSimulator.Control;
using GraphSimulator.Delta;
using GraphSimulator.Folders;
using GraphSimulator.Http;
using GraphSimulator.Mailboxes;
using GraphSimulator.Messages;
using GraphSimulator.Misbehaviour;
using GraphSimulator.Sending;

namespace GraphSimulator;

/// <summary>A running simulator: a program of its own, or inside a test.</summary>
public sealed class GraphSimulatorHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private GraphSimulatorHost(WebApplication app)
    {
        _app = app;
        Tenant = app.Services.GetRequiredService<SimulatedTenant>();
        Board = app.Services.GetRequiredService<FaultBoard>();
    }

    /// <summary>The mailboxes.</summary>
    public SimulatedTenant Tenant { get; }

    /// <summary>Faults and request counts.</summary>
    public FaultBoard Board { get; }

    /// <summary>What the service does wrong.</summary>
    public Faults Faults
    {
        get => Board.Faults;
        set => Board.Faults = value;
    }

    /// <summary>Address without a path, such as <c>http://127.0.0.1:5099</c>.</summary>
    public Uri Address => new(_app.Urls.First());

    /// <summary>Address that a Graph client is given.</summary>
    public Uri GraphBaseUrl => new(Address, "/v1.0");

    /// <summary>Starts on a loopback port; 0 takes a free one.</summary>
    public static Task<GraphSimulatorHost> StartAsync(int port = 0, TimeProvider? clock = null) =>
        StartAsync($"http://127.0.0.1:{port}", clock);

    /// <summary>Starts on an address.</summary>
    public static async Task<GraphSimulatorHost> StartAsync(string url, TimeProvider? clock = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 512L * 1024 * 1024);
        builder.Services.AddSingleton(clock ?? TimeProvider.System);
        builder.Services.AddSingleton<SimulatedTenant>();
        builder.Services.AddSingleton<FaultBoard>();

        var app = builder.Build();
        app.Use(RefuseBadQueriesAsync);
        app.Use((context, next) => ODataPath.RewriteAsync(context, next));
        app.UseMiddleware<FaultMiddleware>();
        app.UseRouting();
        app.MapUsersAndFolders();
        app.MapDelta();
        app.MapMessages();
        app.MapSending();
        app.MapControl();
        app.MapFallback(RefuseUnknownPathAsync);
        await app.StartAsync();
        return new GraphSimulatorHost(app);
    }

    /// <summary>Runs until the process is told to stop.</summary>
    public Task WaitForShutdownAsync() => _app.WaitForShutdownAsync();

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task RefuseBadQueriesAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (BadQueryException e)
        {
            await GraphError.WriteAsync(context, 400, e.Code, e.Message);
        }
        catch (System.Text.Json.JsonException)
        {
            await GraphError.BadRequestAsync(context, "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.");
        }
    }

    private static Task RefuseUnknownPathAsync(HttpContext context) =>
        GraphError.BadRequestAsync(context, $"Resource not found for the segment '{context.Request.Path.Value?.Split('/')[^1]}'.");
}
