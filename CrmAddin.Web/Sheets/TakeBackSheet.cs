using System.Text.Json;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Web.Texts;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Sheets;

/// <summary>A cell that was changed on the sheet.</summary>
/// <param name="Column">Key of the column.</param>
/// <param name="Given">What the sheet was given.</param>
/// <param name="Mine">What stands there now.</param>
public sealed record ChangedCell(string Column, JsonElement Given, JsonElement Mine);

/// <summary>A row with changed cells; without an id a row that is new on the sheet.</summary>
/// <param name="Id">The record; null for a new row.</param>
/// <param name="Cells">Its changed cells.</param>
public sealed record ChangedRow(long? Id, IReadOnlyList<ChangedCell> Cells);

/// <summary>A row as the store has it after the sheet was taken back, in the order of the columns.</summary>
/// <param name="At">The row's place in the request.</param>
/// <param name="Values">Its values.</param>
public sealed record FreshRow(int At, IReadOnlyList<object?> Values);

/// <summary>A cell that the sheet and somebody else changed differently.</summary>
/// <param name="At">The row's place in the request.</param>
/// <param name="Column">Key of the column.</param>
/// <param name="Title">What the record is called.</param>
/// <param name="Heading">Heading of the column.</param>
/// <param name="Given">What the sheet was given.</param>
/// <param name="Mine">What stands on the sheet.</param>
/// <param name="Theirs">What the store has now.</param>
/// <param name="ChangedBy">Who changed the record last; null when nobody knows.</param>
public sealed record CellConflict(int At, string Column, string Title, string Heading, object? Given, object? Mine, object? Theirs, string? ChangedBy);

/// <summary>A cell, or a whole row, that was not taken, and why.</summary>
/// <param name="At">The row's place in the request.</param>
/// <param name="Column">Key of the column; null for the row.</param>
/// <param name="Reason">Why, in a sentence.</param>
public sealed record RefusedCell(int At, string? Column, string Reason);

/// <summary>What taking a sheet back did.</summary>
/// <param name="Saved">Cells that were saved.</param>
/// <param name="Rows">The rows as they stand now; those that were refused whole are not there.</param>
/// <param name="Conflicts">Cells that somebody must choose for.</param>
/// <param name="Refused">What was not taken.</param>
/// <param name="ChangeSetId">The change set, to take it back by; null when nothing was saved.</param>
public sealed record SheetOutcome(int Saved, IReadOnlyList<FreshRow> Rows, IReadOnlyList<CellConflict> Conflicts, IReadOnlyList<RefusedCell> Refused, long? ChangeSetId);

/// <summary>Takes an edited sheet back: merges each changed cell with what others did meanwhile, and saves what nobody else touched as one change set.</summary>
public sealed class TakeBackSheet(CrmDb db)
{
    private const int MostTries = 3;

    private readonly List<FreshRow> _rows = [];
    private readonly List<CellConflict> _conflicts = [];
    private readonly List<RefusedCell> _refused = [];
    private IReadOnlyDictionary<string, SheetColumn> _columns = new Dictionary<string, SheetColumn>();
    private IEditableSheet _sheet = null!;
    private ChangeSet? _set;
    private string _from = "";
    private int _saved;

    /// <summary>Takes the rows back. Errors: <see cref="MayNotChange"/>; everything else is told of its cell.</summary>
    public async Task<Result<SheetOutcome>> RunAsync(IEditableSheet sheet, IReadOnlyList<ChangedRow> rows, string from, CancellationToken cancel)
    {
        if (!db.Reader.MayChange)
            return new MayNotChange();
        (_sheet, _from) = (sheet, from);
        _columns = (await sheet.ColumnsAsync(cancel)).ToDictionary(column => column.Key);
        foreach (var (at, row) in rows.Index())
        {
            if (row.Id is { } id)
                await MergeAsync(at, id, row.Cells, cancel);
            else
                await CreateAsync(at, row.Cells, cancel);
        }

        return new SheetOutcome(_saved, _rows, _conflicts, _refused, _set?.Id is > 0 and var set ? set : null);
    }

    private async Task MergeAsync(int at, long id, IReadOnlyList<ChangedCell> cells, CancellationToken cancel)
    {
        if (await _sheet.FindAsync(id, cancel) is not { } current)
        {
            Refuse(at, null, _sheet.Entity == nameof(Deal) ? new DealUnknown(id) : new ContactUnknown(id));
            return;
        }

        var mine = new Dictionary<string, string?>();
        foreach (var cell in cells)
        {
            if (ReadChange(at, cell) is not { } change)
                continue;
            var theirs = current.Values[cell.Column];
            switch (MergeCell.Decide(change.Given, change.Mine, theirs))
            {
                case CellFate.Mine:
                    mine[cell.Column] = change.Mine;
                    break;
                case CellFate.Conflict:
                    await AddConflictAsync(at, current, cell.Column, change, theirs, cancel);
                    break;
            }
        }

        if (mine.Count > 0)
            await SaveAsync(at, current, mine, cancel);
        if (await _sheet.FindAsync(id, cancel) is { } fresh)
            _rows.Add(Fresh(at, fresh));
    }

