using CrmAddin.Core.Firm;
using CrmAddin.Core.Metrics.Forecast;
using CrmAddin.Core.Rates;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Metrics.Stored;

/// <summary>Makes the firm's forecast of all its deals of today, tests it on past month-ends, and keeps it. The context reads as the system.</summary>
public sealed class FitForecast(CrmDb db, ReadForecastDeals readDeals, KeepModel keep, FirmSettings firm)
{
    /// <summary>Forecasts and keeps.</summary>
    public async Task<FirmForecast> RunAsync(CancellationToken cancel)
    {
        var asOf = ReportPeriod.DayOf(db.Now, firm.Zone);
        var currencies = new CurrencyTable(firm.Currency, firm.Currency, await ExchangeRateQuery.Dated(db).ToListAsync(cancel));
        var deals = await readDeals.RunAsync(new ForecastAsked(asOf), currencies, firm.Zone, cancel);
        var forecast = await Task.Run(() => FirmForecast.Compute(deals, asOf, firm.Currency, new ForecastSettings()), cancel);
        await keep.RunAsync(StoredModelKind.Forecast, asOf, forecast, cancel);
        return forecast;
    }
}
