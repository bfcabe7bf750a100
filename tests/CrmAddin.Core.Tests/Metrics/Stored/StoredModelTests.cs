using CrmAddin.Core.Contacts;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Metrics;
using CrmAddin.Core.Metrics.CustomerValue;
using CrmAddin.Core.Metrics.Forecast;
using CrmAddin.Core.Metrics.Stored;
using CrmAddin.Core.Purchases;
using CrmAddin.Core.Store;
using CrmAddin.Core.Tests.Metrics.CustomerValue;
using CrmAddin.Core.Tests.Metrics.Forecast;
using CrmAddin.Core.Tests.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Core.Tests.Metrics.Stored;

public sealed class StoredModelTests
{
    [Theory]
    [InlineData(StoreProvider.Sqlite)]
    [InlineData(StoreProvider.Postgres)]
    public async Task Customer_value_is_fitted_to_the_store_s_sales_and_read_back_as_it_was(StoreProvider provider)
    {
        await using var store = await TestedStore.CreateAsync(provider);
        await AddCustomersAsync(store, count: 700);

        var fitted = await store.UseAsync(services => services.GetRequiredService<FitCustomerValue>().RunAsync(default));
        var read = await store.UseAsync(services => services.GetRequiredService<KeepModel>().NewestAsync<FirmCustomerValue>(StoredModelKind.CustomerValue, default));

        fitted.Fitted.WhyEmpty.ShouldBeNull();
        (fitted.Fitted.Customers, fitted.Currency).ShouldBe((700, "SAR"));
        read!.Fitted.Purchases!.Parameters.ShouldBe(fitted.Fitted.Purchases!.Parameters);
        read.Fitted.Spend!.Covariance[1].ShouldBe(fitted.Fitted.Spend!.Covariance[1]);
        (read.All, read.Settings).ShouldBe((fitted.All, fitted.Settings));
        read.Holdout!.ByRepeats.ShouldBe(fitted.Holdout!.ByRepeats);
    }

    [Fact]
    public async Task Without_sales_the_stored_model_says_why_it_is_empty()
    {
        await using var store = await TestedStore.CreateAsync(StoreProvider.Sqlite);

        await store.UseAsync(services => services.GetRequiredService<FitCustomerValue>().RunAsync(default));
        await store.UseAsync(services => services.GetRequiredService<FitForecast>().RunAsync(default));

        var (value, forecast) = await store.UseAsync(async services => (
            await services.GetRequiredService<KeepModel>().NewestAsync<FirmCustomerValue>(StoredModelKind.CustomerValue, default),
            await services.GetRequiredService<KeepModel>().NewestAsync<FirmForecast>(StoredModelKind.Forecast, default)));
        value!.Fitted.WhyEmpty.ShouldBe(EmptyReason.TooFewRepeatCustomers);
        (forecast!.Model, forecast.Months.Count, forecast.Tested.Months.Count).ShouldBe((null, 0, 0));
        FirmForecast.Figures(forecast).ShouldAllBe(figure => figure.Value == null && figure.WhyEmpty != EmptyReason.NotComputedYet);
        FirmForecast.Figures(null).ShouldAllBe(figure => figure.WhyEmpty == EmptyReason.NotComputedYet);
    }

    [Theory]
    [InlineData(StoreProvider.Sqlite)]
    [InlineData(StoreProvider.Postgres)]
    public async Task The_forecast_of_the_store_s_deals_is_that_of_the_same_deals_in_memory(StoreProvider provider)
    {
        await using var store = await TestedStore.CreateAsync(provider);
        var deals = await AddDealsAsync(store);
        store.Clock.Now = new(GeneratedFirm.AsOf, new(12, 0), TimeSpan.Zero);

        var forecast = await store.UseAsync(services => services.GetRequiredService<FitForecast>().RunAsync(default));
        var read = await store.UseAsync(services => services.GetRequiredService<KeepModel>().NewestAsync<FirmForecast>(StoredModelKind.Forecast, default));

        var inMemory = FirmForecast.Compute(deals, GeneratedFirm.AsOf, "SAR", new ForecastSettings());
        forecast.Months.ShouldBe(inMemory.Months);
        forecast.Tested.Months.ShouldBe(inMemory.Tested.Months);
        read!.Months.ShouldBe(forecast.Months);
        read.Tested.HitRate.ShouldBe(forecast.Tested.HitRate);
        read.Model!.WinChance(new(40, null, null), 730).ShouldBe(forecast.Model!.WinChance(new(40, null, null), 730));
    }

