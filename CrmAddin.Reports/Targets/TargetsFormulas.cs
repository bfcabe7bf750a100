using CrmAddin.Core.Metrics;
using CrmAddin.Core.Targets;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Targets;

/// <summary>The figures of targets as formulas over the table of targets.</summary>
/// <param name="table">The table.</param>
/// <param name="amounts">The scope whose targets of amounts make the headline.</param>
/// <param name="counts">The scope whose targets of numbers make the headline.</param>
/// <param name="whyNoRunRate">Why there is no run-rate, where there is none.</param>
internal sealed class TargetsFormulas(TargetSliceTable table, TargetScope amounts, TargetScope counts, EmptyReason whyNoRunRate)
{
    private string Amounts => table.Of(amounts, TargetMeasure.Amount);

    private string Counts => table.Of(counts, TargetMeasure.Count);

    /// <summary>The formula of the figure with the key.</summary>
    public FigureFormula Of(string key) => key switch
    {
        FigureKeys.TargetAmount => Known(Sum(Amounts, "Target"), Amounts),
        FigureKeys.TargetWonAmount => Known(Sum(Amounts, "Won"), Amounts),
        FigureKeys.TargetAttainment => FigureFormula.Share(Sum(Amounts, "Won"), Sum(Amounts, "Target"), EmptyReason.NoTarget),
        FigureKeys.TargetRunRate => new(RunRate, $"{Sum(Amounts, "Elapsed")}=0", whyNoRunRate),
        FigureKeys.TargetRunRateAttainment => new($"{RunRate}/{Sum(Amounts, "Target")}", $"{Sum(Amounts, "Elapsed")}*{Sum(Amounts, "Target")}=0", whyNoRunRate),
        FigureKeys.TargetCount => Known(Sum(Counts, "Target"), Counts),
        FigureKeys.TargetWonCount => Known(Sum(Counts, "Won"), Counts),
        FigureKeys.TargetCountAttainment => FigureFormula.Share(Sum(Counts, "Won"), Sum(Counts, "Target"), EmptyReason.NoTarget),
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "The report of targets has no such figure."),
    };

    /// <summary>The sum of a column over the rows of a condition.</summary>
    public string Sum(string condition, string headingKey) => $"SUMPRODUCT({condition},{table[headingKey]})";

    private string RunRate => $"{Sum(Amounts, "Won")}*{Sum(Amounts, "Days")}/{Sum(Amounts, "Elapsed")}";

    private static FigureFormula Known(string formula, string condition) => new(formula, $"SUMPRODUCT({condition})=0", EmptyReason.NoTarget);
}
