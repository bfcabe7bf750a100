using GraphSimulator.Http;
using GraphSimulator.Mailboxes;

namespace GraphSimulator.Misbehaviour;

/// <summary>Lets the chosen fault happen to a Graph request, before or instead of its answer.</summary>
internal sealed class FaultMiddleware(RequestDelegate next, FaultBoard board, SimulatedTenant tenant, RetryAfterHeader retryAfter, TimeProvider clock)
{
    /// <summary>Key in <see cref="HttpContext.Items"/> that tells the delta route to lose this request's token.</summary>
    public const string TokenLostItem = "token-lost";

    /// <summary>Key in <see cref="HttpContext.Items"/> that tells that this request's connection was cut.</summary>
    public const string ConnectionCutItem = "connection-cut";

    public async Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments("/v1.0", StringComparison.OrdinalIgnoreCase))
        {
            await next(context);
            return;
        }

        var mailbox = tenant.NameOf(ODataPath.Mailbox(context.Request.Path));
        var fault = board.Choose(mailbox);
        var latency = TimeSpan.FromMilliseconds(board.FaultsOf(mailbox).LatencyMilliseconds);
        if (latency > TimeSpan.Zero && !context.Request.Path.Value!.EndsWith("/$batch", StringComparison.OrdinalIgnoreCase))
            await Task.Delay(latency, clock, context.RequestAborted);
        if (board.FaultsOf(mailbox).DeniedMailboxes.Contains(mailbox, StringComparer.OrdinalIgnoreCase))
            throw Refusals.AccessDenied();
        await ApplyAsync(context, fault);
    }

    private Task ApplyAsync(HttpContext context, FaultKind fault)
    {
        switch (fault)
        {
            case FaultKind.Throttled:
                retryAfter.Set(context.Response);
                return GraphError.WriteAsync(context, 429, "TooManyRequests", "Please retry again later.");
            case FaultKind.Unavailable:
                return UnavailableAsync(context);
            case FaultKind.UnavailableAfterEffect:
                return AfterEffectAsync(context, UnavailableAsync);
            case FaultKind.GatewayTimeout:
                return GatewayTimeoutAsync(context);
            case FaultKind.GatewayTimeoutAfterEffect:
                return AfterEffectAsync(context, GatewayTimeoutAsync);
            case FaultKind.NoJson:
                context.Response.ContentType = "text/html; charset=utf-8";
                return context.Response.WriteAsync("<!DOCTYPE html><html><head><title>Sign in to the network</title></head><body>Please sign in.</body></html>");
            case FaultKind.ConnectionReset:
                return CutConnection(context);
            case FaultKind.ConnectionResetAfterEffect:
                return AfterEffectAsync(context, CutConnection);
            case FaultKind.TokenLost:
                context.Items[TokenLostItem] = true;
                return next(context);
            default:
                return next(context);
        }
    }

    private static Task CutConnection(HttpContext context)
    {
        context.Items[ConnectionCutItem] = true;
        context.NoteAnswer();
        context.Abort();
        return Task.CompletedTask;
    }

    private Task UnavailableAsync(HttpContext context)
    {
        retryAfter.Set(context.Response);
        return GraphError.WriteAsync(context, 503, "serviceNotAvailable", "The service is temporarily unavailable.");
    }

    private static Task GatewayTimeoutAsync(HttpContext context) =>
        GraphError.WriteAsync(context, 504, "UnknownError", "The gateway did not receive a response in time.");

    private async Task AfterEffectAsync(HttpContext context, RequestDelegate answer)
    {
        var wire = context.Response.Body;
        await using var unseen = new MemoryStream();
        context.Response.Body = unseen;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = wire;
        }
        context.Response.Headers.Clear();
        await answer(context);
    }
}
