using CrmAddin.Core.Contacts;

namespace CrmAddin.Core.Mail;

/// <summary>What an e-mail address says about who owns it.</summary>
public static class MailAddresses
{
    private const int MaxLength = 320;

    private static readonly HashSet<string> FreeDomains = new(StringComparer.Ordinal)
    {
        "gmail.com", "googlemail.com", "outlook.com", "outlook.sa", "hotmail.com", "hotmail.co.uk", "hotmail.fr", "live.com", "msn.com",
        "yahoo.com", "yahoo.co.uk", "yahoo.fr", "yahoo.co.in", "ymail.com", "rocketmail.com", "icloud.com", "me.com", "mac.com", "aol.com",
        "gmx.com", "gmx.de", "gmx.net", "web.de", "t-online.de", "proton.me", "protonmail.com", "pm.me", "mail.com", "mail.ru", "yandex.com",
        "yandex.ru", "zoho.com", "fastmail.com", "hey.com", "tutanota.com", "qq.com", "163.com", "126.com", "naver.com", "maktoob.com",
        "comcast.net", "verizon.net", "att.net", "sbcglobal.net", "orange.fr", "wanadoo.fr", "free.fr", "libero.it", "emirates.net.ae", "etisalat.ae",
    };

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
    public static bool IsFreeMail(string domain) => FreeDomains.Contains(domain);

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
