using System.Text.Json.Nodes;
using GraphSimulator.Contacts;
using GraphSimulator.Mailboxes;

namespace GraphSimulator.Control;

/// <summary>What people do with their contacts.</summary>
internal static class ContactControl
{
    public static void MapContactControl(this IEndpointRouteBuilder control)
    {
        control.MapGet("/mailboxes/{upn}/contacts", (string upn, string? folder, SimulatedTenant tenant) => ControlEndpoints.Guarded(() => tenant.Contacts(upn, folder)));
        control.MapPost("/mailboxes/{upn}/contacts", (string upn, string? folder, JsonObject json, SimulatedTenant tenant) =>
            ControlEndpoints.Guarded(() => new { id = tenant.AddContact(upn, json, folder) }));
        control.MapPatch("/mailboxes/{upn}/contacts/{id}", (string upn, string id, JsonObject json, SimulatedTenant tenant) =>
            ControlEndpoints.Guarded(() => tenant.UpdateContact(upn, id, json)));
        control.MapDelete("/mailboxes/{upn}/contacts/{id}", (string upn, string id, SimulatedTenant tenant) =>
            ControlEndpoints.Guarded(() => tenant.DeleteContact(upn, id)));
    }
}
