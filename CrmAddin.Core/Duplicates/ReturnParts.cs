using CrmAddin.Core.Audit;
using CrmAddin.Core.Campaigns;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Documents;
using CrmAddin.Core.Leads;
using CrmAddin.Core.Purchases;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Duplicates;

/// <summary>
/// Gives rows that a merge moved back to whose they were. A moved row that was removed after the merge is made again for the contact
/// that comes back, unless later edits go to it: then the removal does as well.
/// </summary>
public sealed class ReturnParts(CrmDb db)
{
    /// <summary>Columns that say whose a row is.</summary>
    internal static readonly string[] OwnerColumns = ["ContactId", nameof(CustomFieldValue.LinkedContactId)];

    /// <summary>Moves the rows. To be saved by the caller.</summary>
    public async Task RunAsync(MergeJournal merge, LaterEdits side, CancellationToken cancel)
    {
        foreach (var entry in merge.Parts)
        {
            var row = await FindAsync(entry.Entity, entry.EntityId, cancel);
            if (row is not null)
                GiveBack(row, entry, merge);
            else if (side == LaterEdits.Survivor)
                await MakeAgainAsync(entry, merge, cancel);
        }
        if (side == LaterEdits.Loser)
            await GiveLaterRowsAsync(merge, cancel);
    }

    private void GiveBack(object row, AuditEntry entry, MergeJournal merge)
    {
        foreach (var value in entry.Values)
        {
            var column = db.Entry(row).Property(value.Field);
            if (OwnerColumns.Contains(value.Field))
            {
                var (whose, brought) = (Owner(value.OldValue), Owner(value.NewValue));
                var isWhereItWasBrought = column.CurrentValue is long at && (at == brought || merge.Chain.Contains(at));
                if (isWhereItWasBrought && whose is not null)
                    column.CurrentValue = whose == merge.LoserId ? whose : merge.HolderId;
            }
            else if (Equals(Journal.Kept(column.CurrentValue), Journal.FromJson(value.NewValue, column.Metadata.ClrType)))
            {
                column.CurrentValue = Journal.FromJson(value.OldValue, column.Metadata.ClrType);
            }
        }
    }

    private static long? Owner(string? json) => (long?)Journal.FromJson(json, typeof(long));

    private async Task MakeAgainAsync(AuditEntry entry, MergeJournal merge, CancellationToken cancel)
    {
        var whose = entry.Values.Where(v => OwnerColumns.Contains(v.Field)).Select(v => Owner(v.OldValue)).FirstOrDefault();
        if (whose != merge.LoserId)
            return;
        var removal = await db.AuditEntries.AsNoTracking().Include(e => e.Values)
            .Where(e => e.Entity == entry.Entity && e.EntityId == entry.EntityId && e.Action == AuditAction.Deleted).OrderByDescending(e => e.Id)
            .FirstOrDefaultAsync(cancel);
        if (removal is null || removal.Values.Exists(v => v.Salt is null))
            return;
        var type = db.Model.GetEntityTypes().First(t => t.ClrType.Name == entry.Entity).ClrType;
        var row = db.Entry(Activator.CreateInstance(type)!);
        foreach (var value in removal.Values.Where(v => v.Field != "Id" && row.Metadata.FindProperty(v.Field) is not null))
            row.Property(value.Field).CurrentValue = Journal.FromJson(value.OldValue, row.Property(value.Field).Metadata.ClrType);
        foreach (var value in entry.Values)
            row.Property(value.Field).CurrentValue = Journal.FromJson(value.OldValue, row.Property(value.Field).Metadata.ClrType);
        row.State = EntityState.Added;
    }

    private async Task GiveLaterRowsAsync(MergeJournal merge, CancellationToken cancel)
    {
        var added = await merge.LaterEntries(db).Where(e => e.Action == AuditAction.Created).Select(e => new { e.Entity, e.EntityId }).ToListAsync(cancel);
        foreach (var entry in added)
        {
            if (await FindAsync(entry.Entity, entry.EntityId, cancel) is { } row && db.Entry(row).Property("ContactId") is { CurrentValue: long at } column && at == merge.HolderId)
                column.CurrentValue = merge.LoserId;
        }
    }

    private async Task<object?> FindAsync(string entity, long id, CancellationToken cancel) => entity switch
    {
        nameof(ContactPhone) => await RowAsync<ContactPhone>(id, cancel),
        nameof(ContactEmail) => await RowAsync<ContactEmail>(id, cancel),
        nameof(PostalAddress) => await RowAsync<PostalAddress>(id, cancel),
        nameof(ContactProfile) => await RowAsync<ContactProfile>(id, cancel),
        nameof(ContactChild) => await RowAsync<ContactChild>(id, cancel),
        nameof(ContactLookup) => await RowAsync<ContactLookup>(id, cancel),
        nameof(CustomFieldValue) => await RowAsync<CustomFieldValue>(id, cancel),
        nameof(Document) => await RowAsync<Document>(id, cancel),
        nameof(DealContact) => await RowAsync<DealContact>(id, cancel),
        nameof(Purchase) => await RowAsync<Purchase>(id, cancel),
        nameof(CampaignMember) => await RowAsync<CampaignMember>(id, cancel),
        nameof(Lead) => await RowAsync<Lead>(id, cancel),
        _ => null,
    };

    private Task<T?> RowAsync<T>(long id, CancellationToken cancel)
        where T : class =>
        db.Set<T>().IgnoreQueryFilters().FirstOrDefaultAsync(r => EF.Property<long>(r, "Id") == id, cancel);
}
