namespace CrmAddin.Core.Metrics;

/// <summary>What one member did with a campaign's message.</summary>
/// <param name="Campaign">The campaign, as shown.</param>
/// <param name="IsDelivered">Whether it reached them.</param>
/// <param name="IsOpened">Whether they opened it.</param>
/// <param name="IsClicked">Whether they clicked in it.</param>
/// <param name="IsInteracting">Whether they interacted in any way.</param>
/// <param name="IsGoalReached">Whether they did what the campaign is for.</param>
public sealed record CampaignResponse(string Campaign, bool IsDelivered, bool IsOpened, bool IsClicked, bool IsInteracting, bool IsGoalReached);

/// <summary>How a campaign's members answered.</summary>
/// <param name="Members">How many there are.</param>
/// <param name="Delivered">How many it reached.</param>
/// <param name="Opened">How many of them opened it.</param>
/// <param name="Clicked">How many of them clicked.</param>
/// <param name="Interacting">How many interacted in any way.</param>
/// <param name="GoalReached">How many of those did what the campaign is for.</param>
public sealed record ResponseCounts(int Members, int Delivered, int Opened, int Clicked, int Interacting, int GoalReached)
{
    /// <summary>The counts of the members. Opened and clicked count only where it was delivered, the goal only of those who interacted.</summary>
    public static ResponseCounts Of(IReadOnlyCollection<CampaignResponse> members) => new(
        members.Count,
        members.Count(member => member.IsDelivered),
        members.Count(member => member is { IsDelivered: true, IsOpened: true }),
        members.Count(member => member is { IsDelivered: true, IsClicked: true }),
        members.Count(member => member.IsInteracting),
        members.Count(member => member is { IsInteracting: true, IsGoalReached: true }));

    /// <summary>Opened ÷ delivered.</summary>
    public decimal? OpenRate => Ratio.Of(Opened, Delivered);

    /// <summary>Clicked ÷ delivered.</summary>
    public decimal? ClickRate => Ratio.Of(Clicked, Delivered);

    /// <summary>Goal reached ÷ interacting.</summary>
    public decimal? ResponseConversionRate => Ratio.Of(GoalReached, Interacting);
}

/// <summary>A campaign with what it cost, brought, and how its members answered.</summary>
/// <param name="Acquired">Costs, leads and customers.</param>
/// <param name="Responses">Its members' answers.</param>
/// <param name="Customers">Customers whom it first brought, whenever that was.</param>
/// <param name="Cltv">Their historic value less their cost, or the firm's; null when unknown.</param>
/// <param name="IsFirmsCltv">Whether it is the firm's, because its own customers are too few.</param>
/// <param name="Nei">Response conversion rate × value of a customer ÷ cost of a customer; above 1 it pays.</param>
public sealed record CampaignRow(AcquisitionRow Acquired, ResponseCounts Responses, int Customers, decimal? Cltv, bool IsFirmsCltv, decimal? Nei);

/// <summary>Campaigns and what they are worth.</summary>
public static class CampaignFigures
{
    /// <summary>From how many customers on a campaign's own value of a customer is taken.</summary>
    public const int MinCustomers = 30;

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
        var customers = all.Customers.ToLookup(customer => customer.Campaign, StringComparer.OrdinalIgnoreCase);
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

    private static CampaignRow Row(AcquisitionRow row, ResponseCounts responses, AcquiredCustomer[] customers, decimal? firm, CustomerSettings settings)
    {
        if (row.IsUnattributed)
            return new(row, responses, customers.Length, null, false, null);
        var isFirms = customers.Length < MinCustomers;
        var own = CustomerFigures.Compute(
            CustomerTotals.Of([.. customers.Select(customer => customer.History)]), settings, Figure.Money(FigureKeys.Cac, row.Cac, EmptyReason.NoNewCustomers))
            .Single(figure => figure.Key == FigureKeys.Cltv).Value;
        var cltv = isFirms ? firm : own;
        return new(row, responses, customers.Length, cltv, isFirms, Ratio.Of(responses.ResponseConversionRate * cltv, row.Cac));
    }
}
