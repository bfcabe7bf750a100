using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Mail.Threads;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Core.Tests.Mail.Threads;

public sealed class AssignThreadTests : IAsyncLifetime
{
    private ThreadStore World { get; set; } = null!;

    public async Task InitializeAsync() => World = await ThreadStore.CreateAsync(StoreProvider.Sqlite);

    public async Task DisposeAsync() => await World.DisposeAsync();

    [Fact]
    public async Task The_whole_conversation_goes_into_the_deal_and_back_out()
    {
        var first = await World.AddMailAsync("A", 1, "c1", deal: World.OtherDeal);
        await World.AddMailAsync("Re: A", 2, "c1", visibility: MailVisibility.OwnerOnly, boxes: [World.Bob]);
        var other = await World.AddMailAsync("B", 3, "c2");

        var moved = await AssignAsync(first, World.Deal);
        var again = await AssignAsync(first, World.Deal);
        var inDeal = await DealsAsync();
        await AssignAsync(first, null);

        (moved.Value, again.Value).ShouldBe((2, 0));
        inDeal.ShouldBe([World.Deal, World.Deal, null]);
        (await DealsAsync()).ShouldBe([null, null, null]);
        (await World.Store.ReadAsync(db => db.Messages.Where(m => m.DealChosenAt == null).Select(m => m.Id).ToListAsync())).ShouldBe([other]);
    }

    [Fact]
    public async Task A_mail_without_a_conversation_goes_alone()
    {
        var first = await World.AddMailAsync("A", 1);
        await World.AddMailAsync("B", 2);

        (await AssignAsync(first, World.Deal)).Value.ShouldBe(1);

        (await DealsAsync()).ShouldBe([World.Deal, null]);
    }

    [Fact]
    public async Task The_deals_history_tells_it_and_it_can_be_taken_back()
    {
        var first = await World.AddMailAsync("A", 1, "c1", deal: World.OtherDeal);
        await AssignAsync(first, World.Deal);

        var page = await World.Store.UseAsync(s => s.GetRequiredService<ReadHistory>().OfAsync(nameof(Deal), World.Deal, null, default), World.Ann);
        var set = page!.Sets[0];
        set.Set.About.ShouldBe("Chairs");
        set.Entries.Single().Values.Single(v => v.Field == nameof(LoggedMessage.DealId)).ShouldSatisfyAllConditions(
            v => v.OldName!.Name.ShouldBe("Desks"), v => v.NewName!.Name.ShouldBe("Chairs"));

        var undone = await World.Store.UseAsync(s => s.GetRequiredService<UndoChangeSet>().RunAsync(set.Set.Id, "test", default), World.Ann);
        undone.Value!.Stayed.ShouldBeEmpty();
        (await World.Store.UseAsync(s => s.GetRequiredService<VerifyAudit>().RunAsync(null, default))).Faults.ShouldBeEmpty();
        (await DealsAsync()).ShouldBe([World.OtherDeal]);
    }

    [Fact]
    public async Task Who_may_not_change_or_does_not_see_the_mail_or_the_deal_is_refused()
    {
        var seen = await World.AddMailAsync("A", 1, "c1");
        var hidden = await World.AddMailAsync("B", 2, "c2", boxes: [World.Bob]);
        var far = await World.AddDealAsync("Far", World.Bob.HomeTeamId);

        (await AssignAsync(seen, World.Deal, World.Ann with { Role = Role.ReadOnly })).Error.ShouldBeOfType<MayNotChange>();
        (await AssignAsync(hidden, World.Deal)).Error.ShouldBe(new MessageUnknown(hidden));
        (await AssignAsync(seen, far)).Error.ShouldBe(new DealUnknown(far));
        (await DealsAsync()).ShouldBe([null, null]);
    }

    private Task<Result<int>> AssignAsync(long message, long? deal, Reader? reader = null) =>
        World.Store.UseAsync(s => s.GetRequiredService<AssignThread>().RunAsync(message, deal, "test", default), reader ?? World.Ann);

    private Task<List<long?>> DealsAsync() => World.Store.ReadAsync(db => db.Messages.OrderBy(m => m.Id).Select(m => m.DealId).ToListAsync());
}
