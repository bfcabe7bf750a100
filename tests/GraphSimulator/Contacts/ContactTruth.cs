using System.Text.Json.Nodes;
using GraphSimulator.Http;
using GraphSimulator.Mailboxes;

namespace GraphSimulator.Contacts;

/// <summary>What people do with their contacts, and what truly is there.</summary>
public static class ContactTruth
{
    /// <summary>Adds a contact, given as Graph JSON, to the mailbox's own folder or to one by id or name, and answers its immutable id.</summary>
    public static string AddContact(this SimulatedTenant tenant, string mailbox, JsonObject json, string? folder = null)
    {
        var box = tenant.Mailbox(mailbox);
        lock (box.Gate)
            return box.AddContact(Folder(box, folder), (JsonObject)json.DeepClone(), tenant.Clock.GetUtcNow()).ImmutableId;
    }

    /// <summary>Changes properties of a contact.</summary>
    public static void UpdateContact(this SimulatedTenant tenant, string mailbox, string id, JsonObject values)
    {
        var box = tenant.Mailbox(mailbox);
        lock (box.Gate)
            box.UpdateContact(Find(box, id), (JsonObject)values.DeepClone(), tenant.Clock.GetUtcNow());
    }

    /// <summary>Deletes a contact.</summary>
    public static void DeleteContact(this SimulatedTenant tenant, string mailbox, string id)
    {
        var box = tenant.Mailbox(mailbox);
        lock (box.Gate)
            box.RemoveContact(Find(box, id));
    }

    /// <summary>Every contact of a folder as Graph JSON, extended properties included; of the mailbox's own folder when none is named.</summary>
    public static IReadOnlyList<JsonObject> Contacts(this SimulatedTenant tenant, string mailbox, string? folder = null)
    {
        var box = tenant.Mailbox(mailbox);
        lock (box.Gate)
            return [.. Folder(box, folder).Items.Select(i => (JsonObject)i.Json.DeepClone())];
    }

    private static ItemCollection Folder(SimulatedMailbox box, string? idOrName) =>
        idOrName is null ? box.Contacts : box.ContactFolders.Find(f => f.Id == idOrName || f.DisplayName == idOrName)
            ?? throw new KeyNotFoundException($"{box.UserPrincipalName} has no contact folder {idOrName}.");

    private static SimulatedItem Find(SimulatedMailbox box, string id)
    {
        try
        {
            return box.RequireContact(id);
        }
        catch (RefusedException)
        {
            throw new KeyNotFoundException($"{box.UserPrincipalName} has no contact {id}.");
        }
    }
}
