using System.Text.RegularExpressions;

namespace GraphSimulator.Http;

/// <summary>Brings the spellings of one address to one: <c>users('x')</c> is <c>users/x</c>, <c>delta()</c> and <c>microsoft.graph.delta()</c> are <c>delta</c>.</summary>
internal static partial class ODataPath
{
    public static Task RewriteAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path.Value is { } path && path.StartsWith("/v1.0/", StringComparison.OrdinalIgnoreCase))
            context.Request.Path = Function().Replace(Key().Replace(path, "/$1"), "/$1");
        return next(context);
    }

    /// <summary>The mailbox that a request is for, or an empty text.</summary>
    public static string Mailbox(PathString path)
    {
        var segments = (path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        return segments.Length >= 3 && segments[1].Equals("users", StringComparison.OrdinalIgnoreCase) ? segments[2] : "";
    }

    [GeneratedRegex(@"\('([^']*)'\)")]
    private static partial Regex Key();

    [GeneratedRegex(@"/(?:microsoft\.graph\.)?(delta|translateExchangeIds|sendMail|send|move|createReply|createReplyAll|reply|replyAll|createUploadSession|reauthorize)(?:\(\))?$", RegexOptions.IgnoreCase)]
    private static partial Regex Function();
}
