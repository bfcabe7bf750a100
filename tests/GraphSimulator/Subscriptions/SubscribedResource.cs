using System.Text.RegularExpressions;
using GraphSimulator.Http;
using GraphSimulator.Mailboxes;

namespace GraphSimulator.Subscriptions;

/// <summary>What a subscription watches: messages, events or contacts of a mailbox, maybe of one folder.</summary>
/// <param name="Mailbox">The mailbox.</param>
/// <param name="Kind">The kind of item.</param>
/// <param name="FolderId">The one folder, or null for all.</param>
/// <param name="Select">The properties that rich notifications carry.</param>
internal sealed partial record SubscribedResource(SimulatedMailbox Mailbox, ItemKind Kind, string? FolderId, string? Select)
{
    /// <exception cref="RefusedException">There is no such mailbox or folder, or changes of it cannot be watched.</exception>
    public static SubscribedResource Parse(string resource, SimulatedTenant tenant)
    {
        var question = resource.IndexOf('?', StringComparison.Ordinal);
        var path = Key().Replace(question < 0 ? resource : resource[..question], "/$1").Trim('/');
        var segments = path.Split('/').Select(Uri.UnescapeDataString).ToArray();
        if (segments is not [var users, var user, .. var rest] || !users.Equals("users", StringComparison.OrdinalIgnoreCase))
            throw Unsupported(resource);
        var mailbox = tenant.RequireMailbox(user);
        var select = question < 0 ? null : Option(resource[(question + 1)..], "$select");
        return rest.Select(s => s.ToLowerInvariant()).ToArray() switch
        {
            ["messages"] => new(mailbox, ItemKind.Message, null, select),
            ["mailfolders", _, "messages"] => new(mailbox, ItemKind.Message, Folder(mailbox, rest[1]), select),
            ["events"] => new(mailbox, ItemKind.Event, null, select),
            ["contacts"] => new(mailbox, ItemKind.Contact, mailbox.Contacts.Id, select),
            ["contactfolders", _, "contacts"] => new(mailbox, ItemKind.Contact, ContactFolder(mailbox, rest[1]), select),
            _ => throw Unsupported(resource),
        };
    }

    /// <summary>A query option of the resource, or null.</summary>
    public static string? Option(string query, string name) => query.Split('&')
        .Select(o => o.Split('=', 2)).FirstOrDefault(o => Uri.UnescapeDataString(o[0]).Equals(name, StringComparison.OrdinalIgnoreCase)) is [_, var value] ? Uri.UnescapeDataString(value) : null;

    /// <summary>How a subscriber whose ids are of this form calls a change, or null when it is none of this subscription.</summary>
    public string? ChangeTypeOf(ItemChange change, bool immutableIds)
    {
        if (change.Mailbox != Mailbox || change.Kind != Kind || (FolderId is not null && change.FolderId != FolderId))
            return null;
        if (change.ByMove && FolderId is null)
            // Seen from the whole mailbox a move is an arrival: with lasting ids an update of the same item, else a new item.
            return change.Change == ChangeKind.Removed ? null : immutableIds ? "updated" : "created";
        return change.Change switch
        {
            ChangeKind.Created => "created",
            ChangeKind.Updated => "updated",
            _ => "deleted",
        };
    }

    private static string Folder(SimulatedMailbox mailbox, string folder)
    {
        lock (mailbox.Gate)
            return mailbox.RequireFolder(folder).Id;
    }

    private static string ContactFolder(SimulatedMailbox mailbox, string folder)
    {
        lock (mailbox.Gate)
            return Contacts.MailboxContacts.RequireContactFolder(mailbox, folder).Id;
    }

    private static BadQueryException Unsupported(string resource) =>
        new("InvalidRequest", $"The resource '{resource}' is not supported for change notifications.");

    [GeneratedRegex(@"\('([^']*)'\)")]
    private static partial Regex Key();
}
