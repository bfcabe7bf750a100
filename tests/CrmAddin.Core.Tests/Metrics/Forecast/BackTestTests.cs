using System.Globalization;
using CrmAddin.Core.Metrics.Forecast;
using CrmAddin.Core.Tests.Capture;
using Xunit.Abstractions;

namespace CrmAddin.Core.Tests.Metrics.Forecast;

public sealed class BackTestTests(ITestOutputHelper output)
{
    private static readonly ForecastSettings _settings = new();

    [Fact]
    public void The_band_of_firms_whose_truth_is_known_holds_four_of_five_months_and_beats_the_weighted_sum()
    {
        var tested = new List<TestedMonth>();
        foreach (var seed in new[] { 1, 2, 3, 4, 5, 6 })
        {
            var result = BackTest.Compute(GeneratedFirm.Deals(seed), GeneratedFirm.AsOf, _settings);
            output.WriteLine(FormattableString.Invariant($"{seed}: {result.Months.Count} hit {result.HitRate:0.00} wape {result.ForecastError:0.00} naive {result.WeightedError:0.00}"));
            tested.AddRange(result.Months);
        }
        var all = new BackTestResult(tested);
        output.WriteLine(FormattableString.Invariant($"all {all.HitRate:0.000} {all.ForecastError:0.000} {all.WeightedError:0.000} 1: {all.Ahead(1).HitRate:0.00} {all.Ahead(1).ForecastError:0.00} {all.Ahead(1).WeightedError:0.00} 3: {all.Ahead(3).HitRate:0.00} {all.Ahead(3).ForecastError:0.00}"));
        foreach (var m in tested.Take(12))
            output.WriteLine(FormattableString.Invariant($"{m.MadeOn} +{m.MonthsAhead} {m.Forecast.Low} {m.Forecast.Median} {m.Forecast.High} open {m.Forecast.FromOpenDeals} new {m.Forecast.FromNewDeals} won {m.Won} w {m.Forecast.Weighted}"));
        all.HitRate!.Value.ShouldBe(0.8m, 0.06m);
        all.ForecastError!.Value.ShouldBeLessThan(all.WeightedError!.Value / 2);
    }

    [Fact]
    public void Maven()
    {
        if (SharedData.Find("pipeline/maven-crm/sales_pipeline.csv") is not { } file)
            return;
        var deals = File.ReadLines(file).Skip(1).Select((line, at) =>
        {
            var p = line.Split(',');
            return new ForecastDeal
            {
                Id = at,
                OwnerId = p[1].GetHashCode(StringComparison.Ordinal) & 0xffff,
                StageId = p[4].Length,
                KnownFrom = new(2018, 1, 1),
                OpenedOn = Day(p[5]),
                ClosedOn = Day(p[6]),
                IsWon = p[4] == "Won",
                Amount = p[7].Length == 0 ? null : decimal.Parse(p[7], CultureInfo.InvariantCulture),
            };
        }).ToList();
        var result = BackTest.Compute(deals, new(2017, 12, 31), _settings);
        output.WriteLine(FormattableString.Invariant($"{result.Months.Count} hit {result.HitRate:0.00} wape {result.ForecastError:0.00} naive {result.WeightedError:0.00} 1: {result.Ahead(1).HitRate:0.00} {result.Ahead(1).ForecastError:0.00}"));
        foreach (var m in result.Months)
            output.WriteLine(FormattableString.Invariant($"{m.MadeOn} +{m.MonthsAhead} {m.Forecast.Low} {m.Forecast.Median} {m.Forecast.High} open {m.Forecast.FromOpenDeals} new {m.Forecast.FromNewDeals} won {m.Won} hit {m.IsHit}"));
        var model = LearnForecast.AsOf(deals, new(2017, 12, 31), _settings)!;
        output.WriteLine(string.Join("\n", model.Ages));
        output.WriteLine($"{model.MonthSpread} {model.Openings} {string.Join(" ", model.Owners.Values.Select(v => v.ToString("0.00", CultureInfo.InvariantCulture)))}");
        foreach (var age in new[] { 0, 10, 50, 100, 137, 138, 200 })
            output.WriteLine(FormattableString.Invariant($"{age} {model.WinChance(new(age, null, null), 730):0.000}"));
    }

    private static DateOnly? Day(string text) => text.Length == 0 ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
