namespace CrmAddin.Reports.Summary;

/// <summary>A total of the workbook that is set beside the same total by the store.</summary>
/// <param name="Key">The headline figure; null for a total of its own.</param>
/// <param name="Label">What it is called; null takes the figure's name.</param>
/// <param name="Formula">The workbook's formula; null takes the figure's cell.</param>
/// <param name="Value">What the formula gives; null takes the figure's value.</param>
/// <param name="StoreValue">The same total, computed by the store.</param>
/// <param name="IsMoney">Whether it is an amount; else a count.</param>
public sealed record TieOut(string? Key, string? Label, string? Formula, decimal? Value, decimal StoreValue, bool IsMoney)
{
    /// <summary>A headline figure that is a count.</summary>
    public static TieOut Count(string key, int storeValue) => new(key, null, null, null, storeValue, false);

    /// <summary>A headline figure that is an amount.</summary>
    public static TieOut Money(string key, decimal storeValue) => new(key, null, null, null, storeValue, true);

    /// <summary>The number of rows of a data sheet.</summary>
    public static TieOut Rows(string label, string column, int rows, int storeValue) => new(null, label, $"COUNTA({column})", rows, storeValue, false);

    /// <summary>The sum of a column of a data sheet.</summary>
    public static TieOut Sum(string label, string column, decimal sum, decimal storeValue) => new(null, label, $"SUM({column})", sum, storeValue, true);
}
