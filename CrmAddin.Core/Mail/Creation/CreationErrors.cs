using CrmAddin.Core.Results;

namespace CrmAddin.Core.Mail.Creation;

/// <summary>No such run, or not the reader's.</summary>
public sealed record CreationUnknown(long Id) : NotFoundError($"There is no list {Id} of people to make contacts of, or it is not yours.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Id];
}

/// <summary>The mailbox is being looked through already.</summary>
public sealed record CreationRunning() : ConflictError("This mailbox is being looked through already. Its list opens when it is complete.");

/// <summary>The list is no longer one to tick: it was ticked, or a day has passed.</summary>
public sealed record CreationNotReady() : ConflictError("This list is no longer open: it was ticked already, or a day has passed. Look through the mailbox again.");

/// <summary>Nobody is ticked.</summary>
public sealed record NobodyTicked() : RuleError("Nobody is ticked. Tick the people who are to become contacts.");

/// <summary>There is nothing to take back.</summary>
public sealed record CreationNotMade() : ConflictError("These contacts are not all made yet, or were taken back already.");

/// <summary>The work met a fault of the product's own.</summary>
public sealed record CreationBroke() : RuleError("The mailbox could not be looked through because of a fault of ours, which is in the log. Nothing was made since.");
