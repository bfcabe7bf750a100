using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Core.Targets;
using CrmAddin.Reports;
using CrmAddin.Reports.Figures;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Functions;

/// <summary>No target is set for the whole of the period.</summary>
public sealed record NoTargetSet() : RuleError("No target is set inside this period. Give the first day and the day after the last, such as 2026-01-01 and 2026-04-01.");

/// <summary>A target function was called without its period.</summary>
public sealed record TargetNeedsPeriod() : RuleError("CRM.TARGET needs both days: the first of the period and the one after the last.");

/// <summary>CRM.TARGET(from, to, [whose], [measure]): what is to be won in a period, by the firm, a team, a person or a product.</summary>
public sealed class TargetFunction(CrmDb db, RunReport reports) : ICellFunction
{
    /// <inheritdoc/>
    public string Name => "TARGET";

    /// <inheritdoc/>
    public IReadOnlyList<FunctionParameter> Parameters { get; } =
        [new("from", IsDay: true), new("to", IsDay: true), new("whose", IsOptional: true), new("measure", IsOptional: true)];

    /// <inheritdoc/>
    public bool Spills => false;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CellAnswer>> RunAsync(IReadOnlyList<CellArguments> cells, CancellationToken cancel)
    {
        var all = await FigureQuery.Targets(db).Include(t => t.Team).Include(t => t.User).Include(t => t.Product).ToListAsync(cancel);
        List<CellAnswer> answers = [];
        foreach (var cell in cells)
            answers.Add(await AnswerAsync(cell, all, cancel));
        return answers;
    }

    private async Task<CellAnswer> AnswerAsync(CellArguments cell, List<Target> all, CancellationToken cancel)
    {
        var request = cell.Request(cell.Day(0), cell.Day(1), filterAt: int.MaxValue);
        if (!request.Succeeded)
            return CellAnswer.Of(request.Error);
        if (request.Value is not { From: { } from, To: { } to })
            return CellAnswer.Of(new TargetNeedsPeriod());
        var frame = await reports.FrameAsync(request.Value, cancel);
        if (!frame.Succeeded)
            return CellAnswer.Of(frame.Error);
        var measure = "count".Equals(cell.Text(3), StringComparison.OrdinalIgnoreCase) ? TargetMeasure.Count : TargetMeasure.Amount;
        var chosen = ChooseTargets.Of(all.Where(target => target.Measure == measure && IsOf(target, cell.Text(2))), from, to);
        if (chosen.Count == 0)
            return CellAnswer.Of(new NoTargetSet());
        var values = chosen.Select(target => target.Currency is { } currency ? frame.Value.Money.Convert(target.Value, currency, target.StartsOn) : target.Value).ToList();
        return values.Contains(null)
            ? CellAnswer.Of(new ReportCurrencyUnknown(chosen.First(target => target.Currency != frame.Value.Currency).Currency!, frame.Value.Currency))
            : new(values.Sum());
    }

    private static bool IsOf(Target target, string? whose) => whose is null
        ? target.Scope == TargetScope.Company
        : new[] { target.Team?.Name, target.Team?.NameArabic, target.User?.DisplayName, target.User?.UserName, target.Product?.Name }
            .Any(name => whose.Equals(name, StringComparison.OrdinalIgnoreCase));
}
