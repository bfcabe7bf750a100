using CrmAddin.Core.Metrics;
using CrmAddin.Core.Targets;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Targets;

/// <summary>What the workbook of targets shows.</summary>
internal static class TargetsContent
{
    private static readonly FigureCard[] _cards =
    [
        new(FigureKeys.TargetAmount),
        new(FigureKeys.TargetWonAmount),
        new(FigureKeys.TargetAttainment),
        new(FigureKeys.TargetRunRate, FigureKeys.TargetRunRateAttainment),
        new(FigureKeys.TargetCount, FigureKeys.TargetWonCount),
        new(FigureKeys.TargetCountAttainment),
    ];

    /// <summary>The report of the rows.</summary>
    public static ReportContent Of(TargetsRows rows)
    {
        var texts = new TargetsTexts(rows.Frame.Language);
        var (dealTable, productTable) = (new TargetDealTable(texts), new TargetProductTable(texts));
        var table = new TargetSliceTable(texts, dealTable, productTable);
        TargetSliceRow[] slices = [.. rows.Slices.Select(row => row with { Whose = row.Whose.Length == 0 ? texts.Scope(row.Part.Slice.Holder.Scope) : row.Whose })];
        TargetPart[] parts = [.. slices.Select(row => row.Part)];
        var figures = TargetFigures.Compute(parts, rows.Asked);
        var whyNoRunRate = figures.Single(figure => figure.Key == FigureKeys.TargetRunRate).WhyEmpty ?? EmptyReason.TargetNotBegun;
        var formulas = new TargetsFormulas(table, Main(TargetMeasure.Amount), Main(TargetMeasure.Count), whyNoRunRate);
        return new()
        {
            Texts = texts,
            Figures = figures,
            Cards = _cards,
            FormulaOf = (_, key) => formulas.Of(key),
            Notes = [.. Notes(rows, Main(TargetMeasure.Amount), texts)],
            Blocks = [.. Blocks(slices, parts, rows, new(table, formulas, texts), Main(TargetMeasure.Amount))],
            Tables =
            [
                new DataTable<TargetSliceRow>(texts["Slices"], table.Name, table.Columns(slices), slices),
                new DataTable<TargetDealRow>(texts["Deals"], dealTable.Name, dealTable.Columns(rows.Deals), rows.Deals),
                new DataTable<TargetProductRow>(texts["Products"], productTable.Name, productTable.Columns(rows.Products), rows.Products),
            ],
            TieOuts = rows.StoreTotals is { } store
                ?
                [
                    TieOut.Rows(texts["RowCount"], dealTable["WonOn"], rows.Deals.Count, store.Count),
                    TieOut.Sum(texts["WonSum"], dealTable["Amount"], rows.Deals.Sum(deal => deal.Sale.Amount ?? 0), store.Amount),
                ]
                : [],
        };

        TargetScope Main(TargetMeasure measure) => TargetFigures.MainScope(parts, measure, rows.Asked) ?? TargetScope.Company;
    }

    private static IEnumerable<SummaryBlock> Blocks(TargetSliceRow[] slices, TargetPart[] parts, TargetsRows rows, TargetsBlocks blocks, TargetScope main)
    {
        var months = TargetFigures.ByMonth(parts, rows.Asked);
        if (months.Count > 0)
            yield return blocks.ByMonth(months, main);
        var names = slices.DistinctBy(row => row.Part.Slice.Holder).ToDictionary(row => row.Part.Slice.Holder, row => row.Whose);
        foreach (var scope in TargetProgress.Of(parts).GroupBy(row => row.Holder.Scope))
            yield return blocks.Of(scope.Key, [.. scope.Select(row => new TargetProgressRow(names[row.Holder], row)).OrderBy(row => row.Progress.Measure).ThenByDescending(row => row.Progress.Won)]);
    }

    private static IEnumerable<string> Notes(TargetsRows rows, TargetScope main, TargetsTexts texts)
    {
        if (rows.Asked is null && main != TargetScope.Company)
            yield return texts[main == TargetScope.Team ? "Note.ByTeams" : "Note.ByPeople"];
        if (rows.Frame.Scope.PipelineId is not null)
            yield return texts["Note.Pipeline"];
        if (rows.WithoutRate > 0)
            yield return texts.Format("Note.NoRate", rows.WithoutRate);
    }
}