    private async Task CreateAsync(int at, IReadOnlyList<ChangedCell> cells, CancellationToken cancel)
    {
        if (!_sheet.MayCreate)
        {
            Refuse(at, null, new RowsAreNotMade());
            return;
        }

        var values = cells.Select(cell => (cell.Column, Change: ReadChange(at, cell))).Where(cell => cell.Change?.Mine is not null).ToDictionary(cell => cell.Column, cell => cell.Change!.Value.Mine);
        var made = await _sheet.SaveAsync(null, values, Set(), _from, cancel);
        db.ChangeTracker.Clear();
        if (!made.Succeeded)
        {
            Refuse(at, null, made.Error);
            return;
        }

        _saved += values.Count;
        _rows.Add(Fresh(at, (await _sheet.FindAsync(made.Value, cancel))!));
    }

    // A value that is refused must not take the good ones of its row with it: they are saved one by one then.
    private async Task SaveAsync(int at, SheetRow current, Dictionary<string, string?> mine, CancellationToken cancel)
    {
        var saved = await TryAsync(current, mine, cancel);
        if (saved is null)
        {
            _saved += mine.Count;
            return;
        }

        if (mine.Count == 1)
        {
            Refuse(at, mine.Keys.Single(), saved);
            return;
        }

        foreach (var (column, value) in mine)
        {
            if (await _sheet.FindAsync(current.Id, cancel) is { } now)
                await SaveAsync(at, now, new Dictionary<string, string?> { [column] = value }, cancel);
        }
    }

    private async Task<Error?> TryAsync(SheetRow current, Dictionary<string, string?> mine, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            var saved = await _sheet.SaveAsync(current, mine, Set(), _from, cancel);
            db.ChangeTracker.Clear();
            if (saved.Succeeded)
                return null;
            if (saved.Error is not (DealChangedMeanwhile or ContactChangedMeanwhile) || tries == MostTries)
                return saved.Error;
            // Somebody saved in this moment: where they left our cells alone, ours still hold.
            if (await _sheet.FindAsync(current.Id, cancel) is not { } now || mine.Keys.Any(column => now.Values[column] != current.Values[column]))
                return saved.Error;
            current = now;
        }
    }

    private (string? Given, string? Mine)? ReadChange(int at, ChangedCell cell)
    {
        if (!_columns.TryGetValue(cell.Column, out var column) || !column.IsEditable)
        {
            Refuse(at, cell.Column, new ColumnIsNotEdited(column?.Heading ?? cell.Column));
            return null;
        }

        var mine = column.Read(cell.Mine);
        if (mine.Succeeded)
            return (column.ReadGiven(cell.Given), mine.Value.Text);
        Refuse(at, cell.Column, mine.Error);
        return null;
    }

    private async Task AddConflictAsync(int at, SheetRow current, string column, (string? Given, string? Mine) change, string? theirs, CancellationToken cancel)
    {
        var changedBy = await SheetQuery.LastChangedBy(db, _sheet.Entity, current.Id).FirstOrDefaultAsync(cancel);
        var shown = _columns[column];
        _conflicts.Add(new(at, column, current.Title, shown.Heading, shown.Write(change.Given), shown.Write(change.Mine), shown.Write(theirs), changedBy));
    }

    private ChangeSet Set() => _set ??= db.Begin(ChangeOrigin.Edit, _from, $"Excel · {UiTexts.T("sheets." + _sheet.Name)}");

    private FreshRow Fresh(int at, SheetRow row) => new(at, [.. _columns.Values.Select(column => column.Write(row.Values[column.Key]))]);

    private void Refuse(int at, string? column, Error error) => _refused.Add(new(at, column, UiTexts.Sentence(error)));
}

/// <summary>A column that is only shown was changed.</summary>
public sealed record ColumnIsNotEdited(string Column) : RuleError($"{Column} is only shown here. Change it in the CRM.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Column];
}

/// <summary>New rows of this sheet become no records.</summary>
public sealed record RowsAreNotMade() : RuleError("New rows of this sheet are not taken over. Make the deal in the CRM, then insert the sheet again.");
