using CrmAddin.Core.Results;

namespace CrmAddin.Core.Lists;

/// <summary>No group has the name.</summary>
public sealed record GroupUnknown(string Name, string Known)
    : NotFoundError($"There is no database group \"{Name}\". Groups are: {Known}.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Name, Known];
}

/// <summary>The reader's role may not take lists out of the house.</summary>
public sealed record MayNotExportLists()
    : ForbiddenError("Your role may not export mailing lists. Ask an administrator, a manager or marketing.");
