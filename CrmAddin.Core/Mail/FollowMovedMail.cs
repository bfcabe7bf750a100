using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail;

/// <summary>Where a mail is that has left its folder.</summary>
/// <param name="Id">Its immutable id.</param>
/// <param name="Mail">The mail as it is now, with its folder; null when it is gone.</param>
/// <param name="IsLogged">Whether the log has a copy of it.</param>
public sealed record MovedMail(string Id, MailboxMessage? Mail, bool IsLogged);

/// <summary>
/// Follows mails that left a folder: a server tells a move as a removal, and a mail that left and came back between two rounds as
/// nothing else. Only what does not answer to its immutable id any more, or lies in Deleted Items, counts as deleted. The context reads
/// as the system.
/// </summary>
public sealed class FollowMovedMail(CrmDb db, IMailbox server, LogMessages logMessages, DroppedMailKey key, MailSettings settings)
{
    private const int RequestsAtATime = 4;

    // Somebody who empties a folder removes thousands that were never logged; what slips through is found by the nightly comparison.
    private const int MostUnknown = 50;

    /// <summary>Asks the mailbox about removed mails: those that the log has, and some that it may have missed.</summary>
    public async Task<Result<List<MovedMail>>> AskAsync(Mailbox mailbox, IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        if (ids.Count == 0)
            return new List<MovedMail>();
        var copies = await db.MessageCopies.IgnoreQueryFilters().Where(c => c.MailboxId == mailbox.Id && ids.Contains(c.GraphId))
            .Select(c => new { c.GraphId, c.RemovedAt }).ToDictionaryAsync(c => c.GraphId, c => c.RemovedAt, cancel);
        var asked = ids.Where(id => copies.TryGetValue(id, out var removedAt) && removedAt is null)
            .Concat(ids.Where(id => !copies.ContainsKey(id)).Take(MostUnknown)).ToList();
        var moved = new MovedMail[asked.Count];
        Error? failure = null;
        await Parallel.ForAsync(0, asked.Count, new ParallelOptions { MaxDegreeOfParallelism = RequestsAtATime, CancellationToken = cancel }, async (i, stop) =>
        {
            var answer = failure is null ? await server.ReadMessageAsync(mailbox.Address, asked[i], stop) : default;
            if (answer.Error is { } error and not MessageGone)
                failure = error;
            moved[i] = new MovedMail(asked[i], answer.Value, copies.ContainsKey(asked[i]));
        });
        return failure is null ? moved.ToList() : failure;
    }

    /// <summary>Writes where they are, within the caller's transaction.</summary>
    /// <returns>How many mails had not been decided on.</returns>
    public async Task<int> WriteAsync(Mailbox mailbox, IReadOnlyList<MovedMail> moved, CancellationToken cancel)
    {
        if (moved.Count == 0)
            return 0;
        var folders = await db.MailFolders.AsNoTracking().Where(f => f.MailboxId == mailbox.Id).ToDictionaryAsync(f => f.GraphId, cancel);
        var decided = 0;
        foreach (var some in moved.GroupBy(m => m.Mail?.FolderId is { } id ? folders.GetValueOrDefault(id) : null))
        {
            var folder = some.Key;
            if (folder is { IsInScope: true, GoneAt: null })
                decided += await LogMissedAsync(mailbox, folder, [.. some.Where(m => !m.IsLogged).Select(m => m.Mail!)], cancel);
            if (folder is null or { WellKnownName: "deleteditems" })
                await RemoveAsync(mailbox, folder, [.. some.Where(m => m.IsLogged && (m.Mail is null || folder is not null)).Select(m => m.Id)], cancel);
            else
                await MoveAsync(mailbox, folder, [.. some.Where(m => m.IsLogged).Select(m => m.Id)], cancel);
        }
        // A folder that nobody has heard of is made known by the next round.
        if (moved.Any(m => m.Mail?.FolderId is { } id && !folders.ContainsKey(id)))
            await db.Mailboxes.Where(m => m.Id == mailbox.Id).ExecuteUpdateAsync(s => s.SetProperty(m => m.FoldersListedAt, (DateTimeOffset?)null), cancel);
        return decided;
    }

    private async Task<int> LogMissedAsync(Mailbox mailbox, MailFolder folder, List<MailboxMessage> mails, CancellationToken cancel)
    {
        mails.RemoveAll(mailbox.IsTooOld);
        var counts = await logMessages.RunAsync(mailbox, folder.Id, mails, cancel);
        return counts.NewlyDecided;
    }

    private async Task MoveAsync(Mailbox mailbox, MailFolder folder, List<string> ids, CancellationToken cancel)
    {
        if (ids.Count > 0)
            await db.MessageCopies.IgnoreQueryFilters().Where(c => c.MailboxId == mailbox.Id && ids.Contains(c.GraphId))
                .ExecuteUpdateAsync(s => s.SetProperty(c => c.MailFolderId, folder.Id), cancel);
    }

    private async Task RemoveAsync(Mailbox mailbox, MailFolder? folder, List<string> ids, CancellationToken cancel)
    {
        if (ids.Count == 0)
            return;
        if (settings.Deleted == DeletedMailPolicy.Remove)
            await ForgetAsync(mailbox, ids, cancel);
        else
            await db.MessageCopies.IgnoreQueryFilters().Where(c => c.MailboxId == mailbox.Id && ids.Contains(c.GraphId))
                .ExecuteUpdateAsync(s => s.SetProperty(c => c.RemovedAt, db.Now).SetProperty(c => c.MailFolderId, c => folder != null ? folder.Id : c.MailFolderId), cancel);
    }

    // The keyed hash that stays keeps a replay from bringing the mail back.
    private async Task ForgetAsync(Mailbox mailbox, List<string> ids, CancellationToken cancel)
    {
        var copies = await db.MessageCopies.IgnoreQueryFilters().Where(c => c.MailboxId == mailbox.Id && ids.Contains(c.GraphId))
            .Select(c => new { c.Id, c.MessageId, c.Message!.IdentityHash }).ToListAsync(cancel);
        var (copyIds, messageIds) = (copies.ConvertAll(c => c.Id), copies.Select(c => c.MessageId).Distinct().ToList());
        await db.MessageCopies.IgnoreQueryFilters().Where(c => copyIds.Contains(c.Id)).ExecuteDeleteAsync(cancel);
        await db.Messages.IgnoreQueryFilters().Where(m => messageIds.Contains(m.Id) && !db.MessageCopies.IgnoreQueryFilters().Any(c => c.MessageId == m.Id))
            .ExecuteDeleteAsync(cancel);
        var traces = copies.Select(c => key.Hash(c.IdentityHash)).Distinct().ToList();
        await db.DroppedMessages.Where(d => d.MailboxId == mailbox.Id && traces.Contains(d.KeyedHash)).ExecuteDeleteAsync(cancel);
        using var bulk = new BulkWrite(db);
        await bulk.InsertAsync(traces.ConvertAll(trace => new DroppedMessage
        {
            MailboxId = mailbox.Id,
            KeyedHash = trace,
            Reason = nameof(DropReason.DeletedInMailbox),
            DecidedAt = db.Now,
        }), cancel);
    }
}
