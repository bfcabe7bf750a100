using CrmAddin.Core.Deals;
using CrmAddin.Core.Metrics;
using CrmAddin.Core.Store;
using CrmAddin.Core.Targets;
using CrmAddin.Reports.ClosedDeals;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Reports.Targets;

/// <summary>One target as the store gives it.</summary>
public sealed record TargetRead(
    TargetPeriod Period, DateOnly StartsOn, TargetScope Scope, long? HolderId, string? Name, string? NameArabic, string? SignInName, TargetMeasure Measure, decimal Value, string? Currency)
{
    /// <summary>Whose it is.</summary>
    public TargetHolder Holder => new(Scope, HolderId ?? 0);

    /// <summary>Whether it is a team's, person's or product's of this name.</summary>
    public bool IsCalled(string name) => new[] { Name, NameArabic, SignInName }.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether one of its days lies in a period.</summary>
    public bool IsIn(ReportPeriod period) => (period.To is not { } end || StartsOn < end) && (period.From is not { } first || first < EndsBefore);

    /// <summary>The target in the report's currency; null where that has no rate.</summary>
    public TargetToCut? ToCut(ReportFrame frame)
    {
        var value = Measure == TargetMeasure.Count ? Value : frame.Money.Convert(Value, Currency ?? frame.Currency, frame.AsOf);
        return value is { } known ? new(Holder, Measure, Period, StartsOn, EndsBefore, known) : null;
    }

    private DateOnly EndsBefore => new Target { Period = Period, StartsOn = StartsOn, IdentityKey = "" }.EndsBefore;
}

/// <summary>One won deal as the store gives it.</summary>
public sealed record TargetDealRead(long Id, string Title, string? Owner, long? OwnerId, long? TeamId, decimal? Amount, string Currency, DateOnly ClosedOn);

/// <summary>The amount and number of deals won in a currency; the day tells the rate of another one.</summary>
public sealed record TargetTotalRead(string Currency, DateOnly? ClosedOn, int Count, decimal? Amount);

/// <summary>What somebody won on a day in a currency.</summary>
public sealed record WonOnDayRead(long? OwnerId, long? TeamId, string Currency, DateOnly ClosedOn, int Count, decimal? Amount);

/// <summary>Reads for the report of targets.</summary>
public static class TargetsQuery
{
    /// <summary>
    /// The targets that begin before a day, of the part of the firm that is asked for. A reader who does not see the whole firm's deals gets
    /// the targets of the own teams and of their people: beside others' targets their deals alone would mislead.
    /// </summary>
    public static IQueryable<TargetRead> Targets(CrmDb db, ReportScope scope, DateOnly? before)
    {
        var (reader, end) = (db.Reader, before ?? DateOnly.MaxValue);
        var targets = db.Targets.AsNoTracking().Where(target => target.StartsOn < end);
        if (scope.OwnerId is { } owner)
            targets = targets.Where(target => target.Scope == TargetScope.Person && target.UserId == owner);
        else if (scope.TeamId is { } team)
            targets = targets.Where(target => target.TeamId == team || target.User!.Teams.Any(member => member.TeamId == team));
        if (!reader.SeesAll)
        {
            targets = targets.Where(target => reader.TeamIds.Contains(target.TeamId ?? 0)
                || (target.UserId != null && (target.UserId == reader.UserId || target.User!.Teams.Any(member => reader.TeamIds.Contains(member.TeamId)))));
        }

        return targets.OrderBy(target => target.Id).Select(target => new TargetRead(
            target.Period,
            target.StartsOn,
            target.Scope,
            target.TeamId ?? target.UserId ?? target.ProductId,
            target.Team!.Name ?? target.User!.DisplayName ?? target.Product!.Name,
            target.Team.NameArabic ?? target.Product!.NameArabic,
            target.User!.UserName,
            target.Measure,
            target.Value,
            target.Currency));
    }

    /// <summary>The deals that were won from a day on and before another.</summary>
    public static IQueryable<Deal> Won(CrmDb db, ReportScope scope, DateOnly from, DateOnly before) =>
        ClosedDealsQuery.Deals(db, scope, from, before, null).Where(deal => deal.Stage!.Kind == StageKind.Won);

    /// <summary>The deals with what targets need of them, in the order of their keys.</summary>
    public static IQueryable<TargetDealRead> Rows(IQueryable<Deal> won) => won.OrderBy(deal => deal.Id).Select(deal =>
        new TargetDealRead(deal.Id, deal.Title, deal.Owner!.DisplayName, deal.OwnerId, deal.TeamId, deal.Amount, deal.Currency, deal.ClosedOn!.Value));

    /// <summary>The deals added up by owner, team and day.</summary>
    public static IQueryable<WonOnDayRead> ByDay(IQueryable<Deal> won) => won
        .GroupBy(deal => new { deal.OwnerId, deal.TeamId, deal.Currency, deal.ClosedOn })
        .Select(group => new WonOnDayRead(group.Key.OwnerId, group.Key.TeamId, group.Key.Currency, group.Key.ClosedOn!.Value, group.Count(), group.Sum(deal => deal.Amount)));

    /// <summary>The store's own totals of the deals.</summary>
    public static IQueryable<TargetTotalRead> Totals(IQueryable<Deal> won, string currency) => won
        .GroupBy(deal => new { deal.Currency, Day = deal.Currency == currency ? null : deal.ClosedOn })
        .Select(group => new TargetTotalRead(group.Key.Currency, group.Key.Day, group.Count(), group.Sum(deal => deal.Amount)));
}
