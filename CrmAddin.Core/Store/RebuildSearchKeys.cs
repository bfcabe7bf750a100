using CrmAddin.Core.Search;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Store;

/// <summary>
/// Makes the search keys of contacts that have none, as after a migration that changed what keys are made of. Goes on where it was cut
/// off; reads as the system.
/// </summary>
internal static class RebuildSearchKeys
{
    private const int ContactsAtATime = 500;

    /// <summary>How many contacts were given keys.</summary>
    public static async Task<int> RunAsync(CrmDb db, CancellationToken cancel)
    {
        var reader = db.Reader;
        db.ReadAs(Reader.System);
        var (done, last) = (0, 0L);
        while (await SearchQuery.WithoutKeys(db, last, ContactsAtATime).ToListAsync(cancel) is { Count: > 0 } contacts)
        {
            await using var write = await db.BeginWriteAsync(cancel);
            using (var bulk = new BulkWrite(db))
                await bulk.AddSearchKeysAsync(contacts, cancel);
            await write.CommitAsync(cancel);
            (done, last) = (done + contacts.Count, contacts[^1].Id);
        }
        db.ReadAs(reader);
        return done;
    }
}
