using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Results;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Filters;

/// <summary>Keeps a filter under a name for the reader; a filter of theirs that has the name is replaced.</summary>
public sealed class SaveFilter(CrmDb db, FirmSettings firm)
{
    private const int LongestName = 200;

    /// <summary>Saves it. Errors: <see cref="SavedFilterNeedsName"/>, <see cref="SavedFilterNameTaken"/> and those of <see cref="FilterFields.Check(ContactFilter)"/>.</summary>
    public async Task<Result<SavedFilter>> RunAsync(string name, ContactFilter filter, CancellationToken cancel)
    {
        var key = SearchText.Fold(name);
        if (key.Length is 0 or > LongestName || name.Trim().Length > LongestName)
            return new SavedFilterNeedsName();
        var check = (await FilterFields.ReadAsync(db, firm, cancel)).Check(filter);
        if (!check.Succeeded)
            return check.Error;
        var saved = await ContactFilterQuery.SavedBy(db, db.Reader.UserId).FirstOrDefaultAsync(f => f.NameKey == key, cancel);
        if (saved is null)
        {
            saved = new SavedFilter { UserId = db.Reader.UserId, Entity = FieldEntity.Contact, Name = "", FilterJson = "" };
            db.SavedFilters.Add(saved);
        }
        (saved.Name, saved.FilterJson) = (name.Trim(), check.Value.ToJson());
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
