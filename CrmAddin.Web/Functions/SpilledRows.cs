using CrmAddin.Core.Results;

namespace CrmAddin.Web.Functions;

/// <summary>More rows than a function spills.</summary>
public sealed record TooManyRowsToSpill(int Most) : RuleError($"That is more than {Most} rows. Narrow it with a filter, or insert the report.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Most];
}

/// <summary>Rows that a function spills under their headings.</summary>
public static class SpilledRows
{
    /// <summary>The most rows: Excel on the web takes 5 MB in one answer.</summary>
    public const int Most = 5_000;

    private static readonly DateOnly Epoch = new(1899, 12, 30);

    /// <summary>The rows under headings that are named by their texts' keys; a list that was read one row too far is refused.</summary>
    public static CellAnswer Of<T>(IReadOnlyCollection<T> read, IReadOnlyList<string> headingKeys, Func<T, object?[]> row) => read.Count > Most
        ? CellAnswer.Of(new TooManyRowsToSpill(Most))
        : new(Rows: [[.. headingKeys.Select(Texts.UiTexts.T)], .. read.Select(row)]);

    /// <summary>A day as Excel counts it; the sheet gives it its format.</summary>
    public static object? Day(DateOnly? day) => day is { } known ? known.DayNumber - Epoch.DayNumber : null;
}
