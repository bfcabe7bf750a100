using CrmAddin.Core.Firm;
using CrmAddin.Core.Metrics.CustomerValue;
using CrmAddin.Core.Purchases;
using CrmAddin.Core.Rates;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Metrics.Stored;

/// <summary>Fits what the firm's customers will bring to all its sales of today, and keeps it. The context reads as the system.</summary>
public sealed class FitCustomerValue(CrmDb db, ReadSales readSales, KeepModel keep, FirmSettings firm)
{
    /// <summary>Fits and keeps.</summary>
    public async Task<FirmCustomerValue> RunAsync(CancellationToken cancel)
    {
        var asOf = ReportPeriod.DayOf(db.Now, firm.Zone);
        var currencies = new CurrencyTable(firm.Currency, firm.Currency, await ExchangeRateQuery.Dated(db).ToListAsync(cancel));
        var sales = await readSales.RunAsync(new SalesAsked(asOf), currencies, cancel);
        var value = await Task.Run(() => FirmCustomerValue.Compute(sales, asOf, firm.Currency, CustomerValueSettings.Of(firm.Figures)), cancel);
        await keep.RunAsync(StoredModelKind.CustomerValue, asOf, value, cancel);
        return value;
    }
}
