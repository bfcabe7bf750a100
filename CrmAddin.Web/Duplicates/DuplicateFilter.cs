using System.Globalization;
using CrmAddin.Core.Duplicates;
using CrmAddin.Core.Duplicates.Matching;

namespace CrmAddin.Web.Duplicates;

/// <summary>What the list of pairs is narrowed to, and the place that it goes on from.</summary>
/// <param name="State">Open or decided.</param>
/// <param name="MinScore">Lowest score.</param>
/// <param name="BelowScore">Score of the last pair shown; 2 at the beginning.</param>
/// <param name="AfterA">First contact of the last pair shown.</param>
/// <param name="AfterB">Second contact of the last pair shown.</param>
public sealed record DuplicateFilter(PairState State, double MinScore, double BelowScore, long AfterA, long AfterB)
{
    /// <summary>The lowest score as the form writes it.</summary>
    public string MinScoreText => MinScore.ToString(CultureInfo.InvariantCulture);

    /// <summary>As an address says it; anything odd falls back to the beginning.</summary>
    public static DuplicateFilter From(string? state, double? minScore, double? belowScore, long? afterA, long? afterB) => new(
        Enum.TryParse<PairState>(state, ignoreCase: true, out var wanted) ? wanted : PairState.Open,
        minScore is >= 0 and <= 1 ? minScore.Value : FindLikelyPairs.SuggestedFrom, belowScore ?? 2, afterA ?? 0, afterB ?? 0);

    /// <summary>Address of the page behind a pair.</summary>
    public string After(DuplicatePair last) => string.Create(
        CultureInfo.InvariantCulture, $"/app/duplicates?state={State}&minScore={MinScore}&belowScore={last.Score:R}&afterA={last.AId}&afterB={last.BId}");
}
