using CrmAddin.Core.Results;
using CrmAddin.Core.Targets;
using CrmAddin.Reports.Figures;

namespace CrmAddin.Web.Functions;

/// <summary>A target function was called without its period.</summary>
public sealed record TargetNeedsPeriod() : RuleError("CRM.TARGET needs both days: the first of the period and the one after the last.");

/// <summary>A target counts amounts or deals and nothing else.</summary>
public sealed record TargetMeasureUnknown(string Measure) : RuleError($"\"{Measure}\" is no measure of a target. Write \"amount\" or \"count\".")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Measure];
}

/// <summary>CRM.TARGET(from, to, [whose], [measure]): what is to be won in a period, by the firm, a team, a person or a product.</summary>
public sealed class TargetFunction(ReadTargetValues targets) : ICellFunction
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
        var all = cells.Select(Asked).ToList();
        var values = new Queue<Result<decimal>>(await targets.RunAsync([.. all.Where(asked => asked.Succeeded).Select(asked => asked.Value!)], cancel));
        return [.. all.Select(asked => asked.Succeeded ? Answer(values.Dequeue()) : CellAnswer.Of(asked.Error))];
    }

    private static Result<TargetAsked> Asked(CellArguments cell)
    {
        var request = cell.Request(cell.Day(0), cell.Day(1), filterAt: int.MaxValue);
        if (!request.Succeeded)
            return request.Error;
        if (request.Value is not { From: not null, To: not null })
            return new TargetNeedsPeriod();
        var measure = cell.Text(3) ?? nameof(TargetMeasure.Amount);
        return Enum.GetNames<TargetMeasure>().FirstOrDefault(name => name.Equals(measure, StringComparison.OrdinalIgnoreCase)) is { } known
            ? new TargetAsked(request.Value, cell.Text(2), Enum.Parse<TargetMeasure>(known))
            : new TargetMeasureUnknown(measure);
    }

    private static CellAnswer Answer(Result<decimal> value) => value.Succeeded ? new(value.Value) : CellAnswer.Of(value.Error);
}
