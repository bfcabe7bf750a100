using GraphSimulator.Subscriptions;

namespace GraphSimulator.Control;

/// <summary>Steers subscriptions: lifecycle events, forged notifications, and a wait for deliveries.</summary>
internal static class SubscriptionControl
{
    public static void MapSubscriptionControl(this IEndpointRouteBuilder control)
    {
        control.MapGet("/subscriptions", (SubscriptionBoard board) => board.Active.Select(s => new { s.Id, s.Resource, s.ChangeType, s.NotificationUrl, s.ExpiresAt, s.ImmutableIds, s.Renewals }));
        control.MapGet("/subscriptions/deliveries", (SubscriptionBoard board) => board.Deliveries);
        control.MapPost("/subscriptions/{id}/lifecycle", (string id, LifecycleEvent lifecycle, SubscriptionBoard board) =>
            ControlEndpoints.Guarded(() => board.SendLifecycleEvent(id, lifecycle.Event)));
        control.MapPost("/subscriptions/forge", (Forgery forgery, SubscriptionBoard board) => ControlEndpoints.Guarded(() =>
            board.Forge(forgery.Url, forgery.ClientState, forgery.SubscriptionId, forgery.MessageId ?? "AAkALgForged", forgery.Mailbox)));
        control.MapPost("/subscriptions/wait", async (SubscriptionBoard board, CancellationToken cancel) =>
        {
            await board.WaitForDeliveriesAsync(cancel);
            return new { done = true };
        });
    }

    private sealed record LifecycleEvent(string Event);

    private sealed record Forgery(Uri Url, string? ClientState, string? SubscriptionId, string? MessageId, string? Mailbox);
}
