using System.Net;
using System.Text.Json.Nodes;
using GraphSimulator;
using GraphSimulator.Delta;
using GraphSimulator.Generation;
using GraphSimulator.Misbehaviour;

namespace CrmAddin.Web.Tests.Graph;

public sealed class SimulatorDeltaTests : SimulatorTest
{
    private const string Inbox = $"users/{Upn}/mailFolders/inbox/messages/delta";
    private const string Archive = $"users/{Upn}/mailFolders/archive/messages/delta";

    [Fact]
    public async Task Change_tracking_of_a_whole_mailbox_is_refused_in_Graphs_words()
    {
        var answer = await GetAsync($"users/{Upn}/messages/delta");

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.ErrorCode.ShouldBe("BadRequest");
        answer.ErrorMessage.ShouldBe("Unsupported request: Change tracking is not supported against 'microsoft.graph.message'.");
        answer.Body["error"]!["innerError"]!["request-id"].ShouldNotBeNull();
    }

    [Theory]
    [InlineData("mailFolders/inbox/messages/delta")]
    [InlineData("mailFolders/inbox/messages/delta()")]
    [InlineData("mailFolders('inbox')/messages/microsoft.graph.delta()")]
    public async Task Every_spelling_of_delta_gives_the_messages_and_a_delta_link(string path)
    {
        Deliver(3);

        var answer = await GetAsync($"users/{Upn}/{path}");

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Value.Count.ShouldBe(3);
        answer.DeltaLink!.ShouldStartWith(Simulator.Address.ToString());
        answer.NextLink.ShouldBeNull();
    }

    [Fact]
    public async Task The_SDK_reads_a_round_and_goes_on_from_its_delta_link()
    {
        Deliver(3);
        var delta = Graph.Users[Upn].MailFolders["inbox"].Messages.Delta;
        var first = await delta.GetAsDeltaGetResponseAsync(request => request.Headers.Add("Prefer", "odata.maxpagesize=2"));
        var second = await delta.WithUrl(first!.OdataNextLink!).GetAsDeltaGetResponseAsync();
        Simulator.Tenant.AddMessage(Upn, "inbox", SampleMail.From("new@client.example", "New"));

        var next = await delta.WithUrl(second!.OdataDeltaLink!).GetAsDeltaGetResponseAsync();

        first.Value!.Count.ShouldBe(2);
        second.Value!.Count.ShouldBe(1);
        next!.Value!.Single().Subject.ShouldBe("New");
    }

    [Fact]
    public async Task A_page_has_either_a_next_link_or_a_delta_link_and_obeys_the_preferred_size()
    {
        Deliver(25);
        var url = Inbox + "?$select=subject";
        var sizes = new List<int>();
        while (url is not null)
        {
            var page = await GetAsync(url, "odata.maxpagesize=10");
            sizes.Add(page.Value.Count);
            page.Headers.GetValues("Preference-Applied").Single().ShouldContain("odata.maxpagesize=10");
            (page.NextLink is null).ShouldBe(page.DeltaLink is not null);
            url = page.NextLink;
        }

        sizes.ShouldBe([10, 10, 5]);
    }

    [Fact]
    public async Task The_next_round_tells_what_is_new_changed_and_gone()
    {
        var ids = Deliver(3);
        var (_, link) = await RoundAsync(Inbox);
        Simulator.Tenant.MarkRead(Upn, ids[0]);
        Simulator.Tenant.Delete(Upn, ids[1], "changed");
        Simulator.Tenant.Delete(Upn, ids[2], "deleted");
        var added = Simulator.Tenant.AddMessage(Upn, "inbox", SampleMail.From("new@client.example", "New"));

        var items = (await RoundAsync(link)).Items.ToDictionary(Id);

        items.Keys.ShouldBe([.. ids, added], ignoreOrder: true);
        items[ids[0]]["isRead"]!.GetValue<bool>().ShouldBeTrue();
        RemovedReason(items[ids[1]]).ShouldBe("changed");
        RemovedReason(items[ids[2]]).ShouldBe("deleted");
        items[added]["subject"]!.GetValue<string>().ShouldBe("New");
    }

    [Fact]
    public async Task A_first_round_can_tell_of_removals_too()
    {
        var ids = Deliver(2);
        Simulator.Tenant.Delete(Upn, ids[0]);
        (await RoundAsync(Inbox)).Items.Select(Id).ShouldBe([ids[1]]);

        Simulator.Faults = new Faults { RemovedInFirstRound = true };

        (await RoundAsync(Inbox)).Items.Select(i => (Id(i), RemovedReason(i))).ShouldBe([(ids[1], null), (ids[0], "deleted")], ignoreOrder: true);
    }

