using System.Globalization;
using CrmAddin.Core.Results;
using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports;

/// <summary>A report that can be asked for.</summary>
/// <param name="Name">The name by which it is asked for.</param>
/// <param name="Title">Its title in the language asked for.</param>
/// <param name="Description">What it shows, in one sentence.</param>
public sealed record ReportDescription(string Name, string Title, string Description);

/// <summary>The reports that there are.</summary>
public sealed class ReportCatalogue(IEnumerable<IReport> reports)
{
    /// <summary>All reports, described in a language.</summary>
    public IReadOnlyList<ReportDescription> In(ReportLanguage language) =>
        [.. reports.Select(report => (report.Name, Texts: report.TextsIn(language))).Select(report => new ReportDescription(report.Name, report.Texts["Title"], report.Texts["Description"]))];

    /// <summary>The name of a report's file: crm-pipeline-2026-01-01-2026-04-01.xlsx, or crm-pipeline-all.xlsx.</summary>
    public static string FileName(string report, DateOnly? from, DateOnly? to) => from is null && to is null
        ? $"crm-{report}-all.xlsx"
        : $"crm-{report}-{Day(from, "start")}-{Day(to, "open")}.xlsx";

    private static string Day(DateOnly? day, string none) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? none;
}

/// <summary>There is no report of that name.</summary>
public sealed record ReportUnknown(string Name, string Known) : NotFoundError($"There is no report \"{Name}\". Reports are: {Known}.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Name, Known];
}
