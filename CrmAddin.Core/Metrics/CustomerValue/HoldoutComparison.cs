namespace CrmAddin.Core.Metrics.CustomerValue;

/// <summary>Customers with a number of repeat purchases before the cut: what they bought after it and what the model had expected.</summary>
/// <param name="Repeats">Repeat purchases before the cut; the last row stands for as many and more.</param>
/// <param name="Customers">How many customers they are.</param>
/// <param name="Actual">Mean purchases after the cut.</param>
/// <param name="Expected">Mean purchases that the model of the time before expected.</param>
public sealed record HoldoutRow(int Repeats, int Customers, double Actual, double Expected);

/// <summary>All repeat purchases up to a month's end.</summary>
/// <param name="Until">The last day counted.</param>
/// <param name="Actual">Those that were made.</param>
/// <param name="Expected">Those that the model of the time before the cut expected.</param>
/// <param name="IsHoldout">Whether the day is after the cut.</param>
public sealed record TrackingRow(DateOnly Until, int Actual, double Expected, bool IsHoldout);

/// <summary>The model of a time before a cut held against what came after it.</summary>
/// <param name="Cut">The last day that the model saw.</param>
/// <param name="Until">The last day of what came after.</param>
/// <param name="ByRepeats">By number of repeat purchases before the cut.</param>
/// <param name="ByMonth">Repeat purchases so far, month by month over both times.</param>
public sealed record HoldoutResult(DateOnly Cut, DateOnly Until, IReadOnlyList<HoldoutRow> ByRepeats, IReadOnlyList<TrackingRow> ByMonth);

/// <summary>
/// Calibration and holdout: the purchase model is fitted to the first half of the time known (or all but the last year, where that is
/// longer) and has to say what the customers of then bought in the rest.
/// </summary>
public static class HoldoutComparison
{
    private const int MostRepeatsShown = 7;
    private const int LongestHoldoutDays = 365;

    /// <summary>The comparison, or null where the time before the cut settles no model.</summary>
    public static HoldoutResult? Compute(IReadOnlyList<Sale> sales, DateOnly asOf, CustomerValueSettings settings)
    {
        var known = sales.Where(sale => PurchaseHistory.IsPurchase(sale, asOf)).ToList();
        if (known.Count == 0)
            return null;
        var begin = known.Min(sale => sale.Day);
        var cut = asOf.AddDays(-Math.Min((asOf.DayNumber - begin.DayNumber + 1) / 2, LongestHoldoutDays));
        var before = PurchaseHistory.Of(known, cut);
        if (before.Values.Count(history => history.Repeats > 0) < settings.MinRepeatCustomers || BgNbd.Fit([.. before.Values]) is not { } fit)
            return null;

        var model = BgNbd.Of(fit.Parameters);
        var days = known.Where(sale => before.ContainsKey(sale.Customer!.Value)).Select(sale => (sale.Customer!.Value, sale.Day)).Distinct().ToList();
        return new(cut, asOf, [.. ByRepeats(model, before, days, cut, asOf)], [.. ByMonth(model, days, begin, cut, asOf)]);
    }

    private static IEnumerable<HoldoutRow> ByRepeats(
        BgNbd model, IReadOnlyDictionary<CustomerKey, PurchaseHistory> before, List<(CustomerKey Customer, DateOnly Day)> days, DateOnly cut, DateOnly asOf)
    {
        var after = days.Where(day => day.Day > cut).GroupBy(day => day.Customer).ToDictionary(group => group.Key, group => group.Count());
        var time = PurchaseHistory.Units(cut, asOf);
        return before.GroupBy(customer => Math.Min(customer.Value.Repeats, MostRepeatsShown)).OrderBy(group => group.Key).Select(group => new HoldoutRow(
            group.Key,
            group.Count(),
            group.Average(customer => after.GetValueOrDefault(customer.Key)),
            group.Average(customer => model.ExpectedPurchases(customer.Value, time))));
    }

    private static IEnumerable<TrackingRow> ByMonth(BgNbd model, List<(CustomerKey Customer, DateOnly Day)> days, DateOnly begin, DateOnly cut, DateOnly asOf)
    {
        var firsts = days.GroupBy(day => day.Customer).Select(group => group.Min(day => day.Day)).GroupBy(day => day).ToDictionary(group => group.Key, group => group.Count());
        for (var month = new DateOnly(begin.Year, begin.Month, 1).AddMonths(1); ; month = month.AddMonths(1))
        {
            var until = month.AddDays(-1) < asOf ? month.AddDays(-1) : asOf;
            var actual = days.Count(day => day.Day <= until) - firsts.Where(first => first.Key <= until).Sum(first => first.Value);
            var expected = firsts.Where(first => first.Key < until).Sum(first => first.Value * model.ExpectedPurchases(PurchaseHistory.Units(first.Key, until)));
            yield return new(until, actual, expected, until > cut);
            if (until == asOf)
                yield break;
        }
    }
}
