using System.Globalization;
using CrmAddin.Core.Results;

namespace CrmAddin.Core.Metrics;

/// <summary>A half-open period of days in the firm's time zone: from ≤ day &lt; to. An end that is left out is open.</summary>
/// <param name="From">The first day inside, or null for no beginning.</param>
/// <param name="To">The first day outside, or null for no end.</param>
public readonly record struct ReportPeriod(DateOnly? From, DateOnly? To)
{
    /// <summary>All days.</summary>
    public static ReportPeriod All => default;

    /// <summary>Whether both ends are open.</summary>
    public bool IsAll => From is null && To is null;

    /// <summary>A period, or the error when it ends before it begins.</summary>
    public static Result<ReportPeriod> Between(DateOnly? from, DateOnly? to) =>
        from is { } first && to is { } end && end <= first
            ? new PeriodEndsBeforeItBegins(first, end)
            : new ReportPeriod(from, to);

    /// <summary>Whether the day lies inside. A missing day lies only in the period that holds all.</summary>
    public bool Contains(DateOnly? day) =>
        day is { } known ? (From is null || known >= From) && (To is null || known < To) : IsAll;

    /// <summary>The day on which a moment falls in a time zone.</summary>
    public static DateOnly DayOf(DateTimeOffset moment, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime);
}

/// <summary>The period asked for holds no day.</summary>
public sealed record PeriodEndsBeforeItBegins(DateOnly From, DateOnly To) : RuleError(string.Create(
    CultureInfo.InvariantCulture,
    $"The period from {From:yyyy-MM-dd} to {To:yyyy-MM-dd} holds no day; the end is exclusive and must be later than the beginning."))
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [From, To];
}
