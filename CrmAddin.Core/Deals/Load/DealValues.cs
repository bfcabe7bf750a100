using System.Globalization;
using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.Loads;
using CrmAddin.Core.Rates;
using CrmAddin.Core.Search;

namespace CrmAddin.Core.Deals.Load;

/// <summary>What a row says about a deal, read and checked.</summary>
internal sealed record DealValues
{
    private const int MaxNameLength = 200;

    public required string Id { get; init; }
    public required string Stage { get; init; }
    public string? Title { get; init; }
    public string? Owner { get; init; }
    public string? Product { get; init; }
    public string? Account { get; init; }
    public DateOnly? OpenedOn { get; init; }
    public DateOnly? ExpectedCloseOn { get; init; }
    public DateOnly? ClosedOn { get; init; }
    public decimal? Amount { get; init; }
    public string? Currency { get; init; }
    public decimal? Probability { get; init; }

    /// <summary>Reads a row; gives either the values or why it is refused.</summary>
    public static (DealValues? Values, RefusedRow? Refused) Read(FileRow row)
    {
        RefusedRow Refuse(LoadRefusal reason, string what) => new(reason, row.Number, what);

        if (row[DealFields.Id] is not { } id)
            return (null, Refuse(LoadRefusal.IdMissing, "there is no deal id"));
        if (id.Length > 100)
            return (null, Refuse(LoadRefusal.TooLong, "the deal id is longer than 100 characters"));
        if (row[DealFields.Stage] is not { } stage)
            return (null, Refuse(LoadRefusal.StageMissing, "there is no stage"));
        foreach (var field in new[] { DealFields.Stage, DealFields.Owner, DealFields.Product, DealFields.Account })
        {
            if (row[field]?.Length > MaxNameLength)
                return (null, Refuse(LoadRefusal.TooLong, $"the {field} is longer than 200 characters"));
        }

        foreach (var field in new[] { DealFields.OpenedOn, DealFields.ExpectedCloseOn, DealFields.ClosedOn })
        {
            if (row[field] is { } day && FieldText.Day(day) is null)
                return (null, Refuse(LoadRefusal.DateWrong, $"\"{day}\" is no date like 2026-12-31"));
        }

        if (row[DealFields.Amount] is { } amount && AmountText.Read(amount) is null)
            return (null, Refuse(LoadRefusal.AmountWrong, $"\"{amount}\" is no amount like 1054 or 1,054.50"));
        if (row[DealFields.Probability] is { } probability && ProbabilityOf(probability) is null)
            return (null, Refuse(LoadRefusal.ProbabilityWrong, $"\"{probability}\" is no probability like 0.4 or 40%"));
        if (row[DealFields.Currency] is { } currency && !CurrencyCodes.Contains(currency))
            return (null, Refuse(LoadRefusal.CurrencyWrong, $"\"{currency}\" is no currency code of ISO 4217 like USD"));

        var values = Of(row, id, stage);
        return values.ClosedOn < values.OpenedOn
            ? (null, Refuse(LoadRefusal.DateWrong, $"the deal was closed on {row[DealFields.ClosedOn]}, before it was opened on {row[DealFields.OpenedOn]}"))
            : (values, null);
    }

    /// <summary>Reads a row whose stage must be one of a pipeline's.</summary>
    public static (DealValues? Values, RefusedRow? Refused) Read(FileRow row, Pipeline pipeline, IReadOnlyDictionary<string, Stage> stages)
    {
        var (values, refused) = Read(row);
        if (values is null || stages.ContainsKey(SearchText.Fold(values.Stage)))
            return (values, refused);
        var known = string.Join(", ", pipeline.Stages.OrderBy(stage => stage.Position).Select(stage => stage.Name));
        return (null, new(LoadRefusal.StageUnknown, row.Number, $"the pipeline \"{pipeline.Name}\" has no stage \"{values.Stage}\"; its stages are {known}"));
    }

    private static DealValues Of(FileRow row, string id, string stage) => new()
    {
        Id = id,
        Stage = stage,
        Title = row[DealFields.Title] is { } title ? title[..Math.Min(title.Length, 300)] : null,
        Owner = row[DealFields.Owner],
        Product = row[DealFields.Product],
        Account = row[DealFields.Account],
        OpenedOn = row[DealFields.OpenedOn] is { } opened ? FieldText.Day(opened) : null,
        ExpectedCloseOn = row[DealFields.ExpectedCloseOn] is { } expected ? FieldText.Day(expected) : null,
        ClosedOn = row[DealFields.ClosedOn] is { } closed ? FieldText.Day(closed) : null,
        Amount = row[DealFields.Amount] is { } amount ? AmountText.Read(amount) : null,
        Currency = row[DealFields.Currency]?.ToUpperInvariant(),
        Probability = row[DealFields.Probability] is { } probability ? ProbabilityOf(probability) : null,
    };

    private static decimal? ProbabilityOf(string text)
    {
        var isPercent = text.EndsWith('%');
        if (!decimal.TryParse(text.TrimEnd('%', ' '), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
            return null;
        var probability = isPercent ? value / 100 : value;
        return probability is >= 0 and <= 1 ? probability : null;
    }
}
