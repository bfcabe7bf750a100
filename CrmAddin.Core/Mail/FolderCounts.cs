using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail;

/// <summary>How many mails of a folder were found and are done, as the health page shows them.</summary>
internal static class FolderCounts
{
    /// <summary>Adds mails that were decided, and takes those away that are too old to be; never more are done than were found.</summary>
    public static Task AddAsync(CrmDb db, long folderId, int decided, int skipped, CancellationToken cancel) => db.MailFolders.Where(f => f.Id == folderId)
        .ExecuteUpdateAsync(s => s.SetProperty(f => f.DoneCount, f => f.DoneCount + decided)
            .SetProperty(f => f.SkippedCount, f => f.SkippedCount + skipped)
            .SetProperty(f => f.FoundCount, f => f.FoundCount - skipped > f.DoneCount + decided ? f.FoundCount - skipped : f.DoneCount + decided), cancel);
}
