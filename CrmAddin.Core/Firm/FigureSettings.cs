namespace CrmAddin.Core.Firm;

/// <summary>What a firm sets in the definitions of figures; section <c>Crm:Firm:Figures</c> of the configuration.</summary>
public sealed record FigureSettings
{
    /// <summary>For how many calendar months after a purchase a customer counts as active.</summary>
    public int ActiveMonths { get; init; } = 12;

    /// <summary>How many customers must be lost before the retention span is taken over them.</summary>
    public int MinLostCustomers { get; init; } = 30;

    /// <summary>From how many customers on a campaign's own value of a customer is taken.</summary>
    public int MinCampaignCustomers { get; init; } = 30;

    /// <summary>The probability from which an open deal counts as committed.</summary>
    public decimal CommitProbability { get; init; } = 0.7m;

    /// <summary>The probability from which an open deal counts in the best case.</summary>
    public decimal BestCaseProbability { get; init; } = 0.4m;

    /// <summary>How much less a predicted purchase is worth each month later, as a fraction.</summary>
    public decimal DiscountPerMonth { get; init; } = 0.01m;

    /// <summary>Part of revenue that counts as profit, 0 to 1, where neither campaign nor product says; 1 counts revenue whole.</summary>
    public decimal Margin { get; init; } = 1;

    /// <summary>The mean of a contact's three scores from which its level is A.</summary>
    public decimal LevelAFrom { get; init; } = 7;

    /// <summary>The mean from which its level is B; below it is C.</summary>
    public decimal LevelBFrom { get; init; } = 4;

    /// <summary>To what a customer belongs who was touched more than once.</summary>
    public AttributionRule Attribution { get; init; } = AttributionRule.First;
}
