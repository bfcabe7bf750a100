using CrmAddin.Core.Metrics.Forecast;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace CrmAddin.Core.Tests.Metrics.Forecast;

/// <summary>A firm whose truth is known: owners of different skill, three stages, deals that close by a law, optimistic expected closes.</summary>
internal sealed class GeneratedFirm
{
    public const long Lead = 1;
    public const long Offer = 2;
    public const long Contract = 3;
    public const long Won = 4;
    public const long Lost = 5;

    public static readonly IReadOnlyDictionary<long, decimal> Probabilities = new Dictionary<long, decimal> { [Lead] = 0.2m, [Offer] = 0.5m, [Contract] = 0.8m, [Won] = 1, [Lost] = 0 };
    public static readonly DateOnly AsOf = new(2026, 6, 30);

    private readonly Xoshiro256StarStar _random;

    private GeneratedFirm(int seed) => _random = new(seed, threadSafe: false);

    /// <summary>The deals of three years as the store holds them at the end of the last day.</summary>
    public static List<ForecastDeal> Deals(int seed, double perMonth = 60)
    {
        var firm = new GeneratedFirm(seed);
        List<ForecastDeal> deals = [];
        for (var month = AsOf.AddDays(1).AddMonths(-36); month <= AsOf; month = month.AddMonths(1))
        {
            for (var count = Poisson.Sample(firm._random, perMonth); count > 0; count--)
                deals.Add(firm.Deal(deals.Count + 1, month.AddDays(firm._random.Next(28))));
        }
        return deals;
    }

    /// <summary>How likely each owner wins.</summary>
    public static double Skill(long owner) => 0.2 + 0.1 * owner;

    private ForecastDeal Deal(long id, DateOnly openedOn)
    {
        var owner = _random.Next(5);
        var isWon = _random.NextDouble() < Skill(owner);
        var lasts = (int)Math.Min(Gamma.Sample(_random, 2, 2 / (isWon ? 70.0 : 45)), 400);
        var amount = (decimal)Math.Round(LogNormal.Sample(_random, 8, 0.7), 2);
        var closedOn = openedOn.AddDays(lasts);
        // Lost deals turn back from the offer as often as not.
        var reached = isWon ? Contract : _random.NextDouble() < 0.5 ? Lead : Offer;
        var moves = new List<(long Stage, DateOnly On)> { (Lead, openedOn) };
        for (var stage = Offer; stage <= reached; stage++)
            moves.Add((stage, openedOn.AddDays(lasts * ((int)stage - 1) / 3)));
        moves.Add((isWon ? Won : Lost, closedOn));
        var known = moves.Where(move => move.On <= AsOf).ToList();
        return new()
        {
            Id = id,
            OwnerId = owner,
            StageId = known[^1].Stage,
            KnownFrom = openedOn,
            OpenedOn = openedOn,
            ClosedOn = closedOn <= AsOf ? closedOn : null,
            IsWon = isWon && closedOn <= AsOf,
            Amount = amount,
            ExpectedCloseOn = openedOn.AddDays(_random.Next(20, 70)),
            Probability = Probabilities[known[^1].Stage],
            StageProbabilities = Probabilities,
            Stages = [.. known.Skip(1).Select((move, at) => new DealChange<long>(move.On, known[at].Stage))],
        };
    }
}
