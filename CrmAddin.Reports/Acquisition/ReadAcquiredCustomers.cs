using CrmAddin.Core.Metrics;
using CrmAddin.Core.Purchases;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Reports.Acquisition;

/// <summary>The customers with what brought them.</summary>
/// <param name="Lines">The customers.</param>
/// <param name="SoldToNobody">Amount of sales that name no customer.</param>
/// <param name="StoreAmount">Amount of all sales, as the store sums it up.</param>
internal sealed record AcquiredCustomers(IReadOnlyList<CustomerLine> Lines, decimal SoldToNobody, decimal StoreAmount);

/// <summary>
/// Reads customers and finds what brought each: an enquiry, a deal, an answer to a campaign; where there is none, how the contact was met.
/// </summary>
internal sealed class ReadAcquiredCustomers(CrmDb db, BroughtBy names)
{
    /// <summary>The customers by the day of reporting.</summary>
    public async Task<AcquiredCustomers> RunAsync(
        ReportFrame frame, IReadOnlyList<LeadRead> leads, IReadOnlyList<DealRead> deals, IReadOnlyList<MemberRead> members, CancellationToken cancel)
    {
        var settings = frame.CustomerSettings;
        var (read, asked) = (new ReadSales(db), new SalesAsked(frame.AsOf, frame.Scope.TeamId, frame.Scope.OwnerId));
        var sales = await read.RunAsync(asked, frame.Money, cancel);
        var customers = CustomerHistory.Of(sales, settings);
        var survivors = await SurvivorsOf.ReadAsync(db, cancel);
        Touch[] touches =
        [
            .. leads.SelectMany(lead => Touches(survivors, lead.ContactId, lead.AccountId, frame.DayOf(lead.ReceivedAt), lead.SourceId, lead.CampaignId)),
            .. deals.SelectMany(deal => Touches(survivors, deal.ContactId, deal.AccountId, deal.OpenedOn ?? deal.ClosedOn ?? frame.AsOf, deal.SourceId, deal.CampaignId)),
            .. members.Where(member => (member.InteractedAt ?? member.ClickedAt) <= frame.AsOfMoment).SelectMany(member =>
                Touches(survivors, member.ContactId, member.AccountId, frame.DayOf((member.InteractedAt ?? member.ClickedAt)!.Value), null, member.CampaignId)),
        ];
        var brought = Attribution.Of(customers, touches, await MetAsync(survivors, cancel), frame.Firm.Attribution);

        var margins = await SaleMargins.ReadAsync(db, frame.Firm, cancel);
        var sold = sales.Where(sale => sale.Customer is not null).ToLookup(sale => sale.Customer!.Value);
        var called = await CustomerNames.ReadAsync(db, frame.Language.Code, cancel);
        var span = PeriodSpan.Of(settings);
        return new(
            [.. customers.Select(customer => Line(customer, brought[customer.Customer]))],
            sales.Where(sale => sale.Customer is null).Sum(sale => sale.Amount ?? 0),
            (await read.TotalAsync(asked, frame.Money, cancel)).Amount);

        CustomerLine Line(CustomerHistory customer, BroughtCustomer by)
        {
            CustomerShare[] campaigns = [.. by.Campaigns.Select(share => new CustomerShare(
                names.Campaign(share.Id), share.Part, share.Part * sold[customer.Customer].Sum(sale => (sale.Amount ?? 0) * (names.Margin(share.Id) ?? margins.Of(sale)))))];
            var profit = campaigns.Sum(share => share.Profit);
            return new(
                called.Of(customer.Customer) ?? "",
                new(
                    customer,
                    customer.FirstOn >= span.Start && customer.FirstOn <= span.LastDay,
                    [.. by.Sources.Select(share => new CustomerShare(names.Source(share.Id), share.Part, share.Part * profit))],
                    campaigns));
        }
    }

    private static IEnumerable<Touch> Touches(SurvivorsOf survivors, long? contactId, long? accountId, DateOnly day, long? sourceId, long? campaignId)
    {
        if (sourceId is null && campaignId is null)
            yield break;
        if (contactId is { } contact)
            yield return new(new(false, survivors.Contact(contact)), day, sourceId, campaignId);
        if (accountId is { } account)
            yield return new(new(true, account), day, sourceId, campaignId);
    }

    private async Task<ILookup<CustomerKey, long>> MetAsync(SurvivorsOf survivors, CancellationToken cancel)
    {
        var met = await AcquisitionQuery.Met(db).ToListAsync(cancel);
        return met.SelectMany(read => Touches(survivors, read.ContactId, read.AccountId, default, read.SourceId, null)).ToLookup(touch => touch.Customer, touch => touch.SourceId!.Value);
    }
}
