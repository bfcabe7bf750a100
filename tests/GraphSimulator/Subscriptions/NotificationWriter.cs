using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GraphSimulator.Calendar;
using GraphSimulator.Contacts;
using GraphSimulator.Http;
using GraphSimulator.Mailboxes;
using GraphSimulator.Messages;
using GraphSimulator.Misbehaviour;

namespace GraphSimulator.Subscriptions;

/// <summary>One notification, and the validation token that a rich one comes with.</summary>
internal sealed record Notification(JsonObject Body, string? ValidationToken);

/// <summary>Writes notifications in Graph's shape.</summary>
internal sealed class NotificationWriter(SimulatedTenant tenant, FaultBoard board, ValidationTokens tokens)
{
    public Notification Write(Subscription subscription, string changeType, ItemChange change, int number)
    {
        var id = subscription.ImmutableIds ? change.ImmutableId : change.RestId;
        var (entity, path) = Names(change.Kind);
        var resource = $"Users/{change.Mailbox.Id}/{path}/{id}";
        var body = new JsonObject
        {
            ["id"] = ItemIds.Digest("notification", number.ToString(CultureInfo.InvariantCulture))[..16],
            ["subscriptionId"] = subscription.Id,
            ["subscriptionExpirationDateTime"] = MessageDefaults.Instant(subscription.ExpiresAt),
            ["clientState"] = subscription.ClientState,
            ["changeType"] = changeType,
            ["resource"] = resource,
            ["tenantId"] = tenant.TenantId,
            ["resourceData"] = ResourceData(entity, resource, change.ChangeKey, id),
        };
        if (subscription.EncryptionCertificate is null)
            return new Notification(body, null);
        body["encryptedContent"] = EncryptedContent.Of(Render(subscription, change), subscription, board.Faults.Notifications.WrongDataSignature);
        return new Notification(body, tokens.Issue(board.Faults.Notifications.ValidationTokens));
    }

    public static JsonObject Lifecycle(Subscription subscription, string lifecycleEvent, SimulatedTenant tenant) => new()
    {
        ["subscriptionId"] = subscription.Id,
        ["subscriptionExpirationDateTime"] = MessageDefaults.Instant(subscription.ExpiresAt),
        ["tenantId"] = tenant.TenantId,
        ["clientState"] = subscription.ClientState,
        ["lifecycleEvent"] = lifecycleEvent,
    };

    public static JsonObject Forged(string subscriptionId, string? clientState, string messageId, string mailbox, SimulatedTenant tenant)
    {
        var resource = $"Users/{tenant.FindMailbox(mailbox)?.Id ?? mailbox}/Messages/{messageId}";
        return new JsonObject
        {
            ["id"] = "forged",
            ["subscriptionId"] = subscriptionId,
            ["subscriptionExpirationDateTime"] = MessageDefaults.Instant(tenant.Clock.GetUtcNow().AddDays(1)),
            ["clientState"] = clientState,
            ["changeType"] = "created",
            ["resource"] = resource,
            ["tenantId"] = tenant.TenantId,
            ["resourceData"] = ResourceData("Message", resource, "forged", messageId),
        };
    }

    private static (string Entity, string Path) Names(ItemKind kind) => kind switch
    {
        ItemKind.Message => ("Message", "Messages"),
        ItemKind.Event => ("Event", "Events"),
        _ => ("Contact", "Contacts"),
    };

    private static JsonObject ResourceData(string entity, string resource, string changeKey, string id) => new()
    {
        ["@odata.type"] = "#Microsoft.Graph." + entity,
        ["@odata.id"] = resource,
        ["@odata.etag"] = $"W/\"{changeKey}\"",
        ["id"] = id,
    };

    private static string Render(Subscription subscription, ItemChange change)
    {
        var preferences = new Preferences(subscription.ImmutableIds, null, null);
        var select = subscription.Watched.Select;
        return Encoding.UTF8.GetString(GraphAnswer.Render((Utf8JsonWriter json) =>
        {
            switch (change.Kind)
            {
                case ItemKind.Message:
                    new MessageWriter(select, null, preferences).Write(json, change.Message!);
                    break;
                case ItemKind.Event:
                    new EventWriter(select, preferences, change.Mailbox.Calendar).Write(json, change.Item!);
                    break;
                default:
                    new ContactWriter(select, null, preferences).Write(json, change.Item!);
                    break;
            }
        }).Span);
    }
}
