using CrmAddin.Core.Mail;
using CrmAddin.Core.Mail.Threads;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Tests.Mail.Threads;

public sealed class SqliteThreadQueryTests() : ThreadQueryTests(StoreProvider.Sqlite);

public sealed class PostgresThreadQueryTests() : ThreadQueryTests(StoreProvider.Postgres);

public abstract class ThreadQueryTests(StoreProvider provider) : IAsyncLifetime
{
    private ThreadStore World { get; set; } = null!;

    public async Task InitializeAsync() => World = await ThreadStore.CreateAsync(provider);

    public async Task DisposeAsync() => await World.DisposeAsync();

    [Fact]
    public async Task Mails_of_a_conversation_are_one_row_with_the_first_subject_and_the_last_mail()
    {
        await World.AddMailAsync("Quotation", 1, "c1", hasAttachments: true);
        await World.AddMailAsync("Alone", 2);
        await World.AddMailAsync("Alone too", 2);
        var last = await World.AddMailAsync("Re: Quotation", 3, "c1", preview: "Fine");

        var rows = await World.RowsAsync(db => ThreadQuery.OfContact(db, World.Contact, ThreadPlace.Top), World.Ann);

        rows.Select(r => r.FirstSubject).ShouldBe(["Quotation", "Alone too", "Alone"]);
        rows[0].ShouldBe(new ThreadRow(last, "c1", ThreadStore.Day(3), MailDirection.Received, "Fine", "Quotation", 2, true, null));
        rows.Select(r => r.Count).ShouldBe([2, 1, 1]);
        rows[1].HasAttachments.ShouldBeFalse();
    }

    [Fact]
    public async Task A_list_is_paged_by_key_and_every_conversation_comes_once()
    {
        for (var i = 1; i <= 12; i++)
        {
            await World.AddMailAsync($"Subject {i}", i, $"c{i}");
            await World.AddMailAsync($"Re: Subject {i}", 13 + i / 3, $"c{i}");
        }

        var seen = new List<string>();
        var place = ThreadPlace.Top;
        while (await World.RowsAsync(db => ThreadQuery.OfContact(db, World.Contact, place).Take(5), World.Ann) is { Count: > 0 } page)
        {
            seen.AddRange(page.Select(r => r.FirstSubject));
            place = new ThreadPlace(page[^1].LastSentAt, page[^1].MessageId);
        }

        seen.Count.ShouldBe(12);
        seen.Distinct().Count().ShouldBe(12);
        seen.Take(2).ShouldBe(["Subject 12", "Subject 11"]);
    }

