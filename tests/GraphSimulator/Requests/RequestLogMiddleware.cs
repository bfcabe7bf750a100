using GraphSimulator.Http;
using GraphSimulator.Mailboxes;
using GraphSimulator.Misbehaviour;

namespace GraphSimulator.Requests;

/// <summary>Logs each Graph request with its kind and the status of its answer.</summary>
internal sealed class RequestLogMiddleware(RequestDelegate next, RequestLog log, SimulatedTenant tenant, TimeProvider clock)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments("/v1.0", StringComparison.OrdinalIgnoreCase))
        {
            await next(context);
            return;
        }
        context.BeforeAnswer(Log);
        try
        {
            await next(context);
        }
        finally
        {
            // A client that went away gets no answer.
            context.NoteAnswer();
        }

        void Log()
        {
            var path = context.Request.Path.Value ?? "";
            var status = context.Items.ContainsKey(FaultMiddleware.ConnectionCutItem) ? 0 : context.Response.StatusCode;
            log.Add(new LoggedRequest(clock.GetUtcNow(), KindOf(context.Request.Method, path), context.Request.Method, path, tenant.NameOf(ODataPath.Mailbox(path)), status,
                context.Request.QueryString.Value ?? "", [.. context.Request.Headers["Prefer"].OfType<string>()]));
        }
    }

    private static RequestKind KindOf(string method, string path)
    {
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries)[1..];
        return segments switch
        {
            ["$batch"] => RequestKind.Batch,
            ["subscriptions", ..] => RequestKind.Subscriptions,
            ["organization"] or ["users"] or ["users", _] => RequestKind.Users,
            ["users", _, "translateExchangeIds"] => RequestKind.Translation,
            ["users", _, "calendarView" or "calendar" or "events", .., "delta"] => RequestKind.CalendarDelta,
            ["users", _, "calendarView" or "calendar" or "events", ..] => RequestKind.Calendar,
            ["users", _, "contacts" or "contactFolders", .., "delta"] => RequestKind.ContactDelta,
            ["users", _, "contacts" or "contactFolders", ..] => RequestKind.Contacts,
            ["users", _, "sendMail"] => RequestKind.Sending,
            ["users", _, "mailFolders", _, "messages", .. var rest] => KindOfMessage(method, rest),
            ["users", _, "messages", .. var rest] => KindOfMessage(method, rest),
            ["users", _, "mailFolders", ..] => RequestKind.Folders,
            _ => RequestKind.Other,
        };
    }

    private static RequestKind KindOfMessage(string method, string[] rest) => rest switch
    {
        [] => method == "POST" ? RequestKind.Sending : RequestKind.MessageList,
        ["delta"] => RequestKind.Delta,
        ["$count"] => RequestKind.MessageCount,
        [_] => method == "GET" ? RequestKind.Message : RequestKind.MessageChange,
        [_, "$value"] => RequestKind.Mime,
        [_, "attachments", ..] => RequestKind.Attachments,
        [_, "move"] => RequestKind.MessageChange,
        _ => RequestKind.Sending,
    };
}
