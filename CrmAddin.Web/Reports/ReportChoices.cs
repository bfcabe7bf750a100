using CrmAddin.Core.Firm;
using CrmAddin.Core.Metrics;
using CrmAddin.Core.Store;
using CrmAddin.Web.Texts;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Reports;

/// <summary>A period that is offered by its name.</summary>
/// <param name="Key">Last part of its text's key.</param>
/// <param name="From">First day; null for no beginning.</param>
/// <param name="To">First day after it; null for no end.</param>
public sealed record PeriodPreset(string Key, DateOnly? From, DateOnly? To)
{
    /// <summary>The periods around a day.</summary>
    public static IReadOnlyList<PeriodPreset> Around(DateOnly today)
    {
        var month = new DateOnly(today.Year, today.Month, 1);
        var quarter = new DateOnly(today.Year, (today.Month - 1) / 3 * 3 + 1, 1);
        var year = new DateOnly(today.Year, 1, 1);
        return
        [
            new("all", null, null),
            new("this-month", month, month.AddMonths(1)),
            new("last-month", month.AddMonths(-1), month),
            new("this-quarter", quarter, quarter.AddMonths(3)),
            new("last-quarter", quarter.AddMonths(-3), quarter),
            new("this-year", year, year.AddYears(1)),
            new("last-year", year.AddYears(-1), year),
            new("twelve-months", month.AddMonths(-12), month),
        ];
    }
}

/// <summary>A name that can be chosen.</summary>
/// <param name="Name">The name by which it is asked for.</param>
/// <param name="Shown">The name in the reader's language.</param>
public sealed record NamedChoice(string Name, string Shown)
{
    /// <summary>A name that is the same in both languages.</summary>
    public NamedChoice(string name)
        : this(name, name)
    {
    }
}

/// <summary>What a report can be asked for beside its period: the names that the reader sees.</summary>
/// <param name="Periods">Periods by name.</param>
/// <param name="Pipelines">Pipelines.</param>
/// <param name="Teams">Teams.</param>
/// <param name="Owners">Owners of deals.</param>
/// <param name="Currencies">Currencies, the firm's first.</param>
public sealed record ReportChoices(
    IReadOnlyList<PeriodPreset> Periods,
    IReadOnlyList<NamedChoice> Pipelines,
    IReadOnlyList<NamedChoice> Teams,
    IReadOnlyList<NamedChoice> Owners,
    IReadOnlyList<NamedChoice> Currencies)
{
    /// <summary>Reads the choices in the reader's language.</summary>
    public static async Task<ReportChoices> ReadAsync(CrmDb db, FirmSettings firm, CancellationToken cancel)
    {
        var pipelines = await db.Pipelines.AsNoTracking().OrderByDescending(p => p.IsDefault).ThenBy(p => p.Id).ToListAsync(cancel);
        var teams = await db.Teams.AsNoTracking().Where(t => db.Reader.SeesAll || db.Reader.TeamIds.Contains(t.Id)).OrderBy(t => t.Id).ToListAsync(cancel);
        var owners = await db.Users.AsNoTracking().Where(u => db.Deals.Any(d => d.OwnerId == u.Id)).OrderBy(u => u.DisplayName).Select(u => u.DisplayName).ToListAsync(cancel);
        var rates = await db.ExchangeRates.AsNoTracking().Select(r => r.Currency).Distinct().ToListAsync(cancel);
        return new(
            PeriodPreset.Around(ReportPeriod.DayOf(db.Now, firm.Zone)),
            [.. pipelines.Select(p => new NamedChoice(p.Name, p.NameIn(UiTexts.Language)))],
            [.. teams.Select(t => new NamedChoice(t.Name, UiTexts.Language == "ar" ? t.NameArabic ?? t.Name : t.Name))],
            [.. owners.Select(owner => new NamedChoice(owner))],
            [.. rates.Order(StringComparer.Ordinal).Prepend(firm.Currency).Distinct().Select(currency => new NamedChoice(currency))]);
    }
}
