using CrmAddin.Core.Deals;
using CrmAddin.Core.Metrics;
using CrmAddin.Core.Store;
using CrmAddin.Reports.Layout;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Reports.Cycle;

/// <summary>Reads from the store all that the workbook of the sales cycle sees.</summary>
internal sealed class ReadCycle(CrmDb db)
{
    /// <summary>The won deals and stays that the reader sees.</summary>
    public async Task<CycleRows> RunAsync(ReportFrame frame, CancellationToken cancel)
    {
        var won = CycleQuery.Won(db, frame.Scope, frame.Period.From, frame.Period.To, frame.PastDay);
        return new()
        {
            Deals = [.. (await CycleQuery.Rows(won).ToListAsync(cancel)).Select(deal => Row(deal, frame))],
            Stays = await StaysAsync(frame, cancel),
            Frame = frame,
            StoreCount = frame.PastDay is null ? await CycleQuery.WithDays(won).CountAsync(cancel) : null,
        };
    }

    private async Task<IReadOnlyList<StayRow>> StaysAsync(ReportFrame frame, CancellationToken cancel)
    {
        var stages = await db.Stages.AsNoTracking().Include(stage => stage.Pipeline).OrderBy(stage => stage.PipelineId).ThenBy(stage => stage.Position).ToListAsync(cancel);
        var shown = Shown(stages, frame.Language);
        var open = stages.Where(stage => stage.Kind == StageKind.Open).Select(stage => stage.Id).ToHashSet();
        var moves = await CycleQuery.StageMoves(db, frame.Scope, frame.AsOfMoment).ToListAsync(cancel);
        var titles = new Dictionary<long, string>();
        foreach (var move in moves)
            titles[move.DealId] = move.Title;
        var entries = moves.Select(move => new StageEntry(move.DealId, move.StageId, frame.DayOf(move.At)));
        return [.. StageStays.Of(entries, open, frame.Period, frame.AsOf).Select(stay => new StayRow(titles[stay.DealId], shown[stay.StageId], stay))];
    }

    private static Dictionary<long, StageShown> Shown(List<Stage> stages, ReportLanguage language) => stages.Index().ToDictionary(
        stage => stage.Item.Id,
        stage => new StageShown(CellText.Plain(stage.Item.Pipeline!.NameIn(language.Code)), CellText.Plain(stage.Item.NameIn(language.Code)), stage.Index));

    private static WonDealRow Row(WonDealRead deal, ReportFrame frame)
    {
        var isArabic = frame.Language == ReportLanguage.Arabic;
        var days = new PipelineDeal { Standing = DealStanding.Won, OpenedOn = deal.OpenedOn, ClosedOn = deal.ClosedOn }.DaysToClose;
        return new(
            deal.Id,
            deal.Title,
            deal.Account,
            deal.OpenedOn,
            deal.ClosedOn,
            new(
                isArabic ? deal.PipelineArabic ?? deal.Pipeline : deal.Pipeline,
                deal.Owner ?? "",
                (isArabic ? deal.SourceArabic ?? deal.Source : deal.Source) ?? "",
                days));
    }
}
