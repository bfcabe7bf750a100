using CrmAddin.Core.Store;

namespace CrmAddin.Core.Tests.Store;

public class WriteGateTests
{
    [Fact]
    public async Task Writers_come_in_one_at_a_time_in_the_order_in_which_they_asked()
    {
        var gate = new WriteGate();
        var order = new List<int>();
        var first = await gate.EnterAsync(default);
        var second = gate.EnterAsync(default);
        var third = gate.EnterAsync(default);

        gate.SomeoneWaits.ShouldBeTrue();
        second.IsCompleted.ShouldBeFalse();
        order.Add(1);
        first.Dispose();
        var turn = await second;
        order.Add(2);
        third.IsCompleted.ShouldBeFalse();
        turn.Dispose();
        (await third).Dispose();
        order.Add(3);

        order.ShouldBe([1, 2, 3]);
        gate.SomeoneWaits.ShouldBeFalse();
    }

    [Fact]
    public async Task A_writer_who_gives_up_does_not_hold_up_the_next()
    {
        var gate = new WriteGate();
        var first = await gate.EnterAsync(default);
        using var giveUp = new CancellationTokenSource();
        var second = gate.EnterAsync(giveUp.Token);
        var third = gate.EnterAsync(default);

        await giveUp.CancelAsync();
        first.Dispose();

        await Should.ThrowAsync<OperationCanceledException>(() => second);
        (await third).ShouldNotBeNull();
    }

    [Fact]
    public async Task The_gate_of_a_server_engine_is_always_open()
    {
        var gate = new WriteGate(isOpen: true);
        await gate.EnterAsync(default);

        gate.EnterAsync(default).IsCompletedSuccessfully.ShouldBeTrue();
    }
}
