using System.Globalization;
using System.Text.Json.Nodes;
using GraphSimulator.Http;
using GraphSimulator.Mailboxes;

namespace GraphSimulator.Contacts;

/// <summary>What can be done with the contacts of a mailbox. The caller holds the mailbox's lock.</summary>
internal static class MailboxContacts
{
    /// <summary>A contact folder by id, or <c>contacts</c> for the one that every mailbox has.</summary>
    /// <exception cref="RefusedException">There is none.</exception>
    public static ItemCollection RequireContactFolder(this SimulatedMailbox mailbox, string? folder) =>
        folder is null || folder.Equals("contacts", StringComparison.OrdinalIgnoreCase) ? mailbox.Contacts
        : mailbox.ContactFolders.Find(f => f.Id == folder) ?? throw Refusals.ItemUnknown();

    /// <summary>A contact by either of its ids, in whatever folder.</summary>
    /// <exception cref="RefusedException">There is none.</exception>
    public static SimulatedItem RequireContact(this SimulatedMailbox mailbox, string id) =>
        mailbox.ContactFolders.Select(f => f.Find(id)).OfType<SimulatedItem>().FirstOrDefault() ?? throw Refusals.ItemUnknown();

    public static SimulatedItem AddContact(this SimulatedMailbox mailbox, ItemCollection folder, JsonObject json, DateTimeOffset now)
    {
        var id = json["id"]?.GetValue<string>()
            ?? ItemIds.Immutable(mailbox.UserPrincipalName, "contact" + folder.Id + folder.Log.Position.ToString(CultureInfo.InvariantCulture));
        ContactDefaults.Fill(json, id, folder.Id, now);
        var added = new SimulatedItem(id, json, folder);
        folder.Add(added);
        mailbox.Tell(ItemKind.Contact, added, ChangeKind.Created);
        return added;
    }

    public static SimulatedItem UpdateContact(this SimulatedMailbox mailbox, SimulatedItem contact, JsonObject values, DateTimeOffset now)
    {
        if (values["singleValueExtendedProperties"] is JsonArray added)
            values["singleValueExtendedProperties"] = ExtendedProperties.Merge(contact.Json, added);
        contact.Collection.Update(contact, values, now);
        mailbox.Tell(ItemKind.Contact, contact, ChangeKind.Updated);
        return contact;
    }

    public static void RemoveContact(this SimulatedMailbox mailbox, SimulatedItem contact)
    {
        contact.Collection.Remove(contact);
        mailbox.Tell(ItemKind.Contact, contact, ChangeKind.Removed);
    }
}
