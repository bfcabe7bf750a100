using CrmAddin.Core.Schedules;
using CrmAddin.Core.Store;
using CrmAddin.Core.Tests.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Core.Tests.Schedules;

public sealed class SqliteClaimDeliveryTests() : ClaimDeliveryTests(StoreProvider.Sqlite);

public sealed class PostgresClaimDeliveryTests() : ClaimDeliveryTests(StoreProvider.Postgres);

public abstract class ClaimDeliveryTests(StoreProvider provider) : IAsyncLifetime
{
    private readonly List<long> _readers = [];

    private TestedStore Store { get; set; } = null!;

    public async Task InitializeAsync()
    {
        Store = await TestedStore.CreateAsync(provider);
        foreach (var name in new[] { "ann@firm.example", "bob@firm.example", "cy@firm.example" })
            _readers.Add((await Store.AddUserAsync(name, Role.Manager)).UserId);
    }

    public async Task DisposeAsync() => await Store.DisposeAsync();

    [Fact]
    public async Task Hosts_that_look_at_once_note_an_occasion_once_and_claim_each_delivery_once()
    {
        await ScheduleAsync();
        Store.Clock.Now += TimeSpan.FromDays(8);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => NoteAsync()));
        var claimed = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => ClaimAsync()));

        (await Store.ReadAsync(db => db.ReportDeliveries.CountAsync())).ShouldBe(3);
        claimed.OfType<ReportDelivery>().Select(delivery => delivery.UserId).Order().ShouldBe(_readers);
        (await Store.ReadAsync(db => db.ReportSchedules.Select(schedule => schedule.NextAt).SingleAsync())).ShouldBeGreaterThan(Store.Clock.Now);
    }

    [Fact]
    public async Task A_host_that_took_too_long_neither_sends_nor_notes_over_the_one_that_took_over()
    {
        await ScheduleAsync();
        Store.Clock.Now += TimeSpan.FromDays(8);
        await NoteAsync();
        var slow = (await ClaimAsync())!;
        Store.Clock.Now += TimeSpan.FromMinutes(20);
        await Store.UseAsync(services => services.GetRequiredService<ClaimDelivery>().RecoverAsync(default));
        ReportDelivery? taken;
        while ((taken = (await ClaimAsync())!).Id != slow.Id)
        {
            // The others were waiting longer.
        }

        var quick = taken;
        (await BeginAsync(quick)).ShouldBeTrue();
        (await BeginAsync(slow)).ShouldBeFalse();
        await EndAsync(quick, null);
        await EndAsync(slow, new ReportSenderMissing());

        (await StateAsync(slow.Id)).ShouldBe((DeliveryState.Sent, 2, null));
    }

    [Fact]
    public async Task What_did_not_go_out_waits_longer_each_time_and_is_given_up_in_the_end()
    {
        await ScheduleAsync(_readers[0]);
        Store.Clock.Now += TimeSpan.FromDays(8);
        await NoteAsync();
        var waits = new List<double>();

        while (await ClaimAsync() is { } delivery)
        {
            await EndAsync(delivery, new ReportSenderMissing());
            var next = await Store.ReadAsync(db => db.ReportDeliveries.Select(one => one.NextTryAt).SingleAsync());
            waits.Add(Math.Round((next - Store.Clock.Now).TotalMinutes));
            Store.Clock.Now = next;
        }

        waits.ShouldBe([1, 5, 30, 120, 360, 360]);
        (await StateAsync(1)).ShouldBe((DeliveryState.Failed, 6, nameof(ReportSenderMissing)));
    }

    private async Task ScheduleAsync(params long[] readers)
    {
        var draft = new ScheduleDraft("pipeline", ScheduleRhythm.Weekly, DayOfWeek.Monday, 1, 8, RelativePeriod.LastMonth, readers.Length == 0 ? _readers : readers);
        (await Store.UseAsync(services => services.GetRequiredService<SaveSchedule>().RunAsync(null, draft, "test", default))).Error.ShouldBeNull();
    }

    private Task NoteAsync() => Store.UseAsync(services => services.GetRequiredService<MakeDeliveries>().RunAsync(default));

    private Task<ReportDelivery?> ClaimAsync() => Store.UseAsync(services => services.GetRequiredService<ClaimDelivery>().NextAsync(default));

    private Task<bool> BeginAsync(ReportDelivery delivery) => Store.UseAsync(services => services.GetRequiredService<ClaimDelivery>().BeginSendingAsync(delivery, default));

    private Task EndAsync(ReportDelivery delivery, Core.Results.Error? error) =>
        Store.UseAsync(services => services.GetRequiredService<ClaimDelivery>().EndAsync(delivery, error, false, default));

    private Task<(DeliveryState, int, string?)> StateAsync(long id) => Store.ReadAsync(async db =>
    {
        var delivery = await db.ReportDeliveries.SingleAsync(one => one.Id == id);
        return (delivery.State, delivery.Attempts, delivery.ErrorCode);
    });
}
