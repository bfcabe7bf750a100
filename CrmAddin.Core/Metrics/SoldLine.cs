namespace CrmAddin.Core.Metrics;

/// <summary>A product in a sale.</summary>
/// <param name="Amount">Quantity × price, in the currency of the sale; null without a price.</param>
/// <param name="Margin">Part of it that is profit.</param>
public sealed record SoldLine(decimal? Amount, decimal Margin)
{
    /// <summary>
    /// The margin of a sale of one or more lines, each weighted by its amount. One without a price counts like the mean of the others, which
    /// is an equal part of the sale; where no line has an amount, all are equal parts.
    /// </summary>
    public static decimal MarginOf(IReadOnlyCollection<SoldLine> lines)
    {
        return lines.Average(line => line.Amount) is { } mean and > 0
            ? lines.Sum(line => (line.Amount ?? mean) * line.Margin) / (mean * lines.Count)
            : lines.Average(line => line.Margin);
    }
}
