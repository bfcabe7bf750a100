using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace CrmAddin.Core.Metrics.Forecast;

/// <summary>
/// Monte Carlo of the months after a day: every open deal closes by the rates of its age, owner and stage and is won or lost, new ones
/// are opened as often as they were, whole months swing as they did, and amounts are those known or drawn of what was won. The same
/// history gives the same numbers.
/// </summary>
internal sealed class SimulateMonths
{
    private const int OpeningDaysLookedAt = 5;

    private readonly ForecastModel _model;
    private readonly AmountHistory _amounts;
    private readonly (DateOnly From, DateOnly To)[] _spans;
    private readonly (double[] Hazard, double[] WonShare, double? Amount)[] _open;
    private readonly double[][] _newWonShare;

    public SimulateMonths(IReadOnlyList<ForecastDeal> open, ForecastModel model, AmountHistory amounts, int months)
    {
        (_model, _amounts) = (model, amounts);
        var first = Months.StartOf(model.Day.AddDays(1));
        _spans = [.. Enumerable.Range(0, months).Select(at => (at == 0 ? model.Day.AddDays(1) : first.AddMonths(at), Months.EndOf(first.AddMonths(at))))];
        _open = [.. open.Select(Prepare)];
        _newWonShare = [.. Enumerable.Range(0, months).Select(NewWonShare)];
    }

    /// <summary>For each run, what each month brings: of open deals and of new ones.</summary>
    public (double Open, double New)[][] Run(int runs, int seed)
    {
        var random = new Xoshiro256StarStar(seed, threadSafe: false);
        return [.. Enumerable.Range(0, runs).Select(_ => Once(random))];
    }

    private (double Open, double New)[] Once(Xoshiro256StarStar random)
    {
        var won = new (double Open, double New)[_spans.Length];
        double[] swings = [.. _spans.Select(_ => Around(random, 1, _model.MonthSpread))];
        foreach (var (hazard, share, amount) in _open)
        {
            var left = -Math.Log(1 - random.NextDouble());
            for (var at = 0; at < _spans.Length; at++)
            {
                left -= hazard[at] * swings[at];
                if (left > 0)
                    continue;
                if (random.NextDouble() < share[at])
                    won[at].Open += amount is { } known ? _amounts.Draw(random, known) : _amounts.Draw(random);
                break;
            }
        }
        AddNew(random, swings, won);
        return won;
    }

    private void AddNew(Xoshiro256StarStar random, double[] swings, (double Open, double New)[] won)
    {
        var openings = _model.Openings;
        if (openings.PerMonth <= 0)
            return;
        var beyond = Math.Max(0, openings.Variance - openings.PerMonth) / (openings.PerMonth * openings.PerMonth);
        var level = openings.PerMonth * Around(random, 1, openings.Variance / (openings.Months * openings.PerMonth * openings.PerMonth));
        for (var cohort = 0; cohort < _spans.Length; cohort++)
        {
            var part = (_spans[cohort].To.DayNumber - _spans[cohort].From.DayNumber + 1.0) / _spans[cohort].To.Day;
            var opened = Around(random, level * part, beyond);
            for (var at = cohort; at < _spans.Length; at++)
            {
                for (var wins = Poisson.Sample(random, Math.Max(1e-12, opened * _newWonShare[cohort][at] * swings[at])); wins > 0; wins--)
                    won[at].New += _amounts.Draw(random);
            }
        }
    }

    private (double[] Hazard, double[] WonShare, double? Amount) Prepare(ForecastDeal deal)
    {
        var state = new DealState(deal.AgeOn(_model.Day), deal.OwnerId, deal.StageOn(_model.Day));
        SpanRate[] spans = [.. _spans.Select(span => _model.Over(state, deal.AgeOn(span.From), deal.AgeOn(span.To)))];
        return ([.. spans.Select(span => span.Hazard)], [.. spans.Select(span => span.WonShare)], deal.AmountOn(_model.Day) is { } known and > 0 ? (double)known : null);
    }

    // The share of the deals opened in a month that is won in each month, over opening days spread through it.
    private double[] NewWonShare(int cohort)
    {
        var shares = new double[_spans.Length];
        var days = _spans[cohort].To.DayNumber - _spans[cohort].From.DayNumber + 1;
        for (var look = 0; look < OpeningDaysLookedAt; look++)
        {
            var (openedOn, open) = (_spans[cohort].From.AddDays(days * (2 * look + 1) / (2 * OpeningDaysLookedAt)), 1.0);
            for (var at = cohort; at < _spans.Length; at++)
            {
                var fromAge = Math.Max(0, _spans[at].From.DayNumber - openedOn.DayNumber);
                var span = _model.Over(new(0, null, null), fromAge, _spans[at].To.DayNumber - openedOn.DayNumber);
                var closes = open * (1 - Math.Exp(-span.Hazard));
                shares[at] += closes * span.WonShare / OpeningDaysLookedAt;
                open -= closes;
            }
        }
        return shares;
    }

    // A gamma draw of a mean, with a variance as a fraction of the mean's square.
    private static double Around(Xoshiro256StarStar random, double mean, double spread) =>
        spread < 1e-9 || mean <= 0 ? mean : Gamma.Sample(random, 1 / spread, 1 / (spread * mean));
}
