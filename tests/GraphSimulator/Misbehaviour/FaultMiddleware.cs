using System.Globalization;
using GraphSimulator.Http;

namespace GraphSimulator.Misbehaviour;

/// <summary>Lets the chosen fault happen to a Graph request, before or instead of its answer.</summary>
internal sealed class FaultMiddleware(RequestDelegate next, FaultBoard board, TimeProvider clock)
{
    /// <summary>Key in <see cref="HttpContext.Items"/> that tells the delta route to lose this request's token.</summary>
    public const string TokenLostItem = "token-lost";

    public async Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments("/v1.0", StringComparison.OrdinalIgnoreCase))
        {
            await next(context);
            return;
        }

        var fault = board.Choose();
        var mailbox = ODataPath.Mailbox(context.Request.Path);
        var running = board.Enter(mailbox);
        try
        {
            if (board.Faults.LatencyMilliseconds > 0)
                await Task.Delay(board.Faults.LatencyMilliseconds, context.RequestAborted);
            if (running > (board.Faults.MaxConcurrentPerMailbox ?? int.MaxValue))
                await ThrottleAsync(context, "ApplicationThrottled", "Application is over its MailboxConcurrency limit.");
            else if (board.Faults.DeniedMailboxes.Contains(mailbox, StringComparer.OrdinalIgnoreCase))
                await GraphError.WriteAsync(context, 403, "ErrorAccessDenied", "Access to OData is disabled.");
            else
                await ApplyAsync(context, fault);
        }
        finally
        {
            board.Leave(mailbox);
        }
    }

    private Task ApplyAsync(HttpContext context, FaultKind fault)
    {
        switch (fault)
        {
            case FaultKind.Throttled:
                return ThrottleAsync(context, "TooManyRequests", "Please retry again later.");
            case FaultKind.Unavailable:
                return UnavailableAsync(context);
            case FaultKind.UnavailableAfterEffect:
                return UnavailableAfterEffectAsync(context);
            case FaultKind.GatewayTimeout:
                return GraphError.WriteAsync(context, 504, "UnknownError", "The gateway did not receive a response in time.");
            case FaultKind.NoJson:
                context.Response.ContentType = "text/html; charset=utf-8";
                return context.Response.WriteAsync("<!DOCTYPE html><html><head><title>Sign in to the network</title></head><body>Please sign in.</body></html>");
            case FaultKind.ConnectionReset:
                context.Abort();
                return Task.CompletedTask;
            case FaultKind.TokenLost:
                context.Items[TokenLostItem] = true;
                return next(context);
            default:
                return next(context);
        }
    }

    private Task ThrottleAsync(HttpContext context, string code, string message)
    {
        SetRetryAfter(context.Response);
        return GraphError.WriteAsync(context, 429, code, message);
    }

    private Task UnavailableAsync(HttpContext context)
    {
        SetRetryAfter(context.Response);
        return GraphError.WriteAsync(context, 503, "serviceNotAvailable", "The service is temporarily unavailable.");
    }

    private async Task UnavailableAfterEffectAsync(HttpContext context)
    {
        var wire = context.Response.Body;
        await using var unseen = new MemoryStream();
        context.Response.Body = unseen;
        await next(context);
        context.Response.Body = wire;
        context.Response.Headers.Clear();
        await UnavailableAsync(context);
    }

    private void SetRetryAfter(HttpResponse response)
    {
        var seconds = board.Faults.RetryAfterSeconds;
        response.Headers.RetryAfter = board.Faults.RetryAfter switch
        {
            RetryAfterForm.Whole => Math.Ceiling(seconds).ToString("0", CultureInfo.InvariantCulture),
            RetryAfterForm.Fractional => seconds.ToString("0.000", CultureInfo.InvariantCulture),
            RetryAfterForm.Date => clock.GetUtcNow().AddSeconds(Math.Ceiling(seconds)).ToString("R", CultureInfo.InvariantCulture),
            _ => default,
        };
    }
}
