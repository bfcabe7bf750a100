using CrmAddin.Core.Firm;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail.Creation;

/// <summary>Reads a mailbox for people whom nobody knows and lists them for its owner to tick. Makes nothing.</summary>
public sealed class PreviewCreation(CrmDb db, IMailbox server, FindKnownParties findKnownParties, WeighStrangers weighStrangers, FirmSettings firm)
{
    /// <summary>Reads and lists. The context reads as the system. Errors: those of <see cref="IMailbox"/>.</summary>
    public async Task<Error?> RunAsync(long runId, CancellationToken cancel)
    {
        var run = await db.CreationRuns.AsNoTracking().Include(r => r.Mailbox).SingleAsync(r => r.Id == runId, cancel);
        var mailbox = run.Mailbox!;
        var people = new StrangersInMail(mailbox, run.Scope, await findKnownParties.RulesAsync(mailbox, cancel), firm.Country);
        var folders = await db.MailFolders.AsNoTracking().Where(f => f.MailboxId == mailbox.Id && f.IsInScope).Select(f => new { f.GraphId, f.FoundCount }).ToListAsync(cancel);
        if (folders.Count == 0)
            folders.AddRange(FindFolders.LoggedByDefault.Select(name => new { GraphId = name, FoundCount = 0 }));
        await NoteAsync(runId, s => s.SetProperty(r => r.State, CreationState.Reading).SetProperty(r => r.FoundCount, folders.Sum(f => f.FoundCount)).SetProperty(r => r.ReadCount, 0), cancel);
        foreach (var folder in folders)
            if (await ReadAsync(runId, mailbox, folder.GraphId, people, cancel) is { } error)
                return error;
        await ListAsync(run, people, cancel);
        return null;
    }

    private async Task<Error?> ReadAsync(long runId, Mailbox mailbox, string folderId, StrangersInMail people, CancellationToken cancel)
    {
        string? cursor = null;
        while (true)
        {
            var page = await server.ReadPageAsync(mailbox.Address, folderId, cursor, cancel);
            if (!page.Succeeded)
                return page.Error;
            var mails = page.Value.Messages.Where(m => m.IsWhole && (mailbox.LogFrom is not { } from || (m.ReceivedAt ?? m.SentAt) >= from)).ToList();
            var known = await findKnownParties.RunAsync(mailbox, mails, cancel);
            mails.ForEach(m => people.Read(m, known));
            var (read, now) = (page.Value.Messages.Count, db.Now);
            await NoteAsync(runId, s => s.SetProperty(r => r.ReadCount, r => r.ReadCount + read).SetProperty(r => r.WorkedOnAt, now), cancel);
            if (page.Value.IsRoundComplete)
                return null;
            cursor = page.Value.Cursor;
        }
    }

    private async Task ListAsync(CreationRun run, StrangersInMail people, CancellationToken cancel)
    {
        db.ReadAs(await CreationReader.OfAsync(db, run.Mailbox!, cancel));
        var candidates = await weighStrangers.RunAsync(people.Candidates(), cancel);
        db.ReadAs(Reader.System);
        candidates.ForEach(c => c.RunId = run.Id);
        await using var write = await db.BeginWriteAsync(cancel);
        await db.CreationCandidates.Where(c => c.RunId == run.Id).ExecuteDeleteAsync(cancel);
        db.ChangeTracker.Clear();
        db.CreationCandidates.AddRange(candidates);
        await db.SaveChangesAsync(cancel);
        var expires = db.Now + AskForCreation.ListIsKept;
        await db.CreationRuns.Where(r => r.Id == run.Id).ExecuteUpdateAsync(s => s
            .SetProperty(r => r.State, CreationState.Ready)
            .SetProperty(r => r.PeopleFound, candidates.Count)
            .SetProperty(r => r.LookAlikes, candidates.Count(c => c.LookAlikeId != null))
            .SetProperty(r => r.AccountsFound, candidates.Where(c => c is { Domain: not null, IsAccountKnown: false }).Select(c => c.Domain).Distinct().Count())
            .SetProperty(r => r.PrivateThreads, people.PrivateThreads)
            .SetProperty(r => r.ExpiresAt, expires), cancel);
        await write.CommitAsync(cancel);
        db.ChangeTracker.Clear();
    }

    private async Task NoteAsync(long runId, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<CreationRun>> set, CancellationToken cancel)
    {
        await using var write = await db.BeginWriteAsync(cancel);
        await db.CreationRuns.Where(r => r.Id == runId).ExecuteUpdateAsync(set, cancel);
        await write.CommitAsync(cancel);
    }
}
