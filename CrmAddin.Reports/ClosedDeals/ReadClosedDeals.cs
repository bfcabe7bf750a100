using CrmAddin.Core.Deals;
using CrmAddin.Core.Metrics;
using CrmAddin.Core.Store;
using CrmAddin.Reports.Layout;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Reports.ClosedDeals;

/// <summary>Reads from the store all that the workbook of closed deals sees.</summary>
internal sealed class ReadClosedDeals(CrmDb db)
{
    /// <summary>The deals that the reader sees, with the store's own totals of them.</summary>
    public async Task<ClosedDealsRows> RunAsync(ReportFrame frame, CancellationToken cancel)
    {
        var selected = ClosedDealsQuery.Deals(db, frame.Scope, frame.Period.From, frame.Period.To, frame.PastDay);
        ClosedDealRow[] deals = [.. (await ClosedDealsQuery.Rows(selected).ToListAsync(cancel)).Select(deal => Row(deal, frame))];
        var lines = (await ClosedDealsQuery.Lines(selected).ToListAsync(cancel)).ToLookup(line => line.DealId);
        return new()
        {
            Deals = deals,
            Products = [.. deals.SelectMany(deal => Products(deal, lines[deal.Id], frame))],
            Frame = frame,
            StoreTotals = frame.PastDay is null ? await TotalsAsync(selected, frame, cancel) : null,
        };
    }

    private static ClosedDealRow Row(ClosedDealRead deal, ReportFrame frame)
    {
        var isLost = deal.Kind == StageKind.Lost;
        var day = deal.ClosedOn ?? frame.AsOf;
        return new(
            deal.Id,
            deal.Title,
            deal.Account,
            new()
            {
                Deal = new()
                {
                    Standing = isLost ? DealStanding.Lost : DealStanding.Won,
                    Owner = deal.Owner ?? "",
                    Amount = frame.Money.Convert(deal.Amount, deal.Currency, day),
                    OpenedOn = deal.OpenedOn,
                    ClosedOn = deal.ClosedOn,
                },
                Reason = (isLost ? Named(deal.Reason, deal.ReasonArabic, frame) : null) ?? "",
                Competitor = (isLost ? Named(deal.Competitor, deal.CompetitorArabic, frame) : null) ?? "",
                WinnerPrice = isLost ? frame.Money.Convert(deal.CompetitorPrice, deal.Currency, day) : null,
            },
            deal.Currency,
            deal.Amount);
    }

    private static IEnumerable<ClosedProductRow> Products(ClosedDealRow row, IEnumerable<ClosedLineRead> lines, ReportFrame frame)
    {
        var deal = row.Closed.Deal;
        return DealProducts.Of(lines, deal.Amount, amount => frame.Money.Convert(amount, row.Currency, deal.ClosedOn ?? frame.AsOf))
            .Select(part => new ClosedProductRow(row.Id, new(deal.Standing, part.Product.NameIn(frame.Language), part.Product.Brand ?? "", part.Amount)));
    }

    private static string? Named(string? name, string? arabic, ReportFrame frame) => frame.Language == ReportLanguage.Arabic ? arabic ?? name : name;

    private static async Task<ClosedStoreTotals> TotalsAsync(IQueryable<Deal> selected, ReportFrame frame, CancellationToken cancel)
    {
        var totals = await ClosedDealsQuery.Totals(selected, frame.Currency).ToListAsync(cancel);
        var won = totals.FindAll(total => total.Kind == StageKind.Won);
        var lost = totals.FindAll(total => total.Kind == StageKind.Lost);
        return new(totals.Sum(total => total.Count), won.Sum(total => total.Count), Amount(won), lost.Sum(total => total.Count), Amount(lost));

        decimal Amount(List<ClosedTotalRead> some) => some.Sum(total => frame.Money.Convert(total.Amount, total.Currency, total.ClosedOn ?? frame.AsOf) ?? 0);
    }
}
