using CrmAddin.Core.Results;
using CrmAddin.Reports;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace CrmAddin.Web.Reports;

/// <summary>The download was opened before, or too late.</summary>
public sealed record DownloadExpired() : NotFoundError("This download link was used already or is too old. Start the download again.");

/// <summary>The parameters of a report as a form sends them.</summary>
/// <param name="From">First day.</param>
/// <param name="To">First day after the period.</param>
/// <param name="AsOf">Moment of reporting.</param>
/// <param name="Language">Language of the workbook.</param>
public sealed record ReportForm(
    [property: FromForm(Name = "from")] string? From,
    [property: FromForm(Name = "to")] string? To,
    [property: FromForm(Name = "asOf")] string? AsOf,
    [property: FromForm(Name = "language")] string? Language)
{
    /// <summary>What the report is asked for, in the screen's language where no other is named.</summary>
    public Result<ReportRequest> Read() => ReportParameters.Read(From, To, AsOf, string.IsNullOrEmpty(Language) ? Texts.UiTexts.Language : Language);

    /// <summary>The parameters as a query.</summary>
    public string ToQuery() => QueryHelpers.AddQueryString("", new Dictionary<string, string?>
    {
        ["from"] = From,
        ["to"] = To,
        ["asOf"] = AsOf,
        ["language"] = string.IsNullOrEmpty(Language) ? Texts.UiTexts.Language : Language,
    }).TrimStart('?');

    /// <summary>The parameters of a query.</summary>
    public static ReportForm FromQuery(string query)
    {
        var values = QueryHelpers.ParseQuery(query);
        string? Of(string key) => values.TryGetValue(key, out var value) ? value.ToString() : null;
        return new(Of("from"), Of("to"), Of("asOf"), Of("language"));
    }
}
