namespace CrmAddin.Core.Metrics;

/// <summary>Open deals of one stage; amounts in the base currency.</summary>
/// <param name="Pipeline">The pipeline, as shown.</param>
/// <param name="Stage">The stage, as shown.</param>
/// <param name="OpenCount">Open deals on track.</param>
/// <param name="OpenAmount">Their amount.</param>
/// <param name="WeightedAmount">Their amount times win probability.</param>
public sealed record StageRow(string Pipeline, string Stage, int OpenCount, decimal OpenAmount, decimal WeightedAmount);

/// <summary>Stage vs amount: where the open deals stand.</summary>
public static class PipelineByStage
{
    /// <summary>One row a stage that holds open deals, in the order of the pipelines and their stages.</summary>
    public static IReadOnlyList<StageRow> Compute(IEnumerable<PipelineDeal> deals) =>
    [
        .. deals.Where(deal => deal.Standing == DealStanding.Open)
            .GroupBy(deal => (deal.Pipeline.ToUpperInvariant(), deal.Stage.ToUpperInvariant()))
            .OrderBy(group => group.Key.Item1, StringComparer.Ordinal)
            .ThenBy(group => group.Min(deal => deal.StageOrder))
            .ThenBy(group => group.Key.Item2, StringComparer.Ordinal)
            .Select(group => new StageRow(
                group.First().Pipeline,
                group.First().Stage,
                group.Count(),
                group.Sum(deal => deal.Amount ?? 0),
                group.Sum(deal => deal.WeightedAmount))),
    ];
}
