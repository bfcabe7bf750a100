using System.Text.Json.Nodes;
using CrmAddin.Core.Accounts;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Contacts.Outlook;
using CrmAddin.Core.Duplicates;
using CrmAddin.Core.Privacy;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using GraphSimulator.Contacts;
using GraphSimulator.Misbehaviour;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Web.Tests.Graph;

public sealed class SyncOutlookContactsTests
{
    private const string Folder = "CRM";

    [Fact]
    public async Task The_owner_s_contacts_are_pushed_once_with_all_that_a_card_holds_and_nobody_else_s()
    {
        await using var world = await OutlookWorld.StartAsync();
        var ann = await world.AddAsync("Ann Lee", c =>
        {
            (c.GivenName, c.FamilyName, c.JobTitle, c.Honorific) = ("Ann", "Lee", "Director", "Dr.");
            c.Account = new Account { Name = "Client" };
            c.Emails.AddRange([ContactEmail.From("ann@client.example", isPrimary: true), ContactEmail.From("ann@home.example")]);
            c.Phones.AddRange([new ContactPhone { Raw = "+1 212 555 0100", Kind = PhoneKind.Work }, new ContactPhone { Raw = "+1 212 555 0101", Kind = PhoneKind.Mobile }]);
            c.Addresses.Add(new PostalAddress { Street = "1 Main Street", City = "Springfield", Postcode = "12345", Country = "US" });
        });
        await world.AddAsync("Somebody else's", c => c.OwnerId = world.Colleague);
        await world.AddAsync("Laid aside", c => c.ArchivedAt = DateTimeOffset.UtcNow);

        await world.PushAsync();
        await world.PushAsync();

        var card = world.Cards().ShouldHaveSingleItem();
        Text(card, "displayName", "givenName", "surname", "title", "jobTitle", "companyName", "mobilePhone").ShouldBe(["Ann Lee", "Ann", "Lee", "Dr.", "Director", "Client", "+1 212 555 0101"]);
        card["emailAddresses"]!.AsArray().Select(e => e!["address"]!.GetValue<string>()).ShouldBe(["ann@client.example", "ann@home.example"]);
        card["businessPhones"]!.AsArray().Single()!.GetValue<string>().ShouldBe("+1 212 555 0100");
        Text(card["businessAddress"]!.AsObject(), "street", "city", "postalCode", "countryOrRegion").ShouldBe(["1 Main Street", "Springfield", "12345", "US"]);
        card["singleValueExtendedProperties"]!.AsArray().Single()!["value"]!.GetValue<string>().ShouldBe(ann.ToString(System.Globalization.CultureInfo.InvariantCulture));
        (await world.OffersAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_change_here_is_pushed_and_one_who_is_given_away_or_laid_aside_leaves_the_folder()
    {
        await using var world = await OutlookWorld.StartAsync();
        var ids = new List<long>();
        foreach (var name in new[] { "Ann", "Bob", "Cid" })
            ids.Add(await world.AddAsync(name));
        await world.PushAsync();

        await world.ChangeAsync(ids[0], c => c.JobTitle = "Director");
        await world.ChangeAsync(ids[1], c => c.OwnerId = world.Colleague);
        await world.ChangeAsync(ids[2], c => c.ArchivedAt = DateTimeOffset.UtcNow);
        await world.PushAsync();

        Text(world.Cards().ShouldHaveSingleItem(), "displayName", "jobTitle").ShouldBe(["Ann", "Director"]);
        (await world.OffersAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_first_push_of_many_takes_batches_of_twenty_and_no_more_than_needed()
    {
        await using var world = await OutlookWorld.StartAsync();
        for (var n = 0; n < 45; n++)
            await world.AddAsync($"Person {n}");
        var before = world.Sync.Simulator.Board.Requests;

        await world.PushAsync();
        var first = world.Sync.Simulator.Board.Requests - before;
        await world.PushAsync();

        world.Cards().Count.ShouldBe(45);
        // Two for the folder, two for changes, three batches and what is in them; then one that tells our own cards, and nothing is pushed.
        first.ShouldBeLessThanOrEqualTo(2 + 2 + 3 + 45);
        world.Cards().Count.ShouldBe(45);
    }

    [Theory]
    [InlineData(FaultKind.UnavailableAfterEffect, 1)]
    [InlineData(FaultKind.GatewayTimeoutAfterEffect, 1)]
    [InlineData(FaultKind.Unavailable, 0)]
    [InlineData(FaultKind.Throttled, 0)]
    public async Task A_card_whose_making_ended_in_doubt_is_looked_for_before_it_is_made_again(FaultKind fault, int madeAtFirst)
    {
        await using var world = await OutlookWorld.StartAsync();
        await world.PushAsync();
        await world.AddAsync("Ann");
        // The page of changes, the batch, and the card in it.
        world.Sync.Simulator.Faults = new Faults { Next = [FaultKind.None, FaultKind.None, fault], RetryAfterSeconds = 0.01 };

        await world.PushAsync();
        world.Cards().Count.ShouldBe(madeAtFirst);
        await world.PushAsync();
        await world.PushAsync();

        world.Cards().Count.ShouldBe(1);
        (await world.OffersAsync()).ShouldBeEmpty();
        (await world.Sync.ReadAsync(db => db.OutlookContacts.SingleAsync())).State.ShouldBe(OutlookCardState.There);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_the_server_does_wrong_each_contact_ends_with_one_card(int seed)
    {
        await using var world = await OutlookWorld.StartAsync();
        for (var n = 0; n < 30; n++)
            await world.AddAsync($"Person {n:00}");
        world.Sync.Simulator.Faults = new Faults { Seed = seed, ThrottleRate = 0.1, UnavailableRate = 0.1, UnavailableAfterEffectRate = 0.15, ConnectionResetRate = 0.1, RetryAfterSeconds = 0.01, RetryAfter = RetryAfterForm.Fractional };

        for (var round = 0; round < 12; round++)
            await world.TryPushAsync();
        world.Sync.Simulator.Faults = new Faults();
        await world.PushAsync();
        await world.PushAsync();

        world.Cards().Select(c => c["displayName"]!.GetValue<string>()).Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(0, 30).Select(n => $"Person {n:00}"));
        (await world.OffersAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_change_in_Outlook_is_offered_and_not_written_and_not_pushed_over_until_it_is_decided()
    {
        await using var world = await OutlookWorld.StartAsync();
        var ann = await world.AddAsync("Ann", c => c.JobTitle = "Clerk");
        await world.PushAsync();
        world.Change(world.IdOf("Ann"), new JsonObject { ["jobTitle"] = "Director" });
        await world.ChangeAsync(ann, c => c.Website = "https://client.example");

        await world.PushAsync();

        var offer = (await world.OffersAsync()).ShouldHaveSingleItem();
        (offer.Kind, offer.ContactId, offer.Field, offer.Ours, offer.Theirs).ShouldBe((OutlookOfferKind.Field, ann, "jobTitle", "Clerk", "Director"));
        (await world.ContactAsync(ann)).JobTitle.ShouldBe("Clerk");
        Text(world.Cards().Single(), "jobTitle", "businessHomePage").ShouldBe(["Director", "https://client.example"]);
    }

    [Fact]
    public async Task An_accepted_change_is_saved_by_the_rules_with_its_origin_and_the_loop_ends_there()
    {
        await using var world = await OutlookWorld.StartAsync();
        var ann = await world.AddAsync("Ann", c => c.Emails.Add(ContactEmail.From("ann@client.example", isPrimary: true)));
        await world.PushAsync();
        world.Change(world.IdOf("Ann"), new JsonObject { ["emailAddresses"] = new JsonArray(new JsonObject { ["address"] = "new@client.example" }) });
        await world.PushAsync();

        (await world.DecideAsync((await world.OffersAsync()).Single(), accept: true)).Value.ShouldBe(ann);
        await world.PushAsync();
        await world.PushAsync();

        var contact = await world.ContactAsync(ann);
        contact.Emails.Single().Address.ShouldBe("new@client.example");
        contact.ProvenanceJson!.ShouldContain("Outlook");
        (await world.Sync.ReadAsync(db => db.ChangeSets.Where(s => s.Origin == ChangeOrigin.Sync).Select(s => s.UserId).SingleAsync())).ShouldBe(world.Owner);
        (await world.OffersAsync()).ShouldBeEmpty();
        world.Cards().Single()["emailAddresses"]!.AsArray().Single()!["address"]!.GetValue<string>().ShouldBe("new@client.example");
    }

    [Fact]
    public async Task A_refused_change_is_pushed_again_as_it_stands_here()
    {
        await using var world = await OutlookWorld.StartAsync();
        var ann = await world.AddAsync("Ann");
        await world.PushAsync();
        world.Change(world.IdOf("Ann"), new JsonObject { ["jobTitle"] = "Director" });
        await world.PushAsync();

        (await world.DecideAsync((await world.OffersAsync()).Single(), accept: false)).Error.ShouldBeNull();
        await world.PushAsync();
        await world.PushAsync();

        (await world.ContactAsync(ann)).JobTitle.ShouldBeNull();
        (world.Cards().Single()["jobTitle"]?.GetValue<string>() ?? "").ShouldBe("");
        (await world.OffersAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_change_that_breaks_a_rule_stays_offered()
    {
        await using var world = await OutlookWorld.StartAsync();
        await world.AddAsync("Bob", c => c.Emails.Add(ContactEmail.From("bob@client.example")));
        await world.AddAsync("Ann");
        await world.PushAsync();
        world.Change(world.IdOf("Ann"), new JsonObject { ["emailAddresses"] = new JsonArray(new JsonObject { ["address"] = "bob@client.example" }) });
        await world.PushAsync();

        var refused = await world.DecideAsync((await world.OffersAsync()).Single(), accept: true);

        refused.Error.ShouldBeOfType<EmailBelongsToOther>();
        (await world.OffersAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_card_of_the_owner_s_own_becomes_a_contact_only_when_accepted_and_is_the_card_of_it()
    {
        await using var world = await OutlookWorld.StartAsync();
        await world.PushAsync();
        world.AddCard("Zoe New", "zoe@new.example");
        world.AddCard("Unwanted", "no@new.example");
        await world.PushAsync();
        var offers = await world.OffersAsync();

        var zoe = await world.DecideAsync(offers.Single(o => o.Theirs!.Contains("Zoe", StringComparison.Ordinal)), accept: true);
        (await world.DecideAsync(offers.Single(o => o.Theirs!.Contains("Unwanted", StringComparison.Ordinal)), accept: false)).Error.ShouldBeNull();
        await world.PushAsync();
        world.Change(world.IdOf("Unwanted"), new JsonObject { ["jobTitle"] = "Still unwanted" });
        await world.PushAsync();

        offers.ShouldAllBe(o => o.Kind == OutlookOfferKind.NewContact);
        var contact = await world.ContactAsync(zoe.Value);
        (contact.DisplayName, contact.OwnerId, contact.Emails.Single().Address).ShouldBe(("Zoe New", world.Owner, "zoe@new.example"));
        (await world.Sync.ReadAsync(db => db.Contacts.CountAsync())).ShouldBe(1);
        world.Cards().Count.ShouldBe(2);
        world.Cards().Single(c => c["displayName"]!.GetValue<string>() == "Zoe New")["singleValueExtendedProperties"]!.AsArray().Count.ShouldBe(1);
        (await world.OffersAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task A_card_that_was_deleted_takes_no_contact_with_it_and_stays_away_only_when_that_is_wanted(bool staysAway, int cards)
    {
        await using var world = await OutlookWorld.StartAsync();
        var ann = await world.AddAsync("Ann");
        await world.PushAsync();
        await world.PushAsync();
        world.Sync.Simulator.Tenant.DeleteContact(SyncWorld.Upn, world.IdOf("Ann"));
        await world.PushAsync();
        var offer = (await world.OffersAsync()).ShouldHaveSingleItem();
        world.Cards().ShouldBeEmpty();

        (await world.DecideAsync(offer, accept: staysAway)).Error.ShouldBeNull();
        await world.ChangeAsync(ann, c => c.JobTitle = "Director");
        await world.PushAsync();
        await world.PushAsync();

        (offer.Kind, offer.ContactId).ShouldBe((OutlookOfferKind.Removed, ann));
        world.Cards().Count.ShouldBe(cards);
        (await world.ContactAsync(ann)).JobTitle.ShouldBe("Director");
        (await world.OffersAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_card_whose_deletion_was_not_told_is_found_missing_when_it_is_to_be_changed()
    {
        await using var world = await OutlookWorld.StartAsync();
        var ann = await world.AddAsync("Ann");
        await world.PushAsync();
        world.Sync.Simulator.Tenant.DeleteContact(SyncWorld.Upn, world.IdOf("Ann"));
        await world.ChangeAsync(ann, c => c.JobTitle = "Director");

        await world.PushAsync();

        (await world.OffersAsync()).ShouldHaveSingleItem().Kind.ShouldBe(OutlookOfferKind.Removed);
        world.Cards().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_merged_contact_s_card_becomes_the_survivor_s_or_goes_and_a_split_brings_it_back()
    {
        await using var world = await OutlookWorld.StartAsync();
        var (ann, anne) = (await world.AddAsync("Ann"), await world.AddAsync("Anne"));
        await world.PushAsync();

        var merged = await world.UseAsync(s => s.GetRequiredService<MergeContacts>().RunAsync(new MergeRequest(ann, 0, anne, 0, new Dictionary<string, bool>()), "test", default));
        await world.PushAsync();
        world.Cards().Select(c => c["displayName"]!.GetValue<string>()).ShouldBe(["Ann"]);
        (await world.UseAsync(s => s.GetRequiredService<SplitContacts>().RunAsync(new SplitRequest(merged.Value!.ChangeSetId), "test", default))).Error.ShouldBeNull();
        await world.PushAsync();

        world.Cards().Select(c => c["displayName"]!.GetValue<string>()).Order(StringComparer.Ordinal).ShouldBe(["Ann", "Anne"]);
    }

    [Fact]
    public async Task An_erased_person_leaves_the_folder_even_where_it_is_kept_up_no_more_and_is_not_offered_back()
    {
        await using var world = await OutlookWorld.StartAsync();
        var ann = await world.AddAsync("Ann", c => c.Emails.Add(ContactEmail.From("ann@client.example")));
        await world.PushAsync();
        (await world.UseAsync(s => s.GetRequiredService<ErasePerson>().RunAsync(ann, "Ann", "test", default), Reader.LocalAdministrator)).Error.ShouldBeNull();
        await world.Sync.ReadAsync(db => db.Mailboxes.ExecuteUpdateAsync(s => s.SetProperty(m => m.PushesContacts, false)));

        await world.PushAsync();
        world.Cards().ShouldBeEmpty();
        await world.Sync.ReadAsync(db => db.Mailboxes.ExecuteUpdateAsync(s => s.SetProperty(m => m.PushesContacts, true)));
        world.AddCard("Ann again", "ann@client.example");
        await world.PushAsync();

        (await world.OffersAsync()).ShouldBeEmpty();
        (await world.Sync.ReadAsync(db => db.OutlookContacts.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_folder_that_was_deleted_is_made_anew_and_a_lost_cursor_offers_nothing_of_ours()
    {
        await using var world = await OutlookWorld.StartAsync();
        await world.AddAsync("Ann");
        await world.PushAsync();
        world.Sync.Simulator.Tenant.LoseTokens(SyncWorld.Upn);
        await world.PushAsync();
        (await world.OffersAsync()).ShouldBeEmpty();
        using (var http = new HttpClient())
            (await http.DeleteAsync($"{world.Sync.Simulator.GraphBaseUrl}/users/{SyncWorld.Upn}/contactFolders/{await world.Sync.ReadAsync(db => db.OutlookFolders.Select(f => f.GraphId).SingleAsync())}")).EnsureSuccessStatusCode();

        await world.PushAsync();

        world.Cards().Count.ShouldBe(1);
        (await world.OffersAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_offer_is_its_owner_s_alone()
    {
        await using var world = await OutlookWorld.StartAsync();
        await world.PushAsync();
        world.AddCard("Zoe New", "zoe@new.example");
        await world.PushAsync();
        var offer = (await world.OffersAsync()).Single();

        var other = await world.UseAsync(s => s.GetRequiredService<DecideOutlookOffer>().AcceptAsync(offer.Id, "test", default), new Reader(world.Colleague, Role.Administrator, []));

        other.Error.ShouldBe(new OfferUnknown(offer.Id));
    }

    private static string?[] Text(JsonObject json, params string[] names) => [.. names.Select(n => json[n]?.GetValue<string>())];

    /// <summary>A mailbox whose owner wants their contacts in its Outlook.</summary>
    private sealed class OutlookWorld : IAsyncDisposable
    {
        private OutlookWorld(SyncWorld sync) => Sync = sync;

        public SyncWorld Sync { get; }

        public long Owner { get; private set; }

        public long Colleague { get; private set; }

        public static async Task<OutlookWorld> StartAsync()
        {
            var world = new OutlookWorld(await SyncWorld.StartAsync());
            var (owner, colleague) = (new User { UserName = "owner", DisplayName = "Owner" }, new User { UserName = "colleague", DisplayName = "Colleague" });
            await world.Sync.WriteAsync(db => db.AddRange(owner, colleague));
            (world.Owner, world.Colleague) = (owner.Id, colleague.Id);
            await world.Sync.ReadAsync(db => db.Mailboxes.ExecuteUpdateAsync(s => s.SetProperty(m => m.PushesContacts, true).SetProperty(m => m.OwnerId, owner.Id)));
            return world;
        }

        public async Task<long> AddAsync(string name, Action<Contact>? more = null)
        {
            var contact = new Contact { DisplayName = name, OwnerId = Owner };
            more?.Invoke(contact);
            await Sync.WriteAsync(db => db.Contacts.Add(contact));
            return contact.Id;
        }

        public Task<int> ChangeAsync(long id, Action<Contact> change) => UseAsync(async services =>
        {
            var db = services.GetRequiredService<CrmDb>();
            db.Begin(ChangeOrigin.Edit, "test");
            change(await db.Contacts.SingleAsync(c => c.Id == id));
            return await db.SaveChangesAsync();
        });

        public async Task PushAsync() => (await TryPushAsync()).ShouldBeNull();

        public async Task<Error?> TryPushAsync()
        {
            var mailbox = await Sync.ReadAsync(db => db.Mailboxes.AsNoTracking().SingleAsync());
            return await UseAsync(s => s.GetRequiredService<SyncOutlookContacts>().RunAsync(mailbox, default));
        }

        public IReadOnlyList<JsonObject> Cards() => Sync.Simulator.Tenant.Contacts(SyncWorld.Upn, Folder);

        public string IdOf(string name) => Cards().Single(c => c["displayName"]!.GetValue<string>() == name)["id"]!.GetValue<string>();

        public void Change(string id, JsonObject values) => Sync.Simulator.Tenant.UpdateContact(SyncWorld.Upn, id, values);

        public void AddCard(string name, string address) => Sync.Simulator.Tenant.AddContact(SyncWorld.Upn, new JsonObject
        {
            ["displayName"] = name,
            ["emailAddresses"] = new JsonArray(new JsonObject { ["address"] = address }),
        }, Folder);

        public Task<List<OutlookOffer>> OffersAsync() => Sync.ReadAsync(db => OutlookQuery.Open(db).ToListAsync());

        public Task<Contact> ContactAsync(long id) => Sync.ReadAsync(db => ContactQuery.Whole(db, id).AsNoTracking().SingleAsync());

        public Task<Result<long>> DecideAsync(OutlookOffer offer, bool accept) => UseAsync(
            s => accept ? s.GetRequiredService<DecideOutlookOffer>().AcceptAsync(offer.Id, "test", default) : s.GetRequiredService<DecideOutlookOffer>().RefuseAsync(offer.Id, default),
            new Reader(Owner, Role.Agent, []));

        public async Task<T> UseAsync<T>(Func<IServiceProvider, Task<T>> use, Reader? reader = null)
        {
            await using var scope = Sync.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(reader ?? Reader.System);
            return await use(scope.ServiceProvider);
        }

        public ValueTask DisposeAsync() => Sync.DisposeAsync();
    }
}
