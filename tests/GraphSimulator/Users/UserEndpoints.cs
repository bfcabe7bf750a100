using System.Text.Json;
using GraphSimulator.Http;
using GraphSimulator.Mailboxes;

namespace GraphSimulator.Users;

/// <summary>The firm and its users, as far as a check of the connection looks at them.</summary>
internal static class UserEndpoints
{
    public static void MapUsers(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1.0/organization", ReadOrganizationAsync);
        routes.MapGet("/v1.0/users", ListUsersAsync);
        routes.MapGet("/v1.0/users/{user}", ReadUserAsync);
    }

    private static Task ReadOrganizationAsync(HttpContext context, SimulatedTenant tenant) =>
        GraphAnswer.SendAsync(context, ListPage.Of(context.Request).Render(context, "organization", [tenant], (json, firm) =>
        {
            json.WriteStartObject();
            json.WriteString("id", firm.TenantId);
            json.WriteString("displayName", "Simulated firm");
            json.WriteStartArray("verifiedDomains");
            foreach (var domain in firm.Mailboxes.Select(m => m.UserPrincipalName.Split('@')[^1]).Distinct(StringComparer.OrdinalIgnoreCase))
            {
                json.WriteStartObject();
                json.WriteString("name", domain);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }));

    private static Task ListUsersAsync(HttpContext context, SimulatedTenant tenant) =>
        GraphAnswer.SendAsync(context, ListPage.Of(context.Request).Render(context, "users", tenant.Mailboxes.ToList(), (json, mailbox) => Write(json, mailbox, null)));

    private static Task ReadUserAsync(HttpContext context, string user, SimulatedTenant tenant)
    {
        var mailbox = tenant.FindMailbox(user)
            ?? throw new RefusedException(404, "Request_ResourceNotFound", $"Resource '{user}' does not exist or one of its queried reference-property objects are not present.");
        return GraphAnswer.SendAsync(context, GraphAnswer.Render(json => Write(json, mailbox, $"{GraphAnswer.Root(context.Request)}/$metadata#users/$entity")));
    }

    private static void Write(Utf8JsonWriter json, SimulatedMailbox mailbox, string? context)
    {
        json.WriteStartObject();
        if (context is not null)
            json.WriteString("@odata.context", context);
        json.WriteString("id", mailbox.Id);
        json.WriteString("displayName", mailbox.DisplayName);
        json.WriteString("mail", mailbox.UserPrincipalName);
        json.WriteString("userPrincipalName", mailbox.UserPrincipalName);
        json.WriteEndObject();
    }
}