    [Fact]
    public async Task Accounts_and_deals_have_their_conversations()
    {
        await World.AddMailAsync("About the deal", 1, "c1", deal: World.Deal, withContact: false);
        await World.AddMailAsync("Re: About the deal", 2, "c1", withContact: false);
        await World.AddMailAsync("Something else", 3, "c2", withContact: false);

        (await World.RowsAsync(db => ThreadQuery.OfAccount(db, World.Account, ThreadPlace.Top), World.Ann)).Select(r => (r.FirstSubject, r.Count, r.DealId))
            .ShouldBe([("Something else", 1, null), ("About the deal", 2, World.Deal)]);
        (await World.RowsAsync(db => ThreadQuery.OfDeal(db, World.Deal, ThreadPlace.Top), World.Ann)).Select(r => (r.FirstSubject, r.Count)).ShouldBe([("About the deal", 2)]);
        (await World.RowsAsync(db => ThreadQuery.OfContact(db, World.Contact, ThreadPlace.Top), World.Ann)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_mails_that_the_reader_may_see_count()
    {
        await World.AddMailAsync("Private beginning", 1, "c1", visibility: MailVisibility.OwnerOnly, boxes: [World.Bob], hasAttachments: true);
        await World.AddMailAsync("Re: Shared", 2, "c1");
        await World.AddMailAsync("Private end", 3, "c1", visibility: MailVisibility.OwnerOnly, boxes: [World.Bob], deal: World.Deal);
        await World.AddMailAsync("Only Bob's", 4, "c2", boxes: [World.Bob]);

        var ann = await World.RowsAsync(db => ThreadQuery.OfContact(db, World.Contact, ThreadPlace.Top), World.Ann);
        var administrator = await World.RowsAsync(db => ThreadQuery.OfContact(db, World.Contact, ThreadPlace.Top), Reader.LocalAdministrator);

        ann.Select(r => (r.FirstSubject, r.Count, r.LastSentAt, r.HasAttachments, r.DealId)).ShouldBe([("Re: Shared", 1, ThreadStore.Day(2), false, null)]);
        administrator.Select(r => r.FirstSubject).ShouldBe(["Only Bob's", "Re: Shared"]);
        (await World.RowsAsync(db => ThreadQuery.OfContact(db, World.Contact, ThreadPlace.Top), Reader.Nobody)).ShouldBeEmpty();
    }

    [Fact]
    public async Task People_of_a_conversation_are_named_once_and_blind_copies_are_not()
    {
        await World.AddMailAsync("A", 1, "c1");
        await World.AddMailAsync("Re: A", 2, "c1", from: "dora@acme.example");
        var alone = await World.AddMailAsync("B", 3);

        var people = await World.Store.ReadAsync(db => ThreadQuery.People(db, [alone], ["c1"]).ToListAsync(), World.Ann);

        people.Where(p => p.ConversationId == "c1").Select(p => (p.AddressKey, p.Name)).ShouldBe(
            [("carla@acme.example", "Carla Weiss"), ("dora@acme.example", null), ("ann@firm.example", "Ann")], ignoreOrder: true);
        people.Where(p => p.ConversationId is null).Select(p => (p.MessageId, p.AddressKey)).ShouldBe([(alone, "carla@acme.example"), (alone, "ann@firm.example")], ignoreOrder: true);
    }

    [Fact]
    public async Task A_body_is_shown_out_of_a_copy_that_the_reader_may_read()
    {
        var open = await World.AddMailAsync("A", 1, "c1", body: "Text", boxes: [World.Bob, World.Ann]);
        var hidden = await World.AddMailAsync("B", 2, "c1", body: "Text", visibility: MailVisibility.OwnerOnly, boxes: [World.Bob]);
        var none = await World.AddMailAsync("C", 3, "c1");

        var bodies = await World.Store.ReadAsync(db => ThreadQuery.Bodies(db, new List<long> { open, hidden, none }).ToListAsync(), World.Ann);

        bodies.ShouldBe([new ReadableBody(open, "Text (ann@firm.example)", 23)]);
    }

    [Fact]
    public async Task A_body_of_a_megabyte_is_read_up_to_what_is_shown()
    {
        var id = await World.AddMailAsync("A", 1, body: new string('x', 1_000_000));

        var body = (await World.Store.ReadAsync(db => ThreadQuery.Bodies(db, new List<long> { id }).ToListAsync(), World.Ann)).Single();

        body.Text.Length.ShouldBe(ThreadQuery.LongestShown);
        body.Length.ShouldBe(1_000_019);
    }

    [Fact]
    public async Task Mails_of_a_conversation_come_newest_first_below_a_place_with_all_that_is_shown()
    {
        var first = await World.AddMailAsync("A", 1, "c1", deal: World.Deal);
        var second = await World.AddMailAsync("Re: A", 2, "c1");
        var third = await World.AddMailAsync("Re: A", 3, "c1");

        var below = await World.Store.ReadAsync(db => ThreadQuery.Mails(db, second, "c1", new(ThreadStore.Day(3), third)).ToListAsync(), World.Ann);
        var alone = await World.Store.ReadAsync(db => ThreadQuery.Mails(db, second, null, ThreadPlace.Top).ToListAsync(), World.Ann);

        below.Select(m => m.Id).ShouldBe([second, first]);
        (below[1].Deal!.Title, below[1].Account!.Name, below[1].Contacts.Single().Contact!.DisplayName).ShouldBe(("Chairs", "Acme", "Carla Weiss"));
        below[1].Participants.Count.ShouldBe(3);
        alone.Select(m => m.Id).ShouldBe([second]);
    }

    [Fact]
    public async Task A_conversation_may_go_into_open_deals_of_its_people_and_firms()
    {
        var far = await World.AddDealAsync("Far", teamId: World.Bob.HomeTeamId);

        var deals = await World.Store.ReadAsync(db => ThreadQuery.DealsToChoose(db, new List<long> { World.Contact }, new List<long> { World.Account }, null).Select(d => d.Id).ToListAsync(), World.Ann);

        deals.ShouldBe([World.Deal, World.OtherDeal]);
        deals.ShouldNotContain(far);
    }
}
