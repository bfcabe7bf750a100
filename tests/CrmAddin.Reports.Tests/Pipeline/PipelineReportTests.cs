using CrmAddin.Core.Audit;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Metrics;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Pipeline;
using CrmAddin.Reports.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Reports.Tests.Pipeline;

public sealed class PipelineReportTests
{
    private static readonly ReportRequest _all = new(null, null, null, ReportLanguage.English);

    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    public async Task The_real_set_gives_its_known_figures_and_LibreOffice_calculates_the_same(string code)
    {
        if (SharedFolder("pipeline/maven-crm") is not { } data)
            return;
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);
        await store.LoadAsync(request => request with
        {
            File = Path.Combine(data, "sales_pipeline.csv"),
            AccountsFile = Path.Combine(data, "accounts.csv"),
            ProductsFile = Path.Combine(data, "products.csv"),
            PeopleFile = Path.Combine(data, "sales_teams.csv"),
        });

        var outcome = await RunAsync(store, _all with { Language = ReportLanguage.Parse(code).Value! });

        var values = outcome.Values;
        (outcome.Rows, values[FigureKeys.WonCount], values[FigureKeys.LostCount], values[FigureKeys.OpenCount]).ShouldBe((8800, 4238, 2473, 2089));
        values[FigureKeys.WonAmount].ShouldBe(10_005_534m);
        values[FigureKeys.WinRate]!.Value.ShouldBe(4238m / 6711m);
        values[FigureKeys.MeanDaysToClose]!.Value.ShouldBe(47.985m, 0.0005m);
        values[FigureKeys.SalesCycleDays]!.Value.ShouldBe(51.782m, 0.0005m);

