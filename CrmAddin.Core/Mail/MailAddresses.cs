using CrmAddin.Core.Capture.Names;
using CrmAddin.Core.Contacts;

namespace CrmAddin.Core.Mail;

/// <summary>What an e-mail address says about who owns it.</summary>
public static class MailAddresses
{
    private const int MaxLength = 320;

    /// <summary>The form that addresses are compared and stored in.</summary>
    public static string KeyOf(string? address)
    {
        var key = ContactEmail.KeyOf((address ?? "").Replace("\0", "", StringComparison.Ordinal));
        return key.Length <= MaxLength ? key : key[..MaxLength];
    }

    /// <summary>The domain of an address in lower case, or null when it has none.</summary>
    public static string? DomainOf(string address)
    {
        var at = address.LastIndexOf('@');
        return at > 0 && at < address.Length - 1 ? address[(at + 1)..].Trim().ToLowerInvariant() : null;
    }

    /// <summary>Whether anybody can have an address there: such a domain never stands for a firm.</summary>
    public static bool IsFreeMail(string domain) => MailRoles.IsFreeDomain(domain);

    /// <summary>A domain and the domains above it that may belong to somebody: <c>mail.acme.com</c>, <c>acme.com</c>.</summary>
    public static IEnumerable<string> WithParents(string domain)
    {
        for (var at = domain; at.Contains('.', StringComparison.Ordinal); at = at[(at.IndexOf('.', StringComparison.Ordinal) + 1)..])
            yield return at;
    }

    /// <summary>Whether an address is this address or lies in this domain or below it.</summary>
    public static bool Matches(string address, string addressOrDomain)
    {
        var wanted = addressOrDomain.Trim().TrimStart('@').ToLowerInvariant();
        return wanted.Contains('@', StringComparison.Ordinal)
            ? address == wanted
            : DomainOf(address) is { } domain && WithParents(domain).Contains(wanted);
    }
}
