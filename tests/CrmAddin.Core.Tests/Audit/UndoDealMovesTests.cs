using CrmAddin.Core.Audit;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Store;
using CrmAddin.Core.Tests.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Core.Tests.Audit;

public sealed class SqliteUndoDealMovesTests() : UndoDealMovesTests(StoreProvider.Sqlite);

public sealed class PostgresUndoDealMovesTests() : UndoDealMovesTests(StoreProvider.Postgres);

public abstract class UndoDealMovesTests(StoreProvider provider) : IAsyncLifetime
{
    private static readonly DateOnly _march = new(2027, 3, 1);
    private static readonly DateOnly _june = new(2027, 6, 1);

    private List<Stage> _stages = [];
    private long _deal;

    private TestedStore Store { get; set; } = null!;

    public async Task InitializeAsync()
    {
        Store = await TestedStore.CreateAsync(provider);
        _stages = await Store.ReadAsync(db => db.Stages.Where(s => s.Pipeline!.IsDefault).OrderBy(s => s.Position).ToListAsync());
        await Store.WriteAsync(db =>
        {
            var deal = new Deal { Title = "Tower", Currency = "SAR", PipelineId = _stages[0].PipelineId, Amount = 100, ExpectedCloseOn = _march };
            deal.MoveTo(db.Stages.Find(_stages[0].Id)!, db.Now.AddDays(-30), new(2026, 10, 23), null);
            db.Deals.Add(deal);
        });
        _deal = await Store.ReadAsync(db => db.Deals.Select(d => d.Id).SingleAsync());
    }

    public async Task DisposeAsync() => await Store.DisposeAsync();

    [Fact]
    public async Task A_change_that_is_taken_back_on_its_day_was_never_a_move_and_stays_in_the_journal()
    {
        var set = await SaveAsync(1, 250, _june);
        Store.Clock.Now += TimeSpan.FromHours(3);

        var undone = await UndoAsync(set);

        undone.Stayed.ShouldBeEmpty();
        var deal = await DealAsync();
        (deal.StageId, deal.Amount, deal.ExpectedCloseOn).ShouldBe((_stages[0].Id, 100, _march));
        deal.Moves.ShouldHaveSingleItem().ToStageId.ShouldBe(_stages[0].Id);
        var journal = await Store.ReadAsync(db => db.AuditEntries.Where(e => e.Entity == nameof(Deal) && (e.ChangeSetId == set || e.ChangeSetId == undone.UndoId)).Include(e => e.Values).ToListAsync());
        journal.ShouldAllBe(e => e.Values.Any(v => v.Field == nameof(Deal.StageId)) && e.Values.Any(v => v.Field == nameof(Deal.Amount)));
        journal.Count.ShouldBe(2);
        (await Store.UseAsync(s => s.GetRequiredService<VerifyAudit>().RunAsync(null, default))).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task A_won_deal_that_is_taken_back_is_open_again_without_a_trace_in_its_stages()
    {
        var set = await SaveAsync(_stages.FindIndex(s => s.Kind == StageKind.Won), 100, _march);

        await UndoAsync(set);

        var deal = await DealAsync();
        (deal.ClosedOn, deal.Moves.Count).ShouldBe((null, 1));
    }

    [Fact]
    public async Task A_change_of_an_earlier_day_stays_a_move_and_is_followed_by_one_back()
    {
        var set = await SaveAsync(1, 100, _june);
        Store.Clock.Now += TimeSpan.FromDays(1);

        await UndoAsync(set);

        var moves = (await DealAsync()).Moves;
        moves.Where(m => m.Kind == DealMoveKind.Stage).OrderBy(m => m.At).Select(m => m.ToStageId).ShouldBe([_stages[0].Id, _stages[1].Id, _stages[0].Id]);
        var slips = moves.Where(m => m.Kind == DealMoveKind.ExpectedClose).OrderBy(m => m.At).ToList();
        slips.Select(m => (m.FromExpectedCloseOn, m.ToExpectedCloseOn)).ShouldBe([(_march, _june), (_june, _march)]);
        slips[^1].At.ShouldBe(Store.Clock.Now);
    }

    [Fact]
    public async Task A_move_that_others_made_since_keeps_the_stage_and_all_moves()
    {
        var set = await SaveAsync(1, 100, _march);
        await SaveAsync(2, 100, _march);

        var undone = await UndoAsync(set);

        undone.Stayed.ShouldHaveSingleItem().Reason.ShouldBe(StayedReason.ChangedSince);
        var deal = await DealAsync();
        deal.StageId.ShouldBe(_stages[2].Id);
        deal.Moves.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_deal_that_others_moved_on_and_back_keeps_those_moves_and_gets_one_back()
    {
        var set = await SaveAsync(1, 100, _march);
        await SaveAsync(2, 100, _march);
        await SaveAsync(1, 100, _march);

        await UndoAsync(set);

        (await DealAsync()).Moves.OrderBy(m => m.Id).Select(m => m.ToStageId).ShouldBe([_stages[0].Id, _stages[1].Id, _stages[2].Id, _stages[1].Id, _stages[0].Id]);
    }

    private async Task<long> SaveAsync(int stage, decimal amount, DateOnly expected)
    {
        // Moves of one moment would have no order in time.
        Store.Clock.Now += TimeSpan.FromSeconds(1);
        return await Store.UseAsync(async services =>
        {
            var db = services.GetRequiredService<CrmDb>();
            var version = await db.Deals.Select(d => d.Version).SingleAsync();
            (await services.GetRequiredService<SaveDeal>().RunAsync(_deal, version, new DealDraft("Tower", _stages[stage].Id, amount, null, expected), "test", null, default)).Error.ShouldBeNull();
            return await db.ChangeSets.MaxAsync(s => s.Id);
        });
    }

    private async Task<UndoOutcome> UndoAsync(long set) => (await Store.UseAsync(s => s.GetRequiredService<UndoChangeSet>().RunAsync(set, "test", default))).Value!;

    private Task<Deal> DealAsync() => Store.ReadAsync(db => db.Deals.AsNoTracking().Include(d => d.Moves).SingleAsync(d => d.Id == _deal));
}
