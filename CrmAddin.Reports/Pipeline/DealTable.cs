using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Pipeline;

/// <summary>The Excel table of deals: its columns, and the names by which formulas read them.</summary>
internal sealed class DealTable(PipelineTexts texts) : TableNames(texts, "DealTable")
{
    /// <summary>The column Owner.</summary>
    public string Owner => this["Owner"];

    /// <summary>The column Pipeline.</summary>
    public string Pipeline => this["Pipeline"];

    /// <summary>The column Stage.</summary>
    public string Stage => this["Stage"];

    /// <summary>The column Standing.</summary>
    public string Standing => this["Standing"];

    /// <summary>The column Amount.</summary>
    public string Amount => this["Amount"];

    /// <summary>The column Probability.</summary>
    public string Probability => this["Probability"];

    /// <summary>The column Weighted.</summary>
    public string Weighted => this["Weighted"];

    /// <summary>The column Expected close.</summary>
    public string ExpectedClose => this["ExpectedClose"];

    /// <summary>The column Closed on.</summary>
    public string ClosedOn => this["ClosedOn"];

    /// <summary>The column Days to close.</summary>
    public string DaysToClose => this["DaysToClose"];

    /// <summary>The column Days slipped.</summary>
    public string DaysSlipped => this["DaysSlipped"];

    /// <summary>The word for where a deal stands, as a formula writes it.</summary>
    public string Word(DealStanding standing) => Quoted(texts.Standing(standing));

    /// <summary>The columns, as wide as the deals need.</summary>
    public IReadOnlyList<DataColumn<PipelineRow>> Columns(IReadOnlyList<PipelineRow> deals, string baseCurrency, IReadOnlyList<CustomField> own, ReportLanguage language)
    {
        List<DataColumn<PipelineRow>> columns =
        [
            Text<PipelineRow>("DealTitle", deals, 18, 44, row => row.Title),
            Text("Account", deals, 14, 36, row => row.Account),
            Text("Product", deals, 12, 30, row => row.Product),
            Text("Owner", deals, 14, 30, row => OwnerShown(row.Figures.Owner)),
            Text("Pipeline", deals, 12, 28, row => row.Figures.Pipeline),
            Text("Stage", deals, 12, 28, row => row.Figures.Stage),
            Text("Standing", deals, 12, 18, row => texts.Standing(row.Figures.Standing)),
            DataColumn<PipelineRow>.Number(texts["Amount"], DataKind.Money, 16, row => row.Figures.Amount),
            DataColumn<PipelineRow>.Number(texts["Probability"], DataKind.Rate, 14, row => row.Figures.Probability),
            DataColumn<PipelineRow>.Formula(texts["Weighted"], DataKind.Money, 16, WeightedFormula(), row => row.Figures.WeightedAmount),
            Date<PipelineRow>("OpenedOn", row => row.Figures.OpenedOn),
            Date<PipelineRow>("ExpectedClose", row => row.Figures.ExpectedCloseOn),
            Date<PipelineRow>("ClosedOn", row => row.Figures.ClosedOn),
            DataColumn<PipelineRow>.Number(texts["DaysToClose"], DataKind.Whole, 16, row => row.Figures.DaysToClose),
            DataColumn<PipelineRow>.Number(texts["DaysSlipped"], DataKind.Whole, 16, row => row.Figures.SlippedDays),
            DataColumn<PipelineRow>.Number(texts["DealNumber"], DataKind.Whole, 14, row => row.Id) with { IsKey = true },
        ];
        if (deals.Any(row => row.HistoricProbability is not null))
            columns.Insert(columns.FindIndex(column => column.Heading == texts["Probability"]) + 1, DataColumn<PipelineRow>.Number(texts["HistoricProbability"], DataKind.Rate, 18, row => row.HistoricProbability));
        if (deals.Any(row => row.Currency != baseCurrency))
        {
            columns.Add(DataColumn<PipelineRow>.Number(texts["OwnAmount"], DataKind.Money, 18, row => row.OwnAmount));
            columns.Add(Text("Currency", deals, 12, 12, row => row.Currency));
        }

        columns.AddRange([.. CustomFieldColumns.Of(own, deals, language, columns.Select(column => column.Heading))]);
        return columns;
    }

    /// <summary>The owner as shown, with words where nobody owns the deal.</summary>
    public string OwnerShown(string owner) => owner.Length == 0 ? texts["NoOwner"] : owner;

    // A manager who changes an amount or a probability sees the whole workbook follow.
    private string WeightedFormula() =>
        $"IF({InRow("Standing")}={Word(DealStanding.Open)},{InRow("Amount")}*{InRow("Probability")},0)";
}
