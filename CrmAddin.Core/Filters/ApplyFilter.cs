using CrmAddin.Core.Contacts;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Results;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Filters;

/// <summary>A checked filter with the fields that it was checked by.</summary>
/// <param name="Fields">Every field that can be asked.</param>
/// <param name="Filter">The filter, with the values of lists as keys.</param>
public sealed record AppliedFilter(FilterFields Fields, ContactFilter Filter)
{
    /// <summary>Contacts that it holds for, within what the context's reader sees, in no order.</summary>
    public IQueryable<Contact> Contacts(CrmDb db) => ContactFilterQuery.Matching(db, Fields, Filter);
}

/// <summary>Makes a query of a filter: written out, or saved under a name.</summary>
public sealed class ApplyFilter(CrmDb db, FirmSettings firm)
{
    /// <summary>A filter in its JSON form; everybody for none. Errors: those of <see cref="ContactFilter.Parse"/> and <see cref="FilterFields.Check(ContactFilter)"/>.</summary>
    public async Task<Result<AppliedFilter>> RunAsync(string? json, CancellationToken cancel)
    {
        var parsed = ContactFilter.Parse(json);
        if (!parsed.Succeeded)
            return parsed.Error;
        if (parsed.Value.IsEmpty)
            return new AppliedFilter(FilterFields.BuiltIn, ContactFilter.Everybody);
        var fields = await FilterFields.ReadAsync(db, firm, cancel);
        var filter = fields.Check(parsed.Value);
        return filter.Succeeded ? new AppliedFilter(fields, filter.Value) : filter.Error;
    }

    /// <summary>
    /// A filter that the reader saved. The command line has no filters of its own and takes those of all users; "user/name" says whose.
    /// Errors: <see cref="SavedFilterUnknown"/>, <see cref="SavedFilterAmbiguous"/> and those of <see cref="RunAsync"/>.
    /// </summary>
    public async Task<Result<AppliedFilter>> RunSavedAsync(string name, CancellationToken cancel)
    {
        var saved = db.Reader.UserId is { } user ? await OfUserAsync(name, user, cancel) : await OfAnybodyAsync(name, cancel);
        return saved.Succeeded ? await RunAsync(saved.Value.FilterJson, cancel) : saved.Error;
    }

    private async Task<Result<SavedFilter>> OfUserAsync(string name, long? user, CancellationToken cancel)
    {
        var key = SearchText.Fold(name);
        return await ContactFilterQuery.SavedBy(db, user).AsNoTracking().FirstOrDefaultAsync(f => f.NameKey == key, cancel) is { } saved ? saved : new SavedFilterUnknown(name);
    }

    private async Task<Result<SavedFilter>> OfAnybodyAsync(string name, CancellationToken cancel)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0)
        {
            var userName = name[..slash].Trim().ToLowerInvariant();
            var user = await db.Users.AsNoTracking().Where(u => u.UserName == userName).Select(u => (long?)u.Id).FirstOrDefaultAsync(cancel);
            return user is null ? new SavedFilterUnknown(name) : await OfUserAsync(name[(slash + 1)..], user, cancel);
        }
        var found = await ContactFilterQuery.SavedAs(db, SearchText.Fold(name)).AsNoTracking().ToListAsync(cancel);
        if (found.Count <= 1)
            return found.Count == 1 ? found[0] : new SavedFilterUnknown(name);
        var owners = found.Select(f => f.UserId).ToList();
        return new SavedFilterAmbiguous(name, await db.Users.AsNoTracking().Where(u => owners.Contains(u.Id)).OrderBy(u => u.UserName).Select(u => u.UserName).ToListAsync(cancel));
    }
}
