using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Leads.Load;
using CrmAddin.Core.Loads;
using CrmAddin.Core.Privacy;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;

namespace CrmAddin.Core.Leads;

/// <summary>
/// Takes past enquiries in from a CSV file. Sources, campaigns, owners and people with an e-mail address whom nobody knows come into being.
/// </summary>
public sealed class LoadLeads(CrmDb db, FirmSettings firm, FindErased findErased)
{
    /// <summary>
    /// Loads the file. Errors: <see cref="MayNotLoad"/>, <see cref="FileUnreadable"/>, <see cref="ColumnsMissing"/>, <see cref="QuotesBroken"/>,
    /// <see cref="MappingWrong"/>, <see cref="LoadedTwiceAtOnce"/>.
    /// </summary>
    public Task<Result<LoadOutcome>> RunAsync(LoadRequest request, IProgress<int>? progress, CancellationToken cancel) =>
        new LoadFile<LeadValues, Lead>(db, new LeadRows(db, firm, findErased)).RunAsync(request, progress, cancel);
}
