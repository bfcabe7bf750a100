using System.Globalization;
using CrmAddin.Core.Results;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Filters;

/// <summary>Gives a saved filter of the reader another name.</summary>
public sealed class RenameFilter(CrmDb db)
{
    private const int LongestName = 200;

    /// <summary>Renames it. Errors: <see cref="SavedFilterUnknown"/>, <see cref="SavedFilterNeedsName"/>, <see cref="SavedFilterNameTaken"/>.</summary>
    public async Task<Result<SavedFilter>> RunAsync(long id, string name, CancellationToken cancel)
    {
        if (SearchText.Fold(name).Length is 0 or > LongestName || name.Trim().Length > LongestName)
            return new SavedFilterNeedsName();
        if (await ContactFilterQuery.SavedBy(db, db.Reader.UserId).FirstOrDefaultAsync(f => f.Id == id, cancel) is not { } saved)
            return new SavedFilterUnknown(id.ToString(CultureInfo.InvariantCulture));
        saved.Name = name.Trim();
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException e) when (db.IsDuplicate(e))
        {
            return new SavedFilterNameTaken(name.Trim());
        }
        return saved;
    }
}
