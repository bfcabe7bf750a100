using CrmAddin.Core.Results;

namespace CrmAddin.Core.Mail.Notifications;

/// <summary>The addresses that the mail server tells.</summary>
/// <param name="Notifications">Where changes are told.</param>
/// <param name="Lifecycle">Where the end of a subscription is told.</param>
public sealed record NotificationAddress(Uri Notifications, Uri Lifecycle)
{
    /// <summary>Path of the changes.</summary>
    public const string NotificationsPath = "/graph/notifications";

    /// <summary>Path of what is told about subscriptions.</summary>
    public const string LifecyclePath = "/graph/lifecycle";

    /// <summary>The addresses of a host. Errors: <see cref="NotificationUrlWrong"/>. http is allowed on this machine only.</summary>
    /// <param name="configured">The host's own address as configured, with or without <see cref="NotificationsPath"/>.</param>
    public static Result<NotificationAddress> From(string configured)
    {
        var root = configured.Trim().TrimEnd('/');
        if (root.EndsWith(NotificationsPath, StringComparison.OrdinalIgnoreCase))
            root = root[..^NotificationsPath.Length];
        if (!Uri.TryCreate(root, UriKind.Absolute, out var host) || host.Query.Length > 0 || host.Fragment.Length > 0
            || (host.Scheme != Uri.UriSchemeHttps && !(host.Scheme == Uri.UriSchemeHttp && host.IsLoopback)))
            return new NotificationUrlWrong(configured);
        return new NotificationAddress(new Uri(root + NotificationsPath), new Uri(root + LifecyclePath));
    }
}
