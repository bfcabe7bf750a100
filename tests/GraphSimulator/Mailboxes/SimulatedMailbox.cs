using System.Globalization;
using System.Text.Json.Nodes;

namespace GraphSimulator.Mailboxes;

/// <summary>One user's mailbox. Every member that touches its content expects the caller to hold <see cref="Gate"/>.</summary>
public sealed class SimulatedMailbox
{
    private static readonly (string WellKnownName, string DisplayName)[] StandardFolders =
    [
        ("inbox", "Inbox"), ("sentitems", "Sent Items"), ("drafts", "Drafts"), ("deleteditems", "Deleted Items"),
        ("junkemail", "Junk Email"), ("archive", "Archive"), ("outbox", "Outbox"), ("conversationhistory", "Conversation History"),
    ];

    private readonly Dictionary<string, SimulatedFolder> _folders = [];
    private readonly Dictionary<string, SimulatedMessage> _messages = [];
    private readonly Dictionary<string, SimulatedMessage> _byRestId = [];
    private readonly Action<ItemChange> _tell;

    internal SimulatedMailbox(string userPrincipalName, string displayName, Action<ItemChange> tell)
    {
        UserPrincipalName = userPrincipalName;
        DisplayName = displayName;
        Id = ItemIds.User(userPrincipalName).ToString();
        _tell = tell;
        Root = AddFolder("Top of Information Store", "msgfolderroot", null);
        foreach (var (wellKnownName, name) in StandardFolders)
            AddFolder(name, wellKnownName, Root);
        AddFolder("Deletions", "recoverableitemsdeletions", Root, isHidden: true);
        Calendar = new ItemCollection(ItemIds.Folder(UserPrincipalName.ToLowerInvariant(), "/calendar"), "Calendar");
        Contacts = AddContactFolder("Contacts");
    }

    /// <summary>Directory id.</summary>
    public string Id { get; }

    /// <summary>Sign-in name, which is the address too.</summary>
    public string UserPrincipalName { get; }

    /// <summary>The owner's name.</summary>
    public string DisplayName { get; }

    /// <summary>Raised when the service forgets its sync state; tokens of an earlier epoch are lost.</summary>
    public int TokenEpoch { get; internal set; }

    internal Lock Gate { get; } = new();

    internal SimulatedFolder Root { get; }

    internal ItemCollection Calendar { get; }

    /// <summary>The contact folder that every mailbox has.</summary>
    internal ItemCollection Contacts { get; }

    internal List<ItemCollection> ContactFolders { get; } = [];

    internal ChangeLog<SimulatedFolder> FolderLog { get; } = new(f => f.Id);

    internal ChangeLog<ItemCollection> ContactFolderLog { get; } = new(f => f.Id);

    internal IReadOnlyCollection<SimulatedFolder> Folders => _folders.Values;

    internal IEnumerable<SimulatedMessage> Messages => _messages.Values;

    /// <summary>A folder by id, well-known name or shown name.</summary>
    public SimulatedFolder? FindFolder(string idOrName) =>
        FindFolderById(idOrName)
        ?? _folders.Values.FirstOrDefault(f => string.Equals(f.DisplayName, idOrName, StringComparison.OrdinalIgnoreCase));

    /// <summary>A folder as requests name it: by id or well-known name.</summary>
    internal SimulatedFolder? FindFolderById(string idOrWellKnownName) =>
        _folders.GetValueOrDefault(idOrWellKnownName)
        ?? _folders.Values.FirstOrDefault(f => string.Equals(f.WellKnownName, idOrWellKnownName, StringComparison.OrdinalIgnoreCase));

    internal SimulatedFolder WellKnown(string name) => FindFolderById(name)!;

    internal SimulatedFolder AddFolder(string displayName, string? wellKnownName, SimulatedFolder? parent, bool isHidden = false)
    {
        var id = ItemIds.Folder(UserPrincipalName.ToLowerInvariant(), (parent?.Id ?? "") + "/" + displayName);
        var folder = new SimulatedFolder(id, displayName, wellKnownName, parent) { IsHidden = isHidden };
        _folders[id] = folder;
        if (parent is not null)
            FolderLog.Add(folder, ChangeKind.Created);
        return folder;
    }

