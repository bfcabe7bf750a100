using System.Net.Security;
using System.Text.Json;
using System.Text.Json.Nodes;
using GraphSimulator.Batch;
using GraphSimulator.Calendar;
using GraphSimulator.Contacts;
using GraphSimulator.Control;
using GraphSimulator.Delta;
using GraphSimulator.Folders;
using GraphSimulator.Http;
using GraphSimulator.Limits;
using GraphSimulator.Mailboxes;
using GraphSimulator.Messages;
using GraphSimulator.Misbehaviour;
using GraphSimulator.Requests;
using GraphSimulator.Sending;
using GraphSimulator.Subscriptions;
using GraphSimulator.Users;

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
        Log = app.Services.GetRequiredService<RequestLog>();
        Subscriptions = app.Services.GetRequiredService<SubscriptionBoard>();
    }

    /// <summary>The mailboxes.</summary>
    public SimulatedTenant Tenant { get; }

    /// <summary>Faults and request counts.</summary>
    public FaultBoard Board { get; }

    /// <summary>Every Graph request so far.</summary>
    public RequestLog Log { get; }

    /// <summary>Subscriptions and what they were told.</summary>
    public SubscriptionBoard Subscriptions { get; }

    /// <summary>What the service allows.</summary>
    public ServiceLimits Limits
    {
        get => _app.Services.GetRequiredService<LimitBoard>().Limits;
        set => _app.Services.GetRequiredService<LimitBoard>().Limits = value;
    }

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
        AddServices(builder.Services, clock ?? TimeProvider.System);

        var app = builder.Build();
        app.UseMiddleware<RequestLogMiddleware>();
        app.Use(RefuseBadQueriesAsync);
        app.Use((context, next) => ODataPath.RewriteAsync(context, next));
        app.UseMiddleware<LimitMiddleware>();
        app.UseMiddleware<FaultMiddleware>();
        app.UseRouting();
        MapGraph(app);
        app.MapOpenId();
        app.MapControl();
        app.MapFallback(RefuseUnknownPathAsync);
        await app.StartAsync();
        return new GraphSimulatorHost(app);
    }

    /// <summary>
    /// Renders the pages of a folder's first round beforehand, for a client that asks in this way, so that serving them costs next to nothing.
    /// Answers how many pages there are. A change in the folder makes the pages useless.
    /// </summary>
    public int Prerender(string mailbox, string folder, DeltaOptions options)
    {
        var box = Tenant.Mailbox(mailbox);
        return DeltaPrerender.Run(GraphBaseUrl.ToString(), mailbox, box, SimulatedTenant.Folder(box, folder), options, Board.FaultsOf(box.UserPrincipalName));
    }

    /// <summary>Sends a mail from a mailbox, given as Graph JSON.</summary>
    public void Send(string mailbox, JsonObject message) =>
        _app.Services.GetRequiredService<Transport>().Send(Tenant.Mailbox(mailbox), MailContent.FromJson(message));

    /// <summary>Sends a draft.</summary>
    public void SendDraft(string mailbox, string messageId) =>
        _app.Services.GetRequiredService<Transport>().SendDraft(Tenant.Mailbox(mailbox), messageId);

    /// <summary>Runs until the process is told to stop.</summary>
    public Task WaitForShutdownAsync() => _app.WaitForShutdownAsync();

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static void AddServices(IServiceCollection services, TimeProvider clock)
    {
        services.AddSingleton(clock);
        services.AddSingleton<SimulatedTenant>();
        services.AddSingleton<RequestLog>();
        services.AddSingleton<LimitBoard>();
        services.AddSingleton<FaultBoard>();
        services.AddSingleton<RetryAfterHeader>();
        services.AddSingleton<UploadSessions>();
        services.AddSingleton<Transport>();
        services.AddSingleton(_ => new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            // Notification addresses on this machine may have certificates of their own making.
            SslOptions = { RemoteCertificateValidationCallback = (connection, _, _, errors) =>
                errors == SslPolicyErrors.None || ((SslStream)connection).TargetHostName is "localhost" or "127.0.0.1" },
        }));
        services.AddSingleton<BatchRunner>();
        services.AddSingleton<Handshake>();
        services.AddSingleton<ValidationTokens>();
        services.AddSingleton<NotificationWriter>();
        services.AddSingleton<DeliveryQueue>();
        services.AddSingleton(s => new SubscriptionBoard(
            s.GetRequiredService<SimulatedTenant>(), s.GetRequiredService<FaultBoard>(), s.GetRequiredService<DeliveryQueue>(), s.GetRequiredService<NotificationWriter>()));
    }

    private static void MapGraph(IEndpointRouteBuilder routes)
    {
        routes.MapUsers();
        routes.MapFolders();
        routes.MapDelta();
        routes.MapMessageLists();
        routes.MapMessages();
        routes.MapIdTranslation();
        routes.MapAttachments();
        routes.MapSending();
        routes.MapReplies();
        routes.MapEvents();
        routes.MapCalendarView();
        routes.MapContactFolders();
        routes.MapContacts();
        routes.MapSubscriptions();
        routes.MapBatch();
    }

    private static async Task RefuseBadQueriesAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (RefusedException e)
        {
            await GraphError.WriteAsync(context, e);
        }
        catch (FormatException e)
        {
            await GraphError.BadRequestAsync(context, e.Message);
        }
        // A value of another type than the property has is told as one or the other.
        catch (Exception e) when (e is JsonException or InvalidOperationException { Source: "System.Text.Json" })
        {
            await GraphError.BadRequestAsync(context, "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.");
        }
    }

    private static Task RefuseUnknownPathAsync(HttpContext context) =>
        GraphError.BadRequestAsync(context, $"Resource not found for the segment '{context.Request.Path.Value?.Split('/')[^1]}'.");
}
