using System.Globalization;
using CrmAddin.Core.Metrics;
using CrmAddin.Core.Targets;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Targets;

/// <summary>A holder's progress with the name as shown.</summary>
internal sealed record TargetProgressRow(string Whose, TargetProgress Progress);

/// <summary>The tables of the workbook of targets.</summary>
internal sealed class TargetsBlocks(TargetSliceTable table, TargetsFormulas formulas, TargetsTexts texts)
{
    /// <summary>Won by month as columns, the target as a line over them.</summary>
    public SummaryBlock ByMonth(IReadOnlyList<TargetMonth> months, TargetScope scope)
    {
        var (target, won) = (months.Sum(month => month.Target), months.Sum(month => month.Won));
        return new SummaryBlock<TargetMonth>(texts["ByMonth"], months)
        {
            Chart = new(texts["Chart.ByMonth"], texts["AxisMoney"], new(2, ChartMark.Column, HouseStyle.Green), new(1, ChartMark.Line, HouseStyle.Orange)) { Width = 8 },
        }
            .Label(texts["Month"], row => PeriodText.Month(texts.Language, row.Month))
            .Number(texts["Target"], HouseStyle.MoneyFormat, row => row.Target, (row, _) => formulas.Sum(OfMonth(row, scope), "Target"))
            .Number(texts["Won"], HouseStyle.MoneyFormat, row => row.Won, (row, _) => formulas.Sum(OfMonth(row, scope), "Won"))
            .Share(texts["Attainment"], HouseStyle.RateFormat, row => row.Target == 0 ? null : row.Won / row.Target, at => at[2], at => at[1], () => target == 0 ? null : won / target, isShaded: true);
    }

    /// <summary>The holders of a scope, amounts before numbers, with attainment and run-rate.</summary>
    public SummaryBlock Of(TargetScope scope, IReadOnlyList<TargetProgressRow> rows) =>
        new SummaryBlock<TargetProgressRow>(texts.Scope(scope), rows)
        {
            Chart = rows.Any(IsAmount) && scope != TargetScope.Company
                ? new(texts["Chart." + scope], texts["AxisMoney"], new(2, ChartMark.Bar, HouseStyle.LightBlue), new(3, ChartMark.Bar, HouseStyle.Green)) { RowCount = rows.Count(IsAmount) }
                : null,
        }
            .Label(texts["Whose"], row => row.Whose)
            .Label(texts["Measure"], row => texts.Measure(row.Progress.Measure))
            .Number(texts["Target"], HouseStyle.MoneyFormat, row => row.Progress.Target, (row, _) => formulas.Sum(OfHolder(row), "Target"), BlockTotal.None)
            .Number(texts["Won"], HouseStyle.MoneyFormat, row => row.Progress.Won, (row, _) => formulas.Sum(OfHolder(row), "Won"), BlockTotal.None)
            .Share(texts["Attainment"], HouseStyle.RateFormat, row => row.Progress.Attainment, at => at[3], at => at[2], isShaded: true)
            .Optional(
                texts["RunRate"],
                HouseStyle.MoneyFormat,
                row => row.Progress.RunRate,
                (row, at) => $"{at[3]}*{formulas.Sum(OfHolder(row), "Days")}/{formulas.Sum(OfHolder(row), "Elapsed")}",
                (row, _) => $"{formulas.Sum(OfHolder(row), "Elapsed")}=0")
            .Optional(texts["RunRateShare"], HouseStyle.RateFormat, row => row.Progress.RunRateAttainment, (_, at) => $"{at[5]}/{at[2]}", (_, at) => $"OR({at[5]}=\"{FigureTexts.None}\",{at[2]}=0)");

    private static bool IsAmount(TargetProgressRow row) => row.Progress.Measure == TargetMeasure.Amount;

    private string OfMonth(TargetMonth row, TargetScope scope) => $"{table.Of(scope, TargetMeasure.Amount)}*{table.IsIn("From", new(row.Month, row.Month.AddMonths(1)))}";

    private string OfHolder(TargetProgressRow row) =>
        $"{table.Of(row.Progress.Holder.Scope, row.Progress.Measure)}*{table.Is("Number", row.Progress.Holder.Id.ToString(CultureInfo.InvariantCulture))}";
}
