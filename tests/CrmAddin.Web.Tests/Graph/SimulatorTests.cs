using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GraphSimulator;
using GraphSimulator.Misbehaviour;

namespace CrmAddin.Web.Tests.Graph;

public sealed class SimulatorTests : IAsyncLifetime, IDisposable
{
    private const string Upn = "agent@firm.example";
    private GraphSimulatorHost _simulator = null!;
    private HttpClient _http = null!;

    public async Task InitializeAsync()
    {
        _simulator = await GraphSimulatorHost.StartAsync();
        _simulator.Tenant.AddMailbox(Upn, "Agent");
        _http = new HttpClient { BaseAddress = new Uri(_simulator.Address, "/v1.0/") };
    }

    public Task DisposeAsync() => _simulator.DisposeAsync().AsTask();

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Change_tracking_of_a_whole_mailbox_is_refused_in_Graphs_words()
    {
        var (status, body, _) = await GetAsync($"users/{Upn}/messages/delta");

        status.ShouldBe(HttpStatusCode.BadRequest);
        body["error"]!["code"]!.GetValue<string>().ShouldBe("BadRequest");
        body["error"]!["message"]!.GetValue<string>().ShouldBe("Unsupported request: Change tracking is not supported against 'microsoft.graph.message'.");
        body["error"]!["innerError"]!["request-id"].ShouldNotBeNull();
    }

    [Theory]
    [InlineData("mailFolders/inbox/messages/delta")]
    [InlineData("mailFolders/inbox/messages/delta()")]
    [InlineData("mailFolders('inbox')/messages/microsoft.graph.delta()")]
    public async Task Every_spelling_of_delta_gives_the_messages_and_a_delta_link(string path)
    {
        Deliver(3);

        var (status, body, _) = await GetAsync($"users/{Upn}/{path}");

        status.ShouldBe(HttpStatusCode.OK);
        body["value"]!.AsArray().Count.ShouldBe(3);
        body["@odata.deltaLink"]!.GetValue<string>().ShouldStartWith(_simulator.Address.ToString());
        body["@odata.nextLink"].ShouldBeNull();
    }

    [Fact]
    public async Task A_page_has_either_a_next_link_or_a_delta_link_and_obeys_the_preferred_size()
    {
        Deliver(25);
        var url = $"users/{Upn}/mailFolders/inbox/messages/delta?$select=subject";
        var sizes = new List<int>();
        while (true)
        {
            var (_, page, headers) = await GetAsync(url, "odata.maxpagesize=10");
            sizes.Add(page["value"]!.AsArray().Count);
            headers.GetValues("Preference-Applied").Single().ShouldContain("odata.maxpagesize=10");
            (page["@odata.nextLink"] is null).ShouldBe(page["@odata.deltaLink"] is not null);
            if (page["@odata.nextLink"] is not { } next)
                break;
            url = next.GetValue<string>();
        }

        sizes.ShouldBe([10, 10, 5]);
    }

    [Fact]
    public async Task The_next_round_tells_what_is_new_changed_and_gone()
    {
        var ids = Deliver(3);
        var link = await DeltaLinkAsync();
        _simulator.Tenant.MarkRead(Upn, ids[0]);
        _simulator.Tenant.Delete(Upn, ids[1], "changed");
        _simulator.Tenant.Delete(Upn, ids[2], "deleted");
        var added = _simulator.Tenant.AddMessage(Upn, "inbox", SampleMail.From("new@client.example", "New"));

        var (_, page, _) = await GetAsync(link, "IdType=\"ImmutableId\"");

        var items = page["value"]!.AsArray().ToDictionary(i => i!["id"]!.GetValue<string>());
        items.Keys.ShouldBe([.. ids, added], ignoreOrder: true);
        items[ids[0]]!["isRead"]!.GetValue<bool>().ShouldBeTrue();
        items[ids[1]]!["@removed"]!["reason"]!.GetValue<string>().ShouldBe("changed");
        items[ids[2]]!["@removed"]!["reason"]!.GetValue<string>().ShouldBe("deleted");
        items[added]!["subject"]!.GetValue<string>().ShouldBe("New");
    }

