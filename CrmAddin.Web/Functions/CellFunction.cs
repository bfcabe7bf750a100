using CrmAddin.Core.Results;

namespace CrmAddin.Web.Functions;

/// <summary>A parameter of a custom function.</summary>
/// <param name="Name">Its name, as Excel shows it while a formula is typed.</param>
/// <param name="IsDay">Whether it is a day: a date of Excel's, or text like 2026-01-31.</param>
/// <param name="IsOptional">Whether it may be left out.</param>
public sealed record FunctionParameter(string Name, bool IsDay = false, bool IsOptional = false);

/// <summary>What a custom function answers: one value, rows of values that spill, or why there is none.</summary>
/// <param name="Value">A number or text.</param>
/// <param name="Rows">Rows of numbers and texts; they begin with headings.</param>
/// <param name="Error">Why there is neither, in a sentence.</param>
public sealed record CellAnswer(object? Value = null, IReadOnlyList<object?[]>? Rows = null, string? Error = null)
{
    /// <summary>The sentence of an error in the reader's language.</summary>
    public static CellAnswer Of(Error error) => new(Error: Texts.UiTexts.Sentence(error));
}

/// <summary>A custom function of Excel, CRM.NAME(…): one definition for its metadata, its code in the pane and its work here.</summary>
public interface ICellFunction
{
    /// <summary>Its name after "CRM.".</summary>
    string Name { get; }

    /// <summary>Its parameters in order.</summary>
    IReadOnlyList<FunctionParameter> Parameters { get; }

    /// <summary>Whether its answer spills over several cells.</summary>
    bool Spills { get; }

    /// <summary>Answers all cells of one calculation, in their order.</summary>
    Task<IReadOnlyList<CellAnswer>> RunAsync(IReadOnlyList<CellArguments> cells, CancellationToken cancel);
}
