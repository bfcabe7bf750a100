using CrmAddin.Core.Deals;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Metrics;
using CrmAddin.Core.Users;
using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports;

/// <summary>The part of the firm that a report is about; null means all that the reader sees.</summary>
/// <param name="PipelineId">Deals of this pipeline alone.</param>
/// <param name="TeamId">Rows of this team alone.</param>
/// <param name="OwnerId">Rows of this person alone.</param>
/// <param name="Names">What these are called, for the head of the report.</param>
public sealed record ReportScope(long? PipelineId, long? TeamId, long? OwnerId, IReadOnlyList<string> Names)
{
    /// <summary>All that the reader sees.</summary>
    public static ReportScope All { get; } = new(null, null, null, []);

    /// <summary>Whether it is all that the reader sees.</summary>
    public bool IsAll => (PipelineId, TeamId, OwnerId) == (null, null, null);

    /// <summary>The deals of this part of the firm.</summary>
    public IQueryable<Deal> Of(IQueryable<Deal> deals)
    {
        var ofPipeline = PipelineId is { } pipeline ? deals.Where(deal => deal.PipelineId == pipeline) : deals;
        return OfPeople(ofPipeline);
    }

    /// <summary>The rows of this part of the firm that belong to an owner and a team; a pipeline says nothing of them.</summary>
    public IQueryable<T> OfPeople<T>(IQueryable<T> rows)
        where T : class, IOwned
    {
        var ofTeam = TeamId is { } team ? rows.Where(row => row.TeamId == team) : rows;
        return OwnerId is { } owner ? ofTeam.Where(row => row.OwnerId == owner) : ofTeam;
    }
}

/// <summary>What every report knows before it reads its rows.</summary>
public sealed record ReportFrame
{
    /// <summary>The period asked for.</summary>
    public required ReportPeriod Period { get; init; }

    /// <summary>The day of reporting in the firm's time zone.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The moment of reporting.</summary>
    public required DateTimeOffset AsOfMoment { get; init; }

    /// <summary>When the store was read.</summary>
    public required DateTimeOffset ReadAt { get; init; }

    /// <summary>The language of the workbook.</summary>
    public required ReportLanguage Language { get; init; }

    /// <summary>The firm's name in that language.</summary>
    public required string FirmName { get; init; }

    /// <summary>Turns amounts into the report's currency.</summary>
    public required CurrencyTable Money { get; init; }

    /// <summary>The firm's time zone.</summary>
    public required TimeZoneInfo TimeZone { get; init; }

    /// <summary>What the firm has set in the definitions of figures.</summary>
    public FigureSettings Firm { get; init; } = new();

    /// <summary>The part of the firm that it is about.</summary>
    public ReportScope Scope { get; init; } = ReportScope.All;

    /// <summary>The currency of all amounts, ISO 4217.</summary>
    public string Currency => Money.Currency;

    /// <summary>The day of reporting when it lies in the past; null for a report on now.</summary>
    public DateOnly? PastDay => AsOfMoment < ReadAt ? AsOf : null;

    /// <summary>What figures about customers are computed for.</summary>
    public CustomerSettings CustomerSettings => new(Period, AsOf, Firm);

    /// <summary>What figures of the pipeline are computed for.</summary>
    public PipelineSettings PipelineSettings => new(Period, AsOf, Firm);

    /// <summary>When the store was read, by the firm's clock.</summary>
    public DateTime ReadAtLocal => TimeZoneInfo.ConvertTime(ReadAt, TimeZone).DateTime;

    /// <summary>The day of a moment in the firm's time zone.</summary>
    public DateOnly DayOf(DateTimeOffset moment) => ReportPeriod.DayOf(moment, TimeZone);

    /// <summary>The moment at which a day begins in the firm's time zone.</summary>
    public DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        // Where clocks were put forward at midnight the day begins an hour later.
        return new DateTimeOffset(TimeZone.IsInvalidTime(midnight) ? midnight.AddHours(1) : midnight, TimeZone.GetUtcOffset(midnight));
    }
}
