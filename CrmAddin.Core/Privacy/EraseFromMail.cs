using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Privacy;

/// <summary>
/// Takes a person out of the logged mail. A message in which they were the only one we know goes; one that stands on somebody else's
/// timeline stays, with the person's name, address and phones blotted out. The caller holds the transaction.
/// </summary>
public sealed class EraseFromMail(CrmDb db)
{
    private const int MessagesAtATime = 100;

    /// <summary>How many messages would go and how many would lose the person.</summary>
    public async Task<(int Removed, int Masked)> CountAsync(PersonTraces traces, CancellationToken cancel)
    {
        var (sole, shared) = await FindAsync(traces, cancel);
        return (sole.Count, shared.Count);
    }

    /// <summary>Removes and masks, whoever may see the messages.</summary>
    public async Task<(int Removed, int Masked)> RunAsync(PersonTraces traces, CancellationToken cancel)
    {
        var (sole, shared) = await FindAsync(traces, cancel);
        foreach (var some in sole.Chunk(MessagesAtATime))
            await db.Messages.IgnoreQueryFilters().Where(m => some.Contains(m.Id)).ExecuteDeleteAsync(cancel);
        foreach (var some in shared.Chunk(MessagesAtATime))
            await MaskAsync(some, traces, cancel);
        return (sole.Count, shared.Count);
    }

    private async Task<(List<long> Sole, List<long> Shared)> FindAsync(PersonTraces traces, CancellationToken cancel)
    {
        var (ids, emails) = (traces.Ids, traces.Emails.ToList());
        var sole = await db.MessageContacts.IgnoreQueryFilters().Where(l => ids.Contains(l.ContactId) && !db.MessageContacts.IgnoreQueryFilters().Any(o => o.MessageId == l.MessageId && !ids.Contains(o.ContactId)))
            .Select(l => l.MessageId).Distinct().ToListAsync(cancel);
        var linked = await db.MessageContacts.IgnoreQueryFilters().Where(l => ids.Contains(l.ContactId)).Select(l => l.MessageId).Distinct().ToListAsync(cancel);
        var taking = await db.MessageParticipants.IgnoreQueryFilters().Where(p => emails.Contains(p.AddressKey)).Select(p => p.MessageId).Distinct().ToListAsync(cancel);
        return (sole, [.. linked.Union(taking).Except(sole).Order()]);
    }

    private async Task MaskAsync(long[] messageIds, PersonTraces traces, CancellationToken cancel)
    {
        var messages = await db.Messages.IgnoreQueryFilters().Include(m => m.Copies).Include(m => m.Participants).Where(m => messageIds.Contains(m.Id)).ToListAsync(cancel);
        foreach (var message in messages)
        {
            message.Subject = traces.Mask(message.Subject);
            message.Preview = traces.Mask(message.Preview);
            if (message.KeptDetail is { } detail && traces.Emails.Contains(detail))
                message.KeptDetail = ErasedText.Address;
            foreach (var copy in message.Copies.Where(c => c.BodyText is not null))
                copy.BodyText = traces.Mask(copy.BodyText!);
            foreach (var participant in message.Participants.Where(p => traces.Emails.Contains(p.AddressKey)))
                (participant.AddressKey, participant.Name) = (ErasedText.Address, null);
            foreach (var participant in message.Participants.Where(p => traces.IsNamedIn(p.Name)))
                participant.Name = null;
        }
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
    }
}
