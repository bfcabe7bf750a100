using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail.Creation;

/// <summary>Reads of the making of contacts out of mail, each within what the context's reader sees.</summary>
public static class CreationQuery
{
    /// <summary>Runs that a host works on or is to work on.</summary>
    public static IQueryable<CreationRun> AtWork(CrmDb db) => db.CreationRuns.Where(r =>
        r.State == CreationState.Waiting || r.State == CreationState.Reading || r.State == CreationState.Confirmed || r.State == CreationState.Creating || r.State == CreationState.LookingBack);

    /// <summary>Runs that nobody has worked on since a moment, the longest waiting first.</summary>
    public static IQueryable<CreationRun> Waiting(CrmDb db, DateTimeOffset notSince) =>
        AtWork(db).AsNoTracking().Where(r => r.WorkedOnAt == null || r.WorkedOnAt < notSince).OrderBy(r => r.AskedAt);

    /// <summary>The reader's runs, newest first.</summary>
    public static IQueryable<CreationRun> Runs(CrmDb db) => db.CreationRuns.AsNoTracking().Include(r => r.Mailbox).OrderByDescending(r => r.Id);

    /// <summary>People of a run, those with most mails first.</summary>
    public static IQueryable<CreationCandidate> Candidates(CrmDb db, long runId) =>
        db.CreationCandidates.AsNoTracking().Where(c => c.RunId == runId).OrderByDescending(c => c.MailCount).ThenByDescending(c => c.LastMailAt).ThenBy(c => c.Id);

    /// <summary>Keys of the rows of an entity that a change set made.</summary>
    public static IQueryable<long> Made(CrmDb db, long changeSetId, string entity) =>
        db.AuditEntries.Where(e => e.ChangeSetId == changeSetId && e.Entity == entity && e.Action == AuditAction.Created).OrderBy(e => e.EntityId).Select(e => e.EntityId);

    /// <summary>The contacts that a change set made and that the reader sees.</summary>
    public static IQueryable<Contact> ContactsMade(CrmDb db, long changeSetId) =>
        db.Contacts.AsNoTracking().Where(c => Made(db, changeSetId, nameof(Contact)).Contains(c.Id)).Include(c => c.Emails).Include(c => c.Account).OrderBy(c => c.SortKey).ThenBy(c => c.Id);

    /// <summary>Of some contacts, those that somebody changed after a change set had made them.</summary>
    public static IQueryable<long> ChangedSince(CrmDb db, long changeSetId, IReadOnlyCollection<long> contactIds) => db.AuditEntries
        .Where(e => e.RootEntity == nameof(Contact) && contactIds.Contains(e.RootId) && e.ChangeSetId != changeSetId && e.Action != AuditAction.Exported
            && e.ChangeSet!.UndoneAt == null && e.ChangeSet.Origin != ChangeOrigin.Undo)
        .Select(e => e.RootId).Distinct();
}
