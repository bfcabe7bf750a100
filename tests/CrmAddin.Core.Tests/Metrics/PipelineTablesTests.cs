using CrmAddin.Core.Metrics;

namespace CrmAddin.Core.Tests.Metrics;

public sealed class PipelineTablesTests
{
    private static readonly PipelineSettings _all = new(ReportPeriod.All, new(2026, 11, 22), new());

    [Fact]
    public void The_forecast_adds_won_and_weighted_by_month_with_overdue_and_undated_rows_at_the_end()
    {
        PipelineDeal[] deals =
        [
            Won(5_000, new(2026, 10, 5)),
            Open(3_800, 0.9m, new(2026, 12, 24)),
            Open(22_500, 0.2m, new(2026, 11, 22)),
            Open(1_000, 0.5m, new(2026, 11, 21)),
            Open(600, 0.5m, null),
            Won(70, null),
        ];

        PipelineByMonth.Compute(deals, _all).ShouldBe(
        [
            new(ForecastRowKind.Month, new(2026, 10, 1), 5_000, 0, 0),
            new(ForecastRowKind.Month, new(2026, 11, 1), 0, 22_500, 4_500),
            new(ForecastRowKind.Month, new(2026, 12, 1), 0, 3_800, 3_420),
            new(ForecastRowKind.Overdue, null, 0, 1_000, 500),
            new(ForecastRowKind.NoDate, null, 70, 600, 300),
        ]);
    }

    [Fact]
    public void The_rows_of_the_forecast_add_up_to_the_headline()
    {
        PipelineDeal[] deals = [.. Enumerable.Range(0, 160).Select(month => Won(month, new DateOnly(2013, 1, 15).AddMonths(month))), Open(10, 0.5m, null)];

        var rows = PipelineByMonth.Compute(deals, _all);

        rows.Sum(row => row.ForecastAmount).ShouldBe(PipelineFigures.Compute(deals, _all).Single(figure => figure.Key == FigureKeys.ForecastAmount).Value!.Value);
        rows[0].ShouldBe(new(ForecastRowKind.Earlier, new(2016, 4, 1), Enumerable.Range(0, 39).Sum(), 0, 0));
        rows.Count(row => row.Kind == ForecastRowKind.Month).ShouldBe(ReportMonths.MaxMonths);
    }

    [Fact]
    public void Quiet_months_between_deals_are_shown()
    {
        PipelineDeal[] deals = [Won(1, new(2026, 1, 5)), Won(1, new(2026, 4, 5))];

        PipelineByMonth.Compute(deals, _all).Where(row => row.Kind == ForecastRowKind.Month).Select(row => row.Month!.Value.Month).ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public void Stages_stand_in_the_order_of_their_pipeline()
    {
        PipelineDeal[] deals =
        [
            Open(10, 0.5m, null) with { Pipeline = "Sales", Stage = "Negotiation", StageOrder = 3 },
            Open(20, 0.2m, null) with { Pipeline = "Sales", Stage = "Initial", StageOrder = 1 },
            Open(30, 0.2m, null) with { Pipeline = "Sales", Stage = "Initial", StageOrder = 1 },
            Open(99, 0.2m, null) with { Pipeline = "Sales", Stage = "Initial", StageOrder = 1, Standing = DealStanding.OnHold },
        ];

        PipelineByStage.Compute(deals).ShouldBe([new("Sales", "Initial", 2, 50, 10), new("Sales", "Negotiation", 1, 10, 5)]);
    }

    [Fact]
    public void Open_deals_age_from_the_day_they_were_opened()
    {
        PipelineDeal OpenedDaysAgo(int days, decimal amount) => Open(amount, 0.5m, null) with { OpenedOn = _all.AsOf.AddDays(-days) };
        PipelineDeal[] deals =
        [
            OpenedDaysAgo(-1, 1), OpenedDaysAgo(0, 2), OpenedDaysAgo(30, 4), OpenedDaysAgo(31, 8), OpenedDaysAgo(365, 16), OpenedDaysAgo(366, 32),
            Open(64, 0.5m, null),
            OpenedDaysAgo(10, 128) with { Standing = DealStanding.OnHold },
        ];

        PipelineByAge.Compute(deals, _all.AsOf).Select(row => (row.FromDays, row.ToDays, row.OpenCount, row.OpenAmount, row.WeightedAmount)).ShouldBe(
        [
            (0, 30, 3, 7, 3.5m), (31, 60, 1, 8, 4), (61, 90, 0, 0, 0), (91, 180, 0, 0, 0), (181, 365, 1, 16, 8), (366, null, 1, 32, 16), (null, null, 1, 64, 32),
        ]);
        PipelineByAge.Compute([], _all.AsOf).ShouldBeEmpty();
    }

    [Fact]
    public void Owners_are_listed_by_what_they_won_with_their_close_rate()
    {
        PipelineDeal[] deals =
        [
            Won(10, new(2026, 1, 1)) with { Owner = "Ann" },
            Won(90, new(2026, 1, 1)) with { Owner = "Bo" },
            Open(40, 0.5m, null) with { Owner = "ann" },
            Won(5, new(2026, 1, 1)) with { Owner = "Bo", Standing = DealStanding.Lost },
        ];

        var owners = PipelineByOwner.Compute(deals, ReportPeriod.All);

        owners.ShouldBe([new("Bo", 0, 0, 0, 1, 90, 1), new("Ann", 1, 40, 20, 1, 10, 0)]);
        owners[0].WinRate.ShouldBe(0.5m);
    }

    private static PipelineDeal Open(decimal amount, decimal probability, DateOnly? expected) =>
        new() { Standing = DealStanding.Open, Amount = amount, Probability = probability, ExpectedCloseOn = expected };

    private static PipelineDeal Won(decimal amount, DateOnly? closedOn) => new() { Standing = DealStanding.Won, Amount = amount, ClosedOn = closedOn };
}
