using System.Net;
using System.Text.Json.Nodes;
using GraphSimulator.Misbehaviour;
using Microsoft.Graph.Models;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Graph.Users.Item.TranslateExchangeIds;

namespace CrmAddin.Web.Tests.Graph;

public sealed class SimulatorMessageTests : SimulatorTest
{
    private const string Messages = $"users/{Upn}/messages";
    private const string Inbox = $"users/{Upn}/mailFolders/inbox/messages";

    [Fact]
    public async Task Immutable_ids_survive_a_move_and_the_default_ids_do_not()
    {
        var id = Deliver(1)[0];
        var before = Id((await GetAsync($"{Messages}/{id}")).Body);
        Simulator.Tenant.Move(Upn, id, "archive");

        var after = await GetAsync($"{Messages}/{id}", Immutable);

        Id(after.Body).ShouldBe(id);
        before.ShouldNotBe(id);
        var stale = await GetAsync($"{Messages}/{before}");
        stale.Status.ShouldBe(HttpStatusCode.NotFound);
        stale.ErrorCode.ShouldBe("ErrorItemNotFound");
    }

    [Fact]
    public async Task An_Ews_id_translates_to_the_immutable_one()
    {
        var id = Deliver(1)[0];
        var ews = Id((await GetAsync($"{Messages}/{id}")).Body).Replace('-', '/').Replace('_', '+');

        var answer = await Graph.Users[Upn].TranslateExchangeIds.PostAsTranslateExchangeIdsPostResponseAsync(new TranslateExchangeIdsPostRequestBody
        {
            InputIds = [ews, "nonsense"],
            SourceIdType = ExchangeIdFormat.EwsId,
            TargetIdType = ExchangeIdFormat.RestImmutableEntryId,
        });

        answer!.Value![0].TargetId.ShouldBe(id);
        answer.Value[0].ErrorDetails.ShouldBeNull();
        answer.Value[1].ErrorDetails!.Code.ShouldBe("ErrorInvalidIdMalformed");
    }

    [Fact]
    public async Task No_more_than_a_thousand_ids_are_translated_at_once() =>
        (await PostAsync($"users/{Upn}/translateExchangeIds", new { inputIds = new string[1001], sourceIdType = "ewsId", targetIdType = "restId" }))
            .Status.ShouldBe(HttpStatusCode.BadRequest);

    [Fact]
    public async Task Headers_and_unique_body_come_only_when_selected_and_headers_never_on_sent_copies()
    {
        var mail = SampleMail.From("ann@client.example", "Offer", body: "Yes please.\n-----Original Message-----\nold", headers: ("List-Id", "<x>"));
        var received = Simulator.Tenant.AddMessage(Upn, "inbox", (JsonObject)mail.DeepClone());
        var sent = Simulator.Tenant.AddMessage(Upn, "sentitems", mail);

        var plain = (await GetAsync($"{Messages}/{received}")).Body;
        plain["internetMessageHeaders"].ShouldBeNull();
        plain["uniqueBody"].ShouldBeNull();
        var selected = (await GetAsync($"{Messages}/{received}?$select=internetMessageHeaders,uniqueBody", "outlook.body-content-type=\"text\"")).Body;
        selected["internetMessageHeaders"]![0]!["name"]!.GetValue<string>().ShouldBe("List-Id");
        selected["uniqueBody"]!["content"]!.GetValue<string>().ShouldBe("Yes please.");
        selected["subject"].ShouldBeNull();
        var ofSent = $"{Messages}/{sent}?$select=internetMessageHeaders";
        (await GetAsync(ofSent)).Body["internetMessageHeaders"].ShouldBeNull();
        (await Http.GetStringAsync($"{Messages}/{sent}/$value")).ShouldContain("List-Id: <x>");
        Simulator.Faults = new Faults { HeadersOnSentCopies = true };
        (await GetAsync(ofSent)).Body["internetMessageHeaders"].ShouldNotBeNull();
    }

    [Fact]
    public async Task The_body_comes_in_the_preferred_form()
    {
        var mail = SampleMail.From("ann@client.example", "Offer");
        mail["body"] = new JsonObject { ["contentType"] = "html", ["content"] = "<p>Dear &amp; near</p><p>Ann</p>" };
        var id = Simulator.Tenant.AddMessage(Upn, "inbox", mail);

        var text = await GetAsync($"{Messages}/{id}", "outlook.body-content-type=\"text\"");
        var html = await GetAsync($"{Messages}/{id}");

        text.Body["body"]!["contentType"]!.GetValue<string>().ShouldBe("text");
        text.Body["body"]!["content"]!.GetValue<string>().ShouldBe("Dear & near\nAnn");
        text.Headers.GetValues("Preference-Applied").Single().ShouldBe("outlook.body-content-type=\"text\"");
        html.Body["body"]!["contentType"]!.GetValue<string>().ShouldBe("html");
    }

