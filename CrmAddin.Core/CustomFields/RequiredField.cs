using CrmAddin.Core.Audit;
using CrmAddin.Core.Deals;

namespace CrmAddin.Core.CustomFields;

/// <summary>A field that must be filled when a person saves by hand; capture and import mark the gap instead of refusing.</summary>
public sealed class RequiredField : IAudited
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>Of what.</summary>
    public FieldEntity Entity { get; set; }

    /// <summary>For deals: from which stage on; null for always.</summary>
    public long? StageId { get; set; }

    /// <summary>The stage's row.</summary>
    public Stage? Stage { get; set; }

    /// <summary>Name of a basic or built-in field in camel case, or "custom:" and the key of a custom field.</summary>
    public required string Field { get; set; }
}
