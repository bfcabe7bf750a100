using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Loads;
using CrmAddin.Core.Privacy;
using CrmAddin.Core.Purchases.Load;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;

namespace CrmAddin.Core.Purchases;

/// <summary>
/// Takes past purchases in from a CSV file. Products, owners and customers whom nobody knows come into being: an e-mail address becomes a
/// contact, any other customer, a bare number too, an account of that name.
/// </summary>
public sealed class LoadPurchases(CrmDb db, FirmSettings firm, FindErased findErased)
{
    /// <summary>
    /// Loads the file. Errors: <see cref="MayNotLoad"/>, <see cref="FileUnreadable"/>, <see cref="ColumnsMissing"/>, <see cref="QuotesBroken"/>,
    /// <see cref="MappingWrong"/>, <see cref="LoadedTwiceAtOnce"/>.
    /// </summary>
    public Task<Result<LoadOutcome>> RunAsync(LoadRequest request, IProgress<int>? progress, CancellationToken cancel) =>
        new LoadFile<PurchaseValues, Purchase>(db, new PurchaseRows(db, firm, findErased)).RunAsync(request, progress, cancel);
}
