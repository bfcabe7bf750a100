using CrmAddin.Core.Mail.Rules;

namespace CrmAddin.Core.Mail;

/// <summary>A contact that an address belongs to.</summary>
public sealed record KnownContact(long Id, long? AccountId);

/// <summary>What the store knows about the people and threads of the mails at hand. Addresses, domains and ids are keys.</summary>
public sealed class KnownParties
{
    /// <summary>Contacts by address.</summary>
    public ILookup<string, KnownContact> ContactsByAddress { get; init; } = Array.Empty<string>().ToLookup(a => a, _ => new KnownContact(0, null));

    /// <summary>Firms by domain.</summary>
    public IReadOnlyDictionary<string, long> AccountsByDomain { get; init; } = new Dictionary<string, long>();

    /// <summary>Deals of conversations; grows while a page is decided.</summary>
    public Dictionary<string, long> DealsByConversation { get; init; } = [];

    /// <summary>Conversations of which somebody said that they belong to no deal.</summary>
    public IReadOnlySet<string> ConversationsWithoutDeal { get; init; } = new HashSet<string>();

    /// <summary>Deals of mails, by the hash of their Message-ID.</summary>
    public Dictionary<string, long> DealsByMessageIdHash { get; init; } = [];

    /// <summary>Addresses of people who were erased on request; nobody is known by them.</summary>
    public IReadOnlySet<string> Erased { get; init; } = new HashSet<string>();

    /// <summary>Open deals by contact.</summary>
    public ILookup<long, long> OpenDealsByContact { get; init; } = Array.Empty<long>().ToLookup(a => a);

    /// <summary>What the owner of the mailbox has said about single mails, by the mailbox' id of the mail.</summary>
    public IReadOnlyDictionary<string, MailSayKind> Says { get; init; } = new Dictionary<string, MailSayKind>();

    /// <summary>Mails that belong to a confidential thread, by the mailbox' id of the mail.</summary>
    public IReadOnlySet<string> Confidential { get; init; } = new HashSet<string>();
}
