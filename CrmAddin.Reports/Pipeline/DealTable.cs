using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports.Pipeline;

/// <summary>The Excel table of deals: its columns, and the names by which formulas read them.</summary>
internal sealed class DealTable
{
    private readonly PipelineTexts _texts;

    /// <summary>The table in the language of the texts.</summary>
    public DealTable(PipelineTexts texts)
    {
        _texts = texts;
        Name = texts["DealTable"];
    }

    /// <summary>The table's name.</summary>
    public string Name { get; }

    /// <summary>The column Owner.</summary>
    public string Owner => Column("Owner");

    /// <summary>The column Pipeline.</summary>
    public string Pipeline => Column("Pipeline");

    /// <summary>The column Stage.</summary>
    public string Stage => Column("Stage");

    /// <summary>The column Standing.</summary>
    public string Standing => Column("Standing");

    /// <summary>The column Amount.</summary>
    public string Amount => Column("Amount");

    /// <summary>The column Probability.</summary>
    public string Probability => Column("Probability");

    /// <summary>The column Weighted.</summary>
    public string Weighted => Column("Weighted");

    /// <summary>The column Expected close.</summary>
    public string ExpectedClose => Column("ExpectedClose");

    /// <summary>The column Closed on.</summary>
    public string ClosedOn => Column("ClosedOn");

    /// <summary>The column Days to close.</summary>
    public string DaysToClose => Column("DaysToClose");

    /// <summary>The column Days slipped.</summary>
    public string DaysSlipped => Column("DaysSlipped");

    /// <summary>The word for where a deal stands, as a formula writes it.</summary>
    public string Word(DealStanding standing) => Quoted(_texts.Standing(standing));

    /// <summary>A text as a formula writes it.</summary>
    public static string Quoted(string text) => "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    /// <summary>The columns, as wide as the deals need.</summary>
    public IReadOnlyList<DataColumn<PipelineRow>> Columns(IReadOnlyList<PipelineRow> deals, string baseCurrency, IReadOnlyList<CustomField> own, ReportLanguage language)
    {
        List<DataColumn<PipelineRow>> columns =
        [
            Text("DealTitle", deals, 18, 44, row => row.Title),
            Text("Account", deals, 14, 36, row => row.Account),
            Text("Product", deals, 12, 30, row => row.Product),
            Text("Owner", deals, 14, 30, row => OwnerShown(row.Figures.Owner)),
            Text("Pipeline", deals, 12, 28, row => row.Figures.Pipeline),
            Text("Stage", deals, 12, 28, row => row.Figures.Stage),
            Text("Standing", deals, 12, 18, row => _texts.Standing(row.Figures.Standing)),
            DataColumn<PipelineRow>.Number(_texts["Amount"], DataKind.Money, 16, row => row.Figures.Amount),
            DataColumn<PipelineRow>.Number(_texts["Probability"], DataKind.Rate, 14, row => row.Figures.Probability),
            DataColumn<PipelineRow>.Formula(_texts["Weighted"], DataKind.Money, 16, WeightedFormula(), row => row.Figures.WeightedAmount),
            Date("OpenedOn", row => row.Figures.OpenedOn),
            Date("ExpectedClose", row => row.Figures.ExpectedCloseOn),
            Date("ClosedOn", row => row.Figures.ClosedOn),
            DataColumn<PipelineRow>.Number(_texts["DaysToClose"], DataKind.Whole, 16, row => row.Figures.DaysToClose),
            DataColumn<PipelineRow>.Number(_texts["DaysSlipped"], DataKind.Whole, 16, row => row.Figures.SlippedDays),
            DataColumn<PipelineRow>.Number(_texts["DealNumber"], DataKind.Whole, 14, row => row.Id) with { IsKey = true },
        ];
        if (deals.Any(row => row.Currency != baseCurrency))
        {
            columns.Add(DataColumn<PipelineRow>.Number(_texts["OwnAmount"], DataKind.Money, 18, row => row.OwnAmount));
            columns.Add(Text("Currency", deals, 12, 12, row => row.Currency));
        }

        columns.AddRange([.. CustomFieldColumns.Of(own, deals, language, columns.Select(column => column.Heading))]);
        return columns;
    }

    /// <summary>The owner as shown, with words where nobody owns the deal.</summary>
    public string OwnerShown(string owner) => owner.Length == 0 ? _texts["NoOwner"] : owner;

    // A manager who changes an amount or a probability sees the whole workbook follow.
    private string WeightedFormula() =>
        $"IF({InRow("Standing")}={Word(DealStanding.Open)},{InRow("Amount")}*{InRow("Probability")},0)";

    private string Column(string key) => $"{Name}[{_texts[key]}]";

    private string InRow(string key) => $"{Name}[[#This Row],[{_texts[key]}]]";

    private DataColumn<PipelineRow> Text(string key, IReadOnlyList<PipelineRow> deals, double min, double max, Func<PipelineRow, string?> text) =>
        DataColumn<PipelineRow>.Text(_texts[key], TextMeasure.Fit(_texts[key], deals.Take(500).Select(text), min, max), row => Plain(text(row)));

    // The same characters as in the labels of the summary, whose formulas compare the two.
    private static string? Plain(string? text) => text is null ? null : CellText.Plain(text);

    private DataColumn<PipelineRow> Date(string key, Func<PipelineRow, DateOnly?> day) =>
        DataColumn<PipelineRow>.Date(_texts[key], TextMeasure.Fit(_texts[key], [], 15, 26), day);
}
