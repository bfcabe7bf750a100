namespace CrmAddin.Reports.Layout;

/// <summary>A formula on a sheet with the value that it gives.</summary>
/// <param name="Address">The cell, in A1 form.</param>
/// <param name="Value">What the formula gives.</param>
/// <param name="IsArray">Whether Excel must evaluate it as an array formula.</param>
internal sealed record FormulaCell(string Address, CachedValue Value, bool IsArray);
