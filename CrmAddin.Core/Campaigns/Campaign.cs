using CrmAddin.Core.Audit;
using CrmAddin.Core.Store;

namespace CrmAddin.Core.Campaigns;

/// <summary>A campaign (حملة): what the firm does for some time to win or keep customers. Everybody who signs in sees all of them.</summary>
public sealed class Campaign : IVersioned, ITimed, IAudited
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>Name.</summary>
    public required string Name { get; set; }

    /// <summary>Name in Arabic; the other where there is none.</summary>
    public string? NameArabic { get; set; }

    /// <summary>Folded name; unique.</summary>
    public required string NameKey { get; set; }

    /// <summary>How it reaches people: "e-mail", "trade fair", "telephone".</summary>
    public string? Channel { get; set; }

    /// <summary>First day.</summary>
    public DateOnly? StartsOn { get; set; }

    /// <summary>Last day.</summary>
    public DateOnly? EndsOn { get; set; }

    /// <summary>What it may cost, in <see cref="Currency"/>.</summary>
    public decimal? Budget { get; set; }

    /// <summary>ISO 4217 code of the budget.</summary>
    public required string Currency { get; set; }

    /// <summary>Part of revenue that counts as profit, 0 to 1; null where the firm's or product's counts.</summary>
    public decimal? Margin { get; set; }

    /// <inheritdoc/>
    public DateTimeOffset CreatedAt { get; set; }

    /// <inheritdoc/>
    public DateTimeOffset ChangedAt { get; set; }

    /// <inheritdoc/>
    public int Version { get; set; }

    /// <summary>The name in a language.</summary>
    public string NameIn(string language) => language == "ar" && !string.IsNullOrWhiteSpace(NameArabic) ? NameArabic : Name;
}
