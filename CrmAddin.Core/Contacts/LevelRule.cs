using CrmAddin.Core.Firm;

namespace CrmAddin.Core.Contacts;

/// <summary>Which level the three scores of a contact explain, by what the firm has set.</summary>
public sealed class LevelRule(FigureSettings figures)
{
    /// <summary>The levels, best first, each with the sum of the three scores that it begins at and the one that it ends before.</summary>
    public IReadOnlyList<(ContactLevel Level, int From, int Before)> Sums { get; } =
    [
        (ContactLevel.A, SumOf(figures.LevelAFrom), int.MaxValue),
        (ContactLevel.B, SumOf(figures.LevelBFrom), SumOf(figures.LevelAFrom)),
        (ContactLevel.C, 0, SumOf(figures.LevelBFrom)),
    ];

    /// <summary>The level of a contact by its scores; null where one of them is missing.</summary>
    public ContactLevel? Of(Contact contact)
    {
        var sum = contact.EngagementScore + contact.InterestScore + contact.AbilityScore;
        return sum is null ? null : Sums.First(level => sum >= level.From).Level;
    }

    // Scores are whole, so the sum from which a mean is reached is whole too, and is compared alike here and in every engine.
    private static int SumOf(decimal mean) => (int)decimal.Ceiling(3 * mean);
}
