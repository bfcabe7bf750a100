using System.Text.Json;
using System.Text.RegularExpressions;
using CrmAddin.Core.Mail.Notifications;
using CrmAddin.Core.Results;
using CrmAddin.Web.Http;
using Microsoft.AspNetCore.Mvc;

namespace CrmAddin.Web.Graph.Notifications;

/// <summary>
/// Where Microsoft Graph tells about changes. Anonymous: a notification proves itself by the secret of its subscription. It is answered
/// when it is stored, and only then; one that is forged or no longer ours is answered like any other and has no effect.
/// </summary>
public static partial class NotificationEndpoints
{
    private const int MostBytes = 1_048_576;
    private const int MostItems = 1_000;
    private const int LongestToken = 4_096;

    /// <summary>Maps the routes.</summary>
    public static void MapGraphNotifications(this IEndpointRouteBuilder routes)
    {
        var graph = routes.MapGroup("").AllowAnonymous().RequireRateLimiting(Limits.Notifications).WithMetadata(new RequestSizeLimitAttribute(MostBytes));
        graph.MapPost(NotificationAddress.NotificationsPath, ReceiveAsync);
        graph.MapPost(NotificationAddress.LifecyclePath, ReceiveAsync);
    }

    private static async Task<IResult> ReceiveAsync(HttpContext http, ClientStates clientStates, QueueNotifications queue, NotificationCounts counts, CancellationToken cancel)
    {
        if (http.Request.Query.TryGetValue("validationToken", out var token))
            return Handshake(token.ToString(), http);
        var read = await ReadAsync(http, cancel);
        if (!read.Succeeded)
            return read.Error is NotificationsTooLarge ? Refuse(http, read.Error, StatusCodes.Status413PayloadTooLarge) : Refuse(http, read.Error, StatusCodes.Status400BadRequest);

        var genuine = new List<ReceivedNotification>(read.Value.Count);
        foreach (var item in read.Value)
            if (clientStates.MailboxOf(item.ClientState) is { } mailbox)
                genuine.Add(new ReceivedNotification(item.SubscriptionId!, mailbox, EventOf(item)));
        counts.NoteForged(read.Value.Count - genuine.Count);
        return await queue.RunAsync(genuine) is { } error ? Refuse(http, error, StatusCodes.Status503ServiceUnavailable) : TypedResults.Accepted((string?)null);
    }

    // Graph compares the body with the token that it sent, which is never markup; so only what a browser would read as a tag is escaped.
    private static IResult Handshake(string token, HttpContext http) => token.Length is 0 or > LongestToken
        ? Refuse(http, new NotificationsMalformed($"a validation token has 1 to {LongestToken} characters"), StatusCodes.Status400BadRequest)
        : TypedResults.Text(StartOfTag().Replace(token, "&lt;"), "text/plain; charset=utf-8");

    private static async Task<Result<List<Item>>> ReadAsync(HttpContext http, CancellationToken cancel)
    {
        try
        {
            var body = await JsonSerializer.DeserializeAsync<Collection>(http.Request.Body, JsonSerializerOptions.Web, cancel);
            return body?.Value switch
            {
                null => new NotificationsMalformed("it has no list \"value\""),
                { Count: > MostItems } => new NotificationsMalformed($"it holds more than {MostItems} notifications"),
                var items when items.Exists(i => i?.SubscriptionId is not { Length: > 0 and <= 100 }) => new NotificationsMalformed("a notification names no subscription"),
                var items => items.ConvertAll(i => i!),
            };
        }
        catch (JsonException)
        {
            return new NotificationsMalformed("it is no JSON of the form {\"value\":[{\"subscriptionId\":…}]}");
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return new NotificationsTooLarge(MostBytes);
        }
    }

    private static MailEvent EventOf(Item item) => item.LifecycleEvent switch
    {
        null => MailEvent.Changed,
        "subscriptionRemoved" => MailEvent.SubscriptionRemoved,
        "reauthorizationRequired" => MailEvent.ReauthorizationRequired,
        // Whatever else is told: looking at the mailbox is never wrong.
        _ => MailEvent.Missed,
    };

    private static IResult Refuse(HttpContext http, Error error, int status)
    {
        if (status == StatusCodes.Status503ServiceUnavailable)
            http.Response.Headers.RetryAfter = "10";
        return error.ToResponse(status);
    }

    // The states of an HTML tokenizer that open a tag, an end tag, a comment or a processing instruction.
    [GeneratedRegex("<(?=[A-Za-z/!?])")]
    private static partial Regex StartOfTag();

    private sealed record Collection(List<Item?>? Value);

    private sealed record Item(string? SubscriptionId, string? ClientState, string? LifecycleEvent);
}

/// <summary>More than a delivery holds.</summary>
public sealed record NotificationsTooLarge(int MostBytes) : RuleError($"A delivery of notifications has at most {MostBytes} bytes.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [MostBytes];
}
