using CrmAddin.Core.Deals;
using CrmAddin.Core.Metrics;
using CrmAddin.Core.Store;
using CrmAddin.Core.Targets;
using CrmAddin.Reports.ClosedDeals;
using CrmAddin.Reports.Layout;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Reports.Targets;

/// <summary>Reads from the store all that the workbook of targets sees.</summary>
internal sealed class ReadTargets(CrmDb db)
{
    /// <summary>The targets in the period with what was won on their days.</summary>
    public async Task<TargetsRows> RunAsync(ReportFrame frame, CancellationToken cancel)
    {
        var reads = await TargetsQuery.Targets(db, frame.Scope, frame.Period.To).ToListAsync(cancel);
        var targets = reads.ConvertAll(read => read.ToCut(frame));
        var slices = TargetSlices.Cut(targets.OfType<TargetToCut>(), frame.Period);
        var names = reads.GroupBy(read => read.Holder).ToDictionary(group => group.Key, group => Name(group.First(), frame));
        var won = Won(slices, frame);
        TargetDealRow[] deals = [.. (await TargetsQuery.Rows(won).ToListAsync(cancel)).Select(deal => Row(deal, frame))];
        var lines = slices.Any(slice => slice.Holder.Scope == TargetScope.Product) ? await ClosedDealsQuery.Lines(won).ToListAsync(cancel) : [];
        TargetProductRow[] products = [.. Products(deals, lines.ToLookup(line => line.DealId), frame)];
        return new()
        {
            Slices = [.. WonByHolder(deals, products).Measure(slices, frame.AsOf).Select(part => new TargetSliceRow(names[part.Slice.Holder], part))],
            Deals = deals,
            Products = products,
            WithoutRate = targets.Count(target => target is null),
            Frame = frame,
            StoreTotals = frame.PastDay is null ? Sum(await TargetsQuery.Totals(won, frame.Currency).ToListAsync(cancel), frame) : null,
        };
    }

    /// <summary>The slices with what was won on their days, the deals added up in the store. Targets of products are left out.</summary>
    public async Task<IReadOnlyList<TargetPart>> PartsAsync(ReportFrame frame, CancellationToken cancel)
    {
        var reads = await TargetsQuery.Targets(db, frame.Scope, frame.Period.To).ToListAsync(cancel);
        var targets = reads.Where(read => read.Scope != TargetScope.Product).Select(read => read.ToCut(frame)).OfType<TargetToCut>();
        var slices = TargetSlices.Cut(targets, frame.Period);
        var won = new WonByDay();
        foreach (var read in await TargetsQuery.ByDay(Won(slices, frame)).ToListAsync(cancel))
            won.Add(read.TeamId, read.OwnerId, new(read.ClosedOn, frame.Money.Convert(read.Amount, read.Currency, read.ClosedOn), read.Count));
        return won.Measure(slices, frame.AsOf);
    }

    private IQueryable<Deal> Won(IReadOnlyList<TargetSlice> slices, ReportFrame frame)
    {
        var from = slices.Count == 0 ? frame.AsOf : slices.Min(slice => slice.From);
        var end = slices.Count == 0 ? from : slices.Max(slice => slice.Before);
        return TargetsQuery.Won(db, frame.Scope, from, end <= frame.AsOf ? end : frame.AsOf.AddDays(1));
    }

    private static WonByDay WonByHolder(TargetDealRow[] deals, TargetProductRow[] products)
    {
        var won = new WonByDay();
        foreach (var deal in deals)
            won.Add(deal.TeamId, deal.OwnerId, deal.Sale);
        foreach (var product in products)
            won.Add(new(TargetScope.Product, product.ProductId), product.Sale);
        return won;
    }

    private static string Name(TargetRead read, ReportFrame frame) =>
        CellText.Plain((frame.Language == ReportLanguage.Arabic ? read.NameArabic ?? read.Name : read.Name) ?? "");

    private static TargetDealRow Row(TargetDealRead deal, ReportFrame frame) =>
        new(deal.Id, deal.Title, deal.Owner ?? "", deal.OwnerId, deal.TeamId, deal.Currency, new(deal.ClosedOn, frame.Money.Convert(deal.Amount, deal.Currency, deal.ClosedOn)));

    private static IEnumerable<TargetProductRow> Products(TargetDealRow[] deals, ILookup<long, ClosedLineRead> lines, ReportFrame frame) =>
        from deal in deals
        from part in DealProducts.Of(lines[deal.Id], deal.Sale.Amount, amount => frame.Money.Convert(amount, deal.Currency, deal.Sale.ClosedOn))
        select new TargetProductRow(deal.Id, part.Product.NameIn(frame.Language), part.Product.ProductId, deal.Sale with { Amount = part.Amount });

    private static (int, decimal) Sum(List<TargetTotalRead> totals, ReportFrame frame) =>
        (totals.Sum(total => total.Count), totals.Sum(total => frame.Money.Convert(total.Amount, total.Currency, total.ClosedOn ?? frame.AsOf) ?? 0));
}
