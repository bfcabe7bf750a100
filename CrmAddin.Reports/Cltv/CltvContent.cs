using CrmAddin.Core.Metrics;
using CrmAddin.Core.Metrics.CustomerValue;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Cltv;

/// <summary>What the workbook of customer lifetime value shows.</summary>
internal static class CltvContent
{
    private static readonly FigureCard[] _cards =
    [
        new(FigureKeys.CltvGross),
        new(FigureKeys.Cltv),
        new(FigureKeys.CltvPredictedGross),
        new(FigureKeys.CltvPredicted),
        new(FigureKeys.AveragePurchaseValue, FigureKeys.Purchases),
        new(FigureKeys.PurchasesPerYear, FigureKeys.ActiveCustomerYears),
        new(FigureKeys.RetentionSpanYears, FigureKeys.LostCustomers),
        new(FigureKeys.CltvPredictedError),
        new(FigureKeys.RepeatRate, FigureKeys.Customers),
        new(FigureKeys.Revenue),
        new(FigureKeys.Cac),
    ];

    private static readonly string[] _purchaseParameters = ["r", "alpha", "a", "b"];
    private static readonly string[] _spendParameters = ["p", "q", "v"];

    /// <summary>The report of the rows.</summary>
    public static ReportContent Of(CltvRows rows)
    {
        var texts = new CltvTexts(rows.Frame.Language);
        var (table, models, holdout) = (new CltvCustomerTable(texts), new ModelTable(texts), new HoldoutTables(texts));
        var formulas = new CltvFormulas(rows, table, models, texts, new(_ => "", ""));
        var blocks = new CltvBlocks(rows, table, models, holdout, formulas, texts);
        var groups = Enum.GetValues<CltvGrouping>().ToDictionary(by => by, blocks.Groups);
        var all = rows.MeanOf(rows.Customers);
        ModelLine[] lines = [.. Lines(rows, all, groups, texts)];
        return new()
        {
            Texts = texts,
            Figures =
            [
                .. CustomerFigures.Compute(CustomerTotals.Of([.. rows.Customers.Select(row => row.History)]), rows.Settings, rows.Cac),
                rows.Cac,
                .. FirmCustomerValue.Figures(all, formulas.WhyNoModel, rows.Cac),
            ],
            Cards = _cards,
            FormulaOf = (places, key) => new CltvFormulas(rows, table, models, texts, places).Of(key),
            Notes = [.. Notes(rows, texts)],
            Blocks =
            [
                .. groups.Select(group => blocks.By(group.Key, group.Value)),
                .. rows.Value.Holdout is { } result ? [blocks.ByRepeats(result), blocks.Best(), blocks.ByMonth(result)] : (SummaryBlock[])[blocks.Best()],
            ],
            Tables =
            [
                new DataTable<CltvCustomer>(texts["Customers"], table.Name, table.Columns(rows.Customers), rows.Customers),
                new DataTable<ModelLine>(texts["ModelSheet"], models.Name, models.Columns(lines), lines),
                .. rows.Value.Holdout is { } compared
                    ? [
                        new DataTable<HoldoutRow>(texts["HoldoutSheet"], holdout.ByRepeats.Name, holdout.RepeatColumns(), compared.ByRepeats),
                        new DataTable<TrackingRow>(texts["MonthSheet"], holdout.ByMonth.Name, holdout.MonthColumns(), compared.ByMonth),
                    ]
                    : (DataTable[])[],
            ],
            TieOuts = [TieOut.Money(FigureKeys.Revenue, rows.StoreAmount)],
        };
    }

    private static IEnumerable<string> Notes(CltvRows rows, CltvTexts texts)
    {
        var fitted = rows.Value.Fitted;
        if (CustomerFigures.IsToDate(CustomerTotals.Of([.. rows.Customers.Select(row => row.History)]), rows.Settings))
            yield return texts.Format("Note.ToDate", rows.Settings.Firm.MinLostCustomers);
        if (fitted.WhyEmpty is null)
            yield return texts.Format("Note.Fitted", fitted.AsOf, fitted.Customers, fitted.RepeatCustomers, rows.Value.Settings.HorizonMonths, rows.Value.Settings.DiscountPerMonth * 100);
    }

    private static IEnumerable<ModelLine> Lines(CltvRows rows, MeanPrediction? all, Dictionary<CltvGrouping, IReadOnlyList<CltvGroup>> groups, CltvTexts texts)
    {
        foreach (var line in Parameters("BG/NBD", _purchaseParameters, rows.Value.Fitted.Purchases, texts).Concat(Parameters("Gamma-Gamma", _spendParameters, rows.Value.Fitted.Spend, texts)))
            yield return line;
        yield return new(texts["Part.All"], texts["AllCustomers"], all?.Mean, all?.StandardError);
        foreach (var (by, ofGrouping) in groups)
        {
            foreach (var group in ofGrouping)
                yield return new(texts["By." + by], group.Name, group.Mean?.Mean, group.Mean?.StandardError);
        }
        yield return new(texts["Part.Costs"], texts["Costs"], rows.Costs, null);
    }

    private static IEnumerable<ModelLine> Parameters(string model, string[] names, LikelihoodOptimum? fit, CltvTexts texts)
    {
        if (fit is null)
            yield break;
        foreach (var (at, name) in names.Index())
            yield return new(model, name, Rounded(fit.Parameters[at]), Rounded(Math.Sqrt(fit.Covariance[at][at])));
        yield return new(model, texts["LogLikelihood"], Rounded(fit.LogLikelihood), null);
    }

    private static decimal Rounded(double value) => Math.Round((decimal)value, 6);
}
