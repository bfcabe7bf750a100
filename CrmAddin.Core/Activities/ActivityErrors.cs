using CrmAddin.Core.Results;

namespace CrmAddin.Core.Activities;

/// <summary>No such activity, or not for this reader.</summary>
public sealed record ActivityUnknown(long Id) : NotFoundError($"There is no activity {Id}, or you may not see it.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Id];
}

/// <summary>Somebody changed the activity since it was read.</summary>
public sealed record ActivityChangedMeanwhile(long Id, int YourVersion, int CurrentVersion)
    : ConflictError($"Somebody changed this activity while you were editing (version {CurrentVersion}, yours is {YourVersion}). Open it again and repeat your change.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [CurrentVersion, YourVersion];
}
