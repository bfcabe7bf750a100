using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Deals;

/// <summary>Reads of deals, each within what the context's reader sees.</summary>
public static class DealQuery
{
    /// <summary>Pipelines with their stages in order.</summary>
    public static IQueryable<Pipeline> Pipelines(CrmDb db) =>
        db.Pipelines.AsNoTracking().Include(p => p.Stages.OrderBy(s => s.Position)).OrderByDescending(p => p.IsDefault).ThenBy(p => p.Id);

    /// <summary>A deal with all its parts.</summary>
    public static IQueryable<Deal> Whole(CrmDb db, long id) =>
        db.Deals.AsNoTracking().Where(d => d.Id == id)
            .Include(d => d.Stage).Include(d => d.Pipeline).Include(d => d.Account).Include(d => d.Owner).Include(d => d.Source)
            .Include(d => d.Contacts).ThenInclude(c => c.Contact)
            .Include(d => d.Lines).ThenInclude(l => l.Product)
            .Include(d => d.CustomValues).ThenInclude(v => v.LinkedContact);

    /// <summary>A page of deals of a pipeline in a kind of stage, newest first, before a key.</summary>
    public static IQueryable<Deal> Page(CrmDb db, long pipelineId, StageKind kind, long beforeId) =>
        db.Deals.AsNoTracking()
            .Where(d => d.PipelineId == pipelineId && d.Stage!.Kind == kind && d.Id < beforeId)
            .OrderByDescending(d => d.Id)
            .Include(d => d.Stage).Include(d => d.Account).Include(d => d.Owner);
}
