using CrmAddin.Core.Audit;
using CrmAddin.Core.Metrics;
using CrmAddin.Core.Products;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Core.Targets;
using CrmAddin.Core.Users;
using CrmAddin.Reports.Figures;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Targets;
using CrmAddin.Reports.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Reports.Tests.Figures;

public sealed class ReadTargetValuesTests
{
    [Theory]
    [InlineData("2026-02-01", "2026-03-01")]
    [InlineData("2026-01-01", "2026-04-01")]
    [InlineData("2026-04-01", "2026-07-01")]
    [InlineData("2026-01-01", "2027-01-01")]
    [InlineData("2026-03-10", "2026-08-21")]
    public async Task A_target_in_a_cell_is_the_one_of_the_report_for_the_firm_a_team_a_person_and_a_product(string from, string to)
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);
        await FillAsync(store);
        var request = Between(from, to);

        foreach (var measure in Enum.GetValues<TargetMeasure>())
        {
            var key = measure == TargetMeasure.Amount ? FigureKeys.TargetAmount : FigureKeys.TargetCount;
            var firm = (await store.RunReportAsync("targets", request)).Values[key];
            var team = (await store.RunReportAsync("targets", request with { Team = "North" })).Values[key];
            var person = (await store.RunReportAsync("targets", request with { Owner = "Layla" })).Values[key];
            var product = await OfProductAsync(store, request, measure);

            var read = await ReadAsync(store, [.. new[] { null, "north", "الشمال", "Layla", "layla@firm.example", "Pump" }.Select(whose => new TargetAsked(request, whose, measure))]);

            read.Select(value => value.Succeeded ? (decimal?)value.Value : null).ShouldBe([firm, team, team, person, person, product]);
            if (measure == TargetMeasure.Amount)
                new[] { firm, team, person, product }.ShouldAllBe(value => value > 0);
        }
    }

    [Fact]
    public async Task Who_sees_a_part_of_the_firm_gets_the_report_s_headline_for_that_part()
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);
        var (team, _) = await FillAsync(store);
        var reader = new Reader(null, Role.Manager, [team]);
        var request = Between("2026-01-01", "2027-01-01");

        var report = (await store.RunReportAsync("targets", request, reader)).Values[FigureKeys.TargetAmount];
        var read = await ReadAsync(store, [new(request, null, TargetMeasure.Amount), new(request, "Pump", TargetMeasure.Amount)], reader);

        read[0].Value.ShouldBe(report!.Value);
        read[1].Error.ShouldBeOfType<TargetHolderUnknown>();
    }

    [Fact]
    public async Task A_cell_says_why_it_has_no_target()
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);
        await FillAsync(store);
        await store.UseAsync(async services =>
        {
            var db = services.GetRequiredService<CrmDb>();
            db.Begin(ChangeOrigin.Setup, "test");
            var twin = new Product { Name = "North", NameKey = "north", Currency = "USD" };
            db.Add(twin);
            await db.SaveChangesAsync();
            Add(db, TargetScope.Product, twin.Id, TargetPeriod.Month, new(2026, 1, 1), 5, "USD");
            Add(db, TargetScope.Company, null, TargetPeriod.Month, new(2028, 1, 1), 5, "XAU");
            await db.SaveChangesAsync();
            return true;
        });
        var year = Between("2026-01-01", "2027-01-01");

        var read = await ReadAsync(store,
        [
            new(Between("2030-01-01", "2031-01-01"), null, TargetMeasure.Amount),
            new(year, "Nobody", TargetMeasure.Amount),
            new(year, "North", TargetMeasure.Amount),
            new(Between("2028-01-01", "2028-02-01"), null, TargetMeasure.Amount),
            new(Between("2027-01-01", "2026-01-01"), null, TargetMeasure.Amount),
        ]);

        read.Select(value => value.Error!.Code).ShouldBe(
            [nameof(NoTargetSet), nameof(TargetHolderUnknown), nameof(TargetHolderAmbiguous), nameof(ReportCurrencyUnknown), nameof(PeriodEndsBeforeItBegins)]);
    }

    private static Task<IReadOnlyList<Result<decimal>>> ReadAsync(TestStore store, IReadOnlyList<TargetAsked> asked, Reader? reader = null) =>
        store.UseAsync(services => services.GetRequiredService<ReadTargetValues>().RunAsync(asked, default), reader ?? Reader.LocalAdministrator);

    private static Task<decimal?> OfProductAsync(TestStore store, ReportRequest request, TargetMeasure measure) => store.UseAsync(async services =>
    {
        var frame = await services.GetRequiredService<RunReport>().FrameAsync(request, default);
        var rows = await new ReadTargets(services.GetRequiredService<CrmDb>()).RunAsync(frame.Value!, default);
        var slices = rows.Slices.Where(row => row.Whose == "Pump" && row.Part.Slice.Measure == measure).ToList();
        return slices.Count == 0 ? (decimal?)null : slices.Sum(row => row.Part.Slice.Value);
    });

    /// <summary>Months, a quarter and a year side by side for the firm; a team, a person and a product with their own.</summary>
    private static Task<(long Team, long Person)> FillAsync(TestStore store) => store.UseAsync(async services =>
    {
        var db = services.GetRequiredService<CrmDb>();
        db.Begin(ChangeOrigin.Setup, "test");
        var team = new Team { Name = "North", NameArabic = "الشمال" };
        var person = new User { UserName = "layla@firm.example", DisplayName = "Layla" };
        var product = new Product { Name = "Pump", NameKey = "pump", Currency = "USD" };
        db.AddRange(team, person, product);
        await db.SaveChangesAsync();
        db.Add(new TeamMember { UserId = person.Id, TeamId = team.Id });
        Add(db, TargetScope.Company, null, TargetPeriod.Year, new(2026, 1, 1), 3_650, "USD");
        Add(db, TargetScope.Company, null, TargetPeriod.Quarter, new(2026, 4, 1), 999, "USD");
        Add(db, TargetScope.Company, null, TargetPeriod.Month, new(2026, 4, 1), 10, "USD");
        Add(db, TargetScope.Company, null, TargetPeriod.Month, new(2026, 2, 1), 200, "USD");
        foreach (var (scope, id) in new[] { (TargetScope.Team, team.Id), (TargetScope.Person, person.Id), (TargetScope.Product, product.Id) })
        {
            Add(db, scope, id, TargetPeriod.Year, new(2026, 1, 1), 730 + (int)scope, "USD");
            Add(db, scope, id, TargetPeriod.Month, new(2026, 2, 1), 70 + (int)scope, "USD");
            Add(db, scope, id, TargetPeriod.Month, new(2026, 5, 1), 40 + (int)scope, null);
        }

        await db.SaveChangesAsync();
        return (team.Id, person.Id);
    });

    private static void Add(CrmDb db, TargetScope scope, long? id, TargetPeriod period, DateOnly start, decimal value, string? currency)
    {
        var measure = currency is null ? TargetMeasure.Count : TargetMeasure.Amount;
        db.Targets.Add(new()
        {
            Period = period,
            StartsOn = start,
            Scope = scope,
            TeamId = scope == TargetScope.Team ? id : null,
            UserId = scope == TargetScope.Person ? id : null,
            ProductId = scope == TargetScope.Product ? id : null,
            Measure = measure,
            Value = value,
            Currency = currency,
            IdentityKey = Target.IdentityOf(period, start, scope, id, measure),
        });
    }

    private static ReportRequest Between(string from, string to) =>
        new(DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), DateOnly.Parse(to, System.Globalization.CultureInfo.InvariantCulture), null, ReportLanguage.English);
}
