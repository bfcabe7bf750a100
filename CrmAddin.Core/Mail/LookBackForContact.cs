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

/// <summary>How far a look back has come.</summary>
/// <param name="Asked">Mailboxes that were asked.</param>
/// <param name="Mailboxes">Mailboxes in which there may be something.</param>
public sealed record LookBackProgress(int Asked, int Mailboxes);

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
    /// <param name="progress">Told after each mailbox.</param>
    public async Task<LookBackReport> RunAsync(long contactId, CancellationToken cancel, string? onlyMailbox = null, IProgress<LookBackProgress>? progress = null)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(Reader.System);
        var addresses = await db.ContactEmails.Where(e => e.ContactId == contactId).Select(e => e.AddressKey).ToListAsync(cancel);
        var linked = await LinkLoggedAsync(db, scope.ServiceProvider.GetRequiredService<LinkEarlierMail>(), contactId, cancel);
        var mailboxes = await MailboxesWorthAskingAsync(db, onlyMailbox is null ? null : MailAddresses.KeyOf(onlyMailbox), cancel);
        var (logged, asked) = (0, 0);
        progress?.Report(new LookBackProgress(0, mailboxes.Count));
        var failures = new ConcurrentBag<(string, Error)>();
        await Parallel.ForEachAsync(mailboxes, new ParallelOptions { MaxDegreeOfParallelism = MailboxesAtATime, CancellationToken = cancel }, async (mailbox, stop) =>
        {
            var outcome = await AskAsync(mailbox, addresses, stop);
            if (outcome.Succeeded)
                Interlocked.Add(ref logged, outcome.Value);
            else
                failures.Add((mailbox.Address, outcome.Error));
            progress?.Report(new LookBackProgress(Interlocked.Increment(ref asked), mailboxes.Count));
        });
        return new LookBackReport(linked, logged, [.. failures.OrderBy(f => f.Item1, StringComparer.Ordinal)]);
    }

    private async Task<Result<int>> AskAsync(Mailbox mailbox, List<string> addresses, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(Reader.System);
        return await scope.ServiceProvider.GetRequiredService<LookBackInMailbox>().RunAsync(mailbox, addresses, cancel);
    }

    private static async Task<int> LinkLoggedAsync(CrmDb db, LinkEarlierMail linkEarlierMail, long contactId, CancellationToken cancel)
    {
        await using var write = await db.BeginWriteAsync(cancel);
        var count = await linkEarlierMail.RunAsync([contactId], cancel);
        await write.CommitAsync(cancel);
        return count;
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
        var folders = await db.MailFolders.AsNoTracking().Where(f => f.MailboxId == mailbox.Id && f.IsInScope && f.GoneAt == null).ToListAsync(cancel);
        foreach (var folder in folders)
            foreach (var address in addresses)
            {
                var found = await server.FindByAddressAsync(mailbox.Address, folder.GraphId, address, settings.LookBackLimit, cancel);
                if (!found.Succeeded)
                    return found.Error;
                foreach (var some in found.Value.Where(m => !mailbox.IsTooOld(m)).Chunk(MessagesPerWrite))
                    logged += await LogAsync(mailbox, folder, some, cancel);
            }
        return logged;
    }

    private async Task<int> LogAsync(Mailbox mailbox, MailFolder folder, MailboxMessage[] messages, CancellationToken cancel)
    {
        await using var write = await db.BeginWriteAsync(cancel);
        var counts = await logMessages.RunAsync(mailbox, folder.Id, messages, cancel);
        await FolderCounts.AddAsync(db, folder.Id, counts.NewlyDecided, 0, cancel);
        await write.CommitAsync(cancel);
        db.ChangeTracker.Clear();
        return counts.Kept;
    }
}
