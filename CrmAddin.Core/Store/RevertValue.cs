using CrmAddin.Core.Audit;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace CrmAddin.Core.Store;

/// <summary>Takes one journalled change of a field back.</summary>
internal static class RevertValue
{
    /// <summary>
    /// Gives a tracked row the old value where its present value is still the change's; false where somebody has changed it since, the
    /// values were erased, or the field is no more.
    /// </summary>
    public static bool Run(EntityEntry row, AuditValue change)
    {
        if (change.Salt is null || row.Metadata.FindProperty(change.Field) is null)
            return false;
        var property = row.Property(change.Field);
        if (Journal.Json(Journal.Kept(property.CurrentValue, property.Metadata)) != Journal.Json(Journal.FromJson(change.NewValue, property.Metadata)))
            return false;
        property.CurrentValue = Journal.FromJson(change.OldValue, property.Metadata);
        return true;
    }
}
