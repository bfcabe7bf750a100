using System.Globalization;
using CrmAddin.Core.Metrics;
using CrmAddin.Core.Purchases;
using CrmAddin.Core.Store;

namespace CrmAddin.Reports.Retention;

/// <summary>Reads from the store all that the retention workbook sees.</summary>
internal sealed class ReadRetention(CrmDb db)
{
    /// <summary>The sales that the reader sees, with their customers and the store's own totals.</summary>
    public async Task<RetentionRows> RunAsync(ReportFrame frame, CancellationToken cancel)
    {
        var settings = frame.CustomerSettings;
        var asked = new SalesAsked(PeriodSpan.Of(settings).LastDay, frame.Scope.TeamId, frame.Scope.OwnerId);
        var read = new ReadSales(db);
        var sales = await read.RunAsync(asked, frame.Money, cancel);
        var names = await CustomerNames.ReadAsync(db, frame.Language.Code, cancel);
        var total = await read.TotalAsync(asked, frame.Money, cancel);
        return RowsOf(sales, key => names.Of(key) ?? "", frame) with { StoreSales = total.Count, StoreAmount = total.Amount };
    }

    /// <summary>The rows of sales, each beside its customer; the totals are those of the rows.</summary>
    public static RetentionRows RowsOf(IReadOnlyList<Sale> sales, Func<CustomerKey, string> nameOf, ReportFrame frame)
    {
        var settings = frame.CustomerSettings;
        Sale[] counted = [.. sales.Where(sale => sale.Day <= PeriodSpan.Of(settings).LastDay).OrderBy(sale => sale.Day)];
        RetentionCustomer[] customers = [.. CustomerInPeriod.Of(counted, settings).Select(figures => new RetentionCustomer(Number(figures.Customer), nameOf(figures.Customer), figures))];
        var byKey = customers.ToDictionary(customer => customer.Figures.Customer);
        var months = new HashSet<(CustomerKey, int)>();
        return new()
        {
            Customers = customers,
            Sales = [.. counted.Select(sale => sale.Customer is { } key
                ? new RetentionSale(sale, byKey[key], byKey[key].Figures.IsNew && months.Add((key, CustomerCohorts.MonthNumber(sale.Day))))
                : new RetentionSale(sale, null, false))],
            Frame = frame,
            StoreSales = counted.Length,
            StoreAmount = counted.Sum(sale => sale.Amount ?? 0),
        };
    }

    private static string Number(CustomerKey customer) => string.Create(CultureInfo.InvariantCulture, $"{(customer.IsAccount ? 'A' : 'C')}{customer.Id}");
}
