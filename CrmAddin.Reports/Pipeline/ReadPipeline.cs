using System.Data;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Metrics;
using CrmAddin.Core.Metrics.Forecast;
using CrmAddin.Core.Store;
using CrmAddin.Reports.Layout;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Reports.Pipeline;

/// <summary>Reads from the store all that the pipeline workbook sees.</summary>
internal sealed class ReadPipeline(CrmDb db)
{
    /// <summary>The deals that the reader sees, with the store's own totals of them.</summary>
    public async Task<PipelineRows> RunAsync(ReportFrame frame, CancellationToken cancel)
    {
        var selected = Selected(frame);
        var forecast = await new ReadForecast(db).RunAsync(frame, cancel);
        var deals = await DealsAsync(frame, cancel, forecast?.Model);
        var products = await ProductsAsync(selected, cancel);
        var fields = await CustomFieldQuery.Offered(db, FieldEntity.Deal).ToListAsync(cancel);
        var custom = (fields.Count == 0 ? [] : await PipelineQuery.CustomValues(db, selected).ToListAsync(cancel)).ToLookup(value => value.DealId);
        return new()
        {
            Deals = [.. deals.Select(deal => deal with { Product = products.GetValueOrDefault(deal.Id), Custom = [.. custom[deal.Id]] })],
            CustomFields = fields,
            Frame = frame,
            Forecast = forecast,
            StoreTotals = frame.PastDay is null ? await TotalsAsync(selected, frame, cancel) : null,
        };
    }

    /// <summary>The deals with what the figures need of them; with a model also how likely each is to be won by the firm's history.</summary>
    public async Task<IReadOnlyList<PipelineRow>> DealsAsync(ReportFrame frame, CancellationToken cancel, ForecastModel? model = null)
    {
        var stages = await db.Stages.AsNoTracking().ToDictionaryAsync(stage => stage.Id, cancel);
        var slips = (await PipelineQuery.ExpectedCloseMoves(db).ToListAsync(cancel)).ToLookup(move => move.DealId);
        var deals = await PipelineQuery.Rows(Selected(frame)).ToListAsync(cancel);
        if (frame.PastDay is { } day)
        {
            var after = (await PipelineQuery.MovesAfter(db, frame.AsOfMoment).ToListAsync(cancel)).ToLookup(move => move.DealId);
            var history = new PipelineHistory(after, stages, frame.AsOfMoment, day);
            deals = [.. deals.Select(history.Rewind).OfType<PipelineDealRead>()];
            slips = slips.SelectMany(moves => moves).Where(move => move.At <= frame.AsOfMoment).ToLookup(move => move.DealId);
        }

        return
        [
            .. deals.Select(deal => Row(deal, stages[deal.StageId], slips[deal.Id], frame) with
                {
                    HistoricProbability = stages[deal.StageId].Kind == StageKind.Open ? ChanceOf(deal, model, frame) : null,
                })
                .Where(row => row.Figures.IsIn(frame.Period)),
        ];
    }

    /// <summary>What the figures need to know of a deal.</summary>
    public static PipelineDeal FiguresOf(PipelineDealRead deal, Stage stage, IEnumerable<DealMove> slips, ReportFrame frame) => new()
    {
        Standing = StandingOf(stage.Kind, deal.Track),
        Pipeline = frame.Language == ReportLanguage.Arabic ? deal.PipelineNameArabic ?? deal.PipelineName : deal.PipelineName,
        Stage = stage.NameIn(frame.Language.Code),
        StageOrder = stage.Position,
        Owner = deal.Owner ?? "",
        Probability = stage.Kind == StageKind.Open ? deal.ProbabilityOverride ?? stage.Probability : stage.Probability,
        Amount = frame.Money.Convert(deal.Amount, deal.Currency, MovedOn(deal, stage, frame)),
        OpenedOn = deal.OpenedOn,
        ExpectedCloseOn = deal.ExpectedCloseOn,
        ClosedOn = deal.ClosedOn,
        SlippedDays = SlippedDays(deal.ExpectedCloseOn, slips),
    };

    private IQueryable<Deal> Selected(ReportFrame frame) => PipelineQuery.Deals(db, frame.Scope, frame.Period.From, frame.Period.To, frame.PastDay);

    // The first line is what the deal is called by.
    private async Task<Dictionary<long, string>> ProductsAsync(IQueryable<Deal> selected, CancellationToken cancel)
    {
        var products = new Dictionary<long, string>();
        foreach (var line in await PipelineQuery.Products(db, selected).ToListAsync(cancel))
            products.TryAdd(line.DealId, line.Name);
        return products;
    }

    private static PipelineRow Row(PipelineDealRead deal, Stage stage, IEnumerable<DealMove> slips, ReportFrame frame) =>
        new(deal.Id, deal.Title, deal.Account, Product: null, FiguresOf(deal, stage, slips, frame), deal.Currency, deal.Amount);

    private static decimal? ChanceOf(PipelineDealRead deal, ForecastModel? model, ReportFrame frame)
    {
        if (model is null)
            return null;
        // A deal whose opening nobody noted counts as opened just now.
        var age = deal.OpenedOn is { } opened ? Math.Max(0, frame.AsOf.DayNumber - opened.DayNumber) : 0;
        return Math.Round((decimal)model.WinChance(new(age, deal.OwnerId, deal.StageId), new ForecastSettings().WinWithinDays), 4);
    }

    // Money of a closed deal moved on its closing day; what is open is worth what it is worth on the day of reporting.
    private static DateOnly MovedOn(PipelineDealRead deal, Stage stage, ReportFrame frame) =>
        stage.Kind == StageKind.Open ? frame.AsOf : deal.ClosedOn ?? frame.AsOf;

    private static DealStanding StandingOf(StageKind kind, DealTrack track) => (kind, track) switch
    {
        (_, DealTrack.Cancelled) => DealStanding.Cancelled,
        (StageKind.Won, _) => DealStanding.Won,
        (StageKind.Lost, _) => DealStanding.Lost,
        (_, DealTrack.OnHold) => DealStanding.OnHold,
        _ => DealStanding.Open,
    };

    private static int? SlippedDays(DateOnly? expected, IEnumerable<DealMove> slips) =>
        expected is { } now && slips.Select(move => move.FromExpectedCloseOn).OfType<DateOnly>().Cast<DateOnly?>().FirstOrDefault() is { } first && now > first
            ? now.DayNumber - first.DayNumber
            : null;

    /// <summary>The store's own totals of the deals.</summary>
    public static async Task<PipelineStoreTotals> TotalsAsync(IQueryable<Deal> selected, ReportFrame frame, CancellationToken cancel)
    {
        var totals = await PipelineQuery.Totals(selected, frame.Currency).ToListAsync(cancel);
        var open = Of(totals, total => total.Kind == StageKind.Open && total.Track == DealTrack.OnTrack);
        var won = Of(totals, total => total.Kind == StageKind.Won);
        var lost = Of(totals, total => total.Kind == StageKind.Lost);
        return new(totals.Sum(total => total.Count), open.Count, open.Amount, won.Count, won.Amount, lost.Count, lost.Amount);

        (int Count, decimal Amount) Of(List<PipelineTotalRead> all, Predicate<PipelineTotalRead> isMeant)
        {
            var meant = all.FindAll(isMeant);
            return (meant.Sum(total => total.Count), meant.Sum(total => frame.Money.Convert(total.Amount, total.Currency, total.MovedOn ?? frame.AsOf) ?? 0));
        }
    }
}
