namespace CrmAddin.Core.Contacts.Import;

/// <summary>Networks by the hosts of their addresses.</summary>
internal static class ProfileHost
{
    private static readonly (string Host, ProfileKind Kind)[] Hosts =
    [
        ("linkedin.com", ProfileKind.LinkedIn), ("lnkd.in", ProfileKind.LinkedIn), ("twitter.com", ProfileKind.X), ("x.com", ProfileKind.X),
        ("facebook.com", ProfileKind.Facebook), ("fb.com", ProfileKind.Facebook), ("instagram.com", ProfileKind.Instagram),
        ("wa.me", ProfileKind.WhatsApp), ("whatsapp.com", ProfileKind.WhatsApp), ("t.me", ProfileKind.Telegram), ("telegram.me", ProfileKind.Telegram),
    ];

    /// <summary>The network of a host or one of its subdomains; <see cref="ProfileKind.Web"/> for any other.</summary>
    public static ProfileKind KindOf(string host) =>
        Array.Find(Hosts, h => host.Equals(h.Host, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + h.Host, StringComparison.OrdinalIgnoreCase)) is { Host: not null } known
            ? known.Kind
            : ProfileKind.Web;
}
