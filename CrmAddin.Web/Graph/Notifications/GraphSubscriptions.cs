using CrmAddin.Core.Mail.Notifications;
using CrmAddin.Core.Results;
using Microsoft.Graph.Models;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions;

namespace CrmAddin.Web.Graph.Notifications;

/// <summary>
/// Subscriptions over Microsoft Graph. One for all messages of a mailbox: Graph allows 1,000 a mailbox for all applications together,
/// and whichever folder a mail is in, the round that it wakes looks at the folders that are logged.
/// </summary>
public sealed class GraphSubscriptions(GraphConnection connection) : ISubscriptionServer
{
    private const string ChangeTypes = "created,updated,deleted";

    /// <inheritdoc/>
    public Task<Result<ServerSubscription>> CreateAsync(string mailbox, NotificationAddress address, string clientState, DateTimeOffset expiresAt, CancellationToken cancel) =>
        GraphQuestion.AskAsync<ServerSubscription>(connection, e => Refusal(e, mailbox, address), async graph =>
        {
            var made = await graph.Subscriptions.PostAsync(new Subscription
            {
                ChangeType = ChangeTypes,
                Resource = $"users/{mailbox}/messages",
                NotificationUrl = address.Notifications.ToString(),
                LifecycleNotificationUrl = address.Lifecycle.ToString(),
                ClientState = clientState,
                ExpirationDateTime = expiresAt,
            }, request => request.Headers.Add("Prefer", "IdType=\"ImmutableId\""), cancel);
            return From(made!);
        }, cancel);

    /// <inheritdoc/>
    public Task<Result<DateTimeOffset>> RenewAsync(string mailbox, string id, DateTimeOffset expiresAt, CancellationToken cancel) =>
        GraphQuestion.AskAsync<DateTimeOffset>(connection, e => Missing(e, mailbox), async graph =>
        {
            var renewed = await graph.Subscriptions[id].PatchAsync(new Subscription { ExpirationDateTime = expiresAt }, cancellationToken: cancel);
            return renewed?.ExpirationDateTime ?? expiresAt;
        }, cancel);

    /// <inheritdoc/>
    public Task<Result<List<ServerSubscription>>> ListAsync(CancellationToken cancel) =>
        GraphQuestion.AskAsync<List<ServerSubscription>>(connection, e => GraphFailure.From(e, "the subscriptions"), async graph =>
        {
            var found = new List<ServerSubscription>();
            var page = await graph.Subscriptions.GetAsync(cancellationToken: cancel);
            while (page?.Value is { } some)
            {
                found.AddRange(some.Select(From));
                if (page.OdataNextLink is not { } next)
                    break;
                if (connection.ForeignHost(next) is { } foreign)
                    return foreign;
                page = await graph.Subscriptions.WithUrl(next).GetAsync(cancellationToken: cancel);
            }
            return found;
        }, cancel);

    /// <inheritdoc/>
    public async Task<Error?> DeleteAsync(string mailbox, string id, CancellationToken cancel) =>
        (await GraphQuestion.AskAsync<bool>(connection, e => Missing(e, mailbox), async graph =>
        {
            await graph.Subscriptions[id].DeleteAsync(cancellationToken: cancel);
            return true;
        }, cancel)).Error;

    private static Error Missing(ApiException e, string mailbox) => e.ResponseStatusCode == 404 ? new SubscriptionGone() : GraphFailure.From(e, mailbox);

    // A refused handshake is a 400; too many subscriptions are a 403 like a missing permission, but say so.
    private static Error Refusal(ApiException e, string mailbox, NotificationAddress address)
    {
        var said = e as ODataError;
        return e.ResponseStatusCode switch
        {
            409 => new SubscriptionExists(),
            400 => new SubscriptionRefused(address.Notifications.ToString(), said?.Error?.Message ?? "it gave no reason"),
            403 when said?.Error?.Message?.Contains("limit", StringComparison.OrdinalIgnoreCase) == true => new SubscriptionRefused(address.Notifications.ToString(), said.Error.Message),
            _ => GraphFailure.From(e, mailbox),
        };
    }

    private static ServerSubscription From(Subscription subscription) => new(
        subscription.Id!, MailboxOf(subscription.Resource ?? ""), subscription.NotificationUrl ?? "", subscription.ClientState,
        subscription.ExpirationDateTime ?? DateTimeOffset.MinValue);

    // "users/ann@firm.example/messages"; Graph gives it back as it was sent or with a slash in front.
    private static string? MailboxOf(string resource) =>
        resource.Trim('/').Split('/') is [var users, var mailbox, var messages]
        && users.Equals("users", StringComparison.OrdinalIgnoreCase) && messages.Equals("messages", StringComparison.OrdinalIgnoreCase)
            ? Uri.UnescapeDataString(mailbox)
            : null;
}
