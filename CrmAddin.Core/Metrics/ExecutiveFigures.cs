using CrmAddin.Core.Metrics.CustomerValue;
using CrmAddin.Core.Metrics.Forecast;

namespace CrmAddin.Core.Metrics;

/// <summary>What the headlines of all reports are made of, each already computed by its definition or counted.</summary>
public sealed record ExecutiveInput
{
    /// <summary>Open deals, and those closed in the period.</summary>
    public required IReadOnlyList<PipelineDeal> Deals { get; init; }

    /// <summary>The figures of targets.</summary>
    public required IReadOnlyList<Figure> Targets { get; init; }

    /// <summary>The figures of conversion.</summary>
    public required IReadOnlyList<Figure> Conversion { get; init; }

    /// <summary>All sales by the day of reporting.</summary>
    public required IReadOnlyList<Sale> Sales { get; init; }

    /// <summary>Marketing and sales costs of the period; null where the reader does not read costs.</summary>
    public required decimal? AcquisitionCost { get; init; }

    /// <summary>What was done in the period.</summary>
    public required IReadOnlyList<WorkCount> Work { get; init; }

    /// <summary>The contacts; null for a report on the past.</summary>
    public required IReadOnlyList<ContactBase>? Contacts { get; init; }

    /// <summary>The last forecast that was kept; null where there is none, or none for this reader.</summary>
    public FirmForecast? Forecast { get; init; }

    /// <summary>The mean of the last customer value that was kept, in the report's currency; null where there is none.</summary>
    public MeanPrediction? CustomerValue { get; init; }

    /// <summary>Why there is no forecast, where there is none.</summary>
    public EmptyReason WhyNoForecast { get; init; } = EmptyReason.NotComputedYet;

    /// <summary>Why there is no customer value, where there is none.</summary>
    public EmptyReason WhyNoCustomerValue { get; init; } = EmptyReason.NotComputedYet;

    /// <summary>Period and day of reporting.</summary>
    public required CustomerSettings Settings { get; init; }
}

/// <summary>The headlines of all reports.</summary>
/// <param name="All">All figures, each once.</param>
/// <param name="Totals">What the value of customers is computed from.</param>
/// <param name="Stayed">Customers who were active when the period began and when it ended.</param>
public sealed record ExecutiveFigures(IReadOnlyList<Figure> All, CustomerTotals Totals, int Stayed)
{
    /// <summary>Computes them.</summary>
    public static ExecutiveFigures Compute(ExecutiveInput input)
    {
        var totals = CustomerTotals.Of(CustomerHistory.Of(input.Sales, input.Settings));
        var customers = CustomerInPeriod.Of(input.Sales, input.Settings);
        var retention = RetentionFigures.Compute(customers);
        var cac = Cac(input.AcquisitionCost, retention.Single(figure => figure.Key == FigureKeys.NewCustomers).Value);
        IEnumerable<Figure> all =
        [
            .. PipelineFigures.Compute(input.Deals, new(input.Settings.Period, input.Settings.AsOf, input.Settings.Firm)).Where(figure => !_ofHistories.Contains(figure.Key)),
            .. input.Targets,
            .. FirmForecast.Figures(input.Forecast).Select(figure => Because(figure, input.WhyNoForecast, input.Forecast is null)),
            .. input.Conversion,
            Figure.Money(FigureKeys.AcquisitionCost, input.AcquisitionCost, EmptyReason.CostsNotRead),
            cac,
            .. CustomerFigures.Compute(totals, input.Settings, cac),
            .. FirmCustomerValue.Figures(input.CustomerValue, input.WhyNoCustomerValue, cac),
            .. retention,
            .. ActivityFigures.Compute(PersonWeek.Of(input.Work), [], input.Contacts),
            .. NotRecorded,
        ];
        return new([.. all.DistinctBy(figure => figure.Key)], totals, customers.Count(customer => customer.IsActiveAtStart && customer.IsActiveAtEnd));
    }

    // The deals come without their moves here, so that nothing would seem to have slipped.
    private static readonly HashSet<string> _ofHistories = [FigureKeys.SlippedCount, FigureKeys.SlippedAmount, FigureKeys.SlippedMedianDays];

    // Surveys and requests are not kept yet, so there is nothing to divide by.
    private static IEnumerable<Figure> NotRecorded =>
    [
        Figure.Number(FigureKeys.Nps, null, EmptyReason.NoAnswersRecorded),
        Figure.Number(FigureKeys.Csat, null, EmptyReason.NoAnswersRecorded),
        Figure.Number(FigureKeys.FirstResponseHours, null, EmptyReason.NoRequestsRecorded),
        Figure.Number(FigureKeys.ResolutionHours, null, EmptyReason.NoRequestsRecorded),
    ];

    private static Figure Cac(decimal? cost, decimal? customers) =>
        Figure.Money(FigureKeys.Cac, Ratio.Of(cost, customers), cost is null ? EmptyReason.CostsNotRead : EmptyReason.NoNewCustomers);

    private static Figure Because(Figure figure, EmptyReason why, bool isMissing) => isMissing ? figure with { WhyEmpty = why } : figure;
}
