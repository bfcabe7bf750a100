using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Documents;

/// <summary>Takes a document away, and gives it back.</summary>
public sealed class RemoveDocument(CrmDb db)
{
    /// <summary>Removes the document; it can be taken back. Errors: <see cref="MayNotChange"/>, <see cref="DocumentUnknown"/>.</summary>
    public Task<Result<Document>> RunAsync(long id, string from, CancellationToken cancel) => SetAsync(id, db.Now, from, cancel);

    /// <summary>Takes the removal back. Errors: <see cref="MayNotChange"/>, <see cref="DocumentUnknown"/>.</summary>
    public Task<Result<Document>> TakeBackAsync(long id, string from, CancellationToken cancel) => SetAsync(id, null, from, cancel);

    private async Task<Result<Document>> SetAsync(long id, DateTimeOffset? removedAt, string from, CancellationToken cancel)
    {
        if (!db.Reader.MayChange)
            return new MayNotChange();
        if (await DocumentQuery.Seen(db).FirstOrDefaultAsync(d => d.Id == id, cancel) is not { } document)
            return new DocumentUnknown(id);
        db.Begin(ChangeOrigin.Edit, from);
        document.RemovedAt = removedAt;
        await db.SaveChangesAsync(cancel);
        return document;
    }
}
