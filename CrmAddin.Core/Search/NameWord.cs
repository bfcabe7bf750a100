namespace CrmAddin.Core.Search;

/// <summary>
/// A word of somebody's name with one of its letters left out, or whole: what a word with one typing error is found by. The table
/// is a vocabulary and says of nobody in particular.
/// </summary>
public sealed class NameWord
{
    /// <summary>The word without one letter, or the word itself, in binary order.</summary>
    public required string Deletion { get; set; }

    /// <summary>The whole folded word.</summary>
    public required string Word { get; set; }
}
