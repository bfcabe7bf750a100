using System.Text.Json.Nodes;

namespace GraphSimulator.Mailboxes;

/// <content>What people do to their mails, and what truly is in the mailboxes.</content>
public sealed partial class SimulatedTenant
{
    /// <summary>Moves a message to another folder.</summary>
    public void Move(string mailbox, string messageId, string folder) =>
        Change(mailbox, messageId, (box, message, now) => box.Move(message, Folder(box, folder), "deleted", now));

    /// <summary>Deletes a message: for good (<c>deleted</c>) or to Deleted Items (<c>changed</c>).</summary>
    public void Delete(string mailbox, string messageId, string reason = "deleted") =>
        Change(mailbox, messageId, (box, message, now) => box.Delete(message, reason, now));

    /// <summary>Brings a message back from Deleted Items to where it was.</summary>
    public void Restore(string mailbox, string messageId) =>
        Change(mailbox, messageId, (box, message, now) => box.Move(message, message.CameFrom ?? box.WellKnown("inbox"), "deleted", now));

    /// <summary>Marks a message read or unread.</summary>
    public void MarkRead(string mailbox, string messageId, bool isRead = true) =>
        Update(mailbox, messageId, new JsonObject { ["isRead"] = isRead });

    /// <summary>Gives a message these categories instead of those that it had.</summary>
    public void SetCategories(string mailbox, string messageId, params string[] categories) =>
        Update(mailbox, messageId, new JsonObject { ["categories"] = new JsonArray([.. categories.Select(c => (JsonNode)c)]) });

    /// <summary>Flags a message (<c>flagged</c>, <c>complete</c>) or takes the flag off (<c>notFlagged</c>).</summary>
    public void SetFlag(string mailbox, string messageId, string flagStatus) =>
        Update(mailbox, messageId, new JsonObject { ["flag"] = new JsonObject { ["flagStatus"] = flagStatus } });

    /// <summary>Changes properties of a message.</summary>
    public void Update(string mailbox, string messageId, JsonObject values) =>
        Change(mailbox, messageId, (box, message, now) => box.Update(message, values, now));

    /// <summary>Begins a draft and answers its immutable id.</summary>
    public string AddDraft(string mailbox, JsonObject message)
    {
        message["isDraft"] = true;
        message["isRead"] = true;
        return AddMessage(mailbox, "drafts", message);
    }

    /// <summary>Copies a message into another mailbox, as when it had gone to both, and answers the copy's immutable id.</summary>
    public string CopyToMailbox(string mailbox, string messageId, string otherMailbox, string folder = "inbox")
    {
        var copy = ReadMessage(mailbox, messageId);
        foreach (var own in new[] { "id", "conversationId", "webLink", "parentFolderId" })
            copy.Remove(own);
        return AddMessage(otherMailbox, folder, copy);
    }

    /// <summary>A message as Graph JSON, with everything that is known of it.</summary>
    public JsonObject ReadMessage(string mailbox, string messageId)
    {
        JsonObject? read = null;
        Change(mailbox, messageId, (_, message, _) => read = (JsonObject)message.Json.DeepClone());
        return read!;
    }

    /// <summary>Every message: of all mailboxes, of one, or of one folder of it.</summary>
    public IReadOnlyList<TrueMessage> Messages(string? mailbox = null, string? folder = null)
    {
        var found = new List<TrueMessage>();
        foreach (var box in mailbox is null ? Mailboxes : [Mailbox(mailbox)])
            lock (box.Gate)
                foreach (var message in folder is null ? box.Messages : Folder(box, folder).Messages)
                {
                    found.Add(Describe(box, message));
                    message.Release();
                }
        return found;
    }

    private static TrueMessage Describe(SimulatedMailbox box, SimulatedMessage m) => new(
        box.UserPrincipalName, m.Folder.Id, m.Folder.WellKnownName ?? m.Folder.DisplayName, m.ImmutableId, m.RestId, m.Text("internetMessageId"),
        m.Text("conversationId"), m.Text("subject") ?? "", m.ReceivedAt, m.IsDraft, m.Json["isRead"]?.GetValue<bool>() == true,
        [.. (m.Json["categories"] as JsonArray ?? []).Select(c => c!.GetValue<string>())]);
}
