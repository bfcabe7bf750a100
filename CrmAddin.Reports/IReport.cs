using CrmAddin.Core.Results;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports;

/// <summary>A report that can be asked for by its name.</summary>
public interface IReport
{
    /// <summary>The name by which it is asked for: lower case, words joined by hyphens.</summary>
    string Name { get; }

    /// <summary>Its texts in a language; they hold at least Title and Description.</summary>
    TextTable TextsIn(ReportLanguage language);

    /// <summary>
    /// Reads from the store what the reader may see and lays it out: everything of the workbook but its style. It runs inside one
    /// reading transaction. Errors: those of the report, such as a role that may not read what it needs.
    /// </summary>
    Task<Result<ReportContent>> ReadAsync(ReportFrame frame, CancellationToken cancel);
}
