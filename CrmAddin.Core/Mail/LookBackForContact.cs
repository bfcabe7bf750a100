using System.Collections.Concurrent;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Core.Mail;

/// <summary>What a look back brought to a contact's timeline.</summary>
/// <param name="Linked">Mails that were in the log already, for others.</param>
/// <param name="Logged">Mails that had not been kept, because nobody knew the person.</param>
/// <param name="Failures">Mailboxes that could not be asked, with the reason; the rest was done.</param>
public sealed record LookBackReport(int Linked, int Logged, IReadOnlyList<(string Mailbox, Error Error)> Failures);

/// <summary>
/// Gives a new contact its earlier mails: links those that were kept for others, and asks the mailboxes again for those that
/// were dropped. Run it after a contact or an address was saved. Works in scopes of its own, as the system.
/// </summary>
public sealed class LookBackForContact(IServiceScopeFactory scopes)
{
    private const int MailboxesAtATime = 4;

    /// <summary>Looks back for every address of the contact.</summary>
    /// <param name="contactId">The contact.</param>
    /// <param name="cancel">Ends the look back; what was logged stays.</param>
    /// <param name="onlyMailbox">Address of the one mailbox to ask, for a quick answer; null asks all.</param>
    public async Task<LookBackReport> RunAsync(long contactId, CancellationToken cancel, string? onlyMailbox = null)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(Reader.System);
        var addresses = await db.ContactEmails.Where(e => e.ContactId == contactId).Select(e => e.AddressKey).ToListAsync(cancel);
        var linked = await LinkLoggedAsync(db, contactId, addresses, cancel);
        var mailboxes = await MailboxesWorthAskingAsync(db, onlyMailbox is null ? null : MailAddresses.KeyOf(onlyMailbox), cancel);
        var logged = 0;
        var failures = new ConcurrentBag<(string, Error)>();
        await Parallel.ForEachAsync(mailboxes, new ParallelOptions { MaxDegreeOfParallelism = MailboxesAtATime, CancellationToken = cancel }, async (mailbox, stop) =>
        {
            var outcome = await AskAsync(mailbox, addresses, stop);
            if (outcome.Succeeded)
                Interlocked.Add(ref logged, outcome.Value);
            else
                failures.Add((mailbox.Address, outcome.Error));
        });
        return new LookBackReport(linked, logged, [.. failures.OrderBy(f => f.Item1, StringComparer.Ordinal)]);
    }

    private async Task<Result<int>> AskAsync(Mailbox mailbox, List<string> addresses, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(Reader.System);
        return await scope.ServiceProvider.GetRequiredService<LookBackInMailbox>().RunAsync(mailbox, addresses, cancel);
    }

    private static async Task<int> LinkLoggedAsync(CrmDb db, long contactId, List<string> addresses, CancellationToken cancel)
    {
        await using var write = await db.BeginWriteAsync(cancel);
        var missing = await db.Messages
            .Where(m => m.Participants.Any(p => addresses.Contains(p.AddressKey)) && m.Contacts.All(c => c.ContactId != contactId))
            .Select(m => new { m.Id, m.SentAt }).ToListAsync(cancel);
        foreach (var message in missing)
            db.MessageContacts.Add(new MessageContact { MessageId = message.Id, ContactId = contactId, SentAt = message.SentAt });
        await db.SaveChangesAsync(cancel);
        if (missing.Count > 0)
        {
            var last = missing.Max(m => m.SentAt);
            await db.Contacts.Where(c => c.Id == contactId && (c.LastContactedAt == null || c.LastContactedAt < last))
                .ExecuteUpdateAsync(s => s.SetProperty(c => c.LastContactedAt, last), cancel);
        }
        await write.CommitAsync(cancel);
        db.ChangeTracker.Clear();
        return missing.Count;
    }

    // A mail of the contact can only lie where somebody unknown was left out, or where not everything was read yet.
    private static Task<List<Mailbox>> MailboxesWorthAskingAsync(CrmDb db, string? only, CancellationToken cancel) =>
        db.Mailboxes.AsNoTracking()
            .Where(m => m.IsOn && (only == null || m.Address == only))
            .Where(m => m.Folders.Any(f => f.IsInScope && !f.IsRoundComplete)
                || db.DroppedMessages.Any(d => d.MailboxId == m.Id && d.Reason == nameof(DropReason.NoKnownParty)))
            .OrderBy(m => m.Id).ToListAsync(cancel);
}

/// <summary>Asks one mailbox for the mails of some addresses and logs those that are to be kept. The context reads as the system.</summary>
public sealed class LookBackInMailbox(CrmDb db, IMailbox server, LogMessages logMessages, MailSettings settings)
{
    private const int MessagesPerWrite = 50;

    /// <summary>How many mails were logged.</summary>
    public async Task<Result<int>> RunAsync(Mailbox mailbox, IReadOnlyList<string> addresses, CancellationToken cancel)
    {
        var logged = 0;
        var folders = await db.MailFolders.AsNoTracking().Where(f => f.MailboxId == mailbox.Id && f.IsInScope).ToListAsync(cancel);
        foreach (var folder in folders)
            foreach (var address in addresses)
            {
                var found = await server.FindByAddressAsync(mailbox.Address, folder.GraphId, address, settings.LookBackLimit, cancel);
                if (!found.Succeeded)
                    return found.Error;
                foreach (var some in found.Value.Chunk(MessagesPerWrite))
                    logged += await LogAsync(mailbox, folder, some, cancel);
            }
        return logged;
    }

    private async Task<int> LogAsync(Mailbox mailbox, MailFolder folder, MailboxMessage[] messages, CancellationToken cancel)
    {
        await using var write = await db.BeginWriteAsync(cancel);
        var counts = await logMessages.RunAsync(mailbox, folder.Id, messages, cancel);
        await db.MailFolders.Where(f => f.Id == folder.Id)
            .ExecuteUpdateAsync(s => s.SetProperty(f => f.DoneCount, f => f.DoneCount + counts.NewlyDecided)
                .SetProperty(f => f.FoundCount, f => f.FoundCount > f.DoneCount + counts.NewlyDecided ? f.FoundCount : f.DoneCount + counts.NewlyDecided), cancel);
        await write.CommitAsync(cancel);
        db.ChangeTracker.Clear();
        return counts.Kept;
    }
}
