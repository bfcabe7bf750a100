using GraphSimulator.Delta;
using GraphSimulator.Generation;
using GraphSimulator.Http;
using GraphSimulator.Mailboxes;
using GraphSimulator.Misbehaviour;

namespace GraphSimulator.Control;

/// <summary>What people do to their mails, and what truly is there.</summary>
internal static class MailControl
{
    public static void MapMailControl(this IEndpointRouteBuilder control)
    {
        control.MapGet("/mailboxes/{upn}/messages", (string upn, string? folder, SimulatedTenant tenant) => ControlEndpoints.Guarded(() => tenant.Messages(upn, folder)));
        control.MapGet("/mailboxes/{upn}/messages/{id}", (string upn, string id, SimulatedTenant tenant) => ControlEndpoints.Guarded(() => tenant.ReadMessage(upn, id)));
        control.MapPost("/mailboxes/{upn}/messages/{id}/move", (string upn, string id, Move move, SimulatedTenant tenant) =>
            ControlEndpoints.Guarded(() => tenant.Move(upn, id, move.Folder)));
        control.MapPost("/mailboxes/{upn}/messages/{id}/restore", (string upn, string id, SimulatedTenant tenant) =>
            ControlEndpoints.Guarded(() => tenant.Restore(upn, id)));
        control.MapPost("/mailboxes/{upn}/messages/{id}/copy", (string upn, string id, Copy copy, SimulatedTenant tenant) =>
            ControlEndpoints.Guarded(() => new { id = tenant.CopyToMailbox(upn, id, copy.Mailbox, copy.Folder ?? "inbox") }));
        control.MapPost("/mailboxes/{upn}/messages/{id}/read", (string upn, string id, ReadMark mark, SimulatedTenant tenant) =>
            ControlEndpoints.Guarded(() => tenant.MarkRead(upn, id, mark.IsRead)));
        control.MapPost("/mailboxes/{upn}/messages/{id}/categories", (string upn, string id, string[] categories, SimulatedTenant tenant) =>
            ControlEndpoints.Guarded(() => tenant.SetCategories(upn, id, categories)));
        control.MapDelete("/mailboxes/{upn}/messages/{id}", (string upn, string id, string? reason, SimulatedTenant tenant) =>
            ControlEndpoints.Guarded(() => tenant.Delete(upn, id, reason ?? "deleted")));
        control.MapPost("/mailboxes/{upn}/folders/{folder}/generate", (string upn, string folder, SyntheticMails mails, SimulatedTenant tenant) =>
            ControlEndpoints.Guarded(() => tenant.Generate(upn, folder, mails)));
        control.MapPost("/mailboxes/{upn}/folders/{folder}/prerender", (HttpContext context, string upn, string folder, Prerender wish, SimulatedTenant tenant, FaultBoard board) =>
            ControlEndpoints.Guarded(() =>
            {
                var box = tenant.Mailbox(upn);
                var options = new DeltaOptions(wish.PageSize, wish.Select, wish.Expand);
                return new { pages = DeltaPrerender.Run(GraphAnswer.Root(context.Request), upn, box, SimulatedTenant.Folder(box, folder), options, board.FaultsOf(upn)) };
            }));
    }

    private sealed record Prerender(int PageSize, string? Select, string? Expand);

    private sealed record Move(string Folder);

    private sealed record Copy(string Mailbox, string? Folder);

    private sealed record ReadMark(bool IsRead);
}
