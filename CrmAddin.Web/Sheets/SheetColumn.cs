using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Results;
using CrmAddin.Web.Texts;

namespace CrmAddin.Web.Sheets;

/// <summary>What the cells of a column to edit hold.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SheetKind>))]
public enum SheetKind
{
    /// <summary>Text.</summary>
    Text,
    /// <summary>A number.</summary>
    Number,
    /// <summary>A day.</summary>
    Day,
    /// <summary>One of the column's choices.</summary>
    Choice,
}

/// <summary>A cell holds no number, day or choice where one belongs.</summary>
public sealed record SheetValueWrong(string Column, string Value, string Wanted) : RuleError($"\"{Value}\" does not fit {Column}: {Wanted}.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Column, Value, Wanted];
}

/// <summary>A column of a sheet that is edited in Excel and sent back. Between sheet and store a value is text: a number or day as computers write it.</summary>
/// <param name="Key">Its name between pane and host.</param>
/// <param name="Kind">What its cells hold.</param>
/// <param name="IsEditable">Whether changes of it are taken back.</param>
/// <param name="Choices">What may stand in it; null for anything.</param>
public sealed record SheetColumn(string Key, SheetKind Kind, bool IsEditable, IReadOnlyList<string>? Choices = null)
{
    private static readonly DateOnly Epoch = new(1899, 12, 30);

    /// <summary>The heading in the reader's language: the text "sheet.KEY", or the name of a field of the firm.</summary>
    public string Heading { get => field ?? UiTexts.T("sheet." + Key); init; }

    /// <summary>The choices of a record where not every record has all of them.</summary>
    public Func<SheetRow, IEnumerable<string>>? ChoicesOfRow { get; init; }

    /// <summary>
    /// The choices that a sheet of these records offers. They hold for the whole column: rules of single cells stay where they are when
    /// Excel sorts the rows, and would then refuse what is right.
    /// </summary>
    public IReadOnlyList<string>? OfferedTo(IReadOnlyList<SheetRow> rows)
    {
        if (Choices is null || ChoicesOfRow is null || rows.Count == 0)
            return Choices;
        var theirs = rows.SelectMany(ChoicesOfRow).ToHashSet();
        return [.. Choices.Where(theirs.Contains)];
    }

    /// <summary>A cell's value as text; null for an empty cell. Errors: <see cref="SheetValueWrong"/>.</summary>
    public Result<CellText> Read(JsonElement cell)
    {
        if (TextIn(cell) is not { } text)
            return new CellText(null);
        var read = Kind switch
        {
            SheetKind.Number => Text(NumberOf(text)),
            SheetKind.Day => Text(DayOf(cell, text)),
            SheetKind.Choice => Choices!.FirstOrDefault(choice => choice.Equals(text, StringComparison.OrdinalIgnoreCase)),
            _ => text,
        };
        return read is null ? new SheetValueWrong(Heading, text, Wanted) : new CellText(read);
    }

    /// <summary>A value that the sheet was given; one that is no longer on offer stays as it was.</summary>
    public string? ReadGiven(JsonElement cell) => Read(cell) is { Succeeded: true } read ? read.Value.Text : TextIn(cell);

    /// <summary>A value as a cell takes it: a number, a day as Excel counts it, or text.</summary>
    public object? Write(string? text) => text is null ? null : Kind switch
    {
        SheetKind.Number => decimal.Parse(text, CultureInfo.InvariantCulture),
        SheetKind.Day => DateOnly.Parse(text, CultureInfo.InvariantCulture).DayNumber - Epoch.DayNumber,
        _ => text,
    };

    /// <summary>A number as text.</summary>
    public static string? Text(decimal? number) => number?.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>A day as text.</summary>
    public static string? Text(DateOnly? day) => Format.Iso(day);

    private static string? TextIn(JsonElement cell)
    {
        var text = (cell.ValueKind == JsonValueKind.String ? cell.GetString() : cell.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null : cell.GetRawText())?.Trim();
        return string.IsNullOrEmpty(text) ? null : text;
    }

    private string Wanted => Kind switch
    {
        SheetKind.Number => UiTexts.T("sheet.wants-number"),
        SheetKind.Day => UiTexts.T("sheet.wants-day"),
        _ => string.Join(", ", Choices ?? []),
    };

    // Excel writes its own numbers; those that a person typed as text come as people write them.
    private static decimal? NumberOf(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : CustomFieldText.Number(text);

    private static DateOnly? DayOf(JsonElement cell, string text) =>
        cell.ValueKind == JsonValueKind.Number && cell.TryGetDouble(out var serial) && serial is > 60 and < 2_958_466 ? Epoch.AddDays((int)serial) : CustomFieldText.Day(text);
}

/// <summary>A cell's value as text; null for none.</summary>
/// <param name="Text">The text.</param>
public readonly record struct CellText(string? Text);
