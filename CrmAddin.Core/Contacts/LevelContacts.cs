using CrmAddin.Core.Firm;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Contacts;

/// <summary>
/// Brings the levels of scored contacts to what the firm has set since they were saved. A level that follows from scores is no edit: it has
/// no entry in the journal and makes no new version.
/// </summary>
public sealed class LevelContacts(CrmDb db, FirmSettings firm)
{
    /// <summary>How many contacts have another level now.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        await using var write = await db.BeginWriteAsync(cancel);
        var changed = 0;
        foreach (var (level, from, before) in new LevelRule(firm.Figures).Sums)
        {
            changed += await db.Contacts.IgnoreQueryFilters()
                .Where(c => c.EngagementScore + c.InterestScore + c.AbilityScore >= from && c.EngagementScore + c.InterestScore + c.AbilityScore < before)
                .Where(c => c.Level != level)
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.Level, level), cancel);
        }
        await write.CommitAsync(cancel);
        return changed;
    }
}
