using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Pipeline;

namespace CrmAddin.Reports.Tests.Support;

/// <summary>Pipelines from a fixed seed, with everything that real ones have: gaps, slips, deals on hold, both scripts.</summary>
internal static class SampleDeals
{
    public static readonly DateOnly AsOf = new(2026, 11, 22);

    private static readonly DateTimeOffset _readAt = new(2026, 11, 22, 6, 30, 0, TimeSpan.Zero);

    private static readonly (string English, string Arabic, int Order, decimal Probability, DealStanding Standing)[] _stages =
    [
        ("Initial", "المبدئية", 1, 0.2m, DealStanding.Open),
        ("Study & pricing", "الدراسة والتسعير", 2, 0.45m, DealStanding.Open),
        ("Negotiation", "التفاوض", 3, 0.75m, DealStanding.Open),
        ("Won", "كسب", 4, 1m, DealStanding.Won),
        ("Lost", "خسارة", 5, 0m, DealStanding.Lost),
    ];

    private static readonly string[] _owners = ["Layla Haddad", "Omar Al Khalidi", "Sara Bishara", "John O'Brien", ""];
    private static readonly string[] _arabicOwners = ["ليلى حداد", "عمر الخالدي", "سارة بشارة", "جون أوبراين", ""];
    private static readonly string[] _accounts = ["Horizon Trading", "Gulf Logistics LLC", "Al Noor Contracting", "Bright & Sons", "شركة المدى للتجارة", "مؤسسة الريادة"];

    public static PipelineRows Rows(int count, ReportLanguage language, Func<PipelineRow, PipelineRow>? change = null)
    {
        PipelineRow[] deals = [.. Deals(count, language).Select(deal => change?.Invoke(deal) ?? deal)];
        return Rows(deals, language);
    }

    public static PipelineRows Rows(PipelineRow[] deals, ReportLanguage language) => new()
    {
        Deals = deals,
        Frame = Frame(language),
        StoreTotals = new(
            deals.Length,
            Count(deals, DealStanding.Open),
            Sum(deals, DealStanding.Open),
            Count(deals, DealStanding.Won),
            Sum(deals, DealStanding.Won),
            Count(deals, DealStanding.Lost),
            Sum(deals, DealStanding.Lost)),
    };

    public static ReportFrame Frame(ReportLanguage language) => new()
    {
        Period = ReportPeriod.All,
        AsOf = AsOf,
        AsOfMoment = _readAt,
        ReadAt = _readAt,
        Language = language,
        FirmName = language.IsRightToLeft ? "مكتب الواحة العقاري" : "Oasis Real Estate",
        Money = new("SAR", "SAR", []),
        TimeZone = TimeZoneInfo.CreateCustomTimeZone("Firm", TimeSpan.FromHours(3), "Firm", "Firm"),
    };

    public static PipelineRow Deal(DealStanding standing, decimal? amount, decimal probability = 0.5m, string title = "A deal", string owner = "Layla Haddad") =>
        new(1, title, "Horizon Trading", "Villa", new() { Standing = standing, Amount = amount, Probability = probability, Owner = owner, Stage = "Initial", Pipeline = "Main" }, "SAR", amount);

    private static int Count(PipelineRow[] deals, DealStanding standing) => deals.Count(deal => deal.Figures.Standing == standing);

    private static decimal Sum(PipelineRow[] deals, DealStanding standing) =>
        deals.Where(deal => deal.Figures.Standing == standing).Sum(deal => deal.Figures.Amount ?? 0);

    private static IEnumerable<PipelineRow> Deals(int count, ReportLanguage language)
    {
        var random = new Random(20261122);
        for (var id = 1; id <= count; id++)
        {
            var stage = _stages[random.Next(_stages.Length)];
            var isOpen = stage.Standing == DealStanding.Open;
            var opened = AsOf.AddDays(-random.Next(30, 400));
            var amount = random.Next(20) == 0 ? (decimal?)null : random.Next(5, 900) * 1000 + random.Next(100) / 100m;
            DateOnly? expected = random.Next(12) == 0 ? null : AsOf.AddDays(random.Next(-40, 170));
            yield return new(
                id,
                language.IsRightToLeft ? $"صفقة رقم {id}" : $"Deal {id}",
                _accounts[random.Next(_accounts.Length)],
                language.IsRightToLeft ? "فيلا" : "Villa",
                new()
                {
                    Standing = isOpen && random.Next(15) == 0 ? DealStanding.OnHold : stage.Standing,
                    Pipeline = language.IsRightToLeft ? "المبيعات" : "Sales",
                    Stage = language.IsRightToLeft ? stage.Arabic : stage.English,
                    StageOrder = stage.Order,
                    Owner = (language.IsRightToLeft ? _arabicOwners : _owners)[random.Next(_owners.Length)],
                    Probability = stage.Probability,
                    Amount = amount,
                    OpenedOn = random.Next(25) == 0 ? null : opened,
                    ExpectedCloseOn = expected,
                    ClosedOn = isOpen ? null : opened.AddDays(random.Next(1, 30 + (AsOf.DayNumber - opened.DayNumber) / 2)),
                    SlippedDays = random.Next(6) == 0 ? random.Next(1, 60) : null,
                },
                "SAR",
                amount);
        }
    }
}
