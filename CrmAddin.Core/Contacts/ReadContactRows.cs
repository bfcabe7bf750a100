using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Contacts;

/// <summary>Reads what a list shows of contacts, within what the context's reader sees.</summary>
public sealed class ReadContactRows(CrmDb db)
{
    /// <summary>The rows in the order of the keys; keys that the reader does not see are left out.</summary>
    public async Task<IReadOnlyList<ContactListRow>> RunAsync(IReadOnlyList<long> ids, CancellationToken cancel)
    {
        if (ids.Count == 0)
            return [];
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            var rows = await ContactListQuery.Rows(db, ids).ToDictionaryAsync(r => r.Id, cancel);
            var emails = (await ContactListQuery.Emails(db, rows.Keys).ToListAsync(cancel)).ToLookup(e => e.ContactId);
            var phones = (await ContactListQuery.Phones(db, rows.Keys).ToListAsync(cancel)).ToLookup(p => p.ContactId);
            foreach (var row in rows.Values)
            {
                row.Emails = [.. emails[row.Id].OrderByDescending(e => e.IsPrimary)];
                row.Phones = [.. phones[row.Id].OrderByDescending(p => p.IsPrimary)];
            }
            return [.. ids.Distinct().Select(id => rows.GetValueOrDefault(id)).OfType<ContactListRow>()];
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}
