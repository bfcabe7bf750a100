using CrmAddin.Core.Metrics;
using CrmAddin.Core.Metrics.CustomerValue;

namespace CrmAddin.Core.Tests.Metrics.CustomerValue;

public sealed class PredictedValueTests
{
    private static readonly CustomerValueSettings _settings = new();
    private static readonly DateOnly _asOf = new(2026, 1, 31);

    // r, α (weeks), a, b and p, q, v near those of CDNOW, as sure as they are there.
    private static readonly FittedCustomerValue _fitted = new(
        _asOf, 2_357, 946,
        new([0.2426, 4.4137, 0.793, 2.4262], 0, Diagonal(0.01256, 0.3782, 0.1857, 0.7053)),
        new([6.25, 3.74, 15.44], 0, Diagonal(1.19, 0.29, 4.16)),
        null);

    [Fact]
    public void A_month_is_a_calendar_month_and_each_is_worth_less_by_the_discount()
    {
        var history = new PurchaseHistory(2, 30.43, 38.86, 22.35);
        var (model, spend) = (BgNbd.Of(_fitted.Purchases!.Parameters), GammaGamma.Of(_fitted.Spend!.Parameters).ExpectedSpend(history));
        var days = new[] { 28, 59, 89 };

        var predicted = new PredictedValue(_fitted, _settings with { HorizonMonths = 3 }).Of(history);

        var (until, expected) = (days.Select(day => model.ExpectedPurchases(history, day / 7.0)).ToArray(), 0.0);
        expected += until[0] / 1.01;
        expected += (until[1] - until[0]) / Math.Pow(1.01, 2);
        expected += (until[2] - until[1]) / Math.Pow(1.01, 3);
        predicted.Value.ShouldBe(expected * spend, 1e-9);
        predicted.Purchases.ShouldBe(until[2], 1e-12);
    }

    [Fact]
    public void Without_discount_the_value_is_expected_purchases_times_expected_spend()
    {
        var history = new PurchaseHistory(6, 20, 38.86, 30);

        var predicted = new PredictedValue(_fitted, _settings with { DiscountPerMonth = 0 }).Of(history);

        predicted.Value.ShouldBe(predicted.Purchases * predicted.Spend, 1e-9);
        predicted.Purchases.ShouldBe(BgNbd.Of(_fitted.Purchases!.Parameters).ExpectedPurchases(history, 365 / 7.0), 1e-12);
    }

    [Fact]
    public void A_customer_of_the_sample_is_worth_less_than_a_count_of_months_of_thirty_weeks_would_say()
    {
        if (!Cdnow.IsPresent)
            return;

        var summary = Cdnow.Summary();
        var fitted = FittedCustomerValue.To([.. summary.Values], Cdnow.CalibrationEnd, _settings);

        // By equation 10 of the paper, term by term with 15 digits; a month of 30 of the data's weeks comes to 140.096.
        new PredictedValue(fitted, _settings).Of(summary[new(false, 1)]).Value.ShouldBe(36.287, 36.287e-3);
    }

    [Fact]
    public void The_mean_s_standard_error_is_that_of_the_parameters_drawn_again_and_again()
    {
        PurchaseHistory[] customers = [new(0, 0, 38.86, 0), new(2, 30.43, 38.86, 22.35), new(7, 35, 38.86, 60)];
        var predict = new PredictedValue(_fitted, _settings);

        var mean = predict.MeanOf(customers);

        mean.Mean.ShouldBe((decimal)customers.Average(customer => predict.Of(customer).Value), 1e-9m);
        ((double)mean.StandardError).ShouldBe(SpreadOfDraws(customers), 0.05 * (double)mean.StandardError);
    }

    [Fact]
    public void Alive_is_a_probability_that_falls_with_silence_and_rises_with_a_later_purchase()
    {
        var model = BgNbd.Of(_fitted.Purchases!.Parameters);
        foreach (var repeats in new[] { 1, 2, 10, 100, 5_000 })
        {
            double[] bySilence = [.. Enumerable.Range(0, 300).Select(weeks => model.Alive(new(repeats, 20, 20 + weeks, 0)))];
            double[] byRecency = [.. Enumerable.Range(0, 101).Select(weeks => model.Alive(new(repeats, weeks, 100, 0)))];
            bySilence.ShouldAllBe(alive => alive >= 0 && alive <= 1);
            bySilence.Zip(bySilence.Skip(1)).ShouldAllBe(pair => pair.Second <= pair.First);
            byRecency.Zip(byRecency.Skip(1)).ShouldAllBe(pair => pair.Second >= pair.First);
        }
        model.Alive(new(0, 0, 500, 0)).ShouldBe(1);
    }

    [Fact]
    public void Expected_purchases_rise_with_time_stay_finite_and_pass_smoothly_where_the_closed_form_divides_by_nothing()
    {
        foreach (var a in new[] { 0.2, 0.793, 0.9999, 1, 1.0001, 3 })
        {
            var model = new BgNbd(0.2426, 4.4137, a, 2.4262);
            foreach (var history in new PurchaseHistory[] { new(0, 0, 0, 0), new(0, 0, 100, 0), new(3, 10, 20, 0), new(2_000, 99, 100, 0) })
            {
                double[] expected = [.. new[] { 0.0, 0.1, 1, 10, 52, 520, 5_200 }.Select(time => model.ExpectedPurchases(history, time))];
                expected.ShouldAllBe(purchases => double.IsFinite(purchases) && purchases >= 0);
                expected.Zip(expected.Skip(1)).ShouldAllBe(pair => pair.Second >= pair.First);
            }
        }
        var around = new[] { 0.999, 1, 1.001 }.Select(a => new BgNbd(0.2426, 4.4137, a, 2.4262).ExpectedPurchases(new(2, 30, 39, 0), 39)).ToArray();
        around[1].ShouldBe((around[0] + around[2]) / 2, 1e-5);
    }

