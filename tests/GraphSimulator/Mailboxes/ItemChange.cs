namespace GraphSimulator.Mailboxes;

/// <summary>What kinds of item a subscription can be for.</summary>
internal enum ItemKind
{
    /// <summary>A mail.</summary>
    Message,

    /// <summary>An event of the calendar.</summary>
    Event,

    /// <summary>A contact.</summary>
    Contact,
}

/// <summary>Something that happened in a mailbox and that subscribers may be told.</summary>
/// <param name="Mailbox">Where it happened.</param>
/// <param name="Kind">To what.</param>
/// <param name="Change">What.</param>
/// <param name="FolderId">The folder in which it happened.</param>
/// <param name="ImmutableId">The item's lasting id.</param>
/// <param name="RestId">The item's id in that folder.</param>
/// <param name="ChangeKey">The item's revision.</param>
/// <param name="ByMove">Whether a move within the mailbox is behind it.</param>
/// <param name="Message">The mail, if it is one.</param>
/// <param name="Item">The event or contact, if it is one.</param>
internal sealed record ItemChange(
    SimulatedMailbox Mailbox, ItemKind Kind, ChangeKind Change, string FolderId, string ImmutableId, string RestId, string ChangeKey,
    bool ByMove, SimulatedMessage? Message, SimulatedItem? Item)
{
    public static ItemChange Of(SimulatedMailbox mailbox, SimulatedMessage message, ChangeKind change, SimulatedFolder folder, bool byMove = false) =>
        new(mailbox, ItemKind.Message, change, folder.Id, message.ImmutableId, folder.RestIdOf(message.ImmutableId), message.ChangeKey, byMove, message, null);

    public static ItemChange Of(SimulatedMailbox mailbox, ItemKind kind, SimulatedItem item, ChangeKind change) =>
        new(mailbox, kind, change, item.Collection.Id, item.ImmutableId, item.RestId, item.ChangeKey, false, null, item);
}
