namespace CrmAddin.Core.Mail.Rules;

/// <summary>Addresses and domains, found by one look however many there are; a domain stands for its subdomains too.</summary>
public sealed class AddressList(IEnumerable<string> entries)
{
    private readonly HashSet<string> _entries = entries.Select(KeyOf).Where(e => e.Length > 0).ToHashSet();

    /// <summary>Nobody.</summary>
    public static AddressList Empty { get; } = new([]);

    /// <summary>The entry that an address falls under, the address itself before its domains; null when there is none.</summary>
    public string? Find(string address) => FindAddress(address)
        ?? (_entries.Count > 0 && MailAddresses.DomainOf(address) is { } domain ? MailAddresses.WithParents(domain).FirstOrDefault(_entries.Contains) : null);

    /// <summary>The entry that names this very address; null when there is none.</summary>
    public string? FindAddress(string address) => _entries.Contains(address) ? address : null;

    /// <summary>The form in which an address or domain is listed.</summary>
    public static string KeyOf(string addressOrDomain) => addressOrDomain.Trim().TrimStart('@').ToLowerInvariant();
}
