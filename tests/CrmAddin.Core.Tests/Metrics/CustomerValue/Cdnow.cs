using System.Globalization;
using CrmAddin.Core.Metrics;
using CrmAddin.Core.Metrics.CustomerValue;
using CrmAddin.Core.Tests.Capture;
using CsvHelper;

namespace CrmAddin.Core.Tests.Metrics.CustomerValue;

/// <summary>The customers of CDNOW and the figures published of them, where they are present.</summary>
internal static class Cdnow
{
    public static readonly DateOnly CalibrationEnd = new(1997, 9, 30);
    public static readonly DateOnly End = new(1998, 6, 30);

    public static bool IsPresent => SharedData.Find("cltv/reference_values.csv") is not null;

    /// <summary>Every purchase, of a customer number.</summary>
    public static IReadOnlyList<Sale> Sales() =>
    [
        .. File.ReadLines(SharedData.Find("cltv/cdnow/CDNOW_sample.txt")!)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(parts => parts.Length == 5)
            .Select(parts => new Sale
            {
                Customer = new(false, long.Parse(parts[1], CultureInfo.InvariantCulture)),
                Day = DateOnly.ParseExact(parts[2], "yyyyMMdd", CultureInfo.InvariantCulture),
                Amount = decimal.Parse(parts[4], CultureInfo.InvariantCulture),
            }),
    ];

    /// <summary>The published summary of each customer up to the end of calibration, by number.</summary>
    public static IReadOnlyDictionary<CustomerKey, PurchaseHistory> Summary() =>
        File.ReadLines(SharedData.Find("cltv/cdnow/cdnow_customers_summary_with_transactions.csv")!).Skip(1)
            .Select(line => line.Split(','))
            .ToDictionary(
                parts => new CustomerKey(false, long.Parse(parts[0], CultureInfo.InvariantCulture)),
                parts => new PurchaseHistory(int.Parse(parts[1], CultureInfo.InvariantCulture), Number(parts[2]), Number(parts[3]), Number(parts[4])));

    /// <summary>Published figures: model, quantity, inputs, value and how near to it one has to come.</summary>
    public static IReadOnlyList<(string Model, string Quantity, string Inputs, double Value, double Tolerance)> Published()
    {
        using var csv = CsvReader.FromFile(SharedData.Find("cltv/reference_values.csv")!, new CsvReaderOptions());
        List<(string, string, string, double, double)> rows = [];
        while (csv.Read())
            rows.Add((csv.GetString(0), csv.GetString(1), csv.GetString(2), Number(csv.GetString(3)), Number(csv.GetString(4))));
        return rows;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
