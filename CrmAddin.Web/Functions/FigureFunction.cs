using CrmAddin.Core.Metrics;
using CrmAddin.Core.Results;
using CrmAddin.Reports;
using CrmAddin.Reports.Figures;
using CrmAddin.Reports.Layout;

namespace CrmAddin.Web.Functions;

/// <summary>The figure has no value in the period, for a reason.</summary>
public sealed record FigureEmpty(string Name, string Reason) : RuleError($"{Name}: {Reason}")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Name, Reason];
}

/// <summary>CRM.FIGURE(name, from, to, [filter]): one figure of the reports.</summary>
public sealed class FigureFunction(ReadFigures figures) : ICellFunction
{
    /// <inheritdoc/>
    public string Name => "FIGURE";

    /// <inheritdoc/>
    public IReadOnlyList<FunctionParameter> Parameters { get; } =
        [new("name"), new("from", IsDay: true, IsOptional: true), new("to", IsDay: true, IsOptional: true), new("filter", IsOptional: true)];

    /// <inheritdoc/>
    public bool Spills => false;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CellAnswer>> RunAsync(IReadOnlyList<CellArguments> cells, CancellationToken cancel)
    {
        var requests = cells.Select(cell => cell.Request(cell.Day(1), cell.Day(2), filterAt: 3)).ToList();
        var asked = cells.Zip(requests).Where(one => one.Second.Succeeded).Select(one => new FigureAsked(one.First.Text(0) ?? "", one.Second.Value!)).ToList();
        var answers = new Queue<Result<Figure>>(await figures.RunAsync(asked, cancel));
        return [.. requests.Select(request => request.Succeeded ? Answer(answers.Dequeue()) : CellAnswer.Of(request.Error))];
    }

    private static CellAnswer Answer(Result<Figure> figure)
    {
        if (!figure.Succeeded)
            return CellAnswer.Of(figure.Error);
        var language = ReportLanguage.Parse(Texts.UiTexts.Language).Value!;
        return figure.Value.Value is { } value
            ? new(value)
            : CellAnswer.Of(new FigureEmpty(FigureLabels.Name(figure.Value, language), FigureLabels.Reason(figure.Value, language) ?? "—"));
    }
}
