using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.CustomFields;

/// <summary>Reads of the firm's own fields.</summary>
public static class CustomFieldQuery
{
    /// <summary>Fields of an entity that forms offer, with their choices, in their order.</summary>
    public static IQueryable<CustomField> Offered(CrmDb db, FieldEntity entity) =>
        db.CustomFields.AsNoTracking().Where(f => f.Entity == entity && !f.IsRetired).OrderBy(f => f.Position).ThenBy(f => f.Id).Include(f => f.Choices);

    /// <summary>All fields of an entity, retired ones too: what cards show values of.</summary>
    public static IQueryable<CustomField> All(CrmDb db, FieldEntity entity) =>
        db.CustomFields.AsNoTracking().Where(f => f.Entity == entity).OrderBy(f => f.Position).ThenBy(f => f.Id).Include(f => f.Choices);
}
