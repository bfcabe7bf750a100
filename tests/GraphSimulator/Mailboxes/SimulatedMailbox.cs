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

    internal SimulatedMailbox(string userPrincipalName, string displayName)
    {
        UserPrincipalName = userPrincipalName;
        DisplayName = displayName;
        Id = ItemIds.User(userPrincipalName).ToString();
        Root = AddFolder("Top of Information Store", "msgfolderroot", null);
        foreach (var (wellKnownName, name) in StandardFolders)
            AddFolder(name, wellKnownName, Root);
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

    internal IEnumerable<SimulatedFolder> Folders => _folders.Values;

    /// <summary>A folder by id, well-known name or shown name.</summary>
    public SimulatedFolder? FindFolder(string idOrName) =>
        _folders.GetValueOrDefault(idOrName)
        ?? _folders.Values.FirstOrDefault(f => string.Equals(f.WellKnownName, idOrName, StringComparison.OrdinalIgnoreCase))
        ?? _folders.Values.FirstOrDefault(f => string.Equals(f.DisplayName, idOrName, StringComparison.OrdinalIgnoreCase));

    internal SimulatedFolder AddFolder(string displayName, string? wellKnownName, SimulatedFolder? parent)
    {
        var id = ItemIds.Folder(UserPrincipalName.ToLowerInvariant(), (parent?.Id ?? "") + "/" + displayName);
        var folder = new SimulatedFolder(id, displayName, wellKnownName, parent);
        _folders[id] = folder;
        return folder;
    }

    /// <summary>A message by its immutable, REST or EWS id. An id of the folder that it has left is unknown.</summary>
    internal SimulatedMessage? FindMessage(string id)
    {
        if (_messages.GetValueOrDefault(id) is { } byImmutableId)
            return byImmutableId;
        var rest = ItemIds.RestFromEws(id);
        return _messages.GetValueOrDefault("rest:" + rest);
    }

    /// <summary>Puts a message into a folder, filling what Exchange would fill.</summary>
    internal SimulatedMessage Add(SimulatedFolder folder, JsonObject json, DateTimeOffset now)
    {
        var given = json["id"]?.GetValue<string>();
        var seed = (json["internetMessageId"]?.GetValue<string>() ?? "") + "\n" + folder.Position.ToString(CultureInfo.InvariantCulture);
        var id = given is { Length: > 0 } && !_messages.ContainsKey(given) ? given : ItemIds.Immutable(UserPrincipalName, folder.Id + seed);
        MessageDefaults.Fill(json, id, UserPrincipalName, now);
        var message = new SimulatedMessage(id, json, folder);
        _messages[id] = message;
        _messages["rest:" + message.RestId] = message;
        folder.Put(message);
        return message;
    }

    internal void Move(SimulatedMessage message, SimulatedFolder target, string reason, DateTimeOffset now)
    {
        if (message.Folder == target)
            return;
        _messages.Remove("rest:" + message.RestId);
        message.Folder.Take(message, reason);
        message.Folder = target;
        _messages["rest:" + message.RestId] = message;
        Touch(message, now);
        target.Put(message);
    }

    /// <summary>Removes a message for good, or to Deleted Items when the reason is <c>changed</c>.</summary>
    internal void Delete(SimulatedMessage message, string reason, DateTimeOffset now)
    {
        if (reason == "changed")
        {
            Move(message, FindFolder("deleteditems")!, reason, now);
            return;
        }
        _messages.Remove(message.ImmutableId);
        _messages.Remove("rest:" + message.RestId);
        message.Exists = false;
        message.Folder.Take(message, reason);
    }

    internal static void Update(SimulatedMessage message, JsonObject values, DateTimeOffset now)
    {
        foreach (var (name, value) in values)
            message.Json[name] = value?.DeepClone();
        Touch(message, now);
        message.Folder.NoteUpdate(message, [.. values.Select(v => v.Key)]);
    }

    private static void Touch(SimulatedMessage message, DateTimeOffset now)
    {
        message.Revision++;
        message.Json["lastModifiedDateTime"] = MessageDefaults.Instant(now);
    }
}
