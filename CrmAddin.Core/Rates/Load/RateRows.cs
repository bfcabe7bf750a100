using System.Globalization;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Loads;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Rates.Load;

/// <summary>What the rows of a file of rates become.</summary>
internal sealed class RateRows(CrmDb db, FirmSettings firm) : ILoad<RateValues, ExchangeRate>
{
    private Dictionary<(string, DateOnly), ExchangeRate> _known = [];

    public string Name => "load-rates";

    public IReadOnlyDictionary<string, string[]> Columns => RateValues.Columns;

    public string[] Needed => RateValues.Needed;

    public IReadOnlyDictionary<string, int> AlsoCreated => new Dictionary<string, int>();

    public (RateValues? Values, RefusedRow? Refused) Read(FileRow row) => RateValues.Read(row, firm);

    public string? IdentityOf(RateValues values) => string.Create(CultureInfo.InvariantCulture, $"rate of {values.Currency} on {values.FromDay:yyyy-MM-dd}");

    public void Note(RateValues values)
    {
        // A rate names nothing but itself.
    }

    public Task PrepareAsync(CancellationToken cancel) => Task.CompletedTask;

    public async Task MeetAsync(IReadOnlyList<RateValues> batch, CancellationToken cancel)
    {
        var (first, last) = (batch.Min(rate => rate.FromDay), batch.Max(rate => rate.FromDay));
        _known = await LoadQuery.RatesOf(db, [.. batch.Select(rate => rate.Currency).Distinct()]).Where(rate => rate.FromDay >= first && rate.FromDay <= last)
            .ToDictionaryAsync(rate => (rate.Currency, rate.FromDay), cancel);
    }

    public RefusedRow? Refusal(LoadedRow<RateValues> row) => null;

    public Task MakeMissingAsync(IReadOnlyList<RateValues> accepted, CancellationToken cancel) => Task.CompletedTask;

    public ExchangeRate? Find(RateValues values) => _known.GetValueOrDefault((values.Currency, values.FromDay));

    public ExchangeRate New(RateValues values) =>
        _known[(values.Currency, values.FromDay)] = new ExchangeRate { Currency = values.Currency, FromDay = values.FromDay };

    public void Fill(ExchangeRate entity, RateValues values) => entity.Rate = values.Rate;
}
