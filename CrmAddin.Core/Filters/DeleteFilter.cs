using System.Globalization;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Filters;

/// <summary>Removes a saved filter of the reader; the contacts stay as they are.</summary>
public sealed class DeleteFilter(CrmDb db)
{
    /// <summary>Removes it and gives it back. Errors: <see cref="SavedFilterUnknown"/>.</summary>
    public async Task<Result<SavedFilter>> RunAsync(long id, CancellationToken cancel)
    {
        if (await ContactFilterQuery.SavedBy(db, db.Reader.UserId).FirstOrDefaultAsync(f => f.Id == id, cancel) is not { } saved)
            return new SavedFilterUnknown(id.ToString(CultureInfo.InvariantCulture));
        db.SavedFilters.Remove(saved);
        await db.SaveChangesAsync(cancel);
        return saved;
    }
}
