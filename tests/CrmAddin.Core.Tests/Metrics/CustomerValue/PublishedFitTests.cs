using System.Globalization;
using System.Text.RegularExpressions;
using CrmAddin.Core.Metrics.CustomerValue;

namespace CrmAddin.Core.Tests.Metrics.CustomerValue;

public sealed partial class PublishedFitTests
{
    [Fact]
    public void Histories_made_of_the_purchases_equal_the_published_summary()
    {
        if (!Cdnow.IsPresent)
            return;

        var made = PurchaseHistory.Of(Cdnow.Sales(), Cdnow.CalibrationEnd);
        var published = Cdnow.Summary();

        made.Count.ShouldBe(2_357);
        made.Values.Count(history => history.Repeats > 0).ShouldBe(946);
        made.Values.Sum(history => history.Repeats).ShouldBe(2_457);
        foreach (var (customer, history) in published)
        {
            made[customer].Repeats.ShouldBe(history.Repeats);
            made[customer].Recency.ShouldBe(history.Recency, 0.0051);
            made[customer].Age.ShouldBe(history.Age, 0.0051);
            made[customer].MeanSpend.ShouldBe(history.MeanSpend, 0.0051);
        }
    }

    [Fact]
    public void The_purchase_model_equals_the_published_fit_to_four_digits_with_its_likelihood_and_standard_errors()
    {
        if (!Cdnow.IsPresent)
            return;

        var ofLog = BgNbd.Fit([.. PurchaseHistory.Of(Cdnow.Sales(), Cdnow.CalibrationEnd).Values])!;
        var ofSummary = BgNbd.Fit([.. Cdnow.Summary().Values])!;

        Of("BG/NBD", "(7 digits)", count: 4, (quantity, value, _) => Parameter(ofLog, quantity).ShouldBe(value, FourthDigit(value), quantity));
        Of("BG/NBD", "log-likelihood", count: 1, (_, value, tolerance) => ofLog.LogLikelihood.ShouldBe(value, tolerance));
        Of("BG/NBD", "standard error", count: 4, (quantity, value, tolerance) =>
        {
            var estimate = Numbers(quantity)[0];
            Parameter(ofSummary, quantity).ShouldBe(estimate, estimate * 1e-5, quantity);
            Math.Sqrt(ofSummary.Covariance[At(quantity)][At(quantity)]).ShouldBe(value, tolerance, quantity);
        });
    }

    [Fact]
    public void No_published_parameters_are_more_likely_than_those_found()
    {
        if (!Cdnow.IsPresent)
            return;

        var histories = PurchaseHistory.Of(Cdnow.Sales(), Cdnow.CalibrationEnd).Values.ToList();
        double[] published = [.. Cdnow.Published().Where(row => row.Quantity.Contains("(7 digits)", StringComparison.Ordinal)).Select(row => row.Value)];

        BgNbd.Fit(histories)!.LogLikelihood.ShouldBeGreaterThanOrEqualTo(BgNbd.Of(published).LogLikelihood(histories));
    }

    [Fact]
    public void The_spend_model_equals_the_published_fit()
    {
        if (!Cdnow.IsPresent)
            return;

        var customers = Cdnow.Summary();
        var fit = GammaGamma.Fit(customers.Values)!;
        var names = new[] { "p", "q", "v" };

        Of("Gamma-Gamma", "parameter", count: 3, (quantity, value, tolerance) =>
            fit.Parameters[Array.IndexOf(names, quantity.Split(' ')[1])].ShouldBe(value, tolerance, quantity));
        var model = GammaGamma.Of(fit.Parameters);
        // The page that it is of takes the mean over all customers; those without repeats have the mean of everybody.
        Of("Gamma-Gamma", "mean expected", count: 1, (_, value, tolerance) => customers.Values.Average(model.ExpectedSpend).ShouldBe(value, tolerance));
    }

    [Fact]
    public void Expected_purchases_and_spends_equal_the_published_ones()
    {
        if (!Cdnow.IsPresent)
            return;

        var customers = Cdnow.Summary();
        var model = BgNbd.Of(BgNbd.Fit([.. customers.Values])!.Parameters);
        var spend = new GammaGamma(6.25, 3.74, 15.44);

        foreach (var (_, quantity, inputs, value, tolerance) in Cdnow.Published().Where(row => row.Quantity.StartsWith("E[X(t)]", StringComparison.Ordinal)))
            model.ExpectedPurchases(Numbers(inputs)[0]).ShouldBe(value, tolerance, quantity);
        var known = Cdnow.Published().Single(row => row.Quantity == "expected purchases next 39 weeks");
        model.ExpectedPurchases(new PurchaseHistory(2, 30.43, 38.86, 0), 39).ShouldBe(known.Value, known.Value * 1e-3);
        foreach (var (_, _, inputs, value, tolerance) in Cdnow.Published().Where(row => row.Quantity == "expected average spend per transaction"))
            spend.ExpectedSpend(customers[new(false, (long)Numbers(inputs)[0])]).ShouldBe(value, tolerance, inputs);
    }

    [Fact]
    public void The_unit_of_time_and_of_money_changes_neither_purchases_nor_values()
    {
        if (!Cdnow.IsPresent)
            return;

        var weeks = Cdnow.Summary().Values.ToList();
        var days = weeks.ConvertAll(history => history with { Recency = history.Recency * 7, Age = history.Age * 7, MeanSpend = history.MeanSpend * 3.75 });
        var (byWeeks, byDays) = (BgNbd.Of(BgNbd.Fit(weeks)!.Parameters), BgNbd.Of(BgNbd.Fit(days)!.Parameters));
        var (dollars, riyals) = (GammaGamma.Of(GammaGamma.Fit(weeks)!.Parameters), GammaGamma.Of(GammaGamma.Fit(days)!.Parameters));

        byDays.Alpha.ShouldBe(byWeeks.Alpha * 7, 1e-4);
        byDays.ExpectedPurchases(days[0], 365).ShouldBe(byWeeks.ExpectedPurchases(weeks[0], 365 / 7.0), 1e-6);
        riyals.ExpectedSpend(days[0]).ShouldBe(dollars.ExpectedSpend(weeks[0]) * 3.75, 1e-4);
    }

    private static void Of(string model, string quantity, int count, Action<string, double, double> check)
    {
        var rows = Cdnow.Published().Where(row => row.Model == model && row.Quantity.Contains(quantity, StringComparison.Ordinal)).ToList();
        rows.Count.ShouldBe(count);
        rows.ForEach(row => check(row.Quantity, row.Value, row.Tolerance));
    }

    // The published search stopped a little before the top, as the next test shows, so its later digits say nothing.
    private static double FourthDigit(double value) => Math.Pow(10, Math.Floor(Math.Log10(value)) - 3);

    private static double Parameter(LikelihoodOptimum fit, string quantity) => fit.Parameters[At(quantity)];

    private static int At(string quantity) => Array.IndexOf(["r", "alpha", "a", "b"], Name().Match(quantity).Groups[1].Value);

    private static double[] Numbers(string inputs) => [.. Number().Matches(inputs).Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture))];

    [GeneratedRegex("(?:parameter|error of) (\\w+)")]
    private static partial Regex Name();

    [GeneratedRegex("[0-9]+(?:\\.[0-9]+)?")]
    private static partial Regex Number();
}