    [Fact]
    public async Task Lists_filter_order_page_and_search_as_Graph_allows()
    {
        Deliver(5);
        Subjects(await GetAsync($"{Inbox}?$filter=receivedDateTime ge 2026-03-02T08:03:00Z&$orderby=receivedDateTime&$select=subject")).ShouldBe(["Mail 3", "Mail 4"]);
        Subjects(await GetAsync($"{Inbox}?$top=2&$skip=1")).ShouldBe(["Mail 3", "Mail 2"]);
        Subjects(await GetAsync($"{Inbox}?$search=\"from:sender2\"")).ShouldBe(["Mail 2"]);
        Subjects(await GetAsync($"{Inbox}?$search=\"participants:agent@firm.example\"")).Count().ShouldBe(5);
        (await GetAsync($"{Inbox}?$top=1001")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_sort_that_breaks_the_rule_is_an_inefficient_filter()
    {
        var refused = await Should.ThrowAsync<ODataError>(() => Graph.Users[Upn].MailFolders["inbox"].Messages.GetAsync(request =>
        {
            request.QueryParameters.Filter = "receivedDateTime ge 2026-03-02T08:03:00Z";
            request.QueryParameters.Orderby = ["subject"];
        }));

        (refused.ResponseStatusCode, refused.Error!.Code).ShouldBe((400, "InefficientFilter"));
    }

    [Fact]
    public async Task The_mails_of_a_day_are_counted_and_listed_in_pages_with_what_a_comparison_needs()
    {
        var ids = Deliver(30);
        var day = "$filter=receivedDateTime ge 2026-03-02T08:10:00Z and receivedDateTime lt 2026-03-02T08:25:00Z";

        (await Http.GetStringAsync($"{Inbox}/$count?{day}")).ShouldBe("15");
        var listed = new List<JsonObject>();
        for (var url = $"{Inbox}?{day}&$select=id,internetMessageId,receivedDateTime&$top=6"; url is not null;)
        {
            var page = await GetAsync(url, Immutable);
            listed.AddRange(page.Value);
            url = page.NextLink;
        }

        listed.Select(Id).ShouldBe(Enumerable.Reverse(ids[10..25]));
        listed[0].Select(p => p.Key).ShouldBe(["@odata.etag", "id", "receivedDateTime", "internetMessageId"], ignoreOrder: true);
        var counted = await Graph.Users[Upn].Messages.Count.GetAsync(request => request.QueryParameters.Filter = day[8..]);
        counted.ShouldBe(15);
    }

    [Fact]
    public async Task A_mail_is_found_by_its_message_id_and_its_conversation()
    {
        Simulator.Tenant.AddMessage(Upn, "inbox", SampleMail.From("a@client.example", "One", messageId: "<one@client.example>", conversation: "AAQkConv"));
        Simulator.Tenant.AddMessage(Upn, "archive", SampleMail.From("a@client.example", "Two", conversation: "AAQkConv"));
        Simulator.Tenant.AddMessage(Upn, "inbox", SampleMail.From("a@client.example", "Three", conversation: "aaqkconv"));

        Subjects(await GetAsync($"{Messages}?$filter=internetMessageId eq '{Uri.EscapeDataString("<one@client.example>")}'")).ShouldBe(["One"]);
        Subjects(await GetAsync($"{Messages}?$filter=conversationId eq 'AAQkConv'")).ShouldBe(["One", "Two"], ignoreOrder: true);
    }

    [Fact]
    public async Task Categories_set_by_a_request_come_back_as_an_update()
    {
        var id = Deliver(1)[0];
        var (_, link) = await RoundAsync($"{Inbox}/delta");

        await Graph.Users[Upn].Messages[id].PatchAsync(new Message { Categories = ["Logged"] });

        var update = (await RoundAsync(link)).Items.Single();
        Id(update).ShouldBe(id);
        update["categories"]![0]!.GetValue<string>().ShouldBe("Logged");
    }

    [Fact]
    public async Task Attachments_are_listed_without_their_bytes_when_only_facts_are_selected()
    {
        var id = Deliver(1)[0];
        var added = await Graph.Users[Upn].Messages[id].Attachments.PostAsync(new FileAttachment { Name = "offer.pdf", ContentType = "application/pdf", ContentBytes = [1, 2, 3] });

        var listed = (await GetAsync($"{Messages}/{id}/attachments?$select=name,size,contentType")).Value.Single();

        listed.Select(p => p.Key).ShouldBe(["@odata.type", "id", "name", "contentType", "size"], ignoreOrder: true);
        listed["size"]!.GetValue<int>().ShouldBeGreaterThan(3);
        var whole = (FileAttachment)(await Graph.Users[Upn].Messages[id].Attachments[added!.Id].GetAsync())!;
        whole.ContentBytes.ShouldBe([1, 2, 3]);
        (await GetAsync($"{Messages}/{id}")).Body["hasAttachments"]!.GetValue<bool>().ShouldBeTrue();
        // The inner $select of an expansion has no effect.
        (await GetAsync($"{Inbox}/delta?$expand=attachments($select=name)")).Value.Single()["attachments"]![0]!["contentBytes"].ShouldNotBeNull();
    }

    [Fact]
    public async Task A_large_attachment_is_refused_inline()
    {
        var id = Deliver(1)[0];

        var refused = await PostAsync($"{Messages}/{id}/attachments", new { name = "big.bin", contentBytes = Convert.ToBase64String(new byte[3 * 1024 * 1024]) });

        refused.Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_large_attachment_comes_in_parts_through_an_upload_session()
    {
        var id = Deliver(1)[0];
        var bytes = new byte[4_000_000];
        new Random(1).NextBytes(bytes);
        var session = await Graph.Users[Upn].Messages[id].Attachments.CreateUploadSession.PostAsync(new()
        {
            AttachmentItem = new AttachmentItem { AttachmentType = AttachmentType.File, Name = "plan.pdf", ContentType = "application/pdf", Size = bytes.Length },
        });

        var task = new Microsoft.Graph.LargeFileUploadTask<FileAttachment>(session!, new MemoryStream(bytes), 5 * 320 * 1024, Graph.RequestAdapter);
        (await task.UploadAsync()).UploadSucceeded.ShouldBeTrue();

        var attached = (FileAttachment)(await Graph.Users[Upn].Messages[id].Attachments.GetAsync())!.Value!.Single();
        (attached.Name, attached.ContentBytes!.SequenceEqual(bytes)).ShouldBe(("plan.pdf", true));
    }

    [Fact]
    public async Task An_extended_property_of_a_mail_is_set_found_and_shown_only_when_expanded()
    {
        const string property = "String {00020329-0000-0000-C000-000000000046} Name cecp-crm";
        var id = Deliver(2)[1];
        await Graph.Users[Upn].Messages[id].PatchAsync(new Message { SingleValueExtendedProperties = [new() { Id = property, Value = "7" }] });

        var found = (await GetAsync($"{Messages}?$filter=singleValueExtendedProperties/Any(ep: ep/id eq '{property}' and ep/value eq '7')", Immutable)).Value.Single();
        var expanded = await GetAsync($"{Messages}/{id}?$expand=singleValueExtendedProperties($filter=id eq '{property}')");

        Id(found).ShouldBe(id);
        found["singleValueExtendedProperties"].ShouldBeNull();
        expanded.Body["singleValueExtendedProperties"]![0]!["value"]!.GetValue<string>().ShouldBe("7");
    }

    [Fact]
    public async Task An_invitation_is_a_message_of_its_own_kind()
    {
        var mail = SampleMail.From("ann@client.example", "Meeting");
        mail["meetingMessageType"] = "meetingRequest";
        Simulator.Tenant.AddMessage(Upn, "inbox", mail);

        (await Graph.Users[Upn].Messages.GetAsync())!.Value!.Single().ShouldBeOfType<EventMessage>().MeetingMessageType.ShouldBe(MeetingMessageType.MeetingRequest);
    }

    [Fact]
    public async Task A_request_that_makes_no_sense_is_refused()
    {
        var id = Deliver(1)[0];

        (await GetAsync($"{Messages}?$filter=receivedDateTime ge yesterday")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await GetAsync($"{Messages}?$filter=subject")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await GetAsync($"{Messages}/{id}?$select=sensitivity")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync($"{Messages}/{id}/attachments", new { name = 7, contentBytes = "aGk=" })).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync($"{Messages}/{id}/attachments", new { name = "a", contentBytes = "no base64!" })).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await GetAsync($"users/{Upn}/elsewhere")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Deleting_goes_to_Deleted_Items_first_and_then_for_good()
    {
        var id = Deliver(1)[0];
        await Graph.Users[Upn].Messages[id].DeleteAsync();
        Simulator.Tenant.Messages(Upn, "deleteditems").Single().ImmutableId.ShouldBe(id);

        await Graph.Users[Upn].Messages[id].DeleteAsync();

        Simulator.Tenant.Messages(Upn).ShouldBeEmpty();
    }
}
