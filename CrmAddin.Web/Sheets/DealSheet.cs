using System.Globalization;
using CrmAddin.Core.Audit;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Results;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using CrmAddin.Reports;
using CrmAddin.Web.Reports;
using CrmAddin.Web.Texts;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Sheets;

/// <summary>Open deals on a sheet: title, owner, stage, amount, chance, expected close and the firm's own fields can be changed.</summary>
public sealed class DealSheet(CrmDb db, RunReport reports, SaveDeal save) : IEditableSheet
{
    private OwnerChoices? _owners;
    private CustomColumns? _custom;

    /// <inheritdoc/>
    public string Name => "deals";

    /// <inheritdoc/>
    public string Entity => nameof(Deal);

    /// <inheritdoc/>
    public bool MayCreate => false;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SheetColumn>> ColumnsAsync(CancellationToken cancel)
    {
        var stages = await db.Stages.AsNoTracking().Include(s => s.Pipeline).OrderBy(s => s.PipelineId).ThenBy(s => s.Position).ToListAsync(cancel);
        var byPipeline = stages.ToLookup(s => s.Pipeline!.NameIn(UiTexts.Language), s => s.NameIn(UiTexts.Language));
        await LoadChoicesAsync(cancel);
        return _custom!.After(
        [
            new("number", SheetKind.Number, false),
            new("title", SheetKind.Text, true),
            new("account", SheetKind.Text, false),
            _owners!.Column,
            new("pipeline", SheetKind.Text, false),
            new("stage", SheetKind.Choice, true, [.. stages.Select(s => s.NameIn(UiTexts.Language)).Distinct()]) { ChoicesOfRow = row => byPipeline[row.Values["pipeline"] ?? ""] },
            new("amount", SheetKind.Number, true),
            new("currency", SheetKind.Text, false),
            new("probability", SheetKind.Number, true),
            new("expected-close", SheetKind.Day, true),
        ]);
    }

    /// <inheritdoc/>
    public async Task<Result<IReadOnlyList<SheetRow>>> ReadAsync(SheetAsked asked, int most, CancellationToken cancel)
    {
        var request = ReportParameters.Read(new(null, null, null, UiTexts.Language, asked.Pipeline, asked.Team, asked.Owner, null));
        var frame = await reports.FrameAsync(request.Value!, cancel);
        if (!frame.Succeeded)
            return frame.Error;
        var deals = await SheetQuery.Deals(frame.Value.Scope.Of(db.Deals).Where(d => d.Stage!.Kind == StageKind.Open)).Take(most).ToListAsync(cancel);
        await LoadChoicesAsync(cancel);
        return deals.Select(Row).ToArray();
    }

    /// <inheritdoc/>
    public async Task<SheetRow?> FindAsync(long id, CancellationToken cancel)
    {
        await LoadChoicesAsync(cancel);
        return await SheetQuery.Deals(db.Deals.Where(d => d.Id == id)).FirstOrDefaultAsync(cancel) is { } deal ? Row(deal) : null;
    }

    /// <inheritdoc/>
    public async Task<Result<long>> SaveAsync(SheetRow? current, IReadOnlyDictionary<string, string?> changes, ChangeSet within, string from, CancellationToken cancel)
    {
        string? Of(string column) => changes.TryGetValue(column, out var changed) ? changed : current!.Values[column];
        var stage = await StageAsync(current!.Id, Of("stage") ?? "", cancel);
        if (stage is null)
            return new DealStageUnknown(Of("stage") ?? "");
        var draft = new DealDraft(Of("title") ?? "", stage.Id, Number(Of("amount")), Number(Of("probability")), Of("expected-close") is { } day ? DateOnly.Parse(day, CultureInfo.InvariantCulture) : null)
        {
            OwnerId = _owners!.Changed(changes),
            Custom = CustomColumns.Changed(changes),
        };
        var saved = await save.RunAsync(current.Id, current.Version, draft, from, within, cancel);
        return saved.Succeeded ? saved.Value.Id : saved.Error;
    }

    private async Task LoadChoicesAsync(CancellationToken cancel)
    {
        _owners ??= await OwnerChoices.ReadAsync(db, cancel);
        _custom ??= await CustomColumns.ReadAsync(db, FieldEntity.Deal, cancel);
    }

    private async Task<Stage?> StageAsync(long dealId, string name, CancellationToken cancel)
    {
        var stages = await SheetQuery.StagesOfDeal(db, dealId).ToListAsync(cancel);
        var key = SearchText.Fold(name);
        return stages.Find(s => s.NameKey == key) ?? stages.Find(s => SearchText.Fold(s.NameArabic) == key);
    }

    private SheetRow Row(Deal deal) => new(deal.Id, deal.Version, deal.Title, _custom!.Fill(new()
    {
        ["number"] = SheetColumn.Text((decimal)deal.Id),
        ["title"] = deal.Title,
        ["account"] = deal.Account?.Name,
        ["owner"] = _owners!.TextOf(deal.Owner),
        ["pipeline"] = deal.Pipeline!.NameIn(UiTexts.Language),
        ["stage"] = deal.Stage!.NameIn(UiTexts.Language),
        ["amount"] = SheetColumn.Text(deal.Amount),
        ["currency"] = deal.Currency,
        ["probability"] = SheetColumn.Text(deal.ProbabilityOverride),
        ["expected-close"] = SheetColumn.Text(deal.ExpectedCloseOn),
    }, deal.CustomValues));

    private static decimal? Number(string? text) => text is null ? null : decimal.Parse(text, CultureInfo.InvariantCulture);
}