    [Fact]
    public async Task A_partial_update_carries_only_what_changed()
    {
        var ids = Deliver(1);
        var (_, link) = await RoundAsync(Inbox);
        Simulator.Faults = new Faults { PartialUpdates = true };
        Simulator.Tenant.MarkRead(Upn, ids[0]);

        (await RoundAsync(link)).Items.Single().Select(p => p.Key).ShouldBe(["@odata.etag", "id", "parentFolderId", "isRead"], ignoreOrder: true);
    }

    [Fact]
    public async Task Options_are_those_of_the_first_call_and_others_beside_a_token_have_no_effect_or_are_refused()
    {
        Deliver(2);
        var (_, link) = await RoundAsync(Inbox + "?$select=subject");
        Deliver(1);

        var ignored = await GetAsync(link + "&$select=isRead");
        ignored.Value.Single()["subject"].ShouldNotBeNull();
        ignored.Value.Single()["isRead"].ShouldBeNull();

        Simulator.Faults = new Faults { RefuseOptionsOnLinks = true };
        (await GetAsync(link + "&$select=isRead")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await GetAsync(link)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("$filter=subject eq 'x'")]
    [InlineData("$filter=receivedDateTime le 2026-01-01T00:00:00Z")]
    [InlineData("$search=\"x\"")]
    [InlineData("$orderby=subject")]
    public async Task Options_that_change_tracking_does_not_know_are_refused(string option) =>
        (await GetAsync($"{Inbox}?{option}")).Status.ShouldBe(HttpStatusCode.BadRequest);

    [Fact]
    public async Task With_a_filter_a_round_ends_at_five_thousand_messages()
    {
        Simulator.Tenant.Generate(Upn, "inbox", new SyntheticMails { Count = 5010, BodyLength = 10, Headers = 0 });

        var (items, _) = await RoundAsync(Inbox + "?$select=subject&$filter=receivedDateTime ge 2026-01-01T00:00:00Z", "odata.maxpagesize=1000");
        var (unfiltered, _) = await RoundAsync(Inbox + "?$select=subject", "odata.maxpagesize=1000");

        items.Count.ShouldBe(5000);
        unfiltered.Count.ShouldBe(5010);
    }

    [Fact]
    public async Task There_is_no_sync_from_now()
    {
        Deliver(3);

        (await RoundAsync(Inbox + "?$deltatoken=latest")).Items.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Ids_are_the_mutable_ones_unless_the_request_prefers_others()
    {
        var id = Deliver(1)[0];

        var mutable = (await RoundAsync(Inbox, prefer: null)).Items.Single();
        (await RoundAsync(Inbox)).Items.Select(Id).ShouldBe([id]);

        Id(mutable).ShouldNotBe(id);
        Simulator.Tenant.Move(Upn, id, "archive");
        Id((await RoundAsync(Archive, prefer: null)).Items.Single()).ShouldNotBe(Id(mutable));
        (await RoundAsync(Archive)).Items.Select(Id).ShouldBe([id]);
    }

    [Fact]
    public async Task A_token_is_bound_to_its_folder()
    {
        Deliver(1);
        var (_, link) = await RoundAsync(Inbox);

        (await GetAsync(link.Replace("inbox", "archive", StringComparison.Ordinal))).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData(TokenLossForm.Gone, HttpStatusCode.Gone, "syncStateNotFound")]
    [InlineData(TokenLossForm.SyncStateNotFound, HttpStatusCode.BadRequest, "SyncStateNotFound")]
    [InlineData(TokenLossForm.NotFound, HttpStatusCode.NotFound, "syncStateNotFound")]
    [InlineData(TokenLossForm.ResyncRequired, HttpStatusCode.BadRequest, "resyncRequired")]
    public async Task A_forgotten_token_is_told_in_the_chosen_form(TokenLossForm form, HttpStatusCode status, string code)
    {
        Deliver(1);
        var (_, link) = await RoundAsync(Inbox);
        Simulator.Faults = new Faults { TokenLoss = form };

        Simulator.Tenant.LoseTokens(Upn);

        var answer = await GetAsync(link);
        (answer.Status, answer.ErrorCode).ShouldBe((status, code));
        if (form == TokenLossForm.Gone)
        {
            answer.Headers.Location!.ToString().ShouldEndWith("messages/delta?$deltaToken=");
            (await GetAsync(answer.Headers.Location.ToString())).Value.Count.ShouldBe(1);
        }
    }

    [Fact]
    public async Task A_token_survives_a_restart_on_the_same_mails_and_is_lost_on_others()
    {
        static JsonObject Mail(int n) => SampleMail.From("ann@client.example", $"Mail {n}", n, messageId: $"<{n}@client.example>");
        for (var n = 0; n < 3; n++)
            Simulator.Tenant.AddMessage(Upn, "inbox", Mail(n));
        var query = new Uri((await RoundAsync(Inbox)).DeltaLink).PathAndQuery;

        await using var same = await GraphSimulatorHost.StartAsync();
        same.Tenant.AddMailbox(Upn);
        for (var n = 0; n < 4; n++)
            same.Tenant.AddMessage(Upn, "inbox", Mail(n));
        Subjects(await GetAsync(new Uri(same.Address, query).ToString())).ShouldBe(["Mail 3"]);

        await using var other = await GraphSimulatorHost.StartAsync();
        other.Tenant.AddMailbox(Upn);
        for (var n = 10; n < 15; n++)
            other.Tenant.AddMessage(Upn, "inbox", Mail(n));
        (await GetAsync(new Uri(other.Address, query).ToString())).Status.ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task A_disturbed_round_still_tells_every_message_and_the_same_page_twice()
    {
        var ids = Deliver(40);
        Simulator.Faults = new Faults { Seed = 7, EmptyPageRate = 0.4, DuplicateRate = 0.3, Reorder = true };
        var seen = new List<string>();
        var empty = 0;
        var url = Inbox;
        while (url is not null)
        {
            var page = await GetAsync(url, Immutable + ", odata.maxpagesize=5");
            (await GetAsync(url, Immutable + ", odata.maxpagesize=5")).Body["value"]!.ToJsonString().ShouldBe(page.Body["value"]!.ToJsonString());
            var onPage = page.Value.Select(Id).ToList();
            empty += onPage.Count == 0 ? 1 : 0;
            seen.AddRange(onPage);
            url = page.NextLink;
        }

        empty.ShouldBeGreaterThan(0);
        seen.Count.ShouldBeGreaterThan(40);
        seen.Distinct().ShouldBe(ids, ignoreOrder: true);
        seen.Distinct().ShouldNotBe(ids);
    }

    [Fact]
    public async Task Another_seed_disturbs_in_another_way_and_the_same_seed_in_the_same()
    {
        Deliver(30);
        async Task<List<string>> OrderAsync(int seed)
        {
            Simulator.Faults = new Faults { Seed = seed, DuplicateRate = 0.3, Reorder = true };
            return [.. (await RoundAsync(Inbox)).Items.Select(Id)];
        }

        (await OrderAsync(1)).ShouldBe(await OrderAsync(1));
        (await OrderAsync(1)).ShouldNotBe(await OrderAsync(2));
    }

    [Fact]
    public async Task Changes_of_an_earlier_round_can_be_told_again()
    {
        var ids = Deliver(3);
        var (_, link) = await RoundAsync(Inbox);
        Simulator.Faults = new Faults { ReplayedChanges = 2 };

        (await RoundAsync(link)).Items.Select(Id).ShouldBe([ids[1], ids[2]]);
    }

    [Fact]
    public async Task A_message_that_left_and_came_back_can_be_told_as_removed_only()
    {
        var id = Deliver(1)[0];
        var (_, link) = await RoundAsync(Inbox);
        Simulator.Tenant.Move(Upn, id, "archive");
        Simulator.Tenant.Move(Upn, id, "inbox");
        (await RoundAsync(link)).Items.ShouldAllBe(i => RemovedReason(i) == null);

        Simulator.Faults = new Faults { LoseReturnedMessages = true };

        (await RoundAsync(link)).Items.Select(i => (Id(i), RemovedReason(i))).ShouldBe([(id, "deleted")]);
    }

    [Fact]
    public async Task A_move_can_show_no_arrival_in_the_new_folder()
    {
        var id = Deliver(1)[0];
        Deliver(1, "archive");
        var (_, from) = await RoundAsync(Inbox);
        var (_, to) = await RoundAsync(Archive);
        Simulator.Tenant.Move(Upn, id, "archive");
        (await RoundAsync(to)).Items.Select(Id).ShouldBe([id]);

        Simulator.Faults = new Faults { HideArrivalsByMove = true };

        (await RoundAsync(from)).Items.Select(i => (Id(i), RemovedReason(i))).ShouldBe([(id, "deleted")]);
        (await RoundAsync(to)).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task Pages_rendered_beforehand_are_the_pages_that_are_asked_for()
    {
        Simulator.Tenant.Generate(Upn, "inbox", new SyntheticMails { Count = 25 });
        const string prefer = "odata.maxpagesize=10, IdType=\"ImmutableId\", outlook.body-content-type=\"text\"";
        var asked = $"{Inbox}?$select=subject,body";
        var (before, _) = await RoundAsync(asked, prefer);

        var pages = Simulator.Prerender(Upn, "inbox", DeltaOptions.Of(Simulator.Log.Requests[0]));
        var (after, link) = await RoundAsync(asked, prefer);

        pages.ShouldBe(3);
        after.Select(i => i.ToJsonString()).ShouldBe(before.Select(i => i.ToJsonString()));
        Deliver(1);
        (await RoundAsync(link, prefer)).Items.Count.ShouldBe(1);
        (await RoundAsync(asked, prefer)).Items.Count.ShouldBe(26);
    }
}
