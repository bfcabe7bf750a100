using System.Text.Json.Nodes;
using GraphSimulator.Calendar;
using GraphSimulator.Mailboxes;

namespace GraphSimulator.Control;

/// <summary>What people do in their calendars.</summary>
internal static class CalendarControl
{
    public static void MapCalendarControl(this IEndpointRouteBuilder control)
    {
        control.MapGet("/mailboxes/{upn}/events", (string upn, SimulatedTenant tenant) => ControlEndpoints.Guarded(() => tenant.Events(upn)));
        control.MapPost("/mailboxes/{upn}/events", (string upn, JsonObject json, SimulatedTenant tenant) =>
            ControlEndpoints.Guarded(() => new { id = tenant.AddEvent(upn, json) }));
        control.MapPatch("/mailboxes/{upn}/events/{id}", (string upn, string id, JsonObject json, SimulatedTenant tenant) =>
            ControlEndpoints.Guarded(() => tenant.UpdateEvent(upn, id, json)));
        control.MapDelete("/mailboxes/{upn}/events/{id}", (string upn, string id, SimulatedTenant tenant) =>
            ControlEndpoints.Guarded(() => tenant.DeleteEvent(upn, id)));
    }
}
