using CrmAddin.Reports.Conversion;
using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports.Tests.Support;

/// <summary>People who asked, from a fixed seed, at every step of the way.</summary>
internal static class SamplePeople
{
    private static readonly string[] _sources = ["Trade fair", "Web site", "Referral", ""];
    private static readonly string[] _arabicSources = ["معرض تجاري", "الموقع الإلكتروني", "توصية", ""];
    private static readonly string[] _campaigns = ["Spring open days", "Autumn newsletter", ""];
    private static readonly string[] _arabicCampaigns = ["أيام الربيع المفتوحة", "نشرة الخريف", ""];
    private static readonly string[] _owners = ["Layla Haddad", "layla haddad", "Omar Al Khalidi", ""];
    private static readonly string[] _types = ["Buyer", "Investor", "Broker"];

    public static ConversionRows Rows(ReportLanguage language, int count)
    {
        var random = new Random(20261122);
        var frame = SampleSales.Frame(language);
        return Of(frame, [.. Enumerable.Range(1, count).Select(Person)]);

        PersonLine Person(int id)
        {
            var asked = frame.Period.From!.Value.AddDays(random.Next(360));
            var step = random.Next(10);
            return new(id, id % 30 == 0 ? "" : $"Person {id}", new()
            {
                AskedOn = asked,
                Leads = random.Next(1, 3),
                Source = (language.IsRightToLeft ? _arabicSources : _sources)[random.Next(4)],
                Campaign = (language.IsRightToLeft ? _arabicCampaigns : _campaigns)[random.Next(3)],
                Owner = _owners[random.Next(4)],
                Types = [.. _types.Where(_ => random.Next(3) == 0)],
                AnsweredOn = step > 1 ? asked.AddDays(random.Next(5)) : null,
                IsQualified = step > 4,
                DealOn = step > 5 ? asked.AddDays(random.Next(2, 40)) : null,
                BoughtOn = step > 7 ? asked.AddDays(random.Next(20, 120)) : null,
            });
        }
    }

    public static ConversionRows Of(ReportFrame frame, PersonLine[] people) => new() { People = people, Frame = frame, StorePeople = people.Length };
}
