using CrmAddin.Core.Costs;
using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Acquisition;
using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports.Tests.Support;

/// <summary>Costs, enquiries, deals, members and customers from a fixed seed, some of them without source or campaign.</summary>
internal static class SampleAcquisition
{
    private static readonly string[] _sources = ["Trade fair", "Web site", "Referral", "Social media", ""];
    private static readonly string[] _arabicSources = ["معرض تجاري", "الموقع الإلكتروني", "توصية", "وسائل التواصل", ""];
    private static readonly string[] _campaigns = ["Spring open days", "Autumn newsletter", "Riyadh fair 2026", ""];
    private static readonly string[] _arabicCampaigns = ["أيام الربيع المفتوحة", "نشرة الخريف", "معرض الرياض 2026", ""];

    public static AcquisitionRows Rows(ReportLanguage language, bool readsCosts = true)
    {
        var random = new Random(20261122);
        var frame = SampleSales.Frame(language);
        var history = CustomerHistory.Of(SampleSales.Sales(220), frame.CustomerSettings);
        return Of(
            frame,
            [.. history.Select(one => Customer(one))],
            readsCosts ? [.. Enumerable.Range(1, 90).Select(id => Cost(id, random.Next(25) == 0 ? null : random.Next(200, 6_000)))] : null,
            [.. Enumerable.Range(1, 260).Select(id => new LeadLine(id, $"Person {id}", id % 7 == 0 ? null : "Layla Haddad", new(Day(), Source(), Campaign())))],
            [.. Enumerable.Range(1, 110).Select(Deal)],
            [.. Enumerable.Range(1, 180).Select(id => new MemberLine(id, $"Person {id}", Day(), Response()))]);

        CustomerLine Customer(CustomerHistory one) =>
            new(SampleSales.NameOf(one.Customer), new(one, frame.Period.Contains(one.FirstOn), [new(Source(), 1, one.Revenue * 0.4m)], [new(Campaign(), 1, one.Revenue * 0.4m)]));
        string Source() => (language.IsRightToLeft ? _arabicSources : _sources)[random.Next(_sources.Length)];
        string Campaign() => (language.IsRightToLeft ? _arabicCampaigns : _campaigns)[random.Next(_campaigns.Length)];
        DateOnly Day() => frame.Period.From!.Value.AddDays(random.Next(360));
        CostLine Cost(int id, decimal? amount) => new(id, new(Day(), amount, (CostCategory)random.Next(2), Source(), Campaign()), "Stand", amount ?? 77, amount is null ? "CHF" : "SAR");
        DealLine Deal(int id) => new(id, $"Deal {id}", Day(), id % 3 == 0 ? null : Day(), new(id % 4 != 0, id % 3 == 1, random.Next(10, 400) * 1_000, Source(), Campaign()));
        CampaignResponse Response() => new(
            (language.IsRightToLeft ? _arabicCampaigns : _campaigns)[random.Next(3)],
            random.Next(10) > 0, random.Next(2) == 0, random.Next(4) == 0, random.Next(3) == 0, random.Next(4) == 0);
    }

    public static AcquisitionRows Of(ReportFrame frame, CustomerLine[] customers, CostLine[]? costs, LeadLine[] leads, DealLine[] deals, MemberLine[] members) => new()
    {
        Customers = customers,
        Costs = costs,
        Leads = leads,
        Deals = deals,
        Members = members,
        Frame = frame,
        Store = new(leads.Length, (costs ?? []).Sum(cost => cost.Figures.Amount ?? 0), customers.Sum(customer => customer.Figures.History.Revenue)),
    };
}
