using ClosedXML.Excel;
using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports.Pipeline;

/// <summary>The pipeline by owner on the summary.</summary>
internal sealed class OwnerTable(ReportBook book, IXLWorksheet sheet, DealTable table, PipelineTexts texts) : SummaryTable(book, sheet, texts)
{
    private const int RateColumn = 8;

    /// <summary>Adds the table.</summary>
    public void Add(int row, IReadOnlyList<OwnerRow> owners)
    {
        AddHeader(row, "ByOwner", "Owner", "OpenDeals", "Open", "Weighted", "WonDeals", "Won", "LostDeals", "WinRate");
        foreach (var (index, owner) in owners.Index())
            AddRow(FirstRow + index, owner);
        if (owners.Count == 0)
            return;

        var total = FirstRow + owners.Count;
        SetLabel(total, 1, Texts["Total"]);
        SetTotal(total, 2, owners.Sum(owner => owner.OpenCount), HouseStyle.WholeFormat);
        SetTotal(total, 3, owners.Sum(owner => owner.OpenAmount), HouseStyle.MoneyFormat);
        SetTotal(total, 4, owners.Sum(owner => owner.WeightedAmount), HouseStyle.MoneyFormat);
        SetTotal(total, 5, owners.Sum(owner => owner.WonCount), HouseStyle.WholeFormat);
        SetTotal(total, 6, owners.Sum(owner => owner.WonAmount), HouseStyle.MoneyFormat);
        SetTotal(total, 7, owners.Sum(owner => owner.LostCount), HouseStyle.WholeFormat);
        var closed = owners.Sum(owner => owner.WonCount + owner.LostCount);
        SetWinRate(total, closed == 0 ? null : (decimal)owners.Sum(owner => owner.WonCount) / closed);
        Finish(total, RateColumn);
        Sheet.Range(FirstRow, RateColumn, total - 1, RateColumn).AddConditionalFormat().ColorScale()
            .LowestValue(XLColor.White).HighestValue(HouseStyle.Color("BFE3CF"));
    }

    private void AddRow(int row, OwnerRow owner)
    {
        SetLabel(row, 1, owner.Owner);
        SetNumber(row, 2, $"SUMPRODUCT({Of(row, DealStanding.Open)})", owner.OpenCount, HouseStyle.WholeFormat);
        SetNumber(row, 3, $"SUMPRODUCT({Of(row, DealStanding.Open)},{table.Amount})", owner.OpenAmount, HouseStyle.MoneyFormat);
        SetNumber(row, 4, $"SUMPRODUCT({Of(row, DealStanding.Open)},{table.Weighted})", owner.WeightedAmount, HouseStyle.MoneyFormat);
        SetNumber(row, 5, $"SUMPRODUCT({Of(row, DealStanding.Won)})", owner.WonCount, HouseStyle.WholeFormat);
        SetNumber(row, 6, $"SUMPRODUCT({Of(row, DealStanding.Won)},{table.Amount})", owner.WonAmount, HouseStyle.MoneyFormat);
        SetNumber(row, 7, $"SUMPRODUCT({Of(row, DealStanding.Lost)})", owner.LostCount, HouseStyle.WholeFormat);
        SetWinRate(row, owner.WinRate);
    }

    // An equality, not COUNTIFS: its criteria would read signs and wildcards in a name as operators.
    private string Of(int row, DealStanding standing) =>
        $"({table.Owner}={CellAddress.Of(row, 1)})*({table.Standing}={table.Word(standing)})";

    private void SetWinRate(int row, decimal? value) =>
        SetRate(row, RateColumn, CellAddress.Of(row, 5), $"{CellAddress.Of(row, 5)}+{CellAddress.Of(row, 7)}", value);
}