    /// <summary>Removes a folder with all that it holds.</summary>
    internal void RemoveFolder(SimulatedFolder folder, DateTimeOffset now)
    {
        foreach (var child in _folders.Values.Where(f => f.Parent == folder).ToList())
            RemoveFolder(child, now);
        foreach (var message in folder.Messages.ToList())
            Delete(message, "deleted", now);
        _folders.Remove(folder.Id);
        FolderLog.Add(folder, ChangeKind.Removed);
    }

    internal ItemCollection AddContactFolder(string displayName)
    {
        var folder = new ItemCollection(ItemIds.Folder(UserPrincipalName.ToLowerInvariant(), "/contacts/" + displayName), displayName);
        ContactFolders.Add(folder);
        ContactFolderLog.Add(folder, ChangeKind.Created);
        return folder;
    }

    /// <summary>A message by its immutable, REST or EWS id. An id of the folder that it has left is unknown.</summary>
    internal SimulatedMessage? FindMessage(string id) =>
        _messages.GetValueOrDefault(id) ?? _byRestId.GetValueOrDefault(ItemIds.RestFromEws(id));

    /// <summary>Puts a message into a folder, filling what Exchange would fill.</summary>
    internal SimulatedMessage Add(SimulatedFolder folder, JsonObject json, DateTimeOffset now)
    {
        var given = json["id"]?.GetValue<string>();
        var seed = (json["internetMessageId"]?.GetValue<string>() ?? "") + "\n" + folder.Log.Position.ToString(CultureInfo.InvariantCulture);
        var id = given is { Length: > 0 } && !_messages.ContainsKey(given) ? given : ItemIds.Immutable(UserPrincipalName, folder.Id + seed);
        MessageDefaults.Fill(json, id, UserPrincipalName, now);
        var message = new SimulatedMessage(id, json, folder);
        Put(message, folder, byMove: false);
        return message;
    }

    internal void Move(SimulatedMessage message, SimulatedFolder target, string reason, DateTimeOffset now)
    {
        if (message.Folder == target)
            return;
        message.CameFrom = message.Folder;
        Take(message, reason, byMove: true);
        Touch(message, now);
        Put(message, target, byMove: true);
    }

    /// <summary>Removes a message for good, or to Deleted Items when the reason is <c>changed</c>.</summary>
    internal void Delete(SimulatedMessage message, string reason, DateTimeOffset now)
    {
        if (reason == "changed")
            Move(message, WellKnown("deleteditems"), reason, now);
        else
            Take(message, reason, byMove: false);
    }

    /// <summary>Shows a message in a folder.</summary>
    internal void Put(SimulatedMessage message, SimulatedFolder folder, bool byMove)
    {
        message.Folder = folder;
        message.Exists = true;
        _messages[message.ImmutableId] = message;
        _byRestId[message.RestId] = message;
        folder.Put(message, byMove);
        _tell(ItemChange.Of(this, message, ChangeKind.Created, folder, byMove));
    }

    /// <summary>Takes a message out of its folder.</summary>
    internal void Take(SimulatedMessage message, string reason, bool byMove)
    {
        _messages.Remove(message.ImmutableId);
        _byRestId.Remove(message.RestId);
        message.Exists = false;
        message.Folder.Take(message, reason, byMove);
        _tell(ItemChange.Of(this, message, ChangeKind.Removed, message.Folder, byMove));
    }

    internal void Update(SimulatedMessage message, JsonObject values, DateTimeOffset now)
    {
        foreach (var (name, value) in values)
            message.Json[name] = value?.DeepClone();
        Touch(message, now);
        message.Folder.Log.Add(message, ChangeKind.Updated, [.. values.Select(v => v.Key)]);
        _tell(ItemChange.Of(this, message, ChangeKind.Updated, message.Folder));
    }

    /// <summary>Tells subscribers of an event or contact.</summary>
    internal void Tell(ItemKind kind, SimulatedItem item, ChangeKind change) => _tell(ItemChange.Of(this, kind, item, change));

    private static void Touch(SimulatedMessage message, DateTimeOffset now)
    {
        message.Revision++;
        message.Json["lastModifiedDateTime"] = MessageDefaults.Instant(now);
    }
}
