using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.CustomFields;

/// <summary>Says which fields must be filled when a person saves by hand.</summary>
public sealed class SetRequiredFields(CrmDb db)
{
    /// <summary>The shipped setting "complete contact": the ten basics.</summary>
    public static IReadOnlyList<string> CompleteContact { get; } =
        [.. Enum.GetNames<BasicField>().Select(n => char.ToLowerInvariant(n[0]) + n[1..])];

    /// <summary>
    /// Replaces the required fields of an entity (for deals: of a stage). Errors: <see cref="MayNotAdminister"/>,
    /// <see cref="CustomFieldUnknown"/> for a field that there is not.
    /// </summary>
    public async Task<Result<int>> RunAsync(FieldEntity entity, long? stageId, IReadOnlyList<string> fields, string from, CancellationToken cancel)
    {
        if (!db.Reader.MayAdminister)
            return new MayNotAdminister();
        var custom = await db.CustomFields.Where(f => f.Entity == entity).Select(f => RequiredFieldCheck.CustomPrefix + f.Key).ToListAsync(cancel);
        if (fields.FirstOrDefault(f => !custom.Contains(f) && !RequiredFieldCheck.BuiltIn(entity).Contains(f)) is { } unknown)
            return new CustomFieldUnknown(unknown);

        db.Begin(ChangeOrigin.Administer, from, "required fields");
        var now = await db.RequiredFields.Where(r => r.Entity == entity && r.StageId == stageId).ToListAsync(cancel);
        db.RequiredFields.RemoveRange(now.Where(r => !fields.Contains(r.Field)));
        db.RequiredFields.AddRange(fields.Distinct().Where(f => now.TrueForAll(r => r.Field != f)).Select(f => new RequiredField { Entity = entity, StageId = stageId, Field = f }));
        await db.SaveChangesAsync(cancel);
        return fields.Count;
    }
}
