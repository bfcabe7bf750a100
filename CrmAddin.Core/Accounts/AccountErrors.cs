using CrmAddin.Core.Results;

namespace CrmAddin.Core.Accounts;

/// <summary>No such account, or not for this reader.</summary>
public sealed record AccountUnknown(long Id) : NotFoundError($"There is no account {Id}, or it belongs to another team.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Id];
}

/// <summary>An account without a name.</summary>
public sealed record AccountNeedsName() : RuleError("An account needs a name.");

/// <summary>Not a domain.</summary>
public sealed record DomainMalformed(string Domain) : RuleError($"\"{Domain}\" is no domain. Write it like example.com.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Domain];
}

/// <summary>A domain that everybody has addresses of.</summary>
public sealed record DomainIsFreeMail(string Domain) : RuleError($"{Domain} is a free mail service: its addresses belong to no firm.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Domain];
}

/// <summary>The domain already belongs to another account.</summary>
public sealed record DomainBelongsToOther(string Domain, string Account) : ConflictError($"{Domain} already belongs to {Account}.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Domain, Account];
}

/// <summary>The parent is not there, or is owned by the account itself.</summary>
public sealed record ParentWrong(string Parent) : RuleError($"\"{Parent}\" cannot own this account: there is no such account, or it belongs to this one.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Parent];
}

/// <summary>Somebody changed the account since it was read.</summary>
public sealed record AccountChangedMeanwhile(long Id, int YourVersion, int CurrentVersion)
    : ConflictError($"Somebody changed this account while you were editing (version {CurrentVersion}, yours is {YourVersion}). Open it again and repeat your change.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [CurrentVersion, YourVersion];
}
