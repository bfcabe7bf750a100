using System.Globalization;
using CrmAddin.Core.Metrics;
using CrmAddin.Core.Metrics.CustomerValue;
using CrmAddin.Core.Metrics.Stored;
using CrmAddin.Core.Purchases;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Reports.Cltv;

/// <summary>Reads from the store all that the workbook of customer lifetime value sees.</summary>
internal sealed class ReadCltv(CrmDb db)
{
    /// <summary>The customers that the reader sees, predicted by the models fitted last or, for another day or currency, by models of these sales.</summary>
    public async Task<CltvRows> RunAsync(ReportFrame frame, CancellationToken cancel)
    {
        var (read, asked) = (new ReadSales(db), new SalesAsked(frame.AsOf, frame.Scope.TeamId, frame.Scope.OwnerId));
        var sales = await read.RunAsync(asked, frame.Money, cancel);
        var total = await read.TotalAsync(asked, frame.Money, cancel);
        var traits = await ReadTraits.RunAsync(db, sales, frame.Language.Code, cancel);
        var value = await StoredAsync(frame, cancel) ?? FirmCustomerValue.Compute(sales, frame.AsOf, frame.Currency, CustomerValueSettings.Of(frame.Firm));
        var rows = RowsOf(sales, traits, value, await CostsAsync(frame, cancel), frame);
        return rows with { StoreAmount = total.Amount - sales.Where(sale => sale.Customer is null).Sum(sale => sale.Amount ?? 0) };
    }

    /// <summary>The rows of sales; the total is that of the rows.</summary>
    public static CltvRows RowsOf(IReadOnlyList<Sale> sales, Func<CustomerKey, CustomerTraits> traits, FirmCustomerValue value, decimal? costs, ReportFrame frame)
    {
        var settings = frame.CustomerSettings;
        var (span, behaviours) = (PeriodSpan.Of(settings), PurchaseHistory.Of(sales, frame.AsOf));
        // The models may be some nights old; what customers did until today is today's.
        var today = value with { Fitted = value.Fitted with { AsOf = frame.AsOf } };
        var predict = value.Fitted.WhyEmpty is null ? new PredictedValue(today.Fitted, today.Settings) : null;
        var histories = CustomerHistory.Of(sales, settings);
        return new()
        {
            Customers = [.. histories.Select(Row)],
            Value = value,
            Predict = predict,
            Costs = costs,
            Frame = frame,
            StoreAmount = histories.Sum(history => history.Revenue),
        };

        CltvCustomer Row(CustomerHistory history)
        {
            // Whoever only gave back has bought nothing that the models count, and counts as new.
            var behaviour = behaviours.GetValueOrDefault(history.Customer);
            return new(
                string.Create(CultureInfo.InvariantCulture, $"{(history.Customer.IsAccount ? 'A' : 'C')}{history.Customer.Id}"),
                traits(history.Customer),
                history,
                behaviour,
                predict?.Of(behaviour),
                history.FirstOn >= span.Start && history.FirstOn <= span.LastDay)
            { Slopes = predict?.SlopesOf(behaviour) };
        }
    }

    private async Task<FirmCustomerValue?> StoredAsync(ReportFrame frame, CancellationToken cancel)
    {
        if (frame.PastDay is not null)
            return null;
        var stored = await new KeepModel(db).NewestAsync<FirmCustomerValue>(StoredModelKind.CustomerValue, cancel);
        return stored is not null && stored.Currency == frame.Currency && stored.Settings == CustomerValueSettings.Of(frame.Firm) ? stored : null;
    }

    private async Task<decimal?> CostsAsync(ReportFrame frame, CancellationToken cancel)
    {
        if (!db.Reader.ReadsCosts)
            return null;
        var span = PeriodSpan.Of(frame.CustomerSettings);
        var costs = await CltvQuery.Costs(db, span.Start, span.LastDay).ToListAsync(cancel);
        return costs.Sum(cost => frame.Money.Convert(cost.Amount, cost.Currency, cost.SpentOn) ?? 0);
    }
}
