using CrmAddin.Core.Metrics;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Core.Targets;
using CrmAddin.Reports.Targets;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Reports.Figures;

/// <summary>A target that a cell asks for.</summary>
/// <param name="Request">The period and the currency.</param>
/// <param name="Whose">A team, a person or a product by name; null for the headline of the report.</param>
/// <param name="Measure">Amount or count.</param>
public sealed record TargetAsked(ReportRequest Request, string? Whose, TargetMeasure Measure);

/// <summary>No target counts on any day of the period.</summary>
public sealed record NoTargetSet() : RuleError("No target is set on any day of this period. Give the first day and the day after the last, such as 2026-01-01 and 2026-04-01.");

/// <summary>Nobody and nothing of that name has a target that the reader may see.</summary>
public sealed record TargetHolderUnknown(string Name) : NotFoundError($"No team, person or product called \"{Name}\" has a target that you may see.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Name];
}

/// <summary>Several have the name, and their targets are not one.</summary>
public sealed record TargetHolderAmbiguous(string Name) : RuleError($"More than one team, person or product is called \"{Name}\". For a person give the name for signing in.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Name];
}

/// <summary>The targets of many cells, read from the store once and counted as the report of targets counts them.</summary>
public sealed class ReadTargetValues(CrmDb db, RunReport reports)
{
    /// <summary>
    /// What is to be won, in the order asked for. Errors: <see cref="NoTargetSet"/>, <see cref="TargetHolderUnknown"/>, <see cref="TargetHolderAmbiguous"/>,
    /// <see cref="ReportCurrencyUnknown"/>, <see cref="PeriodEndsBeforeItBegins"/>.
    /// </summary>
    public async Task<IReadOnlyList<Result<decimal>>> RunAsync(IReadOnlyList<TargetAsked> asked, CancellationToken cancel)
    {
        var all = await TargetsQuery.Targets(db, ReportScope.All, null).ToListAsync(cancel);
        // Cells of a sheet differ in their periods; what else they ask for is mostly the same, and is read once.
        var frames = new Dictionary<ReportRequest, Result<ReportFrame>>();
        List<Result<decimal>> values = [];
        foreach (var one in asked)
        {
            var whole = one.Request with { From = null, To = null };
            if (!frames.TryGetValue(whole, out var frame))
                frames[whole] = frame = await reports.FrameAsync(whole, cancel);
            var period = ReportPeriod.Between(one.Request.From, one.Request.To);
            if (!frame.Succeeded || !period.Succeeded)
                values.Add(period.Error ?? frame.Error!);
            else
                values.Add(ValueOf(one, all, frame.Value with { Period = period.Value }));
        }

        return values;
    }

    private static Result<decimal> ValueOf(TargetAsked asked, List<TargetRead> all, ReportFrame frame)
    {
        if (asked.Whose is not { } name)
            return ValueOf(asked.Measure, all, frame, null);
        var named = all.FindAll(target => target.IsCalled(name));
        return named.Select(target => target.Holder).Distinct().ToList() switch
        {
            [] => new TargetHolderUnknown(name),
            [var holder] => ValueOf(asked.Measure, named, frame, holder.Scope),
            _ => new TargetHolderAmbiguous(name),
        };
    }

    private static Result<decimal> ValueOf(TargetMeasure measure, List<TargetRead> targets, ReportFrame frame, TargetScope? scope)
    {
        var counted = targets.FindAll(target => target.Measure == measure && target.IsIn(frame.Period));
        var parts = new WonByDay().Measure(TargetSlices.Cut(counted.Select(target => target.ToCut(frame)).OfType<TargetToCut>(), frame.Period), frame.AsOf);
        var main = TargetFigures.MainScope(parts, measure, scope);
        // A workbook tells beside its figure what has no rate; a cell has no place for that, and part of a sum is no sum.
        if (counted.Find(target => (main is null || target.Scope == main) && target.ToCut(frame) is null) is { } withoutRate)
            return new ReportCurrencyUnknown(withoutRate.Currency!, frame.Currency);
        var key = measure == TargetMeasure.Amount ? FigureKeys.TargetAmount : FigureKeys.TargetCount;
        return TargetFigures.Compute(parts, scope).Single(figure => figure.Key == key).Value is { } value ? value : new NoTargetSet();
    }
}
