using CrmAddin.Core.Loads;
using CrmAddin.Core.Products;
using CrmAddin.Core.Targets;
using CrmAddin.Core.Tests.Loads;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Core.Tests.Targets;

public sealed class LoadTargetsTests
{
    private const string Header = "start,period,scope,whose,amount,count,currency\n";

    private static readonly Load _targets = (services, request, progress, cancel) => services.GetRequiredService<LoadTargets>().RunAsync(request, progress, cancel);

    [Fact]
    public async Task Targets_come_in_for_company_team_person_and_product_and_a_known_identity_is_updated()
    {
        await using var store = await StoreAsync();
        const string rows = "2026-01,,,,100000,,\n2026-Q2,,Team,riyadh,300000,,USD\n2026-01-01,year,person,Layla Haddad,,12,\n2026-03,,product,GTXPro,5000,,\n";

        var first = await store.LoadAsync(_targets, Header + rows);
        var second = await store.LoadAsync(_targets, Header + rows.Replace("100000", "120000", StringComparison.Ordinal));

        (first.Created, second.Created, second.Updated, second.Unchanged).ShouldBe((4, 0, 1, 3), first.FirstRefusal);
        var targets = await store.ReadAsync(db => db.Targets.Include(target => target.Team).Include(target => target.User).Include(target => target.Product).OrderBy(target => target.Id).ToListAsync());
        targets.Select(target => (target.Period, target.StartsOn, target.Scope, target.Team?.Name ?? target.User?.DisplayName ?? target.Product?.Name, target.Measure, target.Value, target.Currency)).ShouldBe(
        [
            (TargetPeriod.Month, new DateOnly(2026, 1, 1), TargetScope.Company, null, TargetMeasure.Amount, 120_000m, "SAR"),
            (TargetPeriod.Quarter, new DateOnly(2026, 4, 1), TargetScope.Team, "Riyadh", TargetMeasure.Amount, 300_000m, "USD"),
            (TargetPeriod.Year, new DateOnly(2026, 1, 1), TargetScope.Person, "Layla Haddad", TargetMeasure.Count, 12m, null),
            (TargetPeriod.Month, new DateOnly(2026, 3, 1), TargetScope.Product, "GTX Pro", TargetMeasure.Amount, 5_000m, "SAR"),
        ]);
    }

    [Fact]
    public async Task Arabic_headings_and_words_are_read()
    {
        await using var store = await StoreAsync();

        var outcome = await store.LoadAsync(_targets, "بداية الفترة,نوع الفترة,النطاق,صاحب الهدف,الهدف\n٢٠٢٦-٠١-٠١,ربع سنوي,فريق,الرياض,٥٠٠٠\n");

        outcome.Created.ShouldBe(1, outcome.FirstRefusal);
        (await store.ReadAsync(db => db.Targets.Select(target => target.Period).SingleAsync())).ShouldBe(TargetPeriod.Quarter);
    }

    [Theory]
    [InlineData("2026-02-01,quarter,,,1,,", LoadRefusal.DateWrong, "row 2: no quarter begins on 2026-02-01")]
    [InlineData("2026-13,,,,1,,", LoadRefusal.DateWrong, "row 2: \"2026-13\" is no period like 2026-01, 2026-Q1, 2026 or 2026-01-01")]
    [InlineData("2026-01,,team,Nowhere,1,,", LoadRefusal.HolderUnknown, "row 2: there is no team called \"Nowhere\"")]
    [InlineData("2026-01,,team,,1,,", LoadRefusal.HolderUnknown, "row 2: the row does not say which team it is for")]
    [InlineData("2026-01,,,Riyadh,1,,", LoadRefusal.HolderUnknown, "row 2: the row does not say what \"Riyadh\" is; the scope is one of company, team, person, product")]
    [InlineData("2026-01,,,,,,", LoadRefusal.AmountMissing, "row 2: there is neither an amount nor a count")]
    [InlineData("2026-01,,,,1,1,", LoadRefusal.Contradictory, "row 2: there are both an amount and a count; give each a row of its own")]
    [InlineData("2026-01,,,,-1,,", LoadRefusal.AmountWrong, "row 2: \"-1\" is no amount like 1054 or 1,054.50")]
    [InlineData("2026-01,,,,,-4,", LoadRefusal.CountWrong, "row 2: \"-4\" is no whole number of 1 or more")]
    [InlineData("2026-01,,,,,1.5,", LoadRefusal.CountWrong, "row 2: \"1.5\" is no whole number of 1 or more")]
    [InlineData("2025,,,,5,,", LoadRefusal.IdRepeated, "row 3: row 2 is about the same target")]
    public async Task A_row_that_cannot_be_a_target_is_refused_with_its_number_and_reason(string row, LoadRefusal reason, string sentence)
    {
        await using var store = await StoreAsync();

        var outcome = await store.LoadAsync(_targets, $"{Header}{row}\n2025-01-01,year,company,,7,,\n");

        (outcome.Created, outcome.Rejected, outcome.FirstRefusal).ShouldBe((1, 1, sentence));
        outcome.RejectedByReason.Keys.ShouldBe([reason]);
    }

    private static async Task<LoadStore> StoreAsync()
    {
        var store = await LoadStore.CreateAsync();
        await store.EditAsync(db =>
        {
            db.Teams.Add(new Team { Name = "Riyadh", NameArabic = "الرياض" });
            db.Users.Add(new User { UserName = "layla@oasis.example", DisplayName = "Layla Haddad" });
            db.Products.Add(new Product { Name = "GTX Pro", NameKey = "gtxpro", Currency = "SAR" });
            return Task.CompletedTask;
        });
        return store;
    }
}
