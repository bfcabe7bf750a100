using CrmAddin.Core.Results;

namespace CrmAddin.Core.Contacts;

/// <summary>No such contact, or not for this reader.</summary>
public sealed record ContactUnknown(long Id) : NotFoundError($"There is no contact {Id}, or it belongs to another team.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Id];
}

/// <summary>A contact needs a name, an e-mail address or a phone to be found by.</summary>
public sealed record ContactNeedsName() : RuleError("A contact needs a name. Fill in a given name, a family name or the display name.");

/// <summary>Not an e-mail address.</summary>
public sealed record EmailMalformed(string Address) : RuleError($"\"{Address}\" is not an e-mail address. Write it like name@example.com.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Address];
}

/// <summary>The address already belongs to another contact.</summary>
public sealed record EmailBelongsToOther(string Address, long ContactId, string DisplayName)
    : ConflictError($"{Address} already belongs to {DisplayName}. Open that contact, or save with another address.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Address, DisplayName];
}

/// <summary>Somebody changed the contact since it was read; both versions are shown.</summary>
public sealed record ContactChangedMeanwhile(long Id, int YourVersion, int CurrentVersion, string? ChangedBy, IReadOnlyList<FieldDifference> Differences)
    : ConflictError($"Somebody changed this contact while you were editing (version {CurrentVersion}, yours is {YourVersion}). Compare both and save again.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [CurrentVersion, YourVersion];
}

/// <summary>A field that stands differently in two versions.</summary>
/// <param name="Field">Name of the field.</param>
/// <param name="Current">As it is in the store.</param>
/// <param name="Yours">As you sent it.</param>
public sealed record FieldDifference(string Field, string? Current, string? Yours);

/// <summary>The reader's role may look and not change.</summary>
public sealed record MayNotChange() : ForbiddenError("Your role may read and not change. Ask an administrator for another role.");

/// <summary>A lookup item that does not exist.</summary>
public sealed record LookupUnknown(string List, long Id) : RuleError($"There is no item {Id} on the list \"{List}\". Reload and choose again.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [List, Id];
}

/// <summary>A score that is no number from 0 to 10.</summary>
public sealed record ScoresOutOfRange() : RuleError("Each of the three scores is a number from 0 to 10.");

/// <summary>Some of the three scores without the others.</summary>
public sealed record ScoresIncomplete() : RuleError("The level is explained by three scores. Fill in all three, or empty all three.");

/// <summary>A contact with all three scores has the level that they explain.</summary>
public sealed record LevelFollowsScores(ContactLevel Level) : RuleError($"The level of this contact follows from its three scores and is {Level}. Change the scores instead.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Level];
}

/// <summary>The reader's role may not give a contact or deal to somebody else.</summary>
public sealed record MayNotGiveAway() : ForbiddenError("Only a manager or an administrator may give a contact or deal to another owner.");

/// <summary>No such user to look after a contact or deal, or not in the reader's teams.</summary>
public sealed record OwnerUnknown(long UserId) : RuleError($"There is no active user {UserId} in your teams. Reload and choose another owner.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [UserId];
}
