using CrmAddin.Core.Results;

namespace CrmAddin.Core.Mail.Notifications;

/// <summary>The store did not take the notifications; the sender tells again.</summary>
public sealed record NotificationsNotStored() : RuleError("The notifications could not be stored; send them again later.");

/// <summary>What came is no collection of notifications.</summary>
public sealed record NotificationsMalformed(string Reason) : RuleError($"This is no collection of notifications: {Reason}.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Reason];
}

/// <summary>The address for notifications cannot be used.</summary>
public sealed record NotificationUrlWrong(string Value)
    : RuleError($"Crm:Graph:NotificationUrl is \"{Value}\"; it must be the https address under which Microsoft Graph reaches this host, such as https://crm.firm.example.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Value];
}

/// <summary>The server does not know the subscription any more.</summary>
public sealed record SubscriptionGone() : NotFoundError("The mail server no longer knows the subscription; a new one is made.");

/// <summary>The server has a subscription for the same mailbox already.</summary>
public sealed record SubscriptionExists() : ConflictError("The mail server has a subscription for this mailbox already.");

/// <summary>The subscription that stands in the way tells somebody else.</summary>
public sealed record SubscriptionTaken(string Host)
    : ConflictError($"The mail server already tells {Host} about this mailbox under the same application. Give this installation an application registration of its own, or wait until that subscription has run out.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Host];
}

/// <summary>The server could not hand over to our address, or refuses the subscription for another reason of its own.</summary>
public sealed record SubscriptionRefused(string Url, string Reason)
    : RuleError($"The mail server makes no subscription for {Url}: {Reason}. Check with \"crm doctor\" that the address is reached from outside.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Url, Reason];
}
