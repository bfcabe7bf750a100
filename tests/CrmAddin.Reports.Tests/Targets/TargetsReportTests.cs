using CrmAddin.Core.Audit;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Metrics;
using CrmAddin.Core.Store;
using CrmAddin.Core.Targets;
using CrmAddin.Core.Users;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Reports.Tests.Targets;

public sealed class TargetsReportTests
{
    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    public async Task A_firms_year_is_calculated_alike_by_LibreOffice_and_ties_out(string code)
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);
        await SampleFirm.FillAsync(store);
        var language = ReportLanguage.Parse(code).Value!;

        var outcome = await store.RunReportAsync("targets", ReportRun.All with { Language = language });

        ReportRun.ShouldHold(outcome, language).ShouldBeGreaterThan(80);
    }

    [Fact]
    public async Task Won_deals_count_towards_the_targets_of_the_firm_their_team_and_their_owner()
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);
        var (team, person) = await AddPersonAsync(store, "Layla");
        await AddTargetAsync(store, TargetScope.Company, null, 1_000);
        await AddTargetAsync(store, TargetScope.Team, team, 500);
        await AddTargetAsync(store, TargetScope.Person, person, 250);
        await AddWonAsync(store, 100, new(2026, 11, 2), null, null);
        await AddWonAsync(store, 200, new(2026, 11, 22), team, person);
        await AddWonAsync(store, 9_000, new(2026, 10, 31), team, person);

        var whole = await store.RunReportAsync("targets", ReportRun.All);
        var ofTeam = (await store.RunReportAsync("targets", ReportRun.All with { Team = "Team of Layla" })).Values;
        var ofPerson = (await store.RunReportAsync("targets", ReportRun.All with { Owner = "Layla" })).Values;

        (whole.Values[FigureKeys.TargetWonAmount], whole.Values[FigureKeys.TargetAttainment]).ShouldBe((300, 0.3m));
        whole.Values[FigureKeys.TargetRunRate]!.Value.ShouldBe(300m * 30 / 22);
        (ofTeam[FigureKeys.TargetAmount], ofTeam[FigureKeys.TargetWonAmount]).ShouldBe((500, 200));
        (ofPerson[FigureKeys.TargetAmount], ofPerson[FigureKeys.TargetAttainment]).ShouldBe((250, 0.8m));
        ReportRun.ShouldHold(whole, ReportLanguage.English);
    }

    [Fact]
    public async Task An_agent_gets_the_targets_of_the_own_team_and_not_the_firms()
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);
        var (team, person) = await AddPersonAsync(store, "Layla");
        var (_, other) = await AddPersonAsync(store, "Omar");
        await AddTargetAsync(store, TargetScope.Company, null, 1_000);
        await AddTargetAsync(store, TargetScope.Person, person, 250);
        await AddTargetAsync(store, TargetScope.Person, other, 90);

        var outcome = await store.RunReportAsync("targets", ReportRun.All, new Reader(person, Role.Agent, [team]));

        (outcome.Rows, outcome.Values[FigureKeys.TargetAmount]).ShouldBe((1, 250));
    }

    [Fact]
    public async Task A_product_without_a_won_deal_and_a_currency_without_a_rate_are_told()
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);
        await AddTargetAsync(store, TargetScope.Company, null, 1_000, "XAU");

        var outcome = await store.RunReportAsync("targets", ReportRun.All);

        outcome.Values[FigureKeys.TargetAmount].ShouldBeNull();
        using var book = new OpenedWorkbook(outcome.File);
        book.Values("Summary").Values.ShouldContain("1 targets are in a currency without a rate and are left out.");
        ReportRun.ShouldHold(outcome, ReportLanguage.English);
    }

    [Fact]
    public async Task Hard_names_and_people_of_one_name_each_keep_their_own_row()
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);
        foreach (var name in ReportRun.BadNames.Append("Twin").Append("Twin"))
        {
            var (team, person) = await AddPersonAsync(store, name);
            await AddTargetAsync(store, TargetScope.Person, person, 10);
            await AddWonAsync(store, person, new(2026, 11, 2), team, person);
        }

        var outcome = await store.RunReportAsync("targets", ReportRun.All);

        outcome.Rows.ShouldBe(ReportRun.BadNames.Length + 2);
        ReportRun.ShouldHold(outcome, ReportLanguage.English).ShouldBeGreaterThan(60);
    }

    private static Task<(long Team, long Person)> AddPersonAsync(TestStore store, string name) => store.UseAsync(async services =>
    {
        var db = services.GetRequiredService<CrmDb>();
        db.Begin(ChangeOrigin.Setup, "test");
        var team = new Team { Name = $"Team of {name}" };
        db.Teams.Add(team);
        await db.SaveChangesAsync();
        var user = new User { UserName = $"user{team.Id}", DisplayName = name, IsActive = false };
        user.Teams.Add(new() { TeamId = team.Id });
        db.Users.Add(user);
        await db.SaveChangesAsync();
        return (team.Id, user.Id);
    });

    private static Task<bool> AddTargetAsync(TestStore store, TargetScope scope, long? id, decimal value, string currency = "USD") => store.UseAsync(async services =>
    {
        var db = services.GetRequiredService<CrmDb>();
        db.Begin(ChangeOrigin.Setup, "test");
        db.Targets.Add(new()
        {
            Period = TargetPeriod.Month,
            StartsOn = new(2026, 11, 1),
            Scope = scope,
            TeamId = scope == TargetScope.Team ? id : null,
            UserId = scope == TargetScope.Person ? id : null,
            Value = value,
            Currency = currency,
            IdentityKey = Target.IdentityOf(TargetPeriod.Month, new(2026, 11, 1), scope, id, TargetMeasure.Amount),
        });
        await db.SaveChangesAsync();
        return true;
    });

    private static Task<bool> AddWonAsync(TestStore store, decimal amount, DateOnly day, long? team, long? owner) => store.UseAsync(async services =>
    {
        var db = services.GetRequiredService<CrmDb>();
        db.Begin(ChangeOrigin.Setup, "test");
        var won = await db.Stages.FirstAsync(stage => stage.Kind == StageKind.Won);
        var deal = new Deal { Title = "A deal", Currency = "USD", PipelineId = won.PipelineId, Amount = amount, TeamId = team, OwnerId = owner };
        deal.MoveTo(won, new(day.ToDateTime(new(9, 0)), TimeSpan.Zero), day, null);
        db.Deals.Add(deal);
        await db.SaveChangesAsync();
        return true;
    });
}
