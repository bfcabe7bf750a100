using CrmAddin.Core.Audit;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Contacts;

/// <summary>What is done with all selected contacts.</summary>
public enum SelectionChange
{
    /// <summary>Given to an owner; 0 for none.</summary>
    Owner,
    /// <summary>Put into a group, type or tag.</summary>
    Add,
    /// <summary>Taken out of a group, type or tag.</summary>
    Remove,
    /// <summary>Laid aside.</summary>
    Archive,
    /// <summary>Taken up again.</summary>
    Restore,
}

/// <summary>Nothing was selected.</summary>
public sealed record NothingSelected() : RuleError("Select at least one contact.");

/// <summary>More than one change takes.</summary>
public sealed record TooManySelected(int Most) : RuleError($"Select at most {Most} contacts at a time.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Most];
}

/// <summary>A contact was changed by somebody else in the same moment.</summary>
public sealed record SelectionChangedMeanwhile() : ConflictError("Somebody changed one of these contacts in this moment, so that nothing was done. Try again.");

/// <summary>What a change of the selection did.</summary>
/// <param name="ChangeSetId">The change set, to take it back by; null when nothing had to be changed.</param>
/// <param name="Changed">Contacts that were changed.</param>
/// <param name="Unchanged">Contacts that stood so already, or that the reader does not see.</param>
public sealed record SelectionOutcome(long? ChangeSetId, int Changed, int Unchanged);

/// <summary>Changes all selected contacts alike, as one change set that can be taken back.</summary>
public sealed class ChangeSelected(CrmDb db)
{
    /// <summary>Most contacts at a time.</summary>
    public const int MostSelected = 500;

    /// <summary>
    /// Changes them. Errors: <see cref="MayNotChange"/>, <see cref="NothingSelected"/>, <see cref="TooManySelected"/>, <see cref="LookupUnknown"/>,
    /// <see cref="MayNotGiveAway"/>, <see cref="OwnerUnknown"/>, <see cref="SelectionChangedMeanwhile"/>.
    /// </summary>
    /// <param name="ids">The contacts.</param>
    /// <param name="change">What is done.</param>
    /// <param name="item">The owner, or the item of a list; null where the change needs none.</param>
    /// <param name="from">Address or place of the change.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<Result<SelectionOutcome>> RunAsync(IReadOnlyCollection<long> ids, SelectionChange change, long? item, string from, CancellationToken cancel)
    {
        if (!db.Reader.MayChange)
            return new MayNotChange();
        if (ids.Count == 0)
            return new NothingSelected();
        if (ids.Count > MostSelected)
            return new TooManySelected(MostSelected);
        if (await RefuseAsync(change, item ?? 0, cancel) is { } refusal)
            return refusal;

        var contacts = await db.Contacts.Where(c => EF.Parameter(ids).Contains(c.Id)).Include(c => c.Lookups).ThenInclude(l => l.LookupItem).OrderBy(c => c.Id).ToListAsync(cancel);
        var changed = contacts.Count(c => Apply(c, change, item ?? 0));
        if (changed == 0)
            return new SelectionOutcome(null, 0, ids.Count);
        var set = db.Begin(ChangeOrigin.Edit, from, $"{change} · {changed}");
        foreach (var contact in contacts.Where(IsTouched))
            db.Entry(contact).Property(c => c.ChangedAt).IsModified = true;
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new SelectionChangedMeanwhile();
        }
        return new SelectionOutcome(set.Id, changed, ids.Count - changed);
    }

    private bool IsTouched(Contact contact) =>
        db.Entry(contact).State == EntityState.Modified || contact.Lookups.Exists(l => l.Id == 0) || db.ChangeTracker.Entries<ContactLookup>().Any(l => l.State == EntityState.Deleted && l.Entity.ContactId == contact.Id);

    private async Task<Error?> RefuseAsync(SelectionChange change, long item, CancellationToken cancel)
    {
        switch (change)
        {
            case SelectionChange.Add or SelectionChange.Remove:
                var isList = await db.LookupItems.AnyAsync(i => i.Id == item && (i.Kind == LookupKind.Group || i.Kind == LookupKind.ContactType || i.Kind == LookupKind.Tag), cancel);
                return isList ? null : new LookupUnknown("groups, types and tags", item);
            case SelectionChange.Owner:
                return await NewOwner.RefuseAsync(db, item, cancel);
            default:
                return null;
        }
    }

    private bool Apply(Contact contact, SelectionChange change, long item)
    {
        switch (change)
        {
            case SelectionChange.Owner when contact.OwnerId != (item == 0 ? null : item):
                contact.OwnerId = item == 0 ? null : item;
                return true;
            case SelectionChange.Add when !contact.Lookups.Exists(l => l.LookupItemId == item):
                contact.Lookups.Add(new ContactLookup { LookupItemId = item });
                return true;
            case SelectionChange.Remove:
                return contact.Lookups.RemoveAll(l => l.LookupItemId == item) > 0;
            case SelectionChange.Archive when contact.ArchivedAt is null:
                contact.ArchivedAt = db.Now;
                return true;
            case SelectionChange.Restore when contact.ArchivedAt is not null:
                contact.ArchivedAt = null;
                return true;
            default:
                return false;
        }
    }
}
