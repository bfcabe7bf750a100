using CrmAddin.Core.Campaigns.Load;
using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Loads;
using CrmAddin.Core.Privacy;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;

namespace CrmAddin.Core.Campaigns;

/// <summary>Takes in from a CSV file whom campaigns reached and what they did. Campaigns that nobody knows come into being; people do not.</summary>
public sealed class LoadMembers(CrmDb db, FirmSettings firm, FindErased findErased)
{
    /// <summary>
    /// Loads the file. Errors: <see cref="MayNotLoad"/>, <see cref="FileUnreadable"/>, <see cref="ColumnsMissing"/>, <see cref="QuotesBroken"/>,
    /// <see cref="MappingWrong"/>, <see cref="LoadedTwiceAtOnce"/>.
    /// </summary>
    public Task<Result<LoadOutcome>> RunAsync(LoadRequest request, IProgress<int>? progress, CancellationToken cancel) =>
        new LoadFile<MemberValues, CampaignMember>(db, new MemberRows(db, firm, findErased)).RunAsync(request, progress, cancel);
}
