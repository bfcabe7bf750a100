using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail.Creation;

/// <summary>Makes contacts of the people who are ticked. What a host left unfinished, the next one completes in the same change set.</summary>
public sealed class MakeTickedContacts(CrmDb db, CreateContacts createContacts)
{
    private const int PeopleAtATime = 20;

    /// <summary>Makes them; the candidates go as they become contacts. The context reads as the system.</summary>
    public async Task RunAsync(long runId, CancellationToken cancel)
    {
        var run = await db.CreationRuns.Include(r => r.Mailbox).Include(r => r.ChangeSet).SingleAsync(r => r.Id == runId, cancel);
        var owner = await CreationReader.OfAsync(db, run.Mailbox!, cancel);
        var set = run.ChangeSet;
        if (set is null)
        {
            db.ReadAs(owner);
            set = await createContacts.BeginAsync(run.Mailbox!, cancel);
            db.ReadAs(Reader.System);
            (run.ChangeSetId, run.State) = (set.Id, CreationState.Creating);
            await db.SaveChangesAsync(cancel);
        }
        while (await CreationQuery.Candidates(db, runId).Where(c => c.IsTicked).Take(PeopleAtATime).ToListAsync(cancel) is { Count: > 0 } some)
        {
            db.ChangeTracker.Clear();
            db.ReadAs(owner);
            var made = await createContacts.RunAsync(set, some, cancel);
            db.ReadAs(Reader.System);
            var (ids, now) = (some.ConvertAll(c => c.Id), db.Now);
            await using var write = await db.BeginWriteAsync(cancel);
            await db.CreationCandidates.Where(c => ids.Contains(c.Id)).ExecuteDeleteAsync(cancel);
            await db.CreationRuns.Where(r => r.Id == runId).ExecuteUpdateAsync(s => s
                .SetProperty(r => r.ContactsMade, r => r.ContactsMade + made.Contacts)
                .SetProperty(r => r.AccountsMade, r => r.AccountsMade + made.Accounts)
                .SetProperty(r => r.Refused, r => r.Refused + made.Refused)
                .SetProperty(r => r.WorkedOnAt, now), cancel);
            await write.CommitAsync(cancel);
        }
        db.ChangeTracker.Clear();
        var ended = db.Now;
        await using (var write = await db.BeginWriteAsync(cancel))
        {
            await db.ChangeSets.Where(s => s.Id == set.Id).ExecuteUpdateAsync(s => s.SetProperty(c => c.CompletedAt, ended), cancel);
            await db.CreationRuns.Where(r => r.Id == runId).ExecuteUpdateAsync(s => s.SetProperty(r => r.State, CreationState.LookingBack), cancel);
            await write.CommitAsync(cancel);
        }
        await db.ScrubAsync(cancel);
    }
}
