using System.Data;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Metrics;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Reports.Pipeline;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Reports.Figures;

/// <summary>The figures of the pipeline: its deals are read once, and each period takes its own from them.</summary>
public sealed class PipelineFigureSource(CrmDb db, FirmSettings firm, TimeProvider clock) : IFigureSource
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Keys { get; } =
    [
        FigureKeys.OpenCount, FigureKeys.OpenAmount, FigureKeys.WeightedAmount, FigureKeys.ForecastAmount, FigureKeys.CommitAmount, FigureKeys.BestCaseAmount,
        FigureKeys.WonCount, FigureKeys.WonAmount, FigureKeys.LostCount, FigureKeys.LostAmount, FigureKeys.WinRate, FigureKeys.WinRateByAmount,
        FigureKeys.ClosingThisMonth, FigureKeys.ClosingThisMonthAmount, FigureKeys.MeanDaysToClose, FigureKeys.MedianDaysToClose,
        FigureKeys.SalesCycleDays, FigureKeys.SalesCycleMedianDays, FigureKeys.SlippedCount, FigureKeys.SlippedAmount, FigureKeys.SlippedMedianDays,
    ];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Result<IReadOnlyList<Figure>>>> ReadAsync(IReadOnlyList<ReportRequest> requests, CancellationToken cancel)
    {
        // All cells of a sheet are to be of the same moment, as the rows and totals of a report are.
        await using var moment = await db.Database.BeginTransactionAsync(
            db.Database.IsSqlite() ? IsolationLevel.ReadUncommitted : IsolationLevel.RepeatableRead, cancel);
        var places = await FigureQuery.Places(db).ToDictionaryAsync(place => place.Id, cancel);
        var frames = new Dictionary<ReportRequest, Result<ReportFrame>>();
        var deals = new Dictionary<ReportRequest, Result<IReadOnlyList<PipelineRow>>>();
        var parts = new Dictionary<(ReportRequest Whole, ReportScope Scope), DealsByClosing>();
        List<Func<Result<IReadOnlyList<Figure>>>> all = [];
        foreach (var request in requests)
        {
            var frame = await OnceAsync(frames, request with { From = null, To = null }, FrameAsync);
            var period = ReportPeriod.Between(request.From, request.To);
            if (!frame.Succeeded || !period.Succeeded)
            {
                var fault = frame.Error ?? period.Error!;
                all.Add(() => fault);
                continue;
            }

            var whole = new ReportRequest(null, null, request.AsOf, request.Language) { Currency = request.Currency };
            var read = await OnceAsync(deals, whole, DealsAsync);
            var scope = frame.Value.Scope with { Names = [] };
            if (!parts.TryGetValue((whole, scope), out var part))
                parts[(whole, scope)] = part = new DealsByClosing(read.Value!.Where(row => places[row.Id].IsIn(scope)).Select(row => row.Figures));
            all.Add(() => PipelineFigures.Compute(part.In(period.Value), frame.Value.PipelineSettings with { Period = period.Value }).ToArray());
        }

        // What is left to do reads nothing any more.
        return [.. all.AsParallel().AsOrdered().Select(compute => compute())];

        async Task<Result<ReportFrame>> FrameAsync(ReportRequest request) => await new ReadFrame(db, firm, clock).RunAsync(request, cancel);

        async Task<Result<IReadOnlyList<PipelineRow>>> DealsAsync(ReportRequest whole)
        {
            var frame = await FrameAsync(whole);
            return frame.Succeeded ? (await new ReadPipeline(db).DealsAsync(frame.Value, cancel)).ToArray() : frame.Error;
        }
    }

    private static async Task<T> OnceAsync<T>(Dictionary<ReportRequest, T> known, ReportRequest request, Func<ReportRequest, Task<T>> read) =>
        known.TryGetValue(request, out var value) ? value : known[request] = await read(request);
}
