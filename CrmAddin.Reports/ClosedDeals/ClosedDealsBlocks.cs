using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.ClosedDeals;

/// <summary>The tables of the workbook of closed deals.</summary>
internal sealed class ClosedDealsBlocks(ClosedDealTable deals, ClosedProductTable products, ClosedDealsTexts texts)
{
    private const int Drawn = 12;

    /// <summary>Won and lost by month, as columns beside each other.</summary>
    public SummaryBlock ByMonth(IReadOnlyList<WonLostMonth> rows) => Columns(
        new SummaryBlock<WonLostMonth>(texts["ByMonth"], rows) { Chart = Chart("Chart.ByMonth", ChartMark.Column, null) with { Width = 5 } }
            .Label(texts["Month"], row => DaySlices.Month(texts.Language, row.Slice)),
        rows,
        row => row.Row,
        (row, _, standing) => $"{deals.IsIn("ClosedOn", row.Slice)}*{deals.Was(standing)}",
        deals["Amount"]);

    /// <summary>Won and lost by owner.</summary>
    public SummaryBlock ByOwner(IReadOnlyList<WonLostRow> rows) => Columns(
        new SummaryBlock<WonLostRow>(texts["ByOwner"], rows) { Chart = Chart("Chart.ByOwner", ChartMark.Bar, Drawn) with { Width = 4 } }.Label(texts["Owner"], row => row.Label),
        rows,
        row => row,
        (_, at, standing) => $"{deals.Is("Owner", at[0])}*{deals.Was(standing)}",
        deals["Amount"]);

    /// <summary>Won and lost by product or brand, on a sheet of their own.</summary>
    public SummaryBlock OfProducts(string key, string headingKey, IReadOnlyList<WonLostRow> rows) => Columns(
        new SummaryBlock<WonLostRow>(texts[key], rows) { Sheet = texts["ProductsSheet"], Chart = Chart("Chart." + key, ChartMark.Bar, Drawn) }.Label(texts[headingKey], row => row.Label),
        rows,
        row => row,
        (_, at, standing) => $"{products.Is(headingKey, at[0])}*{products.Was(standing)}",
        products["Amount"],
        "WonTimes",
        "LostTimes");

    /// <summary>Lost deals by reason.</summary>
    public SummaryBlock ByReason(IReadOnlyList<LossReasonRow> rows, ClosedDealsFormulas formulas) =>
        new SummaryBlock<LossReasonRow>(texts["ByReason"], rows)
        {
            Chart = new(texts["Chart.ByReason"], HouseStyle.WholeFormat, new BlockSeries(1, ChartMark.Bar, HouseStyle.Grey, HasLabels: true)) { Width = 3, RowCount = Drawn },
        }
            .Label(texts["Reason"], row => row.Reason)
            .Number(texts["LostDeals"], HouseStyle.WholeFormat, row => row.LostCount, (_, at) => $"SUMPRODUCT({OfReason(at)}*1)")
            .Number(texts["Lost"], HouseStyle.MoneyFormat, row => row.LostAmount, (_, at) => $"SUMPRODUCT({OfReason(at)}*1,{deals["Amount"]})")
            .Share(
                texts["ShareOfLost"],
                HouseStyle.RateFormat,
                row => (decimal)row.LostCount / rows.Sum(one => one.LostCount),
                at => at[1],
                _ => formulas.Of(FigureKeys.LostCount).Text,
                isShaded: true);

    /// <summary>Lost deals by the competitor who won them, with the price distance.</summary>
    public SummaryBlock ByCompetitor(IReadOnlyList<CompetitorRow> rows, CompetitorRow total, ClosedDealsFormulas formulas) =>
        new SummaryBlock<CompetitorRow>(texts["ByCompetitor"], rows)
        {
            Chart = new(texts["Chart.ByCompetitor"], texts["AxisMoney"], new(4, ChartMark.Bar, HouseStyle.LightBlue), new(5, ChartMark.Bar, HouseStyle.Orange)) { RowCount = Drawn },
        }
            .Label(texts["Competitor"], row => row.Competitor)
            .Number(texts["LostDeals"], HouseStyle.WholeFormat, row => row.LostCount, (_, at) => $"SUMPRODUCT({OfCompetitor(at)}*1)")
            .Number(texts["Lost"], HouseStyle.MoneyFormat, row => row.LostAmount, (_, at) => $"SUMPRODUCT({OfCompetitor(at)}*1,{deals["Amount"]})")
            .Number(texts["Priced"], HouseStyle.WholeFormat, row => row.PricedCount, (_, at) => $"SUMPRODUCT({OfCompetitor(at)}*{formulas.Priced})")
            .Number(texts["OurAmount"], HouseStyle.MoneyFormat, row => row.OurAmount, (_, at) => $"SUMPRODUCT({OfCompetitor(at)}*{formulas.Priced},{deals["Amount"]})")
            .Number(texts["WinnerPrice"], HouseStyle.MoneyFormat, row => row.WinnerPrice, (_, at) => $"SUMPRODUCT({OfCompetitor(at)}*{formulas.Priced},{deals["WinnerPrice"]})")
            .Share(texts["Distance"], HouseStyle.RateFormat, row => row.PriceDistance, at => $"({at[4]}-{at[5]})", at => at[5], () => total.PriceDistance);

    private SummaryBlock<T> Columns<T>(
        SummaryBlock<T> block,
        IReadOnlyList<T> rows,
        Func<T, WonLostRow> of,
        Func<T, RowCells, DealStanding, string> condition,
        string amounts,
        string wonKey = "WonDeals",
        string lostKey = "LostDeals")
    {
        var total = (Won: rows.Sum(row => of(row).WonCount), Lost: rows.Sum(row => of(row).LostCount));
        return block
            .Number(texts[wonKey], HouseStyle.WholeFormat, row => of(row).WonCount, (row, at) => $"SUMPRODUCT({condition(row, at, DealStanding.Won)})")
            .Number(texts["Won"], HouseStyle.MoneyFormat, row => of(row).WonAmount, (row, at) => $"SUMPRODUCT({condition(row, at, DealStanding.Won)},{amounts})")
            .Number(texts[lostKey], HouseStyle.WholeFormat, row => of(row).LostCount, (row, at) => $"SUMPRODUCT({condition(row, at, DealStanding.Lost)})")
            .Number(texts["Lost"], HouseStyle.MoneyFormat, row => of(row).LostAmount, (row, at) => $"SUMPRODUCT({condition(row, at, DealStanding.Lost)},{amounts})")
            .Share(
                texts["WinRate"],
                HouseStyle.RateFormat,
                row => of(row).WinRate,
                at => at[1],
                at => $"{at[1]}+{at[3]}",
                () => total.Won + total.Lost == 0 ? null : (decimal)total.Won / (total.Won + total.Lost),
                isShaded: true);
    }

    private BlockChart Chart(string titleKey, ChartMark mark, int? rows) =>
        new(texts[titleKey], texts["AxisMoney"], new(2, mark, HouseStyle.Green), new(4, mark, HouseStyle.Grey)) { RowCount = rows };

    private string OfReason(RowCells at) => $"{deals.Is("Reason", at[0])}*{deals.Was(DealStanding.Lost)}";

    private string OfCompetitor(RowCells at) => $"{deals.Is("Competitor", at[0])}*{deals.Was(DealStanding.Lost)}";
}
