using CrmAddin.Core.Leads;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Metrics;
using CrmAddin.Core.Purchases;
using CrmAddin.Core.Store;
using CrmAddin.Reports.Acquisition;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Reports.Conversion;

/// <summary>Reads from the store all that the workbook on conversion sees.</summary>
internal sealed class ReadConversion(CrmDb db)
{
    /// <summary>People who first asked in the period, with what became of it by the day of reporting.</summary>
    /// <param name="frame">What the report is asked for.</param>
    /// <param name="cancel">Gives up.</param>
    /// <param name="sales">All sales that the reader sees, where they are read already.</param>
    public async Task<ConversionRows> RunAsync(ReportFrame frame, CancellationToken cancel, IReadOnlyList<Sale>? sales = null)
    {
        var before = frame.StartOf(frame.AsOf.AddDays(1));
        var names = await BroughtBy.ReadAsync(db, frame.Language.Code, cancel);
        var survivors = await SurvivorsOf.ReadAsync(db, cancel);
        var leads = await AcquisitionQuery.Leads(db, AcquisitionQuery.Counted(db, frame.Scope, before)).ToListAsync(cancel);
        var deals = await ConversionQuery.Deals(db, frame.Scope, before).ToDictionaryAsync(deal => deal.Id, cancel);
        var types = await TypesAsync(frame, before, survivors, cancel);
        // A purchase is a purchase whoever made it: a lead of one team that another team sells to is converted too.
        var first = (sales ?? await new ReadSales(db).RunAsync(new(frame.AsOf), frame.Money, cancel)).Where(sale => sale.Customer is not null)
            .GroupBy(sale => sale.Customer!.Value, sale => sale.Day).ToDictionary(group => group.Key, group => group.Min());
        return new()
        {
            People =
            [
                .. leads.GroupBy(lead => survivors.Contact(lead.ContactId))
                    .Select(person => Line(person.Key, [.. person]))
                    .Where(line => frame.Period.Contains(line.Figures.AskedOn)),
            ],
            Frame = frame,
            StorePeople = await CountAsync(frame, before, survivors, cancel),
        };

        PersonLine Line(long id, LeadRead[] asked)
        {
            var on = frame.DayOf(asked[0].ReceivedAt);
            return new(id, asked.Select(lead => lead.Person).FirstOrDefault(name => name is not null) ?? "", new()
            {
                AskedOn = on,
                Leads = asked.Length,
                Source = names.Source(asked[0].SourceId),
                Campaign = names.Campaign(asked[0].CampaignId),
                Owner = asked[0].Owner ?? "",
                Types = [.. types[id].Distinct(StringComparer.OrdinalIgnoreCase)],
                AnsweredOn = Earliest(asked.Where(lead => lead.FirstResponseAt <= frame.AsOfMoment).Select(lead => (DateOnly?)frame.DayOf(lead.FirstResponseAt!.Value))),
                IsQualified = asked.Any(lead => lead.Status is LeadStatus.Qualified or LeadStatus.Converted),
                DealOn = Earliest(asked.Select(DealOn).Where(day => day <= frame.AsOf)),
                BoughtOn = Earliest(asked.SelectMany(lead => Keys(id, lead)).Select(FirstOn)) is { } bought && bought >= on ? bought : null,
            });
        }

        DateOnly? FirstOn(CustomerKey customer) => first.TryGetValue(customer, out var day) ? day : null;

        DateOnly? DealOn(LeadRead lead)
        {
            if (lead.DealId is not { } id)
                return null;
            var deal = deals.GetValueOrDefault(id);
            var known = lead.ConvertedAt is { } converted ? frame.DayOf(converted) : deal?.OpenedOn ?? (deal is null ? null : frame.DayOf(deal.CreatedAt));
            // A deal that the reader does not see is one all the same; nothing is known of it but that it came after the enquiry.
            return known ?? frame.DayOf(lead.ReceivedAt);
        }

        IEnumerable<CustomerKey> Keys(long id, LeadRead lead)
        {
            yield return new(false, id);
            if (lead.AccountId is { } account)
                yield return new(true, account);
            if (lead.DealId is { } deal && deals.GetValueOrDefault(deal)?.AccountId is { } ofDeal)
                yield return new(true, ofDeal);
        }
    }

    private static DateOnly? Earliest(IEnumerable<DateOnly?> days) => days.Where(day => day is not null).Min();

    private async Task<ILookup<long, string>> TypesAsync(ReportFrame frame, DateTimeOffset before, SurvivorsOf survivors, CancellationToken cancel)
    {
        var items = await db.LookupItems.AsNoTracking().Where(item => item.Kind == LookupKind.ContactType).ToDictionaryAsync(item => item.Id, cancel);
        var types = await ConversionQuery.Types(db, frame.Scope, before).ToListAsync(cancel);
        return types.ToLookup(type => survivors.Contact(type.ContactId), type => items[type.LookupItemId].NameIn(frame.Language.Code));
    }

    private async Task<int> CountAsync(ReportFrame frame, DateTimeOffset before, SurvivorsOf survivors, CancellationToken cancel)
    {
        var from = frame.Period.From is { } first ? frame.StartOf(first) : DateTimeOffset.MinValue;
        var end = frame.Period.To is { } to && to <= frame.AsOf ? frame.StartOf(to) : before;
        var firsts = await ConversionQuery.FirstLeads(db, frame.Scope, end).ToListAsync(cancel);
        return firsts.GroupBy(first => survivors.Contact(first.ContactId)).Count(person => person.Min(first => first.ReceivedAt) >= from);
    }
}
