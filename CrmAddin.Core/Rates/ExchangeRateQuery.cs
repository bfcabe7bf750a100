using CrmAddin.Core.Metrics;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Rates;

/// <summary>Reads of exchange rates.</summary>
public static class ExchangeRateQuery
{
    /// <summary>All rates to the base currency.</summary>
    public static IQueryable<DatedRate> Dated(CrmDb db) => db.ExchangeRates.AsNoTracking().Select(r => new DatedRate(r.Currency, r.FromDay, r.Rate));
}
