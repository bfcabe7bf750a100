using CrmAddin.Core.Contacts;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Mail.Threads;
using CrmAddin.Core.Store;
using CrmAddin.Web.Mail;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Contacts;

/// <summary>A contact with what its card shows; the pane and the page show the same.</summary>
/// <param name="Contact">The contact with its parts.</param>
/// <param name="Threads">The last conversations with the person, within what the reader may see.</param>
/// <param name="OpenDeals">Open deals of the person or the firm.</param>
/// <param name="Missing">Which of the ten basics are empty.</param>
/// <param name="CustomFields">The firm's own fields of a contact.</param>
public sealed record ContactView(
    Contact Contact, ThreadListView Threads, IReadOnlyList<Deal> OpenDeals, IReadOnlyList<BasicField> Missing, IReadOnlyList<CustomField> CustomFields)
{
    /// <summary>Reads a contact within what the reader sees; null when there is none.</summary>
    public static async Task<ContactView?> ReadAsync(CrmDb db, long id, CancellationToken cancel)
    {
        if (await ContactQuery.Whole(db, id).AsNoTracking().FirstOrDefaultAsync(cancel) is not { } contact)
            return null;
        var threads = await ThreadListView.ReadAsync(db, ThreadOwner.Contact(id), ThreadPlace.Top, cancel);
        var deals = await ContactQuery.OpenDeals(db, id, contact.AccountId).Take(10).ToListAsync(cancel);
        var fields = contact.CustomValues.Count == 0 ? [] : await CustomFieldQuery.All(db, FieldEntity.Contact).ToListAsync(cancel);
        return new(contact, threads, deals, Completeness.Missing(contact, threads.Rows.Count > 0), fields);
    }
}
