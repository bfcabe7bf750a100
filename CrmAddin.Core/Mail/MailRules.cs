using CrmAddin.Core.Mail.Rules;

namespace CrmAddin.Core.Mail;

/// <summary>What the firm and the owner of a mailbox have said beforehand about whose mail is logged.</summary>
/// <param name="OwnDomains">Domains of the firm, subdomains included.</param>
/// <param name="OwnAddresses">Addresses of logged mailboxes and aliases, which are ours wherever they are.</param>
/// <param name="Blocked">Addresses and domains whose mail the firm never logs.</param>
public sealed record MailRules(IReadOnlyCollection<string> OwnDomains, IReadOnlySet<string> OwnAddresses, IReadOnlyCollection<string> Blocked)
{
    private readonly AddressList _own = new(OwnDomains.Concat(OwnAddresses));

    /// <summary>Whose mail the firm never logs.</summary>
    public AddressList FirmNever { get; } = new(Blocked);

    /// <summary>Whose mail the firm always logs, known or not, list mail included.</summary>
    public AddressList FirmAlways { get; init; } = AddressList.Empty;

    /// <summary>Whose mail the mailbox' owner never logs.</summary>
    public AddressList OwnNever { get; init; } = AddressList.Empty;

    /// <summary>Whose mail the mailbox' owner always logs, known or not, list mail included.</summary>
    public AddressList OwnAlways { get; init; } = AddressList.Empty;

    /// <summary>Whether an address is one of ours.</summary>
    public bool IsOwn(string address) => _own.Find(address) is not null;
}
