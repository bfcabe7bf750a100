using CrmAddin.Core.Deals;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Metrics;
using CrmAddin.Core.Rates;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Reports;

/// <summary>Reads what every report knows before its rows: period, moment, currency, and which part of the firm it is about.</summary>
internal sealed class ReadFrame(CrmDb db, FirmSettings firm, TimeProvider clock)
{
    /// <summary>
    /// The frame. Errors: <see cref="PeriodEndsBeforeItBegins"/>, <see cref="PipelineUnknown"/>, <see cref="ReportTeamUnknown"/>,
    /// <see cref="ReportOwnerUnknown"/>, <see cref="ReportCurrencyUnknown"/>.
    /// </summary>
    public async Task<Result<ReportFrame>> RunAsync(ReportRequest request, CancellationToken cancel)
    {
        var period = ReportPeriod.Between(request.From, request.To);
        if (!period.Succeeded)
            return period.Error;
        var scope = await ScopeAsync(request, cancel);
        if (!scope.Succeeded)
            return scope.Error;
        var rates = await ExchangeRateQuery.Dated(db).ToListAsync(cancel);
        var currency = request.Currency?.Trim().ToUpperInvariant() is { Length: > 0 } named ? named : firm.Currency;
        if (currency != firm.Currency && rates.TrueForAll(rate => rate.Currency != currency))
            return new ReportCurrencyUnknown(currency, firm.Currency);

        var readAt = clock.GetUtcNow();
        var asOf = request.AsOf ?? readAt;
        return new ReportFrame
        {
            Period = period.Value,
            AsOf = ReportPeriod.DayOf(asOf, firm.Zone),
            AsOfMoment = asOf,
            ReadAt = readAt,
            Language = request.Language,
            FirmName = firm.NameIn(request.Language.Code),
            Money = new(firm.Currency, currency, rates),
            TimeZone = firm.Zone,
            Firm = firm.Figures,
            Scope = scope.Value,
        };
    }

    private async Task<Result<ReportScope>> ScopeAsync(ReportRequest request, CancellationToken cancel)
    {
        var pipelines = Given(request.Pipeline) is null ? [] : await db.Pipelines.AsNoTracking().ToListAsync(cancel);
        var pipeline = pipelines.Find(p => Same(p.Name, request.Pipeline) || Same(p.NameArabic, request.Pipeline));
        if (Given(request.Pipeline) is { } missing && pipeline is null)
            return new PipelineUnknown(missing, string.Join(", ", pipelines.Select(p => p.Name)));

        var teams = Given(request.Team) is null ? [] : await db.Teams.AsNoTracking().ToListAsync(cancel);
        var team = teams.Find(t => Same(t.Name, request.Team));
        if (Given(request.Team) is { } noTeam && team is null)
            return new ReportTeamUnknown(noTeam, string.Join(", ", teams.Select(t => t.Name)));

        var people = Given(request.Owner) is null ? [] : await db.Users.AsNoTracking().ToListAsync(cancel);
        var owner = people.Find(u => Same(u.UserName, request.Owner)) ?? people.Find(u => Same(u.DisplayName, request.Owner));
        if (Given(request.Owner) is { } nobody && owner is null)
            return new ReportOwnerUnknown(nobody);

        string?[] names = [pipeline?.NameIn(request.Language.Code), team?.Name, owner?.DisplayName];
        return new ReportScope(pipeline?.Id, team?.Id, owner?.Id, [.. names.OfType<string>()]);
    }

    private static string? Given(string? name) => string.IsNullOrWhiteSpace(name) ? null : name.Trim();

    private static bool Same(string? name, string? asked) => name is not null && name.Equals(asked?.Trim(), StringComparison.OrdinalIgnoreCase);
}

/// <summary>There is no team of that name.</summary>
public sealed record ReportTeamUnknown(string Name, string Known) : NotFoundError($"There is no team \"{Name}\". Teams are: {Known}.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Name, Known];
}

/// <summary>There is nobody of that name or address.</summary>
public sealed record ReportOwnerUnknown(string Name) : NotFoundError($"There is nobody called \"{Name}\". Give the name, or the name for signing in, of a person who works or worked here.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Name];
}

/// <summary>Nothing is known of what the currency is worth.</summary>
public sealed record ReportCurrencyUnknown(string Currency, string Base)
    : RuleError($"There is no rate between {Base} and \"{Currency}\". Load one with \"crm load-rates\", or take the report in {Base}.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Currency, Base];
}
