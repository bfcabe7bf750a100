using CrmAddin.Core.Metrics;
using CrmAddin.Core.Metrics.CustomerValue;

namespace CrmAddin.Reports.Cltv;

/// <summary>What customers are grouped by.</summary>
public enum CltvGrouping
{
    /// <summary>By industry; people are one segment.</summary>
    Segment,

    /// <summary>By the level of the contact, or of the account's best one.</summary>
    Level,

    /// <summary>By what the first sale came of, else how the contact was met.</summary>
    Source,
}

/// <summary>What is known of a customer beside what they bought; null where nothing is.</summary>
/// <param name="Name">The name; null for one whom the reader does not see.</param>
/// <param name="Segment">Segment, as shown.</param>
/// <param name="Level">Level, as shown.</param>
/// <param name="Source">Source, as shown.</param>
public sealed record CustomerTraits(string? Name, string? Segment, string? Level, string? Source);

/// <summary>One customer as the workbook shows them.</summary>
/// <param name="Number">A for an account or C for a contact, with the number in the store: unique, as names are not.</param>
/// <param name="Traits">Who they are.</param>
/// <param name="History">What they bought.</param>
/// <param name="Behaviour">The same as the models see it.</param>
/// <param name="Prediction">What they are expected to bring; null without models.</param>
/// <param name="IsNew">Whether their first purchase falls in the period.</param>
public sealed record CltvCustomer(
    string Number, CustomerTraits Traits, CustomerHistory History, PurchaseHistory Behaviour, CustomerPrediction? Prediction, bool IsNew)
{
    /// <summary>How the value moves with the models' parameters; null without models.</summary>
    public double[]? Slopes { get; init; }

    /// <summary>The predicted value in whole cents.</summary>
    public decimal? PredictedValue => Prediction is { } prediction ? Math.Round((decimal)prediction.Value, 2) : null;
}

/// <summary>All that the workbook sees.</summary>
public sealed record CltvRows
{
    /// <summary>The customers who had bought by the day of reporting.</summary>
    public required IReadOnlyList<CltvCustomer> Customers { get; init; }

    /// <summary>The models and their holdout; amounts in the report's currency.</summary>
    public required FirmCustomerValue Value { get; init; }

    /// <summary>Marketing and sales costs of the period; null where the reader does not read costs.</summary>
    public required decimal? Costs { get; init; }

    /// <summary>Period, day of reporting, currency and language.</summary>
    public required ReportFrame Frame { get; init; }

    /// <summary>The amount of the customers' sales, as the store sums it up.</summary>
    public required decimal StoreAmount { get; init; }

    /// <summary>What the historic figures are computed for.</summary>
    public CustomerSettings Settings => Frame.CustomerSettings;

    /// <summary>What one customer of the period cost to win.</summary>
    public Figure Cac => Figure.Money(
        FigureKeys.Cac, Ratio.Of(Costs, Customers.Count(customer => customer.IsNew)), Costs is null ? EmptyReason.CostsNotRead : EmptyReason.NoNewCustomers);

    /// <summary>Predicts by the models; null without any.</summary>
    public PredictedValue? Predict { get; init; }

    /// <summary>The mean prediction of some customers, of the values shown; null without models.</summary>
    public MeanPrediction? MeanOf(IReadOnlyList<CltvCustomer> customers) => Predict is null || customers.Count == 0
        ? null
        : Predict.MeanOf([.. customers.Select(customer => customer.Slopes!)]) with { Mean = customers.Sum(customer => customer.PredictedValue ?? 0) / customers.Count };
}
