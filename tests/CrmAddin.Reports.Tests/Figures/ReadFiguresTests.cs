using CrmAddin.Core.Metrics;
using CrmAddin.Core.Tests.Capture;
using CrmAddin.Reports.Figures;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Reports.Tests.Figures;

public sealed class ReadFiguresTests
{
    private static readonly ReportRequest _all = new(null, null, null, ReportLanguage.English);

    [Fact]
    public async Task Every_figure_of_the_real_set_in_a_cell_is_the_one_of_the_report_for_each_period_and_owner()
    {
        if (SharedData.Find("pipeline/maven-crm") is not { } data)
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
        ReportRequest[] requests =
        [
            _all,
            _all with { From = new(2017, 3, 1), To = new(2017, 4, 1) },
            _all with { From = new(2017, 7, 1) },
            _all with { To = new(2017, 1, 1) },
            _all with { From = new(2017, 4, 1), To = new(2017, 7, 1), Owner = "Darcel Schlecht" },
            _all with { AsOf = new(2017, 6, 30, 12, 0, 0, TimeSpan.Zero), From = new(2017, 1, 1), To = new(2017, 7, 1) },
        ];

        foreach (var request in requests)
        {
            var (asked, report) = await store.UseAsync(async services =>
            {
                var keys = services.GetRequiredService<IEnumerable<IFigureSource>>().Single(source => source is PipelineFigureSource).Keys;
                var read = await services.GetRequiredService<ReadFigures>().RunAsync([.. keys.Select(key => new FigureAsked(key, request))], default);
                var content = (await services.GetRequiredService<RunReport>().ReadAsync("pipeline", request, default)).Value.Content;
                return (read.Select(figure => figure.Value!).OrderBy(figure => figure.Key, StringComparer.Ordinal).ToList(), content.Figures.Where(figure => keys.Contains(figure.Key)));
            });

            asked.ShouldBe(report.OrderBy(figure => figure.Key, StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task A_figure_that_no_report_has_is_named_with_those_there_are_and_spoils_no_other()
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);

        var read = await store.UseAsync(services => services.GetRequiredService<ReadFigures>().RunAsync(
            [new("profit", _all), new("OPENCOUNT", _all), new("winRate", _all with { From = new(2026, 2, 1), To = new(2026, 1, 1) })], default));

        read[0].Error.ShouldBeOfType<FigureUnknown>().Known.ShouldContain(FigureKeys.WonAmount);
        read[1].Value.ShouldBe(Figure.Count(FigureKeys.OpenCount, 0));
        read[2].Error.ShouldBeOfType<PeriodEndsBeforeItBegins>();
    }

    [Fact]
    public async Task Every_figure_that_a_cell_can_ask_for_is_a_headline_of_its_report()
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);

        var read = await store.UseAsync(async services =>
        {
            var figures = services.GetRequiredService<ReadFigures>();
            FigureAsked[] asked = [.. figures.Keys.Select(key => new FigureAsked(key, _all with { From = new(2026, 1, 1), To = new(2026, 4, 1) }))];
            return asked.Zip(await figures.RunAsync(asked, default)).ToList();
        });

        read.Count.ShouldBeGreaterThan(40);
        read.Where(one => one.Second.Error is not null).Select(one => $"{one.First.Key}: {one.Second.Error!.Sentence}").ShouldBeEmpty();
    }
}