        using var written = new OpenedWorkbook(outcome.File);
        using var recalculated = new OpenedWorkbook(LibreOffice.Recalculate(outcome.File));
        var tieOut = written.SheetNames[3];
        Recalculation.ShouldAgree(written, recalculated, written.SheetNames[0]).ShouldBeGreaterThan(200);
        Recalculation.ShouldAgree(written, recalculated, tieOut).ShouldBe(15);
        Enumerable.Range(6, 7).ShouldAllBe(row => recalculated.Number(tieOut, $"D{row}") == 0);
    }

    [Fact]
    public async Task A_reader_sees_the_deals_of_the_own_team_alone_and_they_tie_out()
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);
        await AddAsync(store, deal => (deal.Amount, deal.TeamId) = (100, 1));
        await AddAsync(store, deal => (deal.Amount, deal.TeamId) = (1_000, 2));

        var outcome = await RunAsync(store, _all, new Reader(7, Role.Manager, [2]));

        outcome.Values[FigureKeys.OpenAmount].ShouldBe(1_000);
        using var book = new OpenedWorkbook(outcome.File);
        book.Values("Tie-out").Values.ShouldContain("All totals agree.");
    }

    [Fact]
    public async Task A_deal_moved_later_is_slipped_by_the_days_since_the_first_date()
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);
        await AddAsync(store, deal =>
        {
            (deal.Amount, deal.ExpectedCloseOn) = (500, new(2026, 12, 31));
            deal.Moves.Add(new() { Kind = DealMoveKind.ExpectedClose, At = At(3), ToExpectedCloseOn = new(2026, 12, 1) });
            deal.Moves.Add(new() { Kind = DealMoveKind.ExpectedClose, At = At(4), FromExpectedCloseOn = new(2026, 12, 1), ToExpectedCloseOn = new(2026, 12, 31) });
        });

        var values = (await RunAsync(store, _all)).Values;

        (values[FigureKeys.SlippedCount], values[FigureKeys.SlippedAmount], values[FigureKeys.SlippedMedianDays]).ShouldBe((1, 500, 30));
    }

    [Fact]
    public async Task The_firms_own_fields_are_columns_of_the_data_sheet()
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);
        await AddAsync(store, deal =>
        {
            deal.Amount = 500;
            deal.CustomValues.Add(new() { CustomField = Own("Sale price", CustomFieldKind.Money), Number = 1_250_000.5m });
            deal.CustomValues.Add(new() { CustomField = Own("Home description", CustomFieldKind.Text), Text = "=Villa by the sea" });
        });

        var outcome = await RunAsync(store, _all);

        using var book = new OpenedWorkbook(outcome.File);
        var cells = book.Values("Deals");
        var heading = cells.Single(c => c.Value == "Sale price").Key;
        cells[heading.TrimEnd('1') + "2"].ShouldBe("1250000.5");
        cells.Values.ShouldContain("Home description");
        cells.Values.ShouldContain("=Villa by the sea");
    }

    [Fact]
    public async Task A_report_on_a_past_day_shows_the_deals_as_they_stood()
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);
        await AddAsync(store, deal =>
        {
            (deal.Amount, deal.OpenedOn) = (900, new(2026, 9, 1));
            deal.Moves.Add(new() { Kind = DealMoveKind.Amount, At = At(20), FromAmount = 400, ToAmount = 900 });
        }, wonAt: At(10));
        await AddAsync(store, deal => (deal.Amount, deal.OpenedOn) = (77, new(2026, 11, 20)));

        var now = (await RunAsync(store, _all)).Values;
        var past = (await RunAsync(store, _all with { AsOf = At(5) })).Values;

        (now[FigureKeys.WonAmount], now[FigureKeys.OpenAmount]).ShouldBe((900, 77));
        (past[FigureKeys.WonCount], past[FigureKeys.OpenCount], past[FigureKeys.OpenAmount]).ShouldBe((0, 1, 400));
    }

    [Fact]
    public async Task A_period_takes_what_was_closed_in_it_and_all_that_is_open()
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);
        await AddAsync(store, deal => deal.Amount = 1, wonAt: At(1));
        await AddAsync(store, deal => deal.Amount = 10, wonAt: At(15));
        await AddAsync(store, deal => deal.Amount = 100);
        await AddAsync(store, deal => (deal.Amount, deal.Track) = (1_000, DealTrack.Cancelled));

        var outcome = await RunAsync(store, _all with { From = new(2026, 11, 10), To = new(2026, 12, 1) });

        (outcome.Rows, outcome.Values[FigureKeys.WonAmount], outcome.Values[FigureKeys.OpenAmount]).ShouldBe((2, 10, 100));
        using var book = new OpenedWorkbook(outcome.File);
        book.Values("Tie-out").Values.ShouldContain("All totals agree.");
    }

    [Fact]
    public async Task Amounts_in_another_currency_tie_out_without_being_added()
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);
        await AddAsync(store, deal => (deal.Amount, deal.Currency) = (500, "EUR"));
        await AddAsync(store, deal => deal.Amount = 30);

        var outcome = await RunAsync(store, _all);

        (outcome.Values[FigureKeys.OpenCount], outcome.Values[FigureKeys.OpenAmount]).ShouldBe((2, 30));
        using var book = new OpenedWorkbook(outcome.File);
        book.Values("Tie-out").Values.ShouldContain("All totals agree.");
    }

    [Fact]
    public async Task Unknown_reports_backward_periods_and_places_that_cannot_be_written_are_refused_in_a_sentence()
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);

        var unknown = await store.UseAsync(services => services.GetRequiredService<RunReport>().RunAsync("sales", _all, folder.File("a.xlsx"), default));
        var backward = await store.UseAsync(services => services.GetRequiredService<RunReport>().RunAsync("pipeline", _all with { From = new(2026, 2, 1), To = new(2026, 1, 1) }, folder.File("a.xlsx"), default));
        var nowhere = await store.UseAsync(services => services.GetRequiredService<RunReport>().RunAsync("pipeline", _all, folder.File("no/such/a.xlsx"), default));

        unknown.Error!.Sentence.ShouldStartWith("There is no report \"sales\". Reports are: pipeline");
        backward.Error.ShouldBeOfType<PeriodEndsBeforeItBegins>();
        nowhere.Error.ShouldBeOfType<FileNotWritable>();
    }

    [Fact]
    public void Every_query_of_the_report_translates()
    {
        using var db = new SqlServerCrmDb(new DbContextOptionsBuilder<SqlServerCrmDb>().UseSqlServer("Server=none").Options, TimeProvider.System, new WriteGate());
        var deals = PipelineQuery.Deals(db, ReportScope.All, new(2026, 1, 1), new(2026, 2, 1), new(2026, 1, 15));

        PipelineQuery.Rows(deals).ToQueryString().ShouldContain("ORDER BY");
        PipelineQuery.Totals(deals, "SAR").ToQueryString().ShouldContain("GROUP BY");
        PipelineQuery.ExpectedCloseMoves(db).ToQueryString().ShouldContain("ORDER BY");
        PipelineQuery.MovesAfter(db, At(1)).ToQueryString().ShouldContain("ORDER BY");
    }

    [Fact]
    public void Files_are_named_by_report_and_period()
    {
        ReportCatalogue.FileName("pipeline", null, null).ShouldBe("crm-pipeline-all.xlsx");
        ReportCatalogue.FileName("pipeline", new(2026, 1, 1), new(2026, 4, 1)).ShouldBe("crm-pipeline-2026-01-01-2026-04-01.xlsx");
    }

    private static DateTimeOffset At(int day) => new(2026, 11, day, 9, 0, 0, TimeSpan.Zero);

    private static async Task<ReportOutcome> RunAsync(TestStore store, ReportRequest request, Reader? reader = null)
    {
        var result = await store.UseAsync(
            services => services.GetRequiredService<RunReport>().RunAsync("pipeline", request, store.Folder.File("pipeline.xlsx"), default), reader ?? Reader.LocalAdministrator);
        return result.Value ?? throw new InvalidOperationException(result.Error!.Sentence);
    }

    private static Task<bool> AddAsync(TestStore store, Action<Deal> change, DateTimeOffset? wonAt = null) => store.UseAsync(async services =>
    {
        var db = services.GetRequiredService<CrmDb>();
        db.Begin(ChangeOrigin.Setup, "test");
        var stages = await db.Stages.OrderBy(stage => stage.Position).ToListAsync();
        var deal = new Deal { Title = "A deal", Currency = "USD", PipelineId = stages[0].PipelineId };
        deal.MoveTo(stages[0], new(2026, 9, 1, 0, 0, 0, TimeSpan.Zero), new(2026, 9, 1), null);
        if (wonAt is { } at)
            deal.MoveTo(stages.Single(stage => stage.Kind == StageKind.Won), at, DateOnly.FromDateTime(at.UtcDateTime), null);
        change(deal);
        db.Deals.Add(deal);
        await db.SaveChangesAsync();
        return true;
    });

    private static string? SharedFolder(string path)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "CrmAddin.sln")))
            root = root.Parent;
        var folder = Path.Combine(root!.FullName, "..", "shared", "data", path);
        return Directory.Exists(folder) ? folder : null;
    }

    private static CustomField Own(string name, CustomFieldKind kind) => new() { Entity = FieldEntity.Deal, Key = SaveCustomField.KeyOf(name), Name = name, Kind = kind };
}
