using CrmAddin.Core.Contacts;
using CrmAddin.Core.Filters;
using CrmAddin.Core.Lists;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Functions;

/// <summary>Neither a saved filter nor a group has that name.</summary>
public sealed record SegmentUnknown(string Name, string Groups) : NotFoundError($"There is no saved filter and no group \"{Name}\". Groups are: {Groups}.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Name, Groups];
}

/// <summary>People that have a name together.</summary>
/// <param name="Contacts">The people within what the reader sees, in no order.</param>
public sealed record Segment(IQueryable<Contact> Contacts);

/// <summary>Finds the people of a segment: everybody, a filter that the reader saved, or a group.</summary>
public sealed class FindSegment(CrmDb db, ApplyFilter filters, MailingList lists)
{
    /// <summary>The people, in no order; everybody for an empty name. Errors: <see cref="SegmentUnknown"/> and those of the filter.</summary>
    public async Task<Result<Segment>> RunAsync(string name, CancellationToken cancel)
    {
        if (name.Length == 0)
            return new Segment(db.Contacts.AsNoTracking().Where(c => c.ArchivedAt == null));
        var saved = await filters.RunSavedAsync(name, cancel);
        if (saved.Succeeded)
            return new Segment(saved.Value.Contacts(db));
        if (saved.Error is not SavedFilterUnknown)
            return saved.Error;
        var group = await lists.FindGroupAsync(name, cancel);
        if (group.Succeeded)
            return new Segment(db.Contacts.AsNoTracking().Where(c => c.ArchivedAt == null && c.Lookups.Any(l => l.LookupItemId == group.Value.Id)));
        return group.Error is GroupUnknown unknown ? new SegmentUnknown(name, unknown.Known) : group.Error;
    }
}
