using CrmAddin.Core.Results;

namespace CrmAddin.Core.Metrics.Stored;

/// <summary>The role does not start long computations.</summary>
public sealed record MayNotRefreshModels() : ForbiddenError("Only a manager or an administrator may compute forecast and customer value anew. They are refreshed every night.");
