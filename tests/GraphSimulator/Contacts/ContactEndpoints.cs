using GraphSimulator.Delta;
using GraphSimulator.Http;
using GraphSimulator.Mailboxes;
using GraphSimulator.Misbehaviour;

namespace GraphSimulator.Contacts;

/// <summary>Contacts, in a folder or in the one that every mailbox has.</summary>
internal static class ContactEndpoints
{
    private static readonly string[] Refused = ["filter", "expand", "orderby", "search"];

    public static void MapContacts(this IEndpointRouteBuilder routes)
    {
        var inFolder = "/v1.0/users/{user}/contactFolders/{folder}/contacts";
        routes.MapGet(inFolder, ListAsync);
        routes.MapPost(inFolder, AddAsync);
        routes.MapGet(inFolder + "/delta", TrackAsync);
        var inDefault = "/v1.0/users/{user}/contacts";
        routes.MapGet(inDefault, (HttpContext context, string user, SimulatedTenant tenant) => ListAsync(context, user, null, tenant));
        routes.MapPost(inDefault, (HttpContext context, string user, SimulatedTenant tenant, TimeProvider clock) => AddAsync(context, user, null, tenant, clock));
        routes.MapGet(inDefault + "/delta", (HttpContext context, string user, SimulatedTenant tenant, FaultBoard board) => TrackAsync(context, user, null, tenant, board));
        foreach (var contact in new[] { inFolder + "/{id}", inDefault + "/{id}" })
        {
            routes.MapGet(contact, ReadAsync);
            routes.MapPatch(contact, ChangeAsync);
            routes.MapDelete(contact, RemoveAsync);
        }
    }

    private static Task ListAsync(HttpContext context, string user, string? folder, SimulatedTenant tenant)
    {
        var mailbox = tenant.RequireMailbox(user);
        var query = context.Request.Query;
        var page = ListPage.Of(context.Request);
        var filter = ContactFilter.Parse(query["$filter"]);
        var writer = new ContactWriter(query["$select"], query["$expand"], Preferences.Of(context.Request));
        return mailbox.AnswerAsync(context, () => page.Render(context, MailboxRequest.Entities(user, "contacts"),
            mailbox.RequireContactFolder(folder).Items.Where(c => filter(c.Json)).ToList(), (json, contact) => writer.Write(json, contact)));
    }

    private static async Task AddAsync(HttpContext context, string user, string? folder, SimulatedTenant tenant, TimeProvider clock)
    {
        var body = await RequestBody.ReadObjectAsync(context);
        body.Remove("id");
        var mailbox = tenant.RequireMailbox(user);
        await mailbox.AnswerAsync(context, () =>
        {
            var added = mailbox.AddContact(mailbox.RequireContactFolder(folder), (System.Text.Json.Nodes.JsonObject)body.DeepClone(), clock.GetUtcNow());
            return Render(context, user, added);
        }, 201);
    }

    private static Task ReadAsync(HttpContext context, string user, string id, SimulatedTenant tenant)
    {
        var mailbox = tenant.RequireMailbox(user);
        return mailbox.AnswerAsync(context, () => Render(context, user, mailbox.RequireContact(id)));
    }

    private static async Task ChangeAsync(HttpContext context, string user, string id, SimulatedTenant tenant, TimeProvider clock)
    {
        var body = await RequestBody.ReadObjectAsync(context);
        body.Remove("id");
        var mailbox = tenant.RequireMailbox(user);
        await mailbox.AnswerAsync(context, () => Render(context, user, mailbox.UpdateContact(mailbox.RequireContact(id), body, clock.GetUtcNow())));
    }

    private static Task RemoveAsync(HttpContext context, string user, string id, SimulatedTenant tenant)
    {
        var mailbox = tenant.RequireMailbox(user);
        return mailbox.AnswerAsync(context, () =>
        {
            mailbox.RemoveContact(mailbox.RequireContact(id));
            return null;
        });
    }

    private static Task TrackAsync(HttpContext context, string user, string? folder, SimulatedTenant tenant, FaultBoard board)
    {
        var mailbox = tenant.RequireMailbox(user);
        var preferences = Preferences.Of(context.Request);
        preferences.Confirm(context.Response);
        var faults = board.FaultsOf(mailbox.UserPrincipalName);
        return mailbox.AnswerAsync(context, () =>
        {
            var found = mailbox.RequireContactFolder(folder);
            var source = new DeltaSource(found.Id, found.Log, "contact", mailbox.TokenEpoch, faults);
            var token = DeltaTokens.Read(context, source, request => First(request, source.Id));
            var since = token.Since == 0 ? 0 : Math.Max(0, token.Since - faults.ReplayedChanges);
            var round = found.Log.LastChanges(since, token.Until)
                .Where(c => c.Kind != ChangeKind.Removed || token.Since > 0 || faults.RemovedInFirstRound).ToList();
            var writer = new ContactWriter(token.Select, null, preferences);
            return DeltaPage.Render(DeltaTokens.Address(context.Request), source, token, preferences, DeltaPage.Disturb(round, token, faults), (json, change) =>
            {
                if (change.Kind == ChangeKind.Removed)
                    DeltaPage.WriteRemoved(json, "contact", writer.Id(change.Item), change.RemovedReason);
                else
                    writer.Write(json, change.Item);
            }).Bytes;
        });
    }

    private static DeltaToken First(HttpRequest request, string folderId)
    {
        if (Refused.Any(option => DeltaTokens.Option(request, option) is not null))
            throw new BadQueryException("ErrorInvalidUrlQuery",
                "The following parameters are not supported with change tracking over the 'Contacts' resource: '$orderby, $filter, $expand, $search'.");
        return new DeltaToken { FolderId = folderId, Select = DeltaTokens.Option(request, "select") };
    }

    // The extended properties of a new contact are not echoed: only $expand shows them.
    private static ReadOnlyMemory<byte> Render(HttpContext context, string user, SimulatedItem contact)
    {
        var query = context.Request.Query;
        var writer = new ContactWriter(query["$select"], query["$expand"], Preferences.Of(context.Request));
        return GraphAnswer.Render(json => writer.Write(json, contact, $"{GraphAnswer.Root(context.Request)}/$metadata#{MailboxRequest.Entities(user, "contacts/$entity")}"));
    }
}
