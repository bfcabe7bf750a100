using CrmAddin.Core.Mail;

namespace CrmAddin.Core.Contacts.Outlook;

/// <summary>The folder of a mailbox' Outlook contacts that holds our cards, with the place that reading its changes has reached.</summary>
public sealed class OutlookFolder
{
    /// <summary>The mailbox; also the key.</summary>
    public long MailboxId { get; set; }

    /// <summary>Id of the folder.</summary>
    public required string GraphId { get; set; }

    /// <summary>The next or delta link that reading goes on from; null before the first page.</summary>
    public string? Cursor { get; set; }

    /// <summary>Raised with each page: a host that was frozen finds another number and stops.</summary>
    public int CursorVersion { get; set; }

    /// <summary>Last page that came through.</summary>
    public DateTimeOffset? LastSuccessAt { get; set; }
}

/// <summary>How a card stands.</summary>
public enum OutlookCardState
{
    /// <summary>It is about to be made; where the outcome was never heard of, it is looked for before it is made again.</summary>
    Making,
    /// <summary>It is in the folder.</summary>
    There,
    /// <summary>Its owner deleted it; whether it is to stay away is asked.</summary>
    Deleted,
    /// <summary>Its owner wants it to stay away.</summary>
    LeftOut,
}

/// <summary>
/// Our contact's card in one mailbox. It names the contact by number alone, so that it outlives a contact that goes: only then can the card
/// be taken out of the folder.
/// </summary>
public sealed class OutlookContact
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>The mailbox.</summary>
    public long MailboxId { get; set; }

    /// <summary>The contact, as the card's property CrmId names it; unique in the mailbox.</summary>
    public long ContactId { get; set; }

    /// <summary>Immutable id of the card; null while it is being made. Unique in the mailbox.</summary>
    public string? GraphId { get; set; }

    /// <summary>How it stands.</summary>
    public OutlookCardState State { get; set; }

    /// <summary>Version of the contact that was looked at last; another one is pushed. -1 has it looked at again.</summary>
    public int ContactVersion { get; set; } = -1;

    /// <summary>SHA-256 of what was pushed, in hex.</summary>
    public string? PushedHash { get; set; }

    /// <summary>The card as Outlook was last seen to hold it, as JSON: what the owner's changes are told by.</summary>
    public string KnownJson { get; set; } = "";

    /// <summary>Change key that Outlook gave with it: our own push is known by it.</summary>
    public string? ChangeKey { get; set; }

    /// <summary>When it was pushed last.</summary>
    public DateTimeOffset? PushedAt { get; set; }
}

/// <summary>What the owner of a folder did in it.</summary>
public enum OutlookOfferKind
{
    /// <summary>Changed a field of our contact's card.</summary>
    Field,
    /// <summary>Made a card of their own.</summary>
    NewContact,
    /// <summary>Deleted our contact's card.</summary>
    Removed,
}

/// <summary>What was decided about a change in Outlook.</summary>
public enum OutlookOfferState
{
    /// <summary>Nothing yet.</summary>
    Open,
    /// <summary>It is not wanted; kept without its content, so that it is not offered again.</summary>
    Refused,
}

/// <summary>A change that was made in Outlook and waits for its owner's decision; nobody else sees it.</summary>
public sealed class OutlookOffer
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>The mailbox.</summary>
    public long MailboxId { get; set; }

    /// <summary>The mailbox' row.</summary>
    public Mailbox? Mailbox { get; set; }

    /// <summary>Owner of the mailbox.</summary>
    public long? OwnerId { get; set; }

    /// <summary>What happened.</summary>
    public OutlookOfferKind Kind { get; set; }

    /// <summary>What was decided.</summary>
    public OutlookOfferState State { get; set; }

    /// <summary>Our contact; null for a card of the owner's own.</summary>
    public long? ContactId { get; set; }

    /// <summary>Id of the card.</summary>
    public required string GraphId { get; set; }

    /// <summary>The changed field; empty for a whole card. Unique with the card.</summary>
    public string Field { get; set; } = "";

    /// <summary>Our value when it was offered.</summary>
    public string? Ours { get; set; }

    /// <summary>Their value; for a new card the card as JSON.</summary>
    public string? Theirs { get; set; }

    /// <summary>When it was found.</summary>
    public DateTimeOffset OfferedAt { get; set; }

    /// <summary>Notes that a card was deleted in Outlook, and what there is to decide about it.</summary>
    public static OutlookOffer OfDeleted(OutlookContact card, Mailbox mailbox, DateTimeOffset now)
    {
        card.State = OutlookCardState.Deleted;
        return new OutlookOffer
        {
            MailboxId = mailbox.Id,
            OwnerId = mailbox.OwnerId,
            Kind = OutlookOfferKind.Removed,
            ContactId = card.ContactId,
            GraphId = card.GraphId!,
            OfferedAt = now,
        };
    }
}