    [Fact]
    public async Task A_partial_update_carries_only_what_changed()
    {
        var ids = Deliver(1);
        var link = await DeltaLinkAsync();
        _simulator.Faults = new Faults { PartialUpdates = true };
        _simulator.Tenant.MarkRead(Upn, ids[0]);

        var (_, page, _) = await GetAsync(link);

        page["value"]![0]!.AsObject().Select(p => p.Key).ShouldBe(["@odata.etag", "id", "parentFolderId", "isRead"], ignoreOrder: true);
    }

    [Fact]
    public async Task Immutable_ids_survive_a_move_and_the_default_ids_do_not()
    {
        var id = Deliver(1)[0];
        var before = (await GetAsync($"users/{Upn}/messages/{id}")).Body["id"]!.GetValue<string>();
        _simulator.Tenant.Move(Upn, id, "archive");

        var after = await GetAsync($"users/{Upn}/messages/{id}", "IdType=\"ImmutableId\"");

        after.Body["id"]!.GetValue<string>().ShouldBe(id);
        before.ShouldNotBe(id);
        var stale = await GetAsync($"users/{Upn}/messages/{before}");
        stale.Status.ShouldBe(HttpStatusCode.NotFound);
        stale.Body["error"]!["code"]!.GetValue<string>().ShouldBe("ErrorItemNotFound");
    }

    [Fact]
    public async Task An_Ews_id_translates_to_the_immutable_one()
    {
        var id = Deliver(1)[0];
        var rest = (await GetAsync($"users/{Upn}/messages/{id}")).Body["id"]!.GetValue<string>();
        var ews = rest.Replace('-', '/').Replace('_', '+');

        using var answer = await _http.PostAsync($"users/{Upn}/translateExchangeIds", new StringContent(
            new JsonObject { ["inputIds"] = new JsonArray(ews, "nonsense"), ["sourceIdType"] = "ewsId", ["targetIdType"] = "restImmutableEntryId" }.ToJsonString(),
            Encoding.UTF8, "application/json"));

        var value = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["value"]!;
        value[0]!["targetId"]!.GetValue<string>().ShouldBe(id);
        value[0]!["errorDetails"].ShouldBeNull();
        value[1]!["errorDetails"]!["code"]!.GetValue<string>().ShouldBe("ErrorInvalidIdMalformed");
    }

    [Fact]
    public async Task Headers_and_unique_body_come_only_when_selected_and_headers_never_on_sent_copies()
    {
        var mail = SampleMail.From("ann@client.example", "Offer", body: "Yes please.\n-----Original Message-----\nold", headers: ("List-Id", "<x>"));
        var received = _simulator.Tenant.AddMessage(Upn, "inbox", (JsonObject)mail.DeepClone());
        var sent = _simulator.Tenant.AddMessage(Upn, "sentitems", mail);

        var plain = (await GetAsync($"users/{Upn}/messages/{received}")).Body;
        plain["internetMessageHeaders"].ShouldBeNull();
        plain["uniqueBody"].ShouldBeNull();
        var selected = (await GetAsync($"users/{Upn}/messages/{received}?$select=internetMessageHeaders,uniqueBody", "outlook.body-content-type=\"text\"")).Body;
        selected["internetMessageHeaders"]![0]!["name"]!.GetValue<string>().ShouldBe("List-Id");
        selected["uniqueBody"]!["content"]!.GetValue<string>().ShouldBe("Yes please.");
        selected["subject"].ShouldBeNull();
        (await GetAsync($"users/{Upn}/messages/{sent}?$select=internetMessageHeaders")).Body["internetMessageHeaders"].ShouldBeNull();
        (await _http.GetStringAsync($"users/{Upn}/messages/{sent}/$value")).ShouldContain("List-Id: <x>");
    }

    [Fact]
    public async Task The_body_comes_in_the_preferred_form()
    {
        var mail = SampleMail.From("ann@client.example", "Offer");
        mail["body"] = new JsonObject { ["contentType"] = "html", ["content"] = "<p>Dear &amp; near</p><p>Ann</p>" };
        var id = _simulator.Tenant.AddMessage(Upn, "inbox", mail);

        var text = await GetAsync($"users/{Upn}/messages/{id}", "outlook.body-content-type=\"text\"");
        var html = await GetAsync($"users/{Upn}/messages/{id}");

        text.Body["body"]!["contentType"]!.GetValue<string>().ShouldBe("text");
        text.Body["body"]!["content"]!.GetValue<string>().ShouldBe("Dear & near\nAnn");
        text.Headers.GetValues("Preference-Applied").Single().ShouldBe("outlook.body-content-type=\"text\"");
        html.Body["body"]!["contentType"]!.GetValue<string>().ShouldBe("html");
    }