    [Fact]
    public void Expected_purchases_are_the_mean_of_the_model_s_own_customers()
    {
        var model = new BgNbd(0.8, 6, 0.9, 2.5);
        var customers = GeneratedCustomers.Of(model, new GammaGamma(6, 4, 15), 60_000, seed: 5, age: _ => 52);

        customers.Average(customer => (double)customer.Repeats).ShouldBe(model.ExpectedPurchases(52), 0.03);
    }

    [Fact]
    public void Fits_find_the_model_that_made_the_customers()
    {
        var (model, spend) = (new BgNbd(0.8, 6, 0.9, 2.5), new GammaGamma(6, 4, 15));
        var customers = GeneratedCustomers.Of(model, spend, 20_000, seed: 7, age: random => random.Next(10, 150));

        var fitted = FittedCustomerValue.To(customers, _asOf, _settings);

        Within(fitted.Purchases!, model.Parameters);
        Within(fitted.Spend!, spend.Parameters);
    }

    [Theory]
    [InlineData(0, EmptyReason.TooFewRepeatCustomers)]
    [InlineData(99, EmptyReason.TooFewRepeatCustomers)]
    public void Too_few_who_came_back_give_no_model_and_the_reason(int repeaters, EmptyReason reason)
    {
        PurchaseHistory[] customers = [.. Enumerable.Range(0, 300).Select(at => at < repeaters ? new PurchaseHistory(1 + at % 3, 5 + at % 20, 40, 10 + at) : new(0, 0, 30 + at % 20, 0))];

        var fitted = FittedCustomerValue.To(customers, _asOf, _settings);

        (fitted.Purchases, fitted.Spend, fitted.WhyEmpty).ShouldBe((null, null, reason));
        (fitted.Customers, fitted.RepeatCustomers).ShouldBe((300, repeaters));
    }

    [Fact]
    public void Customers_who_are_all_the_same_settle_no_model_and_say_so()
    {
        var same = Enumerable.Repeat(new PurchaseHistory(4, 40, 50, 25), 500).ToList();
        var onlySpendIsSame = GeneratedCustomers.Of(new(0.8, 6, 0.9, 2.5), new(6, 4, 15), 1_000, seed: 3, age: _ => 52)
            .Select(customer => customer with { MeanSpend = customer.Repeats == 0 ? 0 : 25 }).ToList();

        FittedCustomerValue.To(same, _asOf, _settings).WhyEmpty.ShouldBe(EmptyReason.HistorySettlesNoModel);
        FittedCustomerValue.To(onlySpendIsSame, _asOf, _settings).WhyEmpty.ShouldBe(EmptyReason.HistorySettlesNoModel);
        FittedCustomerValue.To([], _asOf, _settings).WhyEmpty.ShouldBe(EmptyReason.TooFewRepeatCustomers);
    }

    [Fact]
    public void Purchases_of_one_day_are_one_and_returns_and_later_days_are_none()
    {
        DateOnly first = new(2026, 1, 1);
        Sale[] sales =
        [
            Bought(1, first, 10), Bought(1, first, 5), Bought(1, first.AddDays(14), 20), Bought(1, first.AddDays(14), 4), Bought(1, first.AddDays(21), 12),
            Bought(1, first.AddDays(22), -12), Bought(1, first.AddDays(40), 99), Bought(2, first.AddDays(35), 7),
            new() { Customer = null, Day = first, Amount = 3 },
        ];

        var histories = PurchaseHistory.Of(sales, first.AddDays(28));

        histories.ShouldHaveSingleItem();
        histories[new(false, 1)].ShouldBe(new PurchaseHistory(2, 3, 4, 18));
    }

    private static void Within(LikelihoodOptimum fit, double[] truth)
    {
        for (var at = 0; at < truth.Length; at++)
            Math.Abs(fit.Parameters[at] - truth[at]).ShouldBeLessThan(4 * Math.Sqrt(fit.Covariance[at][at]));
    }

    private static double SpreadOfDraws(PurchaseHistory[] customers)
    {
        var random = new MathNet.Numerics.Random.Xoshiro256StarStar(11);
        double[] draws =
        [
            .. Enumerable.Range(0, 4_000).Select(_ =>
            {
                // A tenth of the spread keeps the value a straight line of the parameters.
                var drawn = _fitted with { Purchases = Drawn(_fitted.Purchases!, random), Spend = Drawn(_fitted.Spend!, random) };
                var predict = new PredictedValue(drawn, _settings);
                return customers.Average(customer => predict.Of(customer).Value);
            }),
        ];
        var mean = draws.Average();
        return 10 * Math.Sqrt(draws.Average(draw => (draw - mean) * (draw - mean)));
    }

    private static LikelihoodOptimum Drawn(LikelihoodOptimum fit, Random random) => fit with
    {
        Parameters = [.. fit.Parameters.Select((parameter, at) => parameter + MathNet.Numerics.Distributions.Normal.Sample(random, 0, Math.Sqrt(fit.Covariance[at][at]) / 10))],
    };

    private static double[][] Diagonal(params double[] errors) =>
        [.. errors.Select((error, row) => (double[])[.. errors.Select((_, column) => row == column ? error * error : 0)])];

    private static Sale Bought(long customer, DateOnly day, decimal amount) => new() { Customer = new(false, customer), Day = day, Amount = amount };
}
