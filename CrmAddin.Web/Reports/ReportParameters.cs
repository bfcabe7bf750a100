using System.Globalization;
using CrmAddin.Core.Results;
using CrmAddin.Reports;
using CrmAddin.Reports.Layout;

namespace CrmAddin.Web.Reports;

/// <summary>A parameter of a report that is no date.</summary>
public sealed record ReportDateWrong(string Parameter, string Value) : RuleError($"{Parameter} \"{Value}\" is no date; write it like 2026-01-31.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Parameter, Value];
}

/// <summary>The period ends before it begins.</summary>
public sealed record ReportPeriodEmpty() : RuleError("The period is empty: its end must be after its beginning.");

/// <summary>Reads what a report is asked for, from a form or the command line.</summary>
public static class ReportParameters
{
    /// <summary>The request. Errors: <see cref="ReportDateWrong"/>, <see cref="ReportPeriodEmpty"/>, an unknown language.</summary>
    public static Result<ReportRequest> Read(ReportForm form)
    {
        var (from, to, asOf, language) = (form.From, form.To, form.AsOf, form.Language);
        var spoken = ReportLanguage.Parse(language);
        if (!spoken.Succeeded)
            return spoken.Error;
        if (!IsDay(from, out var first))
            return new ReportDateWrong("from", from!);
        if (!IsDay(to, out var end))
            return new ReportDateWrong("to", to!);
        if (first is not null && end is not null && end <= first)
            return new ReportPeriodEmpty();
        DateTimeOffset? moment = null;
        if (!string.IsNullOrWhiteSpace(asOf))
        {
            if (!DateTimeOffset.TryParse(asOf, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed))
                return new ReportDateWrong("as-of", asOf);
            moment = parsed;
        }
        return new ReportRequest(first, end, moment, spoken.Value)
        {
            Pipeline = Named(form.Pipeline),
            Team = Named(form.Team),
            Owner = Named(form.Owner),
            Currency = Named(form.Currency)?.ToUpperInvariant(),
        };
    }

    private static string? Named(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static bool IsDay(string? text, out DateOnly? day)
    {
        day = null;
        if (string.IsNullOrWhiteSpace(text))
            return true;
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed))
            return false;
        day = parsed;
        return true;
    }
}
