using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Loads;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Core.Targets.Load;

namespace CrmAddin.Core.Targets;

/// <summary>Takes targets in from a CSV file; a row about a known period, holder and measure changes that target.</summary>
public sealed class LoadTargets(CrmDb db, FirmSettings firm)
{
    /// <summary>
    /// Loads the file. Errors: <see cref="MayNotLoad"/>, <see cref="FileUnreadable"/>, <see cref="ColumnsMissing"/>, <see cref="QuotesBroken"/>,
    /// <see cref="MappingWrong"/>, <see cref="LoadedTwiceAtOnce"/>.
    /// </summary>
    public Task<Result<LoadOutcome>> RunAsync(LoadRequest request, IProgress<int>? progress, CancellationToken cancel) =>
        new LoadFile<TargetValues, Target>(db, new TargetRows(db, firm)).RunAsync(request, progress, cancel);
}
