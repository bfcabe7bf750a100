using System.Globalization;
using CrmAddin.Core.Results;

namespace CrmAddin.Core.Loads;

/// <summary>The reader's role may not load past data.</summary>
public sealed record MayNotLoad() : ForbiddenError("Your role may not load past data. Ask an administrator.");

/// <summary>The file's header lacks columns that are needed.</summary>
public sealed record ColumnsMissing(string File, string Missing, string Found)
    : RuleError($"{File} has no header row with a column for {Missing}; its first row holds: {Found}. Put the column names into the first row, or name them with --map.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [File, Missing, Found];
}

/// <summary>Another run loads the same rows at the same time.</summary>
public sealed record LoadedTwiceAtOnce(string File) : ConflictError($"Another run is loading the rows of {File} at this moment. Wait for it to end, then run again: nothing is doubled.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [File];
}

/// <summary>There is no load with that number.</summary>
public sealed record LoadUnknown(long Id) : NotFoundError($"There is no load {Id}. The number is the importId that the load printed.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Id];
}

/// <summary>Why a row of a file was refused.</summary>
public enum LoadRefusal
{
    /// <summary>The row has no id.</summary>
    IdMissing,
    /// <summary>The id or a text is longer than the store keeps.</summary>
    TooLong,
    /// <summary>An earlier row has the same id, or is about the same.</summary>
    IdRepeated,
    /// <summary>The row has no stage.</summary>
    StageMissing,
    /// <summary>The pipeline has no such stage.</summary>
    StageUnknown,
    /// <summary>A date is none, or one that cannot come after another one.</summary>
    DateWrong,
    /// <summary>The row has no date.</summary>
    DateMissing,
    /// <summary>The amount is no amount.</summary>
    AmountWrong,
    /// <summary>The row has no amount.</summary>
    AmountMissing,
    /// <summary>The probability is not between 0 and 1.</summary>
    ProbabilityWrong,
    /// <summary>The currency is no ISO 4217 code.</summary>
    CurrencyWrong,
    /// <summary>The row has no currency.</summary>
    CurrencyMissing,
    /// <summary>A number of things is none.</summary>
    CountWrong,
    /// <summary>A word is none of those that the column knows.</summary>
    WordUnknown,
    /// <summary>A name has no letter or digit that it could be known by.</summary>
    NameWrong,
    /// <summary>The person was erased on request and does not come back.</summary>
    Erased,
    /// <summary>The row does not say what its money was for.</summary>
    CategoryMissing,
    /// <summary>The row names no campaign.</summary>
    CampaignMissing,
    /// <summary>The row names nobody.</summary>
    ContactMissing,
    /// <summary>Nobody, or more than one, is known by what the row says.</summary>
    ContactUnknown,
    /// <summary>The row names no customer.</summary>
    CustomerMissing,
    /// <summary>There is no such deal, or another row has it.</summary>
    DealUnknown,
    /// <summary>There is no such person, team or product to have a target.</summary>
    HolderUnknown,
    /// <summary>What the row says does not fit together.</summary>
    Contradictory,
}

/// <summary>A refused row with a sentence that names it.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Row">The row as a spreadsheet counts it, the header being row 1.</param>
/// <param name="What">What is wrong, without the row.</param>
public sealed record RefusedRow(LoadRefusal Reason, int Row, string What)
{
    /// <summary>The whole sentence.</summary>
    public string Sentence => string.Create(CultureInfo.InvariantCulture, $"row {Row}: {What}");
}
