using CrmAddin.Core.Contacts;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail.Creation;

/// <summary>Brings the earlier mails of the contacts that a run made to the log.</summary>
public sealed class LookBackForCreation(CrmDb db, LookBackForContact lookBack)
{
    /// <summary>Looks back for each; a mailbox that cannot be asked is named in the run. The context reads as the system.</summary>
    public async Task RunAsync(long runId, CancellationToken cancel)
    {
        var set = await db.CreationRuns.Where(r => r.Id == runId).Select(r => r.ChangeSetId).SingleAsync(cancel);
        var contacts = set is { } id ? await CreationQuery.Made(db, id, nameof(Contact)).ToListAsync(cancel) : [];
        foreach (var contact in contacts)
        {
            var report = await lookBack.RunAsync(contact, cancel);
            var (mails, now) = (report.Logged + report.Linked, db.Now);
            var (sentence, code) = report.Failures is [var (_, failure), ..] ? (failure.Sentence, failure.Code) : (null, null);
            await using var write = await db.BeginWriteAsync(cancel);
            await db.CreationRuns.Where(r => r.Id == runId).ExecuteUpdateAsync(s => s
                .SetProperty(r => r.MailsLogged, r => r.MailsLogged + mails)
                .SetProperty(r => r.Error, r => sentence ?? r.Error)
                .SetProperty(r => r.ErrorCode, r => code ?? r.ErrorCode)
                .SetProperty(r => r.WorkedOnAt, now), cancel);
            await write.CommitAsync(cancel);
        }
        var ended = db.Now;
        await using var last = await db.BeginWriteAsync(cancel);
        await db.CreationRuns.Where(r => r.Id == runId).ExecuteUpdateAsync(s => s.SetProperty(r => r.State, CreationState.Done).SetProperty(r => r.EndedAt, ended), cancel);
        await last.CommitAsync(cancel);
    }
}
