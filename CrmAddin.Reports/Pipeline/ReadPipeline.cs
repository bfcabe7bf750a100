using System.Data;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Metrics;
using CrmAddin.Core.Store;
using CrmAddin.Reports.Layout;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Reports.Pipeline;

/// <summary>Reads from the store all that the pipeline workbook sees.</summary>
internal sealed class ReadPipeline(CrmDb db, FirmSettings firm, TimeProvider clock)
{
    /// <summary>The deals that the reader sees, with the store's own totals of them.</summary>
    public async Task<PipelineRows> RunAsync(ReportRequest request, ReportPeriod period, CancellationToken cancel)
    {
        var readAt = clock.GetUtcNow();
        var asOf = request.AsOf ?? readAt;
        var asOfDay = ReportPeriod.DayOf(asOf, firm.Zone);
        DateOnly? pastDay = asOf < readAt ? asOfDay : null;

        // Rows and totals are to be of the same moment. On SQLite any stricter level would take the lock for writing,
        // and its snapshot holds at this one too.
        await using var moment = await db.Database.BeginTransactionAsync(
            db.Database.IsSqlite() ? IsolationLevel.ReadUncommitted : IsolationLevel.RepeatableRead, cancel);
        var stages = await db.Stages.AsNoTracking().ToDictionaryAsync(stage => stage.Id, cancel);
        var slips = (await PipelineQuery.ExpectedCloseMoves(db).ToListAsync(cancel)).ToLookup(move => move.DealId);
        var selected = PipelineQuery.Deals(db, period.From, period.To, pastDay);
        var deals = await PipelineQuery.Rows(selected).ToListAsync(cancel);
        if (pastDay is { } day)
        {
            var after = (await PipelineQuery.MovesAfter(db, asOf).ToListAsync(cancel)).ToLookup(move => move.DealId);
            var history = new PipelineHistory(after, stages, asOf, day);
            deals = [.. deals.Select(history.Rewind).OfType<PipelineDealRead>()];
            slips = slips.SelectMany(moves => moves).Where(move => move.At <= asOf).ToLookup(move => move.DealId);
        }

        var fields = await CustomFieldQuery.Offered(db, FieldEntity.Deal).ToListAsync(cancel);
        var custom = (fields.Count == 0 ? [] : await PipelineQuery.CustomValues(db, selected).ToListAsync(cancel)).ToLookup(value => value.DealId);
        PipelineRow[] rows =
        [
            .. deals.Select(deal => Row(deal, stages[deal.StageId], slips[deal.Id], request.Language) with { Custom = [.. custom[deal.Id]] })
                .Where(row => row.Figures.IsIn(period)),
        ];
        return new()
        {
            Deals = rows,
            CustomFields = fields,
            Settings = new(period, asOfDay),
            Language = request.Language,
            FirmName = firm.NameIn(request.Language.Code),
            BaseCurrency = firm.Currency,
            ReadAt = readAt,
            TimeZone = firm.Zone,
            StoreTotals = pastDay is null ? Sum(await PipelineQuery.Totals(selected).ToListAsync(cancel)) : null,
        };
    }

    private PipelineRow Row(PipelineDealRead deal, Stage stage, IEnumerable<DealMove> slips, ReportLanguage language) => new(
        deal.Id,
        deal.Title,
        deal.Account,
        deal.Product,
        new()
        {
            Standing = StandingOf(stage.Kind, deal.Track),
            Pipeline = language == ReportLanguage.Arabic ? deal.PipelineNameArabic ?? deal.PipelineName : deal.PipelineName,
            Stage = stage.NameIn(language.Code),
            StageOrder = stage.Position,
            Owner = deal.Owner ?? "",
            Probability = stage.Kind == StageKind.Open ? deal.ProbabilityOverride ?? stage.Probability : stage.Probability,
            Amount = deal.Currency == firm.Currency ? deal.Amount : null,
            OpenedOn = deal.OpenedOn,
            ExpectedCloseOn = deal.ExpectedCloseOn,
            ClosedOn = deal.ClosedOn,
            SlippedDays = SlippedDays(deal.ExpectedCloseOn, slips),
        },
        deal.Currency,
        deal.Amount);

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

    private PipelineStoreTotals Sum(List<PipelineTotalRead> totals)
    {
        var open = Of(totals, total => total.Kind == StageKind.Open && total.Track == DealTrack.OnTrack);
        var won = Of(totals, total => total.Kind == StageKind.Won);
        var lost = Of(totals, total => total.Kind == StageKind.Lost);
        return new(totals.Sum(total => total.Count), open.Count, open.Amount, won.Count, won.Amount, lost.Count, lost.Amount);
    }

    private (int Count, decimal Amount) Of(List<PipelineTotalRead> totals, Predicate<PipelineTotalRead> isMeant)
    {
        var meant = totals.FindAll(isMeant);
        return (meant.Sum(total => total.Count), meant.Where(total => total.Currency == firm.Currency).Sum(total => total.Amount ?? 0));
    }
}
