using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Privacy;

/// <summary>
/// Takes a person out of what we keep of Outlook's contacts. Of a card its ids stay, until the next round has taken the card out of the
/// folder by them. The caller holds the transaction.
/// </summary>
public sealed class EraseFromOutlook(CrmDb db)
{
    /// <summary>Removes offers and values, whosever mailbox it is.</summary>
    public async Task RunAsync(PersonTraces traces, CancellationToken cancel)
    {
        var ids = traces.Ids;
        await db.OutlookContacts.Where(c => ids.Contains(c.ContactId))
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.KnownJson, "").SetProperty(c => c.PushedHash, (string?)null), cancel);
        await db.OutlookOffers.IgnoreQueryFilters().Where(o => o.ContactId != null && ids.Contains(o.ContactId.Value)).ExecuteDeleteAsync(cancel);
        var cards = await db.OutlookOffers.IgnoreQueryFilters().Where(o => o.ContactId == null && o.Theirs != null).Select(o => new { o.Id, o.Theirs }).ToListAsync(cancel);
        var theirs = cards.Where(c => traces.IsIn([c.Theirs!]) || traces.IsNamedIn(c.Theirs)).Select(c => c.Id).ToList();
        await db.OutlookOffers.IgnoreQueryFilters().Where(o => theirs.Contains(o.Id)).ExecuteDeleteAsync(cancel);
    }
}
