using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Imports;

/// <summary>Imports as pages and the worker ask for them.</summary>
public static class ImportRunQuery
{
    /// <summary>What waits to be done, oldest first; a dry run before everything else, because somebody sits before it.</summary>
    public static IQueryable<ImportRun> Waiting(CrmDb db, long checkId) =>
        db.ImportRuns.AsNoTracking()
            .Where(r => r.Id == checkId || r.State == ImportState.Undoing || (r.FilePath != null && (r.State == ImportState.Queued || r.State == ImportState.Running)))
            .OrderBy(r => r.Id == checkId ? 0 : 1).ThenBy(r => r.Id);

    /// <summary>The imports that the reader may look at: their own, and everybody's for an administrator.</summary>
    public static IQueryable<ImportRun> Seen(CrmDb db)
    {
        var (seesAll, user) = (db.Reader.MayAdminister, db.Reader.UserId);
        return db.ImportRuns.AsNoTracking().Where(r => seesAll || r.UserId == user);
    }

    /// <summary>The newest imports before one, newest first.</summary>
    public static IQueryable<ImportRun> Newest(CrmDb db, long before) => Seen(db).Where(r => r.Id < before).OrderByDescending(r => r.Id);

    /// <summary>Choices of columns that the reader saved.</summary>
    public static IQueryable<ImportMapping> Mappings(CrmDb db)
    {
        var user = db.Reader.UserId;
        return db.ImportMappings.AsNoTracking().Where(m => m.UserId == user).OrderBy(m => m.NameKey);
    }

    /// <summary>Files that were uploaded before a moment and never imported.</summary>
    public static IQueryable<ImportRun> ForgottenUploads(CrmDb db, DateTimeOffset before) =>
        db.ImportRuns.AsNoTracking().Where(r => r.State == ImportState.Uploaded && r.StartedAt < before);
}
