using System.Globalization;
using System.Text.Json;

namespace Benchmarks;

/// <summary>A measured figure beside its budget and, where there is one, a rival on the same data in the same run.</summary>
/// <param name="Group">Group of the bench.</param>
/// <param name="Name">What was measured.</param>
/// <param name="Value">How much.</param>
/// <param name="Unit">In which unit.</param>
/// <param name="Budget">The most (or, with <paramref name="AtLeast"/>, the least) that is allowed; null where the figure is only reported.</param>
/// <param name="Rival">Name of the rival; null where there is none.</param>
/// <param name="RivalValue">The rival's figure in the same unit.</param>
/// <param name="AtLeast">Whether more is better.</param>
/// <param name="BudgetIsRatio">Whether the budget is for value ÷ rival's value.</param>
public sealed record Figure(
    string Group, string Name, double Value, string Unit, double? Budget = null, string? Rival = null, double? RivalValue = null, bool AtLeast = false, bool BudgetIsRatio = false)
{
    /// <summary>Value over the rival's value; null without a rival.</summary>
    public double? Ratio => RivalValue is > 0 ? Value / RivalValue : null;

    /// <summary>Whether the budget holds; true where there is none.</summary>
    public bool Holds => Budget is not { } budget || (BudgetIsRatio ? Ratio : Value) is not { } measured || (AtLeast ? measured >= budget : measured <= budget);
}

/// <summary>Prints figures: a table, or one JSON object a line. Progress goes to standard error.</summary>
public sealed class BenchOutput(bool isJson, TextWriter output)
{
    /// <summary>Folder that generated data is kept in between runs.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Folder of the real data sets; null where it is not there.</summary>
    public required string? SharedData { get; init; }

    /// <summary>Prints a figure.</summary>
    public void Print(Figure figure)
    {
        if (isJson)
        {
            output.WriteLine(JsonSerializer.Serialize(new
            {
                group = figure.Group,
                name = figure.Name,
                value = figure.Value,
                unit = figure.Unit,
                budget = figure.Budget,
                rival = figure.Rival,
                rivalValue = figure.RivalValue,
                ratio = figure.Ratio,
                holds = figure.Holds,
            }));
            return;
        }
        var budget = figure.Budget is { } b ? string.Create(CultureInfo.InvariantCulture, $"budget {(figure.AtLeast ? "≥" : "≤")} {b}{(figure.BudgetIsRatio ? " ×" : "")}") : "";
        var rival = figure.Rival is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{figure.Rival} {figure.RivalValue:0.###} ({figure.Ratio:0.00} ×)");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{figure.Group,-9} {figure.Name,-62} {figure.Value,12:0.###} {figure.Unit,-7} {budget,-16} {rival,-34} {(figure.Budget is null ? "" : figure.Holds ? "holds" : "MISSED")}").TrimEnd());
    }

    /// <summary>Says on standard error what is going on.</summary>
    public static void Say(string text) => Console.Error.WriteLine(text);
}
