using CrmAddin.Core.Schedules;
using CrmAddin.Core.Users;
using CrmAddin.Reports;

namespace CrmAddin.Web.Reports.Schedules;

/// <summary>The schedules that a reader sees, with what went out of late.</summary>
/// <param name="Schedules">The schedules.</param>
/// <param name="Deliveries">Their newest deliveries.</param>
/// <param name="People">Who can get a report.</param>
/// <param name="Reports">Which reports there are.</param>
/// <param name="Choices">What they can be narrowed to.</param>
/// <param name="HasSender">Whether a mailbox is set up from which they are sent.</param>
public sealed record ScheduleView(
    IReadOnlyList<ReportSchedule> Schedules, ILookup<long, ReportDelivery> Deliveries, IReadOnlyList<User> People, IReadOnlyList<ReportDescription> Reports, ReportChoices Choices, bool HasSender)
{
    /// <summary>The schedule that is being changed; null for a new one.</summary>
    public ReportSchedule? Changing { get; init; }

    /// <summary>What was just done, in words.</summary>
    public string? Done { get; init; }

    /// <summary>The title of a report; its name where it is no more.</summary>
    public string TitleOf(string report) => Reports.FirstOrDefault(one => one.Name == report)?.Title ?? report;
}
