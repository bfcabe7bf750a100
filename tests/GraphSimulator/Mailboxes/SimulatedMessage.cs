using System.Globalization;
using System.Text.Json.Nodes;
using GraphSimulator.Messages;

namespace GraphSimulator.Mailboxes;

/// <summary>One mail in one mailbox: its Graph JSON and the folder that holds it.</summary>
public sealed class SimulatedMessage
{
    private readonly Func<JsonObject>? _make;
    private readonly DateTimeOffset? _madeReceivedAt;
    private JsonObject? _json;
    private (string? InternetMessageId, string? ConversationId)? _kept;

    internal SimulatedMessage(string immutableId, JsonObject json, SimulatedFolder folder)
    {
        ImmutableId = immutableId;
        _json = json;
        Folder = folder;
    }

    /// <summary>A message that is made when it is looked at, and came at a time that is known without.</summary>
    internal SimulatedMessage(string immutableId, Func<JsonObject> make, DateTimeOffset receivedAt, SimulatedFolder folder)
    {
        ImmutableId = immutableId;
        _make = make;
        _madeReceivedAt = receivedAt;
        Folder = folder;
    }

    /// <summary>The id that survives moves.</summary>
    public string ImmutableId { get; }

    /// <summary>The id of this copy in this folder.</summary>
    public string RestId => ItemIds.Rest(ImmutableId, Folder.Id);

    /// <summary>All properties that Graph would know, whether selected or not.</summary>
    internal JsonObject Json => _json ??= _make!();

    /// <summary>Lets go of what can be made again, except what messages are looked up by.</summary>
    internal void Release()
    {
        if (_make is null || Revision > 0 || _json is null)
            return;
        _kept ??= (Text("internetMessageId"), Text("conversationId"));
        _json = null;
    }

    internal bool IsUnread => _json is null || _json["isRead"]?.GetValue<bool>() == false;

    internal SimulatedFolder Folder { get; set; }

    /// <summary>The folder before the last move.</summary>
    internal SimulatedFolder? CameFrom { get; set; }

    /// <summary>False once it was deleted beyond Deleted Items.</summary>
    internal bool Exists { get; set; } = true;

    /// <summary>Raised with each change; shows in etag and change key.</summary>
    internal int Revision { get; set; }

    /// <summary>The MIME that it was made of, if it was.</summary>
    internal ReadOnlyMemory<byte>? Mime { get; set; }

    internal List<Attachment> Attachments { get; } = [];

    internal bool IsDraft => Json["isDraft"]?.GetValue<bool>() == true;

    internal DateTimeOffset ReceivedAt => _madeReceivedAt is { } known ? known :
        DateTimeOffset.TryParse(Text("receivedDateTime"), CultureInfo.InvariantCulture, out var at) ? at : DateTimeOffset.MinValue;

    internal string ChangeKey => ItemIds.Digest("change", ImmutableId, Revision.ToString(CultureInfo.InvariantCulture))[..22];

    internal string? Text(string property) => (property, _json, _kept) switch
    {
        ("internetMessageId", null, var (id, _)) => id,
        ("conversationId", null, var (_, conversation)) => conversation,
        _ => Json[property]?.GetValue<string>(),
    };
}
