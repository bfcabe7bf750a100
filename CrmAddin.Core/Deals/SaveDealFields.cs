using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Deals;

/// <summary>No such deal, or not for this reader.</summary>
public sealed record DealUnknown(long Id) : NotFoundError($"There is no deal {Id}, or it belongs to another team.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Id];
}

/// <summary>Somebody changed the deal since it was read.</summary>
public sealed record DealChangedMeanwhile(long Id, int YourVersion, int CurrentVersion)
    : ConflictError($"Somebody changed this deal while you were editing (version {CurrentVersion}, yours is {YourVersion}). Open it again and repeat your change.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [CurrentVersion, YourVersion];
}

/// <summary>Changes the firm's own fields of a deal as one change set.</summary>
public sealed class SaveDealFields(CrmDb db)
{
    /// <summary>
    /// Saves the fields that are named. Errors: <see cref="MayNotChange"/>, <see cref="DealUnknown"/>, <see cref="DealChangedMeanwhile"/>,
    /// <see cref="CustomFieldUnknown"/>, <see cref="CustomValueWrong"/>.
    /// </summary>
    public async Task<Result<Deal>> RunAsync(long id, int? version, IReadOnlyDictionary<string, IReadOnlyList<string>> custom, string from, CancellationToken cancel)
    {
        if (!db.Reader.MayChange)
            return new MayNotChange();
        if (await db.Deals.Include(d => d.CustomValues).FirstOrDefaultAsync(d => d.Id == id, cancel) is not { } deal)
            return new DealUnknown(id);
        if (version is { } seen && seen != deal.Version)
            return new DealChangedMeanwhile(id, seen, deal.Version);

        db.Begin(ChangeOrigin.Edit, from, deal.Title);
        if (await new SetCustomValues(db).RunAsync(FieldEntity.Deal, deal.CustomValues, custom, cancel) is { } wrong)
        {
            db.ChangeTracker.Clear();
            return wrong;
        }
        if (db.ChangeTracker.Entries<CustomFieldValue>().Any(v => v.State != EntityState.Unchanged))
            db.Entry(deal).Property(d => d.ChangedAt).IsModified = true;
        try
        {
            await db.SaveChangesAsync(cancel);
            return deal;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return new DealChangedMeanwhile(id, version ?? 0, await db.Deals.Where(d => d.Id == id).Select(d => d.Version).FirstOrDefaultAsync(cancel));
        }
    }
}
