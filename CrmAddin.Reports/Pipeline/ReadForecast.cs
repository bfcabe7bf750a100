using CrmAddin.Core.Metrics.Forecast;
using CrmAddin.Core.Metrics.Stored;
using CrmAddin.Core.Store;

namespace CrmAddin.Reports.Pipeline;

/// <summary>
/// The forecast that belongs to a report: the firm's newest stored one for a report on now, or one made of the reader's own deals where
/// the report is about a past day, another currency, a part of the firm, or for a reader who does not see all of it.
/// </summary>
internal sealed class ReadForecast(CrmDb db)
{
    /// <summary>The forecast; null where none was stored yet.</summary>
    public async Task<FirmForecast?> RunAsync(ReportFrame frame, CancellationToken cancel)
    {
        if (frame.PastDay is null && frame.Scope.IsAll && db.Reader.SeesAll)
        {
            var stored = await new KeepModel(db).NewestAsync<FirmForecast>(StoredModelKind.Forecast, cancel);
            if (stored is null || stored.Currency == frame.Currency)
                return stored;
        }

        var asked = new ForecastAsked(frame.AsOf, frame.Scope.PipelineId, frame.Scope.TeamId, frame.Scope.OwnerId);
        var deals = await new ReadForecastDeals(db).RunAsync(asked, frame.Money, frame.TimeZone, cancel);
        return FirmForecast.Compute(deals, frame.AsOf, frame.Currency, new ForecastSettings());
    }
}