    [Fact]
    public async Task Only_the_newest_models_of_a_kind_are_kept()
    {
        await using var store = await TestedStore.CreateAsync(StoreProvider.Sqlite);
        await store.UseAsync(services => services.GetRequiredService<KeepModel>().RunAsync(StoredModelKind.Forecast, new(2026, 1, 1), "old", default));
        for (var day = 1; day <= KeepModel.Kept + 2; day++)
        {
            store.Clock.Now = store.Clock.Now.AddDays(1);
            await store.UseAsync(services => services.GetRequiredService<KeepModel>().RunAsync(StoredModelKind.CustomerValue, new(2026, 1, 1), $"{day}", default));
        }

        (await store.ReadAsync(db => db.StoredModels.CountAsync(m => m.Kind == StoredModelKind.CustomerValue))).ShouldBe(KeepModel.Kept);
        (await store.ReadAsync(db => db.StoredModels.CountAsync(m => m.Kind == StoredModelKind.Forecast))).ShouldBe(1);
        (await store.UseAsync(services => services.GetRequiredService<KeepModel>().NewestAsync<string>(StoredModelKind.CustomerValue, default))).ShouldBe($"{KeepModel.Kept + 2}");
    }

    private static async Task AddCustomersAsync(TestedStore store, int count)
    {
        var today = DateOnly.FromDateTime(store.Clock.Now.UtcDateTime);
        var customers = GeneratedCustomers.Of(new(0.8, 6, 0.9, 2.5), new(6, 4, 15), count, seed: 1, age: random => random.Next(60, 100));
        await store.WriteAsync(db =>
        {
            foreach (var (history, at) in customers.Select((history, at) => (history, at)))
            {
                var contact = new Contact { DisplayName = $"Customer {at}" };
                var first = today.AddDays(-(int)(history.Age * 7));
                for (var bought = 0; bought <= history.Repeats; bought++)
                {
                    var on = history.Repeats == 0 ? first : first.AddDays((int)(history.Recency * 7 * bought / history.Repeats));
                    db.Add(new Purchase { BoughtOn = on, Amount = Math.Round((decimal)history.MeanSpend + 1, 2), Currency = "SAR", Contact = contact });
                }
            }
        });
    }

    private static async Task<List<ForecastDeal>> AddDealsAsync(TestedStore store)
    {
        var stages = await store.ReadAsync(db => db.Stages.Where(s => s.PipelineId == db.Pipelines.OrderByDescending(p => p.IsDefault).First().Id).OrderBy(s => s.Position).ToListAsync());
        var open = stages.Where(s => s.Kind == StageKind.Open).Take(3).ToList();
        long[] ids = [0, .. open.Select(s => s.Id), stages.First(s => s.Kind == StageKind.Won).Id, stages.First(s => s.Kind == StageKind.Lost).Id];
        var probabilities = stages.ToDictionary(s => s.Id, s => s.Probability);
        List<ForecastDeal> deals =
        [
            .. GeneratedFirm.Deals(seed: 8, perMonth: 5).Select(deal => deal with
            {
                OwnerId = null,
                StageId = ids[deal.StageId],
                Probability = probabilities[ids[deal.StageId]],
                StageProbabilities = probabilities,
                Stages = [.. deal.Stages.Select(move => new DealChange<long>(move.On, ids[move.Before!.Value]))],
            }),
        ];
        await store.WriteAsync(db => db.AddRange(deals.Select(deal => Row(deal, stages[0].PipelineId))));
        await store.UseAsync(async services =>
        {
            var db = services.GetRequiredService<CrmDb>();
            foreach (var row in await db.Deals.AsNoTracking().Select(d => new { d.Id, d.OpenedOn }).ToListAsync())
                await db.Deals.Where(d => d.Id == row.Id).ExecuteUpdateAsync(set => set.SetProperty(d => d.CreatedAt, new DateTimeOffset(row.OpenedOn!.Value, new(9, 0), TimeSpan.Zero)));
        });
        return deals;
    }

    private static Deal Row(ForecastDeal deal, long pipelineId)
    {
        var row = new Deal
        {
            Title = "Villa",
            Currency = "SAR",
            Amount = deal.Amount,
            PipelineId = pipelineId,
            StageId = deal.StageId,
            OpenedOn = deal.OpenedOn,
            ExpectedCloseOn = deal.ExpectedCloseOn,
            ClosedOn = deal.ClosedOn,
        };
        foreach (var move in deal.Stages)
            row.Moves.Add(new() { Kind = DealMoveKind.Stage, At = new(move.On, new(10, 0), TimeSpan.Zero), FromStageId = move.Before, ToStageId = deal.StageId });
        return row;
    }
}
