using CrmAddin.Core.Loads;
using CrmAddin.Core.Rates;
using CrmAddin.Core.Tests.Loads;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Core.Tests.Rates;

public sealed class LoadRatesTests
{
    private static readonly Load _rates = (services, request, progress, cancel) => services.GetRequiredService<LoadRates>().RunAsync(request, progress, cancel);

    [Fact]
    public async Task Rates_come_in_with_ten_digits_and_a_known_day_is_updated()
    {
        await using var store = await LoadStore.CreateAsync();
        await store.LoadAsync(_rates, "العملة,التاريخ,سعر الصرف\nUSD,2026-01-01,3.75\nIRR,2026-01-01,0.0000891234\n");

        var outcome = await store.LoadAsync(_rates, "currency,day,rate\nUSD,2026-01-01,3.7512345678\nIRR,2026-01-01,0.0000891234\nusd,2026-02-01,3.76\n");

        (outcome.Created, outcome.Updated, outcome.Unchanged).ShouldBe((1, 1, 1));
        var rates = await store.ReadAsync(db => db.ExchangeRates.OrderBy(rate => rate.Currency).ThenBy(rate => rate.FromDay).Select(rate => new { rate.Currency, rate.FromDay, rate.Rate }).ToListAsync());
        rates.Select(rate => (rate.Currency, rate.FromDay, rate.Rate)).ShouldBe(
            [("IRR", new DateOnly(2026, 1, 1), 0.0000891234m), ("USD", new DateOnly(2026, 1, 1), 3.7512345678m), ("USD", new DateOnly(2026, 2, 1), 3.76m)]);
    }

    [Fact]
    public async Task Taking_a_load_back_restores_every_digit_of_a_rate()
    {
        await using var store = await LoadStore.CreateAsync();
        await store.LoadAsync(_rates, "currency,day,rate\nIRR,2026-01-01,0.0000891234\n");
        var load = await store.LoadAsync(_rates, "currency,day,rate\nIRR,2026-01-01,0.0000899999\nUSD,2026-01-01,3.75\n");

        (await store.UndoAsync(load.ImportId)).Value!.Stayed.ShouldBe(0);

        (await store.ReadAsync(db => db.ExchangeRates.Select(rate => rate.Rate).SingleAsync())).ShouldBe(0.0000891234m);
    }

    [Theory]
    [InlineData("SAR,2026-01-01,1", LoadRefusal.Contradictory, "row 2: SAR is the base currency, whose rate is always 1")]
    [InlineData("USD,2026-01-01,0", LoadRefusal.AmountWrong, "row 2: \"0\" is no rate like 3.75, the worth of one unit in SAR")]
    [InlineData("USD,2026-01-01,-3", LoadRefusal.AmountWrong, "row 2: \"-3\" is no rate like 3.75, the worth of one unit in SAR")]
    [InlineData("USD,2026-01-01,Infinity", LoadRefusal.AmountWrong, "row 2: \"Infinity\" is no rate like 3.75, the worth of one unit in SAR")]
    [InlineData("Dollar,2026-01-01,3", LoadRefusal.CurrencyWrong, "row 2: \"Dollar\" is no currency code of ISO 4217 like USD")]
    [InlineData("USD,soon,3", LoadRefusal.DateWrong, "row 2: \"soon\" is no date like 2026-12-31")]
    [InlineData("EUR,2026-01-01,3", LoadRefusal.IdRepeated, "row 3: row 2 has the same rate of EUR on 2026-01-01")]
    public async Task A_row_that_cannot_be_a_rate_is_refused_with_its_number_and_reason(string row, LoadRefusal reason, string sentence)
    {
        await using var store = await LoadStore.CreateAsync();

        var outcome = await store.LoadAsync(_rates, $"currency,day,rate\n{row}\nEUR,2026-01-01,4.1\n");

        (outcome.Created, outcome.Rejected, outcome.FirstRefusal).ShouldBe((1, 1, sentence));
        outcome.RejectedByReason.Keys.ShouldBe([reason]);
    }
}
