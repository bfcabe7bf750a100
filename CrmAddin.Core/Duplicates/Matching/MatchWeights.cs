namespace CrmAddin.Core.Duplicates.Matching;

/// <summary>
/// The chances that two people's values are weighed by (Fellegi and Sunter 1969): shipped ones, or those learned from the firm's own data.
/// </summary>
public sealed record MatchWeights
{
    /// <summary>Chance of each field's levels where two records are one person (m).</summary>
    public required double[][] Matched { get; init; }

    /// <summary>Chance of each field's levels where they are two people (u).</summary>
    public required double[][] Unmatched { get; init; }

    /// <summary>Chance that two records drawn by lot are one person (λ).</summary>
    public required double MatchChance { get; init; }

    /// <summary>How many people it was learned from; 0 as shipped.</summary>
    public int People { get; init; }

    /// <summary>How many records have a value of each field.</summary>
    public int[] Filled { get; init; } = new int[MatchFields.Count];

    /// <summary>Own fields of contacts whose values name one person.</summary>
    public IReadOnlyList<long> IdentifierFields { get; init; } = [];

    /// <summary>How often common values occur, by field: a shared rare name says more than a shared common one.</summary>
    public Dictionary<MatchField, Dictionary<string, int>> CommonValues { get; init; } = [];

    /// <summary>What ships with the product; λ is that of a store of that many people of whom one in twenty stands twice.</summary>
    public static MatchWeights Shipped(int people) => new()
    {
        Matched = [.. AllFields.Select(f => MatchFields.Of(f).Matched)],
        Unmatched = [.. AllFields.Select(f => MatchFields.Of(f).Unmatched)],
        MatchChance = ChanceOf(0.05 * Math.Max(people, 2), people),
        People = 0,
    };

    /// <summary>All fields.</summary>
    internal static IReadOnlyList<MatchField> AllFields { get; } = Enum.GetValues<MatchField>();

    /// <summary>λ for a number of matching pairs among so many people.</summary>
    internal static double ChanceOf(double pairs, int people) => Math.Clamp(pairs / Math.Max(1, people * (people - 1.0) / 2), 1e-12, 0.5);
}
