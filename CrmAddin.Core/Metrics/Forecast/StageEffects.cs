namespace CrmAddin.Core.Metrics.Forecast;

/// <summary>
/// How deals differ by the stage in which they stand: looked at on every past month-end, with what became of them after it. So a deal that
/// is still in an early stage at its age counts as such.
/// </summary>
internal static class StageEffects
{
    // So many closings at the speed of all deals are laid beside those of a stage.
    private const double ClosingsBesideStage = 10;

    /// <summary>The effects by stage; empty where the history knows no stages.</summary>
    public static Dictionary<long, IReadOnlyList<StageEffect>> Learn(IReadOnlyList<ForecastDeal> deals, ForecastModel model, DateOnly windowStart)
    {
        var tallies = new Dictionary<long, Tally>();
        foreach (var deal in deals)
        {
            if (deal.OpenedOn > model.Day || deal.OpenedOn is null || deal.ClosedOn < deal.OpenedOn || deal.ClosedOn <= windowStart)
                continue;
            var end = deal.IsClosedBy(model.Day) ? deal.ClosedOn!.Value : model.Day;
            for (var look = Months.EndOf(Latest(windowStart, deal.OpenedOn.Value, deal.KnownFrom)); look < end; look = Months.EndOf(look.AddDays(1)))
            {
                if (deal.StageOn(look) is { } stage)
                    (tallies.TryGetValue(stage, out var tally) ? tally : tallies[stage] = new()).Add(deal, look, end, model);
            }
        }
        var offsets = Enumerable.Range(0, StageEffect.Count)
            .Select(at => Shrinkage.Offsets(tallies.ToDictionary(stage => stage.Key, stage => stage.Value.Won[at]))).ToList();
        return tallies.ToDictionary(stage => stage.Key, stage => stage.Value.Effects([.. offsets.Select(offset => offset[stage.Key])]));
    }

    private static DateOnly Latest(params ReadOnlySpan<DateOnly> days)
    {
        var latest = days[0];
        foreach (var day in days)
            latest = day > latest ? day : latest;
        return latest;
    }

    private sealed class Tally
    {
        private readonly double[] _expected = new double[StageEffect.Count];

        public ObservedRate[] Won { get; } = new ObservedRate[StageEffect.Count];

        public void Add(ForecastDeal deal, DateOnly look, DateOnly end, ForecastModel model)
        {
            var (age, last) = (deal.AgeOn(look), deal.AgeOn(end));
            for (var at = 0; at < StageEffect.Count; at++)
            {
                var from = age + at * StageEffect.Days + 1;
                var to = at + 1 < StageEffect.Count ? Math.Min(last, from + StageEffect.Days - 1) : last;
                if (to < from)
                    break;
                _expected[at] += model.Over(new(age, null, null), from, to).Hazard;
                if (to == last && deal.IsClosedBy(model.Day))
                    Won[at] = new(Won[at].Count + 1, Won[at].Came + (deal.IsWon ? 1 : 0), Won[at].Expected + model.WonShareAtClose(deal));
            }
        }

        public IReadOnlyList<StageEffect> Effects(double[] offsets) =>
        [
            .. Won.Select((won, at) => new StageEffect((won.Count + ClosingsBesideStage) / (_expected[at] + ClosingsBesideStage), offsets[at], won.Count)),
        ];
    }
}
