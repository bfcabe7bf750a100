using CrmAddin.Core.Metrics;
using CrmAddin.Core.Metrics.CustomerValue;
using CrmAddin.Core.Metrics.Forecast;
using CrmAddin.Core.Metrics.Stored;
using CrmAddin.Core.Purchases;
using CrmAddin.Core.Store;
using CrmAddin.Reports.Acquisition;
using CrmAddin.Reports.Activity;
using CrmAddin.Reports.Conversion;
using CrmAddin.Reports.Pipeline;
using CrmAddin.Reports.Targets;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Reports.Executive;

/// <summary>Reads from the store all that the executive workbook sees: each table once, activities counted in the store, models as they were kept.</summary>
internal sealed class ReadExecutive(CrmDb db)
{
    private const int Months = 12;
    private const int MonthsAhead = 6;

    /// <summary>The headlines of what the reader sees.</summary>
    public async Task<ExecutiveRows> RunAsync(ReportFrame frame, CancellationToken cancel)
    {
        var settings = frame.CustomerSettings;
        var (deals, totals) = await DealsAsync(frame, cancel);
        var targets = await new ReadTargets(db).PartsAsync(frame, cancel);
        var asked = TargetsRows.ScopeAsked(frame.Scope);
        var sales = await new ReadSales(db).RunAsync(new(frame.AsOf, frame.Scope.TeamId, frame.Scope.OwnerId), frame.Money, cancel);
        var people = await new ReadConversion(db).RunAsync(frame, cancel, IsWhole(frame) ? sales : null);
        var activity = new ReadActivity(db);
        var contacts = frame.PastDay is null ? await activity.ContactBaseAsync(frame, cancel) : null;
        var (forecast, value) = await StoredAsync(frame, cancel);
        var input = new ExecutiveInput
        {
            Deals = deals,
            Targets = TargetFigures.Compute(targets, asked),
            Conversion = ConversionFigures.Compute([.. people.People.Select(person => person.Figures)]),
            Sales = sales,
            AcquisitionCost = await CostAsync(settings, frame, cancel),
            Work = await activity.CountAsync(frame, new(frame.Period.From, PeriodSpan.Of(settings).LastDay.AddDays(1)), null, cancel),
            Contacts = contacts,
            Forecast = forecast,
            CustomerValue = Mean(value, frame),
            WhyNoForecast = WhyNotStored(frame),
            WhyNoCustomerValue = value?.Fitted.WhyEmpty ?? WhyNotStored(frame),
            Settings = settings,
        };
        return new()
        {
            Figures = ExecutiveFigures.Compute(input),
            Contacts = contacts,
            Months = MonthsOf(deals, TargetFigures.ByMonth(targets, asked), frame),
            Band = [.. (forecast?.Months ?? []).Take(MonthsAhead)],
            ForecastOf = forecast?.AsOf,
            ValueOf = value?.Fitted.AsOf,
            Frame = frame,
            StoreTotals = totals,
        };
    }

    private async Task<(IReadOnlyList<PipelineDeal> Deals, PipelineStoreTotals? Totals)> DealsAsync(ReportFrame frame, CancellationToken cancel)
    {
        // Of a day in the past only the whole history tells how the deals stood.
        if (frame.PastDay is not null)
            return ([.. (await new ReadPipeline(db).RunAsync(frame, cancel)).Deals.Select(row => row.Figures)], null);
        var stages = await db.Stages.AsNoTracking().ToDictionaryAsync(stage => stage.Id, cancel);
        var selected = PipelineQuery.Deals(db, frame.Scope, frame.Period.From, frame.Period.To, null);
        var deals = await ExecutiveQuery.Deals(selected).ToListAsync(cancel);
        return ([.. deals.Select(deal => ReadPipeline.FiguresOf(deal, stages[deal.StageId], [], frame))], await ReadPipeline.TotalsAsync(selected, frame, cancel));
    }

    private async Task<decimal?> CostAsync(CustomerSettings settings, ReportFrame frame, CancellationToken cancel)
    {
        if (!db.Reader.ReadsCosts)
            return null;
        var span = PeriodSpan.Of(settings);
        var costs = AcquisitionQuery.CostsOf(db, span.Start, span.LastDay.AddDays(1));
        return (await AcquisitionQuery.CostTotals(costs, frame.Currency).ToListAsync(cancel)).Sum(total => frame.Money.Convert(total.Amount, total.Currency, total.Day ?? frame.AsOf) ?? 0);
    }

    private async Task<(FirmForecast?, FirmCustomerValue?)> StoredAsync(ReportFrame frame, CancellationToken cancel)
    {
        if (!MaySeeStored(frame))
            return (null, null);
        var keep = new KeepModel(db);
        var forecast = await keep.NewestAsync<FirmForecast>(StoredModelKind.Forecast, cancel);
        var value = await keep.NewestAsync<FirmCustomerValue>(StoredModelKind.CustomerValue, cancel);
        return (forecast is null ? null : Converted(forecast, frame), value?.Settings == CustomerValueSettings.Of(frame.Firm) ? value : null);
    }

    // The models are made of all rows of the firm: they would mislead beside a part of it.
    private bool MaySeeStored(ReportFrame frame) => db.Reader.ReadsCosts && IsWhole(frame) && frame.PastDay is null;

    private EmptyReason WhyNotStored(ReportFrame frame) =>
        frame.PastDay is not null ? EmptyReason.NotKeptForThePast : MaySeeStored(frame) ? EmptyReason.NotComputedYet : EmptyReason.OnlyOfTheWholeFirm;

    private static bool IsWhole(ReportFrame frame) => frame.Scope is { PipelineId: null, TeamId: null, OwnerId: null };

    private static MeanPrediction? Mean(FirmCustomerValue? value, ReportFrame frame) =>
        value?.All is { } all && frame.Money.Convert(all.Mean, value.Currency, frame.AsOf) is { } mean && frame.Money.Convert(all.StandardError, value.Currency, frame.AsOf) is { } error
            ? all with { Mean = mean, StandardError = error }
            : null;

    private static FirmForecast? Converted(FirmForecast forecast, ReportFrame frame) => frame.Money.Convert(1, forecast.Currency, frame.AsOf) is { } rate
        ? forecast with { Months = [.. forecast.Months.Select(month => month with { Low = month.Low * rate, Median = month.Median * rate, High = month.High * rate })] }
        : null;

    private static IReadOnlyList<TargetMonth> MonthsOf(IReadOnlyList<PipelineDeal> deals, IReadOnlyList<TargetMonth> targets, ReportFrame frame)
    {
        var last = ReportMonths.MonthOf(PeriodSpan.Of(frame.CustomerSettings).LastDay);
        var won = deals.Where(deal => deal is { Standing: DealStanding.Won, ClosedOn: not null }).ToLookup(deal => ReportMonths.MonthOf(deal.ClosedOn!.Value), deal => deal.Amount ?? 0);
        var byMonth = targets.ToDictionary(target => target.Month, target => target.Target);
        return
        [
            .. Enumerable.Range(1 - Months, Months).Select(last.AddMonths).Where(month => frame.Period.From is null || month.AddMonths(1) > frame.Period.From)
                .Select(month => new TargetMonth(month, byMonth.GetValueOrDefault(month), won[month].Sum())),
        ];
    }
}
