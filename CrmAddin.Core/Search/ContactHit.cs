namespace CrmAddin.Core.Search;

/// <summary>A contact found, with the reason.</summary>
/// <param name="ContactId">The contact.</param>
/// <param name="Kind">What the first term hit.</param>
/// <param name="Key">The key that it hit.</param>
/// <param name="Rank">Smaller is better.</param>
/// <param name="Matches">What each term of the typed text hit, in their order.</param>
public sealed record ContactHit(long ContactId, SearchKeyKind Kind, string Key, int Rank, IReadOnlyList<TermMatch> Matches);

/// <summary>What one term hit.</summary>
/// <param name="Typed">The folded term.</param>
/// <param name="Kind">What was hit.</param>
/// <param name="Key">The key that was hit.</param>
/// <param name="Quality">How well.</param>
public sealed record TermMatch(string Typed, SearchKeyKind Kind, string Key, MatchQuality Quality);
