using System.Net;
using System.Text.Json.Nodes;
using GraphSimulator.Limits;
using GraphSimulator.Mailboxes;
using GraphSimulator.Misbehaviour;
using GraphSimulator.Requests;

namespace GraphSimulator.Control;

/// <summary>How a test or a person steers the simulator, under <c>/simulator</c> and from this machine only.</summary>
internal static class ControlEndpoints
{
    public static void MapControl(this IEndpointRouteBuilder routes)
    {
        var control = routes.MapGroup("/simulator").AddEndpointFilter(OnlyFromThisMachineAsync);
        control.MapGet("/health", (SimulatedTenant tenant, FaultBoard board) => Results.Json(new
        {
            status = "ok",
            mailboxes = tenant.Mailboxes.Count(),
            messages = tenant.Mailboxes.Sum(m => m.Folders.Sum(f => f.Count)),
            requests = board.Requests,
        }));
        control.MapGet("/mailboxes", (SimulatedTenant tenant) => tenant.Mailboxes.Select(Describe));
        control.MapPost("/mailboxes", (NewMailbox mailbox, SimulatedTenant tenant) => Describe(tenant.AddMailbox(mailbox.Upn, mailbox.DisplayName)));
        control.MapGet("/mailboxes/{upn}/counts", (string upn, SimulatedTenant tenant) =>
            tenant.FindMailbox(upn) is { } mailbox ? Results.Json(Counts(mailbox)) : Unknown($"There is no mailbox {upn}."));
        control.MapPost("/mailboxes/{upn}/folders", (string upn, NewFolder folder, SimulatedTenant tenant) =>
            Guarded(() => new { id = tenant.AddFolder(upn, folder.DisplayName, folder.Parent, folder.IsHidden).Id }));
        control.MapPost("/mailboxes/{upn}/folders/{folder}/messages", LoadAsync);
        control.MapPost("/mailboxes/{upn}/lose-tokens", (string upn, SimulatedTenant tenant) => Guarded(() => tenant.LoseTokens(upn)));
        control.MapGet("/faults", (FaultBoard board) => board.Faults);
        control.MapPut("/faults", (Faults faults, FaultBoard board) => board.Faults = faults);
        control.MapDelete("/faults", (FaultBoard board) => board.Faults = new Faults());
        control.MapPut("/mailboxes/{upn}/faults", (string upn, Faults faults, FaultBoard board) => board.SetFaultsOf(upn, faults));
        control.MapDelete("/mailboxes/{upn}/faults", (string upn, FaultBoard board) => board.SetFaultsOf(upn, null));
        control.MapGet("/limits", (LimitBoard board) => board.Limits);
        control.MapPut("/limits", (ServiceLimits limits, LimitBoard board) => board.Limits = limits);
        control.MapGet("/requests", (FaultBoard board, RequestLog log) => new { board.Requests, board.PeakConcurrency, log.Counts });
        control.MapDelete("/requests", (RequestLog log) => log.Clear());
        control.MapGet("/sent", (SimulatedTenant tenant) => tenant.SentMails);
        control.MapMailControl();
        control.MapSubscriptionControl();
        control.MapCalendarControl();
        control.MapContactControl();
    }

    private static async ValueTask<object?> OnlyFromThisMachineAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Connection.RemoteIpAddress is { } address && !IPAddress.IsLoopback(address)
            ? Results.Text("The simulator is steered from its own machine only.", statusCode: 403)
            : await next(context);

    private static async Task<IResult> LoadAsync(HttpContext context, string upn, string folder, SimulatedTenant tenant)
    {
        using var body = new StreamReader(context.Request.Body);
        try
        {
            // A JSON array is taken too; NDJSON is read as a stream.
            if (context.Request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) == true)
                return Results.Json(LoadArray(await body.ReadToEndAsync(context.RequestAborted), upn, folder, tenant));
            return Results.Json(new { loaded = await tenant.LoadAsync(upn, folder, body, context.RequestAborted) });
        }
        catch (Exception e) when (e is InvalidDataException or System.Text.Json.JsonException)
        {
            return Results.Text(e.Message, statusCode: 400);
        }
        catch (KeyNotFoundException e)
        {
            return Unknown(e.Message);
        }
    }

    private static object LoadArray(string text, string upn, string folder, SimulatedTenant tenant)
    {
        var messages = JsonNode.Parse(text) is JsonArray array ? array.OfType<JsonObject>().ToList() : [JsonNode.Parse(text)!.AsObject()];
        return new { loaded = messages.Count, ids = messages.ConvertAll(m => tenant.AddMessage(upn, folder, (JsonObject)m.DeepClone())) };
    }

    /// <summary>Answers what was done, or 404 with the sentence that says what is not there.</summary>
    internal static IResult Guarded(Func<object> act)
    {
        try
        {
            return Results.Json(act());
        }
        catch (KeyNotFoundException e)
        {
            return Unknown(e.Message);
        }
    }

    internal static IResult Guarded(Action act) => Guarded(() =>
    {
        act();
        return new { done = true };
    });

    private static IResult Unknown(string sentence) => Results.Text(sentence, statusCode: 404);

    private static object Describe(SimulatedMailbox mailbox) =>
        new { mailbox.Id, upn = mailbox.UserPrincipalName, mailbox.DisplayName, folders = Counts(mailbox) };

    private static Dictionary<string, int> Counts(SimulatedMailbox mailbox)
    {
        lock (mailbox.Gate)
            return mailbox.Folders.Where(f => f != mailbox.Root).ToDictionary(f => f.WellKnownName ?? f.DisplayName, f => f.Count);
    }

    private sealed record NewMailbox(string Upn, string? DisplayName);

    private sealed record NewFolder(string DisplayName, string? Parent, bool IsHidden);
}
