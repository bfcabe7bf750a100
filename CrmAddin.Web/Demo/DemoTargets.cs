using CrmAddin.Core.Store;
using CrmAddin.Core.Targets;

namespace CrmAddin.Web.Demo;

/// <summary>The sample firm's targets: the firm's and each person's by month, the teams' by quarter, two products' by year.</summary>
internal static class DemoTargets
{
    private const int MonthsBack = 12;
    private const int MonthsAhead = 3;

    /// <summary>Adds the targets.</summary>
    public static void Add(CrmDb db, DemoWorld world)
    {
        for (var month = -MonthsBack; month <= MonthsAhead; month++)
        {
            var start = world.Month(month);
            var season = 1 + (start.Month % 4 * 0.08m);
            Add(db, TargetPeriod.Month, start, TargetScope.Company, null, TargetMeasure.Amount, Thousands(520_000m * season));
            Add(db, TargetPeriod.Month, start, TargetScope.Company, null, TargetMeasure.Count, 6);
            foreach (var (i, user) in world.Users.Index())
                Add(db, TargetPeriod.Month, start, TargetScope.Person, user.Id, TargetMeasure.Amount, Thousands((150_000m + i * 20_000m) * season));
            if (start.Month % 3 != 1)
                continue;
            foreach (var team in world.Users.Select(user => user.Teams[0].TeamId).Distinct())
                Add(db, TargetPeriod.Quarter, start, TargetScope.Team, team, TargetMeasure.Amount, 700_000m);
        }

        foreach (var year in new[] { world.Today.Year - 1, world.Today.Year })
        {
            foreach (var product in world.Products.Take(2))
                Add(db, TargetPeriod.Year, new DateOnly(year, 1, 1), TargetScope.Product, product.Id, TargetMeasure.Amount, product.ListPrice!.Value * 40);
        }
    }

    private static decimal Thousands(decimal amount) => Math.Round(amount / 1_000) * 1_000;

    private static void Add(CrmDb db, TargetPeriod period, DateOnly start, TargetScope scope, long? holder, TargetMeasure measure, decimal value) => db.Targets.Add(new Target
    {
        Period = period,
        StartsOn = start,
        Scope = scope,
        TeamId = scope == TargetScope.Team ? holder : null,
        UserId = scope == TargetScope.Person ? holder : null,
        ProductId = scope == TargetScope.Product ? holder : null,
        Measure = measure,
        Value = value,
        Currency = measure == TargetMeasure.Amount ? DemoWorld.Currency : null,
        IdentityKey = Target.IdentityOf(period, start, scope, holder, measure),
    });
}
