using CrmAddin.Core.Contacts;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Sheets;

/// <summary>A deal with what a sheet to edit shows of it.</summary>
public sealed record DealToEdit(
    long Id, int Version, string Title, string? Account, string? Owner, string Pipeline, string? PipelineArabic, string Stage, string? StageArabic,
    decimal? Amount, string Currency, decimal? ProbabilityOverride, DateOnly? ExpectedCloseOn);

/// <summary>Reads for sheets that are edited. All of them are held to the reader of the context.</summary>
public static class SheetQuery
{
    /// <summary>Deals in the order of their keys.</summary>
    public static IQueryable<DealToEdit> Deals(IQueryable<Deal> deals) => deals.OrderBy(d => d.Id).Select(d => new DealToEdit(
        d.Id, d.Version, d.Title, d.Account!.Name, d.Owner!.DisplayName, d.Pipeline!.Name, d.Pipeline.NameArabic, d.Stage!.Name, d.Stage.NameArabic,
        d.Amount, d.Currency, d.ProbabilityOverride, d.ExpectedCloseOn));

    /// <summary>The stages of a deal's pipeline.</summary>
    public static IQueryable<Stage> StagesOfDeal(CrmDb db, long dealId) =>
        db.Stages.AsNoTracking().Where(s => db.Deals.Any(d => d.Id == dealId && d.PipelineId == s.PipelineId)).OrderBy(s => s.Position);

    /// <summary>People with what a sheet shows of them, in the order of their names.</summary>
    public static IQueryable<Contact> People(IQueryable<Contact> contacts) => contacts.AsNoTracking()
        .Include(c => c.Account).Include(c => c.Owner).Include(c => c.Emails).Include(c => c.Phones).OrderBy(c => c.SortKey).ThenBy(c => c.Id);

    /// <summary>Who changed a record last.</summary>
    public static IQueryable<string> LastChangedBy(CrmDb db, string entity, long id) => db.AuditEntries.AsNoTracking()
        .Where(e => e.RootEntity == entity && e.RootId == id).OrderByDescending(e => e.Id).Take(1)
        .SelectMany(e => db.Users.Where(u => u.Id == e.ChangeSet!.UserId).Select(u => u.DisplayName));
}
