using CrmAddin.Core.Firm;

namespace CrmAddin.Core.Metrics.CustomerValue;

/// <summary>What the predicted value of customers is computed for.</summary>
public sealed record CustomerValueSettings
{
    /// <summary>Calendar months ahead.</summary>
    public int HorizonMonths { get; init; } = 12;

    /// <summary>How much a month later is worth less, as a fraction.</summary>
    public double DiscountPerMonth { get; init; } = 0.01;

    /// <summary>With the discount that the firm has set.</summary>
    public static CustomerValueSettings Of(FigureSettings firm) => new() { DiscountPerMonth = (double)firm.DiscountPerMonth };

    /// <summary>Fewer customers with repeat purchases settle no model.</summary>
    public int MinRepeatCustomers { get; init; } = 100;
}
