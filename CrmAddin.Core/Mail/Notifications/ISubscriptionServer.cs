using CrmAddin.Core.Results;

namespace CrmAddin.Core.Mail.Notifications;

/// <summary>A subscription as the mail server keeps it.</summary>
/// <param name="Id">Id there.</param>
/// <param name="Mailbox">Address of the mailbox that it watches; null where it watches something else.</param>
/// <param name="NotificationUrl">Whom it tells.</param>
/// <param name="ClientState">Its secret; null where the server does not tell it.</param>
/// <param name="ExpiresAt">Until when.</param>
public sealed record ServerSubscription(string Id, string? Mailbox, string NotificationUrl, string? ClientState, DateTimeOffset ExpiresAt);

/// <summary>The mail server's subscriptions. Errors are those of <c>SubscriptionErrors.cs</c> and <c>MailErrors.cs</c>.</summary>
public interface ISubscriptionServer
{
    /// <summary>Subscribes to every change of a mailbox. Sent once: <see cref="SubscriptionExists"/> says that there is one already.</summary>
    Task<Result<ServerSubscription>> CreateAsync(string mailbox, NotificationAddress address, string clientState, DateTimeOffset expiresAt, CancellationToken cancel);

    /// <summary>Prolongs it. Errors: <see cref="SubscriptionGone"/>.</summary>
    /// <returns>Until when it holds now.</returns>
    Task<Result<DateTimeOffset>> RenewAsync(string mailbox, string id, DateTimeOffset expiresAt, CancellationToken cancel);

    /// <summary>All subscriptions of this application.</summary>
    Task<Result<List<ServerSubscription>>> ListAsync(CancellationToken cancel);

    /// <summary>Ends it. Errors: <see cref="SubscriptionGone"/>.</summary>
    Task<Error?> DeleteAsync(string mailbox, string id, CancellationToken cancel);
}
