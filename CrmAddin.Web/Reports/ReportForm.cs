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
/// <param name="Pipeline">Name of a pipeline.</param>
/// <param name="Team">Name of a team.</param>
/// <param name="Owner">Name or address of an owner.</param>
/// <param name="Currency">Currency of all amounts.</param>
public sealed record ReportForm(
    [property: FromForm(Name = "from")] string? From,
    [property: FromForm(Name = "to")] string? To,
    [property: FromForm(Name = "asOf")] string? AsOf,
    [property: FromForm(Name = "language")] string? Language,
    [property: FromForm(Name = "pipeline")] string? Pipeline,
    [property: FromForm(Name = "team")] string? Team,
    [property: FromForm(Name = "owner")] string? Owner,
    [property: FromForm(Name = "currency")] string? Currency)
{
    /// <summary>What the report is asked for, in the screen's language where no other is named.</summary>
    public Result<ReportRequest> Read() => ReportParameters.Read(WithLanguage());

    /// <summary>The parameters as a query.</summary>
    public string ToQuery() => QueryHelpers.AddQueryString("", WithLanguage().Values().Where(value => !string.IsNullOrWhiteSpace(value.Value))).TrimStart('?');

    /// <summary>The parameters of a query.</summary>
    public static ReportForm FromQuery(string? query)
    {
        var values = QueryHelpers.ParseQuery(query);
        string? Of(string key) => values.TryGetValue(key, out var value) ? value.ToString() : null;
        return new(Of("from"), Of("to"), Of("asOf"), Of("language"), Of("pipeline"), Of("team"), Of("owner"), Of("currency"));
    }

    private ReportForm WithLanguage() => this with { Language = string.IsNullOrEmpty(Language) ? Texts.UiTexts.Language : Language };

    private Dictionary<string, string?> Values() => new()
    {
        ["from"] = From,
        ["to"] = To,
        ["asOf"] = AsOf,
        ["language"] = Language,
        ["pipeline"] = Pipeline,
        ["team"] = Team,
        ["owner"] = Owner,
        ["currency"] = Currency,
    };
}
