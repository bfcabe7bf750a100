using CrmAddin.Core.Accounts;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Mail.Rules;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail.Creation;

/// <summary>What taking back a run did.</summary>
/// <param name="Contacts">Contacts that are gone.</param>
/// <param name="Accounts">Accounts that are gone.</param>
/// <param name="Mails">Mails that left the log with them.</param>
/// <param name="Stayed">Contacts that stayed, with the reason.</param>
public sealed record TakenBack(int Contacts, int Accounts, int Mails, IReadOnlyList<StayedContact> Stayed);

/// <summary>A contact or account that was not taken back.</summary>
public sealed record StayedContact(string Entity, long Id, string Name, StayedReason Reason);

/// <summary>
/// Takes back the contacts and accounts that a run made, but those that somebody changed or uses since. Mails that were kept for them alone
/// leave the log.
/// </summary>
public sealed class TakeBackCreation(CrmDb db, ForgetCopies forgetCopies, UndoChangeSet undoChangeSet, LookBackForContact lookBack)
{
    private const int AtATime = 400;

    private static readonly string[] KeptForTheirSake = [nameof(KeepReason.KnownContact), nameof(KeepReason.KnownAccount)];

    /// <summary>Takes back in the name of the reader. Errors: <see cref="MayNotChange"/>, <see cref="CreationUnknown"/>, <see cref="CreationNotMade"/>, and those of <see cref="UndoChangeSet"/>.</summary>
    public async Task<Result<TakenBack>> RunAsync(long runId, string from, CancellationToken cancel)
    {
        var reader = db.Reader;
        if (!reader.MayChange)
            return new MayNotChange();
        var run = await db.CreationRuns.AsNoTracking().FirstOrDefaultAsync(r => r.Id == runId && r.OwnerId != null && r.OwnerId == reader.UserId, cancel);
        if (run is null)
            return new CreationUnknown(runId);
        if (run is not { ChangeSetId: { } set, State: CreationState.Done or CreationState.LookingBack })
            return new CreationNotMade();
        // Rows that merged or went to another team meanwhile belong to the set too: it is taken back as a whole.
        db.ReadAs(reader with { IsSystem = true, Role = Role.Administrator });
        try
        {
            return await TakeBackAsync(run, set, from, cancel);
        }
        finally
        {
            db.ChangeTracker.Clear();
            db.ReadAs(reader);
        }
    }

    private async Task<Result<TakenBack>> TakeBackAsync(CreationRun run, long set, string from, CancellationToken cancel)
    {
        var contacts = await CreationQuery.Made(db, set, nameof(Contact)).ToListAsync(cancel);
        var accounts = await CreationQuery.Made(db, set, nameof(Account)).ToListAsync(cancel);
        var changed = new HashSet<long>();
        foreach (var some in contacts.Chunk(AtATime))
            changed.UnionWith(await CreationQuery.ChangedSince(db, set, some).ToListAsync(cancel));
        var going = contacts.FindAll(c => !changed.Contains(c));
        var mails = await LetGoOfMailsAsync(going, accounts, cancel);
        var undone = await undoChangeSet.RunAsync(set, from, cancel);
        if (!undone.Succeeded)
            return undone.Error;
        var stayed = await NamesAsync(undone.Value.Stayed, cancel);
        var ended = db.Now;
        await using (var write = await db.BeginWriteAsync(cancel))
        {
            await db.CreationRuns.Where(r => r.Id == run.Id).ExecuteUpdateAsync(s => s.SetProperty(r => r.State, CreationState.TakenBack).SetProperty(r => r.EndedAt, ended), cancel);
            await write.CommitAsync(cancel);
        }
        await db.ScrubAsync(cancel);
        // Somebody who is used elsewhere stays, and so do their mails.
        foreach (var contact in stayed.Where(s => s.Entity == nameof(Contact) && !changed.Contains(s.Id)))
            await lookBack.RunAsync(contact.Id, cancel);
        return new TakenBack(
            contacts.Count - stayed.Count(s => s.Entity == nameof(Contact)), accounts.Count - stayed.Count(s => s.Entity == nameof(Account)), mails, stayed);
    }

    private async Task<int> LetGoOfMailsAsync(List<long> contacts, List<long> accounts, CancellationToken cancel)
    {
        var gone = 0;
        await using var write = await db.BeginWriteAsync(cancel);
        foreach (var some in contacts.Chunk(AtATime))
        {
            var theirs = await db.MessageContacts.Where(l => some.Contains(l.ContactId)).Select(l => l.MessageId).Distinct().ToListAsync(cancel);
            await db.MessageContacts.Where(l => some.Contains(l.ContactId)).ExecuteDeleteAsync(cancel);
            foreach (var messages in theirs.Chunk(AtATime))
                gone += await ForgetAsync(db.Messages.Where(m => messages.Contains(m.Id)), accounts, cancel);
        }
        foreach (var some in accounts.Chunk(AtATime))
        {
            var used = await db.Contacts.IgnoreQueryFilters().Where(c => c.AccountId != null && some.Contains(c.AccountId.Value) && !contacts.Contains(c.Id)).Select(c => c.AccountId!.Value).ToListAsync(cancel);
            var free = some.Except(used).ToList();
            gone += await ForgetAsync(db.Messages.Where(m => m.AccountId != null && free.Contains(m.AccountId.Value)), free, cancel);
            await db.Messages.Where(m => m.AccountId != null && free.Contains(m.AccountId.Value)).ExecuteUpdateAsync(s => s.SetProperty(m => m.AccountId, (long?)null), cancel);
        }
        await write.CommitAsync(cancel);
        return gone;
    }

    // What stands on somebody else's timeline, on another firm's or in a deal was not kept for these people alone.
    private async Task<int> ForgetAsync(IQueryable<LoggedMessage> messages, List<long> accounts, CancellationToken cancel)
    {
        var sole = messages.Where(m => !m.Contacts.Any() && m.DealId == null && KeptForTheirSake.Contains(m.KeptReason) && (m.AccountId == null || accounts.Contains(m.AccountId.Value)));
        var ids = await sole.Select(m => m.Id).ToListAsync(cancel);
        var copies = await db.MessageCopies.Where(c => ids.Contains(c.MessageId)).Select(c => c.Id).ToListAsync(cancel);
        await forgetCopies.RunAsync(copies, DropReason.NoKnownParty, cancel);
        return ids.Count;
    }

    private async Task<List<StayedContact>> NamesAsync(IReadOnlyList<StayedChange> stayed, CancellationToken cancel)
    {
        var rows = stayed.Where(s => s.Field is null && s.Entity is nameof(Contact) or nameof(Account)).DistinctBy(s => (s.Entity, s.EntityId)).ToList();
        var contacts = rows.Where(s => s.Entity == nameof(Contact)).Select(s => s.EntityId).ToList();
        var accounts = rows.Where(s => s.Entity == nameof(Account)).Select(s => s.EntityId).ToList();
        var people = await db.Contacts.IgnoreQueryFilters().Where(c => contacts.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.DisplayName, cancel);
        var firms = await db.Accounts.IgnoreQueryFilters().Where(a => accounts.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Name, cancel);
        return [.. rows.Select(s => new StayedContact(s.Entity, s.EntityId, (s.Entity == nameof(Contact) ? people : firms).GetValueOrDefault(s.EntityId, "—"), s.Reason))];
    }
}
