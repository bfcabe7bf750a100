using CrmAddin.Core.Metrics;

namespace CrmAddin.Reports.Activity;

/// <summary>A lead as the workbook shows it.</summary>
public sealed record LeadRow(long Id, DateOnly ReceivedOn, LeadResponse Response);

/// <summary>All that the workbook of activity sees.</summary>
public sealed record ActivityRows
{
    /// <summary>The weeks of the period.</summary>
    public required IReadOnlyList<DateOnly?> Weeks { get; init; }

    /// <summary>What was done, by person and week.</summary>
    public required IReadOnlyList<PersonWeek> Work { get; init; }

    /// <summary>The leads that came.</summary>
    public required IReadOnlyList<LeadRow> Leads { get; init; }

    /// <summary>The contacts by owner; null for a report on the past.</summary>
    public required IReadOnlyList<ContactBase>? Contacts { get; init; }

    /// <summary>The names of people by their numbers.</summary>
    public required IReadOnlyDictionary<long, string> Names { get; init; }

    /// <summary>Period, day of reporting, currency and language.</summary>
    public required ReportFrame Frame { get; init; }

    /// <summary>The store's own counts over the whole period; null for a report on the past.</summary>
    public required IReadOnlyList<WorkCount>? StoreTotals { get; init; }
}
