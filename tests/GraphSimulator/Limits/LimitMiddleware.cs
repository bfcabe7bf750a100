using System.Globalization;
using GraphSimulator.Http;
using GraphSimulator.Mailboxes;
using GraphSimulator.Misbehaviour;

namespace GraphSimulator.Limits;

/// <summary>Refuses requests beyond what the service allows a mailbox, and sets the <c>Date</c> of every answer by the service's clock.</summary>
internal sealed class LimitMiddleware(RequestDelegate next, LimitBoard limits, FaultBoard board, SimulatedTenant tenant, TimeProvider clock)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments("/v1.0", StringComparison.OrdinalIgnoreCase))
        {
            await next(context);
            return;
        }

        var mailbox = tenant.NameOf(ODataPath.Mailbox(context.Request.Path));
        var running = limits.Enter(mailbox);
        context.BeforeAnswer(() =>
        {
            limits.Leave(mailbox);
            context.Response.Headers.Date = clock.GetUtcNow().AddSeconds(board.FaultsOf(mailbox).ClockSkewSeconds).ToString("R", CultureInfo.InvariantCulture);
        });
        if (mailbox.Length > 0)
            Check(context.Request, mailbox, running);
        await next(context);
    }

    private void Check(HttpRequest request, string mailbox, int running)
    {
        if (running > (board.FaultsOf(mailbox).MaxConcurrentPerMailbox ?? limits.Limits.ConcurrentPerMailbox))
            throw new RefusedException(429, "ApplicationThrottled", "Application is over its MailboxConcurrency limit.")
            {
                RetryAfter = TimeSpan.FromSeconds(board.FaultsOf(mailbox).RetryAfterSeconds),
            };
        if ((limits.CountRequest(mailbox) ?? limits.CountUpload(mailbox, request.ContentLength ?? 0)) is { } wait)
            throw new RefusedException(429, "TooManyRequests", "Please retry again later.") { RetryAfter = wait };
    }
}