    [Fact]
    public async Task A_token_is_bound_to_its_folder_and_a_forgotten_one_says_how_to_start_again()
    {
        Deliver(1);
        var link = await DeltaLinkAsync();
        var elsewhere = await GetAsync(link.Replace("inbox", "archive", StringComparison.Ordinal));
        elsewhere.Status.ShouldBe(HttpStatusCode.BadRequest);

        _simulator.Tenant.LoseTokens(Upn);
        var gone = await GetAsync(link);
        gone.Status.ShouldBe(HttpStatusCode.Gone);
        gone.Headers.Location!.ToString().ShouldEndWith("messages/delta?$deltaToken=");
        (await GetAsync(gone.Headers.Location.ToString())).Body["value"]!.AsArray().Count.ShouldBe(1);

        _simulator.Faults = new Faults { TokenLoss = TokenLossForm.SyncStateNotFound };
        var notFound = await GetAsync(link);
        notFound.Status.ShouldBe(HttpStatusCode.BadRequest);
        notFound.Body["error"]!["code"]!.GetValue<string>().ShouldBe("SyncStateNotFound", StringCompareShould.IgnoreCase);
    }

    [Fact]
    public async Task A_token_survives_a_restart_on_the_same_mails_and_is_lost_on_others()
    {
        static JsonObject Mail(int n) => SampleMail.From("ann@client.example", $"Mail {n}", n, messageId: $"<{n}@client.example>");
        for (var n = 0; n < 3; n++)
            _simulator.Tenant.AddMessage(Upn, "inbox", Mail(n));
        var query = new Uri(await DeltaLinkAsync()).PathAndQuery;

        await using var same = await GraphSimulatorHost.StartAsync();
        same.Tenant.AddMailbox(Upn);
        for (var n = 0; n < 4; n++)
            same.Tenant.AddMessage(Upn, "inbox", Mail(n));
        var (status, page, _) = await GetAsync(new Uri(same.Address, query).ToString());
        status.ShouldBe(HttpStatusCode.OK);
        page["value"]!.AsArray().Single()!["subject"]!.GetValue<string>().ShouldBe("Mail 3");

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
        _simulator.Faults = new Faults { Seed = 7, EmptyPageRate = 0.4, DuplicateRate = 0.3, Reorder = true };
        var seen = new List<string>();
        var empty = 0;
        var url = $"users/{Upn}/mailFolders/inbox/messages/delta";
        while (url is not null)
        {
            var (_, page, _) = await GetAsync(url, "IdType=\"ImmutableId\", odata.maxpagesize=5");
            (await GetAsync(url, "IdType=\"ImmutableId\", odata.maxpagesize=5")).Body["value"]!.ToJsonString().ShouldBe(page["value"]!.ToJsonString());
            var onPage = page["value"]!.AsArray().Select(i => i!["id"]!.GetValue<string>()).ToList();
            empty += onPage.Count == 0 ? 1 : 0;
            seen.AddRange(onPage);
            url = page["@odata.nextLink"]?.GetValue<string>();
        }

        empty.ShouldBeGreaterThan(0);
        seen.Count.ShouldBeGreaterThan(40);
        seen.Distinct().ShouldBe(ids, ignoreOrder: true);
        seen.Distinct().ShouldNotBe(ids);
    }

