using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Metrics.Stored;

/// <summary>Reads of fitted models.</summary>
public static class StoredModelQuery
{
    /// <summary>The models of a kind, the newest first.</summary>
    public static IQueryable<StoredModel> NewestFirst(CrmDb db, StoredModelKind kind) =>
        db.StoredModels.AsNoTracking().Where(m => m.Kind == kind).OrderByDescending(m => m.MadeAt).ThenByDescending(m => m.Id);
}
