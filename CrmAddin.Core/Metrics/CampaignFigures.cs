namespace CrmAddin.Core.Metrics;

/// <summary>Campaigns and what they are worth.</summary>
public static class CampaignFigures
{
    /// <summary>The headline figures of all campaigns.</summary>
    public static IReadOnlyList<Figure> Compute(Acquisition all, IReadOnlyCollection<CampaignResponse> members, CustomerSettings settings)
    {
        var counts = ResponseCounts.Of(members);
        var cac = AcquisitionFigures.Cac(all);
        var cltv = Cltv(all, settings);
        var nei = Ratio.Of(counts.ResponseConversionRate * cltv.Value, cac.Value);
        return
        [
            Figure.Count(FigureKeys.CampaignMembers, counts.Members),
            Figure.Rate(FigureKeys.OpenRate, counts.OpenRate, EmptyReason.NothingDelivered),
            Figure.Rate(FigureKeys.ClickRate, counts.ClickRate, EmptyReason.NothingDelivered),
            Figure.Rate(FigureKeys.ResponseConversionRate, counts.ResponseConversionRate, EmptyReason.NobodyInteracted),
            cltv,
            Figure.Number(FigureKeys.Nei, nei, counts.ResponseConversionRate is null ? EmptyReason.NobodyInteracted : cltv.WhyEmpty ?? cac.WhyEmpty ?? EmptyReason.NoCosts),
        ];
    }

    /// <summary>One row a campaign, in the order of <see cref="AcquisitionTable.ByCampaign"/>; one that only has members follows.</summary>
    public static IReadOnlyList<CampaignRow> ByCampaign(Acquisition all, IReadOnlyCollection<CampaignResponse> members, CustomerSettings settings)
    {
        var responses = members.ToLookup(member => member.Campaign, StringComparer.OrdinalIgnoreCase);
        var customers = SharedCustomer.ByCampaign(all.Customers).ToLookup(shared => shared.Share.Name, StringComparer.OrdinalIgnoreCase);
        var acquired = AcquisitionTable.ByCampaign(all);
        var known = acquired.Select(row => row.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var firm = Cltv(all, settings).Value;
        return
        [
            .. acquired.Concat(responses.Where(group => !known.Contains(group.Key)).Select(group => new AcquisitionRow(group.Key, null, 0, 0, 0, 0, 0, 0, 0, 0)))
                .OrderBy(row => row.IsUnattributed)
                .Select(row => Row(row, ResponseCounts.Of([.. responses[row.Name]]), [.. customers[row.Name]], firm, settings)),
        ];
    }

    /// <summary>The firm's historic value of a customer less what one cost.</summary>
    public static Figure Cltv(Acquisition all, CustomerSettings settings) =>
        CustomerFigures.Compute(CustomerTotals.Of([.. all.Customers.Select(customer => customer.History)]), settings, AcquisitionFigures.Cac(all))
            .Single(figure => figure.Key == FigureKeys.Cltv);

    /// <summary>The twelve months of the year.</summary>
    public static IReadOnlyList<SeasonRow> Seasons(Acquisition all) =>
    [
        .. Enumerable.Range(1, 12).Select(month => new SeasonRow(
            month,
            all.Leads.Count(lead => lead.Day.Month == month),
            all.NewCustomers.Count(customer => customer.History.FirstOn.Month == month),
            (all.Costs ?? []).Where(cost => cost.Day.Month == month).Sum(cost => cost.Amount ?? 0))),
    ];

    private static CampaignRow Row(AcquisitionRow row, ResponseCounts responses, SharedCustomer[] customers, decimal? firm, CustomerSettings settings)
    {
        var totals = CustomerTotals.OfShared(customers);
        if (row.IsUnattributed)
            return new(row, responses, totals.Customers, null, false, null);
        var isFirms = totals.Customers < settings.Firm.MinCampaignCustomers;
        var own = CustomerFigures.Compute(totals, settings, Figure.Money(FigureKeys.Cac, row.Cac, EmptyReason.NoNewCustomers))
            .Single(figure => figure.Key == FigureKeys.Cltv).Value;
        var cltv = isFirms ? firm : own;
        return new(row, responses, totals.Customers, cltv, isFirms, Ratio.Of(responses.ResponseConversionRate * cltv, row.Cac));
    }
}
