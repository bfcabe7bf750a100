using System.Globalization;
using CrmAddin.Core.Results;

namespace CrmAddin.Core.Deals;

/// <summary>The reader's role may not load past data.</summary>
public sealed record MayNotLoadDeals() : ForbiddenError("Your role may not load deals. Ask an administrator.");

/// <summary>The file's header lacks columns that are needed.</summary>
public sealed record ColumnsMissing(string File, string Missing, string Found)
    : RuleError($"{File} has no header row with a column for {Missing}; its first row holds: {Found}. Put the column names into the first row, or name them with --map.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [File, Missing, Found];
}

/// <summary>There is no pipeline of that name.</summary>
public sealed record PipelineUnknown(string Name, string Known) : NotFoundError($"There is no pipeline \"{Name}\". Pipelines are: {Known}.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Name, Known];
}

/// <summary>Another run loads the same deals at the same time.</summary>
public sealed record LoadedTwiceAtOnce(string File) : ConflictError($"Another run is loading the deals of {File} at this moment. Wait for it to end, then run again: nothing is doubled.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [File];
}

/// <summary>Why a row of a file of deals was refused.</summary>
public enum DealRefusal
{
    /// <summary>The row has no id.</summary>
    IdMissing,
    /// <summary>The id or a text is longer than the store keeps.</summary>
    TooLong,
    /// <summary>An earlier row has the same id.</summary>
    IdRepeated,
    /// <summary>The row has no stage.</summary>
    StageMissing,
    /// <summary>The pipeline has no such stage.</summary>
    StageUnknown,
    /// <summary>A date is none, or the deal closed before it was opened.</summary>
    DateWrong,
    /// <summary>The amount is no amount.</summary>
    AmountWrong,
    /// <summary>The probability is not between 0 and 1.</summary>
    ProbabilityWrong,
    /// <summary>The currency is no ISO 4217 code.</summary>
    CurrencyWrong,
}

/// <summary>A refused row with a sentence that names it.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Row">The row as a spreadsheet counts it, the header being row 1.</param>
/// <param name="What">What is wrong, without the row.</param>
public sealed record RefusedDeal(DealRefusal Reason, int Row, string What)
{
    /// <summary>The whole sentence.</summary>
    public string Sentence => string.Create(CultureInfo.InvariantCulture, $"row {Row}: {What}");
}
