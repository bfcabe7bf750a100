namespace CrmAddin.Core.Metrics.Forecast;

/// <summary>How deals that stand in a stage differ, over some days from then, from all deals of their age and owner.</summary>
/// <param name="Speed">How much faster they close, as a factor.</param>
/// <param name="WonOffset">By how much more of the closings are won, in logits.</param>
/// <param name="Closings">Closings that it was learnt from.</param>
public sealed record StageEffect(double Speed, double WonOffset, int Closings)
{
    /// <summary>Days of one effect; the last goes on.</summary>
    public const int Days = 30;

    /// <summary>How many effects a stage has: the first thirty days, the second, and later.</summary>
    public const int Count = 3;
}

/// <summary>What is known of a deal on a day: its age, who looks after it and where it stands.</summary>
/// <param name="Age">Whole days since it was opened.</param>
/// <param name="OwnerId">Its owner.</param>
/// <param name="StageId">Its stage; null when unknown.</param>
public readonly record struct DealState(int Age, long? OwnerId, long? StageId);

/// <summary>Deals opened a month.</summary>
/// <param name="PerMonth">Mean of the months looked at.</param>
/// <param name="Variance">Variance from month to month.</param>
/// <param name="Months">Months looked at.</param>
public sealed record OpeningRate(double PerMonth, double Variance, int Months);

/// <summary>Over some days: how much of the closing of a deal falls into them, and how much of that is winning.</summary>
/// <param name="Hazard">Cumulative rate of closing.</param>
/// <param name="WonShare">Share of the closings that are won.</param>
internal readonly record struct SpanRate(double Hazard, double WonShare);

/// <summary>
/// What the firm's own history says of its deals, as of a day: closing and winning by age, drawn by owner and stage as far as these have
/// shown to differ, how many deals are opened a month, and how much whole months swing.
/// </summary>
/// <param name="Day">The last day that was known.</param>
/// <param name="Ages">Closing and winning by age.</param>
/// <param name="Owners">By how much more each owner wins, in logits.</param>
/// <param name="Stages">How deals of each stage differ; empty where the history knows no stages.</param>
/// <param name="Openings">Deals opened a month.</param>
/// <param name="MonthSpread">Variance of a month's closings beyond chance, as a fraction.</param>
public sealed record ForecastModel(
    DateOnly Day,
    IReadOnlyList<AgeRate> Ages,
    IReadOnlyDictionary<long, double> Owners,
    IReadOnlyDictionary<long, IReadOnlyList<StageEffect>> Stages,
    OpeningRate Openings,
    double MonthSpread)
{
    private static readonly IReadOnlyList<StageEffect> _noEffects = [new(1, 0, 0)];

    /// <summary>The probability that a deal which is open at the end of the day is won within some days after it.</summary>
    public double WinChance(DealState deal, int withinDays)
    {
        var (open, won) = (1.0, 0.0);
        foreach (var (hazard, share) in Parts(deal, deal.Age + 1, deal.Age + withinDays))
        {
            var closes = open * (1 - Math.Exp(-hazard));
            won += closes * share;
            open -= closes;
        }
        return won;
    }

    /// <summary>The rates over days of a deal's age, both included.</summary>
    internal SpanRate Over(DealState deal, int fromAge, int toAge)
    {
        var (hazard, won) = (0.0, 0.0);
        foreach (var part in Parts(deal, fromAge, toAge))
        {
            hazard += part.Hazard;
            won += part.Hazard * part.WonShare;
        }
        return new(hazard, hazard > 0 ? won / hazard : 0);
    }

    /// <summary>The share won of deals that close at the age at which this one did, with its owner.</summary>
    internal double WonShareAtClose(ForecastDeal deal)
    {
        var age = deal.AgeOn(deal.ClosedOn!.Value);
        return Over(new(age - 1, deal.OwnerId, null), age, age).WonShare;
    }

    private IEnumerable<SpanRate> Parts(DealState deal, int fromAge, int toAge)
    {
        var effects = deal.StageId is { } id ? Stages.GetValueOrDefault(id, _noEffects) : _noEffects;
        var ofOwner = deal.OwnerId is { } owner ? Owners.GetValueOrDefault(owner) : 0;
        for (var at = 0; at < effects.Count; at++)
        {
            var (from, to) = (Math.Max(fromAge, deal.Age + 1 + at * StageEffect.Days), at + 1 < effects.Count ? Math.Min(toAge, deal.Age + (at + 1) * StageEffect.Days) : toAge);
            for (var age = 0; age < Ages.Count; age++)
            {
                var days = (age + 1 < Ages.Count ? Math.Min(Ages[age + 1].FromDay - 1, to) : to) - Math.Max(Ages[age].FromDay, from) + 1;
                if (days > 0)
                    yield return new(-Math.Log(1 - Ages[age].ClosingPerDay) * effects[at].Speed * days, Drawn(Ages[age].WonShare, effects[at].WonOffset + ofOwner));
            }
        }
    }

    private static double Drawn(double share, double offset) => offset == 0 ? share : Shrinkage.FromLogit(Shrinkage.Logit(share) + offset);
}
