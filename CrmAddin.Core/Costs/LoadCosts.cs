using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.Costs.Load;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Loads;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;

namespace CrmAddin.Core.Costs;

/// <summary>Takes costs in from a CSV file. Campaigns and sources that nobody knows come into being.</summary>
public sealed class LoadCosts(CrmDb db, FirmSettings firm)
{
    /// <summary>
    /// Loads the file. Errors: <see cref="MayNotLoad"/>, <see cref="FileUnreadable"/>, <see cref="ColumnsMissing"/>, <see cref="QuotesBroken"/>,
    /// <see cref="MappingWrong"/>, <see cref="LoadedTwiceAtOnce"/>.
    /// </summary>
    public Task<Result<LoadOutcome>> RunAsync(LoadRequest request, IProgress<int>? progress, CancellationToken cancel) =>
        new LoadFile<CostValues, Cost>(db, new CostRows(db, firm)).RunAsync(request, progress, cancel);
}
