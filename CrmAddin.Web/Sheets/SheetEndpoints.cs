using CrmAddin.Core.Firm;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Reports.Insertion;
using CrmAddin.Web.Functions;
using CrmAddin.Web.Http;
using CrmAddin.Web.Texts;

namespace CrmAddin.Web.Sheets;

/// <summary>There is no such sheet to edit.</summary>
public sealed record SheetUnknown(string Name) : NotFoundError($"There is no sheet \"{Name}\" to edit; there are deals and contacts.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Name];
}

/// <summary>A column as the pane lays it out.</summary>
public sealed record ColumnToEdit(string Key, string Heading, SheetKind Kind, bool IsEditable, IReadOnlyList<string>? Choices);

/// <summary>Records to edit on a sheet.</summary>
/// <param name="Title">Name for the sheet.</param>
/// <param name="Columns">Its columns; the first is the record's number.</param>
/// <param name="Rows">Its rows in the order of the columns.</param>
/// <param name="ReadAtText">When the store was read, as a sentence.</param>
/// <param name="Blank">A workbook with an empty sheet to fill, where it runs from right to left; null where any new sheet serves.</param>
public sealed record SheetToEdit(string Title, IReadOnlyList<ColumnToEdit> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows, string ReadAtText, byte[]? Blank);

/// <summary>An edited sheet.</summary>
/// <param name="Rows">Rows with changes.</param>
public sealed record EditedSheet(IReadOnlyList<ChangedRow> Rows);

/// <summary>Routes of sheets that are edited in Excel and sent back.</summary>
public static class SheetEndpoints
{
    /// <summary>Adds the sheets.</summary>
    public static IServiceCollection AddEditableSheets(this IServiceCollection services) => services
        .AddScoped<IEditableSheet, DealSheet>()
        .AddScoped<IEditableSheet, ContactSheet>()
        .AddScoped<TakeBackSheet>();

    /// <summary>Maps the routes.</summary>
    public static void MapSheets(this IEndpointRouteBuilder routes)
    {
        var sheets = routes.MapGroup("/panes/excel/sheets");
        sheets.MapPost("/{name}", ReadAsync);
        sheets.MapPost("/{name}/changes", TakeBackAsync);
    }

    private static async Task<IResult> ReadAsync(
        string name, SheetAsked asked, HttpContext http, IEnumerable<IEditableSheet> sheets, CrmDb db, FirmSettings firm, CancellationToken cancel)
    {
        if (sheets.FirstOrDefault(sheet => sheet.Name == name) is not { } sheet)
            return new SheetUnknown(name).ToResponse(http);
        var readAt = db.Now;
        var rows = await sheet.ReadAsync(asked, SpilledRows.Most + 1, cancel);
        if (!rows.Succeeded)
            return rows.Error.ToResponse(http);
        if (rows.Value.Count > SpilledRows.Most)
            return new TooManyRowsToSpill(SpilledRows.Most).ToResponse(http);
        var columns = await sheet.ColumnsAsync(cancel);
        return TypedResults.Ok(new SheetToEdit(
            UiTexts.T("sheets." + name),
            [.. columns.Select(column => new ColumnToEdit(column.Key, column.Heading, column.Kind, column.IsEditable, column.OfferedTo(rows.Value)))],
            [.. rows.Value.Select(row => columns.Select(column => column.Write(row.Values[column.Key])).ToArray())],
            UiTexts.T("reports.read-at", Format.Moment(readAt, firm.Zone)),
            UiTexts.Language == "ar" ? BlankSheet.RightToLeft() : null));
    }

    private static async Task<IResult> TakeBackAsync(
        string name, EditedSheet edited, HttpContext http, IEnumerable<IEditableSheet> sheets, TakeBackSheet takeBack, CancellationToken cancel)
    {
        if (sheets.FirstOrDefault(sheet => sheet.Name == name) is not { } sheet)
            return new SheetUnknown(name).ToResponse(http);
        var outcome = await takeBack.RunAsync(sheet, edited.Rows, http.Place(), cancel);
        return outcome.Succeeded ? TypedResults.Ok(outcome.Value) : outcome.Error.ToResponse(http);
    }
}
