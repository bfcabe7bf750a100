using System.Globalization;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Filters;

/// <summary>Says with which of their saved filters the reader's list opens.</summary>
public sealed class ChooseDefaultFilter(CrmDb db)
{
    /// <summary>Chooses one; choosing the one that is the default already takes the choice back. Errors: <see cref="SavedFilterUnknown"/>.</summary>
    public async Task<Result<SavedFilter>> RunAsync(long id, CancellationToken cancel)
    {
        var all = await ContactFilterQuery.SavedBy(db, db.Reader.UserId).ToListAsync(cancel);
        if (all.Find(f => f.Id == id) is not { } chosen)
            return new SavedFilterUnknown(id.ToString(CultureInfo.InvariantCulture));
        var isDefault = !chosen.IsDefault;
        foreach (var filter in all)
            filter.IsDefault = isDefault && filter.Id == id;
        await db.SaveChangesAsync(cancel);
        return chosen;
    }
}
