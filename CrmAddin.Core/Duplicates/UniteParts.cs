using CrmAddin.Core.Audit;
using CrmAddin.Core.Campaigns;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Documents;
using CrmAddin.Core.Leads;
using CrmAddin.Core.Purchases;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Duplicates;

/// <summary>
/// Brings what hangs on one contact to another: what the other has already stays where it is, hidden with its row, so that nothing is
/// lost and nothing stands twice. Each move is a change of the row, and so in the journal. To be saved by the caller.
/// </summary>
public sealed class UniteParts(CrmDb db)
{
    /// <summary>Brings all parts that are rows of their own.</summary>
    /// <param name="from">The contact that is merged away.</param>
    /// <param name="to">The one that stays.</param>
    /// <param name="chosenFields">Single-valued own fields whose value comes from the one merged away, though the other has one too.</param>
    /// <param name="cancel">Ends the work.</param>
    public async Task RunAsync(long from, long to, IReadOnlySet<long> chosenFields, CancellationToken cancel)
    {
        foreach (var phone in await MoveAsync<ContactPhone>(from, to, nameof(ContactPhone.ContactId), p => p.E164 ?? SearchText.Digits(p.Raw), cancel))
            phone.IsPrimary &= !await db.ContactPhones.AnyAsync(p => p.ContactId == to && p.IsPrimary, cancel);
        foreach (var email in await MoveAsync<ContactEmail>(from, to, nameof(ContactEmail.ContactId), e => e.AddressKey, cancel))
            email.IsPrimary &= !await db.ContactEmails.AnyAsync(e => e.ContactId == to && e.IsPrimary, cancel);
        await MoveAsync<PostalAddress>(from, to, nameof(PostalAddress.ContactId), a => SearchText.Fold(a.OneLine()), cancel);
        await MoveAsync<ContactProfile>(from, to, nameof(ContactProfile.ContactId), p => (p.Kind, p.Url.Trim().TrimEnd('/').ToLowerInvariant()), cancel);
        await MoveAsync<ContactChild>(from, to, nameof(ContactChild.ContactId), c => (SearchText.Fold(c.Name), c.BirthdayOn), cancel);
        await MoveAsync<ContactLookup>(from, to, nameof(ContactLookup.ContactId), l => l.LookupItemId, cancel);
        await MoveAsync<Document>(from, to, nameof(Document.ContactId), d => (d.Sha256, d.FileName), cancel);
        await MoveAsync<DealContact>(from, to, nameof(DealContact.ContactId), d => d.DealId, cancel);
        await MoveAsync<Purchase>(from, to, nameof(Purchase.ContactId), p => p.Id, cancel);
        await MoveAsync<CampaignMember>(from, to, nameof(CampaignMember.ContactId), m => m.CampaignId, cancel);
        await MoveAsync<Lead>(from, to, nameof(Lead.ContactId), l => l.Id, cancel);
        await MoveAsync<CustomFieldValue>(from, to, nameof(CustomFieldValue.LinkedContactId), v => v.Id, cancel);
        await MoveOwnFieldsAsync(from, to, chosenFields, cancel);
    }

    private async Task<List<T>> MoveAsync<T>(long from, long to, string column, Func<T, object> key, CancellationToken cancel)
        where T : class, IAudited
    {
        var rows = await RowsAsync<T>(column, from, to, cancel);
        var known = rows.Where(r => OwnerOf(r, column) == to).Select(key).ToHashSet();
        var moved = rows.Where(r => OwnerOf(r, column) == from && known.Add(key(r))).ToList();
        foreach (var row in moved)
            db.Entry(row).Property(column).CurrentValue = to;
        return moved;
    }

    private async Task MoveOwnFieldsAsync(long from, long to, IReadOnlySet<long> chosen, CancellationToken cancel)
    {
        var values = await RowsAsync<CustomFieldValue>(nameof(CustomFieldValue.ContactId), from, to, cancel);
        var several = await db.CustomFields.Where(f => f.Kind == CustomFieldKind.MultiChoice).Select(f => f.Id).ToListAsync(cancel);
        foreach (var field in values.GroupBy(v => v.CustomFieldId))
        {
            var (theirs, ours) = (field.Where(v => v.ContactId == from).ToList(), field.Where(v => v.ContactId == to).ToList());
            if (several.Contains(field.Key))
                theirs.RemoveAll(v => ours.Exists(o => o.ChoiceId == v.ChoiceId));
            else if (ours.Count > 0 && !chosen.Contains(field.Key))
                continue;
            else if (theirs.Count > 0)
                ours.ForEach(v => v.ContactId = from);
            theirs.ForEach(v => v.ContactId = to);
        }
    }

    private Task<List<T>> RowsAsync<T>(string column, long from, long to, CancellationToken cancel)
        where T : class =>
        db.Set<T>().IgnoreQueryFilters()
            .Where(r => EF.Property<long?>(r, column) == from || EF.Property<long?>(r, column) == to)
            .OrderBy(r => EF.Property<long>(r, "Id")).ToListAsync(cancel);

    private long? OwnerOf(object row, string column) => (long?)db.Entry(row).Property(column).CurrentValue;
}
