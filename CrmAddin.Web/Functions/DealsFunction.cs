using CrmAddin.Core.Deals;
using CrmAddin.Core.Store;
using CrmAddin.Reports;
using CrmAddin.Reports.Figures;
using CrmAddin.Web.Reports;
using CrmAddin.Web.Texts;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Functions;

/// <summary>CRM.DEALS([filter]): the deals as rows.</summary>
public sealed class DealsFunction(CrmDb db, RunReport reports) : ICellFunction
{
    private static readonly string[] Headings =
        ["sheet.number", "sheet.title", "sheet.account", "sheet.owner", "sheet.pipeline", "sheet.stage", "sheet.amount", "sheet.currency", "sheet.expected-close", "sheet.closed-on"];

    /// <inheritdoc/>
    public string Name => "DEALS";

    /// <inheritdoc/>
    public IReadOnlyList<FunctionParameter> Parameters { get; } = [new("filter", IsOptional: true)];

    /// <inheritdoc/>
    public bool Spills => true;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CellAnswer>> RunAsync(IReadOnlyList<CellArguments> cells, CancellationToken cancel)
    {
        List<CellAnswer> answers = [];
        foreach (var cell in cells)
            answers.Add(await AnswerAsync(cell, cancel));
        return answers;
    }

    private async Task<CellAnswer> AnswerAsync(CellArguments cell, CancellationToken cancel)
    {
        var filter = cell.Filter(0, "pipeline", "team", "owner", "stage", "kind");
        if (!filter.Succeeded)
            return CellAnswer.Of(filter.Error);
        string? Of(string name) => filter.Value.GetValueOrDefault(name);
        var request = ReportParameters.Read(new(null, null, null, UiTexts.Language, Of("pipeline"), Of("team"), Of("owner"), null));
        var frame = await reports.FrameAsync(request.Value!, cancel);
        if (!frame.Succeeded)
            return CellAnswer.Of(frame.Error);
        StageKind? kind = null;
        if (Of("kind") is { } named)
        {
            if (!Enum.TryParse<StageKind>(named, ignoreCase: true, out var read) || !Enum.IsDefined(read))
                return CellAnswer.Of(new FilterPartWrong($"kind={named}", "open, won, lost"));
            kind = read;
        }

        var deals = FigureQuery.Deals(db, frame.Value.Scope, kind, Of("stage"));
        return SpilledRows.Of(await deals.Take(SpilledRows.Most + 1).ToListAsync(cancel), Headings, Row);
    }

    private static object?[] Row(DealLineRead deal) =>
    [
        deal.Id,
        deal.Title,
        deal.Account,
        deal.Owner,
        UiTexts.Language == "ar" ? deal.PipelineArabic ?? deal.Pipeline : deal.Pipeline,
        UiTexts.Language == "ar" ? deal.StageArabic ?? deal.Stage : deal.Stage,
        deal.Amount,
        deal.Currency,
        SpilledRows.Day(deal.ExpectedCloseOn),
        SpilledRows.Day(deal.ClosedOn),
    ];
}
