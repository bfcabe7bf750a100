using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail.Rules;

/// <summary>
/// Takes copies out of the log: what stays is the keyed hash with the reason. A message goes with its last copy. The caller holds the
/// transaction, reads as the system, and lets the store's files be scrubbed afterwards.
/// </summary>
public sealed class ForgetCopies(CrmDb db, DroppedMailKey key)
{
    private const int CopiesAtATime = 200;

    /// <summary>How many copies went.</summary>
    public async Task<int> RunAsync(IReadOnlyCollection<long> copyIds, DropReason reason, CancellationToken cancel)
    {
        var gone = 0;
        foreach (var some in copyIds.Chunk(CopiesAtATime))
            gone += await ForgetAsync(some, reason, cancel);
        return gone;
    }

    private async Task<int> ForgetAsync(long[] copyIds, DropReason reason, CancellationToken cancel)
    {
        var copies = await db.MessageCopies.AsNoTracking().Where(c => copyIds.Contains(c.Id))
            .Select(c => new { c.Id, c.MessageId, c.MailboxId, c.MailFolderId, c.ReceivedAt, c.Message!.IdentityHash }).ToListAsync(cancel);
        var traces = copies.DistinctBy(c => (c.MailboxId, c.MessageId)).Select(c => (Copy: c, Hash: key.Hash(c.IdentityHash))).ToList();
        var hashes = traces.ConvertAll(t => t.Hash);
        var there = await db.DroppedMessages.Where(d => hashes.Contains(d.KeyedHash)).ToListAsync(cancel);
        foreach (var (copy, hash) in traces)
        {
            var trace = there.Find(d => d.MailboxId == copy.MailboxId && d.KeyedHash == hash);
            if (trace is null)
                db.DroppedMessages.Add(trace = new DroppedMessage { MailboxId = copy.MailboxId, KeyedHash = hash, Reason = "", MailFolderId = copy.MailFolderId, ReceivedOn = DayOf(copy.ReceivedAt) });
            (trace.Reason, trace.DecidedAt) = (reason.ToString(), db.Now);
        }
        await db.SaveChangesAsync(cancel);
        var messages = copies.Select(c => c.MessageId).Distinct().ToList();
        await db.MessageCopies.Where(c => copyIds.Contains(c.Id)).ExecuteDeleteAsync(cancel);
        await db.Messages.Where(m => messages.Contains(m.Id) && !m.Copies.Any()).ExecuteDeleteAsync(cancel);
        db.ChangeTracker.Clear();
        return copies.Count;
    }

    private static DateOnly? DayOf(DateTimeOffset? at) => at is { } received ? DateOnly.FromDateTime(received.UtcDateTime) : null;
}
