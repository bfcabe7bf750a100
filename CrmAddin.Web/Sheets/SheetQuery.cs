using CrmAddin.Core.Contacts;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Sheets;

/// <summary>Reads for sheets that are edited. All of them are held to the reader of the context.</summary>
public static class SheetQuery
{
    /// <summary>Deals with what a sheet shows of them, in the order of their keys.</summary>
    public static IQueryable<Deal> Deals(IQueryable<Deal> deals) => deals.AsNoTracking()
        .Include(d => d.Account).Include(d => d.Owner).Include(d => d.Pipeline).Include(d => d.Stage)
        .Include(d => d.CustomValues).ThenInclude(v => v.LinkedContact).OrderBy(d => d.Id);

    /// <summary>The stages of a deal's pipeline.</summary>
    public static IQueryable<Stage> StagesOfDeal(CrmDb db, long dealId) =>
        db.Stages.AsNoTracking().Where(s => db.Deals.Any(d => d.Id == dealId && d.PipelineId == s.PipelineId)).OrderBy(s => s.Position);

    /// <summary>People with what a sheet shows of them, in the order of their names.</summary>
    public static IQueryable<Contact> People(IQueryable<Contact> contacts) => contacts.AsNoTracking()
        .Include(c => c.Account).Include(c => c.Owner).Include(c => c.Emails).Include(c => c.Phones)
        .Include(c => c.CustomValues).ThenInclude(v => v.LinkedContact).AsSplitQuery().OrderBy(c => c.SortKey).ThenBy(c => c.Id);

    /// <summary>Who changed a record last.</summary>
    public static IQueryable<string> LastChangedBy(CrmDb db, string entity, long id) => db.AuditEntries.AsNoTracking()
        .Where(e => e.RootEntity == entity && e.RootId == id).OrderByDescending(e => e.Id).Take(1)
        .SelectMany(e => db.Users.Where(u => u.Id == e.ChangeSet!.UserId).Select(u => u.DisplayName));
}
