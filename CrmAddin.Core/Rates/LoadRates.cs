using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Loads;
using CrmAddin.Core.Rates.Load;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;

namespace CrmAddin.Core.Rates;

/// <summary>Takes exchange rates to the firm's base currency in from a CSV file; a currency has one rate a day.</summary>
public sealed class LoadRates(CrmDb db, FirmSettings firm)
{
    /// <summary>
    /// Loads the file. Errors: <see cref="MayNotLoad"/>, <see cref="FileUnreadable"/>, <see cref="ColumnsMissing"/>, <see cref="QuotesBroken"/>,
    /// <see cref="MappingWrong"/>, <see cref="LoadedTwiceAtOnce"/>.
    /// </summary>
    public Task<Result<LoadOutcome>> RunAsync(LoadRequest request, IProgress<int>? progress, CancellationToken cancel) =>
        new LoadFile<RateValues, ExchangeRate>(db, new RateRows(db, firm)).RunAsync(request, progress, cancel);
}
