using GraphSimulator.Http;
using GraphSimulator.Limits;
using GraphSimulator.Mailboxes;
using GraphSimulator.Misbehaviour;

namespace GraphSimulator.Subscriptions;

/// <summary>Subscriptions to change notifications.</summary>
internal static class SubscriptionEndpoints
{
    public static void MapSubscriptions(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1.0/subscriptions", ListAsync);
        routes.MapPost("/v1.0/subscriptions", AddAsync);
        routes.MapGet("/v1.0/subscriptions/{id}", ReadAsync);
        routes.MapPatch("/v1.0/subscriptions/{id}", RenewAsync);
        routes.MapDelete("/v1.0/subscriptions/{id}", Remove);
        routes.MapPost("/v1.0/subscriptions/{id}/reauthorize", Reauthorize);
    }

    private static Task ListAsync(HttpContext context, SubscriptionBoard board, SimulatedTenant tenant) =>
        GraphAnswer.SendAsync(context, ListPage.Of(context.Request).Render(context, "subscriptions", board.Active, (json, s) => s.Write(json, tenant.ApplicationId)));

    private static async Task AddAsync(
        HttpContext context, SubscriptionBoard board, SimulatedTenant tenant, FaultBoard faults, LimitBoard limits, Handshake handshake)
    {
        var body = await RequestBody.ReadObjectAsync(context);
        var wanted = SubscriptionRequest.Read(body, tenant, Preferences.Of(context.Request).ImmutableIds);
        var mailbox = wanted.Watched.Mailbox;
        if (faults.Faults.DeniedMailboxes.Any(d => tenant.FindMailbox(d) == mailbox))
            throw Refusals.AccessDenied();
        board.CheckRoom(wanted, limits.Limits.SubscriptionsPerMailbox);
        await handshake.CheckAsync(wanted, context.RequestAborted);
        board.Add(wanted, limits.Limits.SubscriptionsPerMailbox);
        await SendAsync(context, wanted, tenant, 201);
    }

    private static Task ReadAsync(HttpContext context, string id, SubscriptionBoard board, SimulatedTenant tenant) =>
        SendAsync(context, board.Require(id), tenant);

    private static async Task RenewAsync(HttpContext context, string id, SubscriptionBoard board, SimulatedTenant tenant)
    {
        var body = await RequestBody.ReadObjectAsync(context);
        var subscription = board.Require(id);
        if (body["lifecycleNotificationUrl"] is not null)
            throw SubscriptionRequest.Invalid("lifecycleNotificationUrl cannot be changed.");
        if (body["expirationDateTime"]?.GetValue<string>() is not { } expiry)
            throw SubscriptionRequest.Invalid("expirationDateTime is missing.");
        subscription.ExpiresAt = SubscriptionRequest.Expiry(expiry, subscription.IncludesResourceData, tenant.Clock.GetUtcNow());
        subscription.Renewals++;
        await SendAsync(context, subscription, tenant);
    }

    private static void Remove(HttpContext context, string id, SubscriptionBoard board)
    {
        board.Remove(board.Require(id));
        context.Response.StatusCode = 204;
    }

    private static void Reauthorize(HttpContext context, string id, SubscriptionBoard board)
    {
        board.Require(id).Renewals++;
        context.Response.StatusCode = 204;
    }

    private static Task SendAsync(HttpContext context, Subscription subscription, SimulatedTenant tenant, int status = 200) =>
        GraphAnswer.SendAsync(context, GraphAnswer.Render(json =>
            subscription.Write(json, tenant.ApplicationId, $"{GraphAnswer.Root(context.Request)}/$metadata#subscriptions/$entity")), status);
}
