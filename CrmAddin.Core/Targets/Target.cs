using CrmAddin.Core.Audit;
using CrmAddin.Core.Products;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;

namespace CrmAddin.Core.Targets;

/// <summary>How long a target's period is.</summary>
public enum TargetPeriod
{
    /// <summary>A calendar month.</summary>
    Month,
    /// <summary>Three calendar months.</summary>
    Quarter,
    /// <summary>Twelve calendar months.</summary>
    Year,
}

/// <summary>Whose target it is.</summary>
public enum TargetScope
{
    /// <summary>The whole firm's.</summary>
    Company,
    /// <summary>A team's.</summary>
    Team,
    /// <summary>A person's.</summary>
    Person,
    /// <summary>A product's.</summary>
    Product,
}

/// <summary>What a target counts.</summary>
public enum TargetMeasure
{
    /// <summary>Amount won.</summary>
    Amount,
    /// <summary>Number of deals won.</summary>
    Count,
}

/// <summary>A target (هدف): what is to be won in a period, once a period, scope and measure.</summary>
public sealed class Target : IVersioned, ITimed, IAudited
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>How long its period is.</summary>
    public TargetPeriod Period { get; set; }

    /// <summary>First day of the period.</summary>
    public DateOnly StartsOn { get; set; }

    /// <summary>Whose it is.</summary>
    public TargetScope Scope { get; set; }

    /// <summary>The team; only with <see cref="TargetScope.Team"/>.</summary>
    public long? TeamId { get; set; }

    /// <summary>The team's row.</summary>
    public Team? Team { get; set; }

    /// <summary>The person; only with <see cref="TargetScope.Person"/>.</summary>
    public long? UserId { get; set; }

    /// <summary>The person's row.</summary>
    public User? User { get; set; }

    /// <summary>The product; only with <see cref="TargetScope.Product"/>.</summary>
    public long? ProductId { get; set; }

    /// <summary>The product's row.</summary>
    public Product? Product { get; set; }

    /// <summary>What it counts.</summary>
    public TargetMeasure Measure { get; set; }

    /// <summary>The amount in <see cref="Currency"/>, or the number of deals.</summary>
    public decimal Value { get; set; }

    /// <summary>ISO 4217 code of an amount; null for a count.</summary>
    public string? Currency { get; set; }

    /// <summary>Period, scope, its row and measure in one: "Month 2026-01-01 Person 7 Amount"; unique.</summary>
    public required string IdentityKey { get; set; }

    /// <inheritdoc/>
    public DateTimeOffset CreatedAt { get; set; }

    /// <inheritdoc/>
    public DateTimeOffset ChangedAt { get; set; }

    /// <inheritdoc/>
    public int Version { get; set; }

    /// <summary>The first day after the period.</summary>
    public DateOnly EndsBefore => Period switch
    {
        TargetPeriod.Month => StartsOn.AddMonths(1),
        TargetPeriod.Quarter => StartsOn.AddMonths(3),
        _ => StartsOn.AddYears(1),
    };

    /// <summary>The identity of a target with these properties.</summary>
    public static string IdentityOf(TargetPeriod period, DateOnly startsOn, TargetScope scope, long? scopeId, TargetMeasure measure) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{period} {startsOn:yyyy-MM-dd} {scope} {scopeId ?? 0} {measure}");
}