    [Theory]
    [InlineData(RetryAfterForm.Whole, "3")]
    [InlineData(RetryAfterForm.Fractional, "2.128")]
    [InlineData(RetryAfterForm.Date, "GMT")]
    [InlineData(RetryAfterForm.Absent, null)]
    public async Task Throttling_says_when_to_come_back_in_the_chosen_form(RetryAfterForm form, string? header)
    {
        _simulator.Faults = new Faults { RetryAfter = form, RetryAfterSeconds = 2.128, Next = [FaultKind.Throttled] };

        var (status, body, headers) = await GetAsync($"users/{Upn}");

        status.ShouldBe(HttpStatusCode.TooManyRequests);
        body["error"]!["code"]!.GetValue<string>().ShouldBe("TooManyRequests");
        var sent = headers.TryGetValues("Retry-After", out var values) ? values.Single() : null;
        if (form == RetryAfterForm.Date)
            sent.ShouldNotBeNull().ShouldEndWith(header!);
        else
            sent.ShouldBe(header);
        (await GetAsync($"users/{Upn}")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Html_answers_cut_connections_and_lost_answers_happen_on_request()
    {
        var id = Deliver(1)[0];
        _simulator.Faults = new Faults { Next = [FaultKind.NoJson, FaultKind.ConnectionReset, FaultKind.UnavailableAfterEffect] };

        (await _http.GetStringAsync($"users/{Upn}")).ShouldStartWith("<!DOCTYPE html>");
        await Should.ThrowAsync<HttpRequestException>(() => _http.GetStringAsync($"users/{Upn}"));
        using var patch = await _http.PatchAsync($"users/{Upn}/messages/{id}", new StringContent("{\"isRead\":true}", Encoding.UTF8, "application/json"));
        patch.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await GetAsync($"users/{Upn}/messages/{id}")).Body["isRead"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task Folders_are_found_by_well_known_name_and_listed_in_pages()
    {
        Deliver(2);
        var inbox = (await GetAsync($"users/{Upn}/mailFolders/inbox")).Body;
        inbox["totalItemCount"]!.GetValue<int>().ShouldBe(2);
        inbox["displayName"]!.GetValue<string>().ShouldBe("Inbox");

        var first = (await GetAsync($"users/{Upn}/mailFolders?$top=5")).Body;
        first["value"]!.AsArray().Count.ShouldBe(5);
        var second = (await GetAsync(first["@odata.nextLink"]!.GetValue<string>())).Body;
        second["value"]!.AsArray().Count.ShouldBe(3);
        (await GetAsync("users/nobody@firm.example/mailFolders")).Body["error"]!["code"]!.GetValue<string>().ShouldBe("ErrorInvalidUser");
    }

    [Fact]
    public async Task Lists_filter_order_page_and_search_as_Graph_allows()
    {
        Deliver(5);
        var list = $"users/{Upn}/mailFolders/inbox/messages";
        var since = Uri.EscapeDataString("receivedDateTime ge 2026-03-02T08:03:00Z");
        Subjects((await GetAsync($"{list}?$filter={since}&$orderby=receivedDateTime&$select=subject")).Body).ShouldBe(["Mail 3", "Mail 4"]);
        Subjects((await GetAsync($"{list}?$top=2&$skip=1")).Body).ShouldBe(["Mail 3", "Mail 2"]);
        Subjects((await GetAsync($"{list}?$search=%22from:sender2%22")).Body).ShouldBe(["Mail 2"]);
        var refused = await GetAsync($"{list}?$filter={since}&$orderby=subject");
        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Body["error"]!["code"]!.GetValue<string>().ShouldBe("InefficientFilter");
        (await GetAsync($"{list}?$top=1001")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_sent_mail_lands_in_Sent_Items_and_in_the_recipients_inbox()
    {
        _simulator.Tenant.AddMailbox("colleague@firm.example", "Colleague");
        using var answer = await _http.PostAsync($"users/{Upn}/sendMail", new StringContent(
            """{"message":{"subject":"Hi","toRecipients":[{"emailAddress":{"address":"colleague@firm.example"}}]}}""", Encoding.UTF8, "application/json"));

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        Subjects((await GetAsync($"users/{Upn}/mailFolders/sentitems/messages")).Body).ShouldBe(["Hi"]);
        Subjects((await GetAsync("users/colleague@firm.example/mailFolders/inbox/messages")).Body).ShouldBe(["Hi"]);
        using var refused = await _http.PostAsync($"users/{Upn}/sendMail", new StringContent(
            """{"message":{"subject":"Hi","internetMessageHeaders":[{"name":"List-Unsubscribe","value":"x"}]}}""", Encoding.UTF8, "application/json"));
        (await refused.Content.ReadAsStringAsync()).ShouldContain("InvalidInternetMessageHeader");
    }

    [Fact]
    public async Task Real_mails_load_through_the_control_address_and_page_in_full()
    {
        foreach (var file in RealMails.Files)
        {
            var folder = Path.GetFileNameWithoutExtension(file);
            using var made = await _http.PostAsync($"/simulator/mailboxes/{Upn}/folders", Json(new { displayName = folder }));
            var id = JsonNode.Parse(await made.Content.ReadAsStringAsync())!["id"]!.GetValue<string>();
            using var loaded = await _http.PostAsync($"/simulator/mailboxes/{Upn}/folders/{folder}/messages", new StreamContent(File.OpenRead(file)));
            var lines = File.ReadLines(file).Count();
            (await loaded.Content.ReadAsStringAsync()).ShouldBe($"{{\"loaded\":{lines}}}");

            var seen = 0;
            var url = $"users/{Upn}/mailFolders/{id}/messages/delta?$select=subject,from,internetMessageHeaders,body,uniqueBody";
            while (url is not null)
            {
                var (status, page, _) = await GetAsync(url, "odata.maxpagesize=50, outlook.body-content-type=\"text\"");
                status.ShouldBe(HttpStatusCode.OK);
                seen += page["value"]!.AsArray().Count;
                url = page["@odata.nextLink"]?.GetValue<string>();
            }
            seen.ShouldBe(lines);
        }
    }

    [Fact]
    public async Task The_control_addresses_make_mailboxes_move_and_delete_mails_and_set_faults()
    {
        await _http.PostAsync("/simulator/mailboxes", Json(new { upn = "b@firm.example", displayName = "B" }));
        using var loaded = await _http.PostAsync("/simulator/mailboxes/b@firm.example/folders/inbox/messages",
            new StringContent(new JsonArray(SampleMail.From("x@y.example", "One"), SampleMail.From("x@y.example", "Two")).ToJsonString(), Encoding.UTF8, "application/json"));
        var ids = JsonNode.Parse(await loaded.Content.ReadAsStringAsync())!["ids"]!.AsArray().Select(i => i!.GetValue<string>()).ToList();
        await _http.PostAsync($"/simulator/mailboxes/b@firm.example/messages/{ids[0]}/move", Json(new { folder = "archive" }));
        await _http.DeleteAsync($"/simulator/mailboxes/b@firm.example/messages/{ids[1]}");
        using var faults = await _http.PutAsync("/simulator/faults", Json(new { throttleRate = 1, retryAfter = "Absent" }));

        faults.StatusCode.ShouldBe(HttpStatusCode.OK);
        var counts = JsonNode.Parse(await _http.GetStringAsync("/simulator/mailboxes/b@firm.example/counts"))!;
        counts["inbox"]!.GetValue<int>().ShouldBe(0);
        counts["archive"]!.GetValue<int>().ShouldBe(1);
        (await GetAsync($"users/{Upn}")).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        JsonNode.Parse(await _http.GetStringAsync("/simulator/health"))!["status"]!.GetValue<string>().ShouldBe("ok");
        using var broken = await _http.PostAsync($"/simulator/mailboxes/{Upn}/folders/inbox/messages", new StringContent("{\"subject\":\"a\"}\nnot json\n"));
        broken.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await broken.Content.ReadAsStringAsync()).ShouldStartWith("Line 2 is no JSON object");
    }

    private List<string> Deliver(int count) => [.. Enumerable.Range(0, count)
        .Select(n => _simulator.Tenant.AddMessage(Upn, "inbox", SampleMail.From($"sender{n}@client.example", $"Mail {n}", n)))];

    private async Task<string> DeltaLinkAsync() =>
        (await GetAsync($"users/{Upn}/mailFolders/inbox/messages/delta")).Body["@odata.deltaLink"]!.GetValue<string>();

    private async Task<(HttpStatusCode Status, JsonObject Body, System.Net.Http.Headers.HttpResponseHeaders Headers)> GetAsync(string url, string? prefer = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(url, UriKind.RelativeOrAbsolute));
        if (prefer is not null)
            request.Headers.Add("Prefer", prefer);
        using var answer = await _http.SendAsync(request);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject(), answer.Headers);
    }

    private static IEnumerable<string> Subjects(JsonObject body) => body["value"]!.AsArray().Select(m => m!["subject"]!.GetValue<string>());

    private static StringContent Json(object value) => new(JsonSerializer.Serialize(value), Encoding.UTF8, "application/json");
}
