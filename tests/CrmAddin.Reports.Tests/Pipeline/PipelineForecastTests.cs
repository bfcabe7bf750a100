using CrmAddin.Core.Metrics;
using CrmAddin.Core.Metrics.Forecast;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Pipeline;
using CrmAddin.Reports.Tests.Support;

namespace CrmAddin.Reports.Tests.Pipeline;

public sealed class PipelineForecastTests
{
    [Theory]
    [InlineData("en", new[] { "Summary", "Back-test", "Deals", "Band data", "Back-test data", "Definitions", "Tie-out" })]
    [InlineData("ar", new[] { "الملخص", "الاختبار الرجعي", "الصفقات", "بيانات النطاق", "بيانات الاختبار", "التعريفات", "المطابقة" })]
    public async Task Band_and_back_test_stand_in_the_workbook_and_recalculate(string code, string[] sheets)
    {
        using var folder = new TempFolder();
        var language = ReportLanguage.Parse(code).Value!;
        var rows = SampleDeals.Rows(200, language, deal => deal with { HistoricProbability = deal.Figures.Standing == DealStanding.Open ? 0.35m : null });
        var forecast = FirmForecast.Compute(History(), SampleDeals.AsOf, "SAR", new ForecastSettings { Runs = 200 });
        using var book = await WrittenReport.OpenAsync(folder, PipelineContent.Of(rows with { Forecast = forecast }), rows.Frame);

        book.SheetNames.ShouldBe(sheets);
        book.Number(sheets[0], "A19").ShouldBe((double)forecast.Months[0].Median);
        book.Number(sheets[0], "C19").ShouldBe((double)forecast.Tested.ForecastError!.Value, 1e-9);
        book.Number(sheets[0], "E19").ShouldBe((double)forecast.Tested.HitRate!.Value, 1e-9);
        WrittenReport.ShouldHold(folder, book).ShouldBeGreaterThan(300);
    }

    [Fact]
    public async Task Too_short_a_history_leaves_the_figures_empty_with_the_reason()
    {
        using var folder = new TempFolder();
        var rows = SampleDeals.Rows(30, ReportLanguage.English);
        var forecast = FirmForecast.Compute([.. History().Take(10)], SampleDeals.AsOf, "SAR", new ForecastSettings());
        using var book = await WrittenReport.OpenAsync(folder, PipelineContent.Of(rows with { Forecast = forecast }), rows.Frame);

        book.Values("Summary").Values.ShouldContain("too few closed deals with both days");
        book.Values("Summary").Values.ShouldContain("history too short to test on");
        WrittenReport.ShouldHold(folder, book);
    }

    [Fact]
    public void Before_the_first_night_the_figures_say_that_nothing_was_computed_yet()
    {
        var content = PipelineContent.Of(SampleDeals.Rows(30, ReportLanguage.English));

        content.Figures.Single(figure => figure.Key == FigureKeys.ForecastMedian).WhyEmpty.ShouldBe(EmptyReason.NotComputedYet);
        content.Cards.ShouldNotContain(card => card.Key == FigureKeys.ForecastMedian);
        content.Tables.Count.ShouldBe(1);
    }

    private static List<ForecastDeal> History()
    {
        var random = new Random(20_261_122);
        return
        [
            .. Enumerable.Range(1, 600).Select(id =>
            {
                var opened = SampleDeals.AsOf.AddDays(-random.Next(0, 700));
                var closed = opened.AddDays(random.Next(5, 120));
                var isClosed = closed <= SampleDeals.AsOf;
                return new ForecastDeal
                {
                    Id = id,
                    OwnerId = id % 4,
                    StageId = 1,
                    KnownFrom = opened,
                    OpenedOn = opened,
                    ClosedOn = isClosed ? closed : null,
                    IsWon = isClosed && random.Next(10) < 4,
                    Amount = random.Next(5, 900) * 100,
                    ExpectedCloseOn = opened.AddDays(60),
                    Probability = 0.4m,
                };
            }),
        ];
    }
}
