using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using GraphSimulator.Limits;
using GraphSimulator.Misbehaviour;
using Microsoft.Graph.Models;
using Microsoft.Graph.Users.Item.SendMail;

namespace CrmAddin.Web.Tests.Graph;

public sealed class SimulatorSendingTests : SimulatorTest
{
    private const string Colleague = "colleague@firm.example";
    private const string SendMail = $"users/{Upn}/sendMail";

    [Fact]
    public async Task A_sent_mail_has_no_id_in_the_answer_and_lands_in_Sent_Items_and_in_the_recipients_inbox()
    {
        Simulator.Tenant.AddMailbox(Colleague, "Colleague");

        var answer = await PostAsync(SendMail, new { message = To("Hi", Colleague, "ann@client.example"), saveToSentItems = true });

        answer.Status.ShouldBe(HttpStatusCode.Accepted);
        answer.Body.ShouldBeEmpty();
        Simulator.Tenant.Messages(Upn, "sentitems").Select(m => m.Subject).ShouldBe(["Hi"]);
        Simulator.Tenant.Messages(Colleague, "inbox").Select(m => (m.Subject, m.IsRead)).ShouldBe([("Hi", false)]);
        var sent = Simulator.Tenant.SentMails.Single();
        (sent.Mailbox, sent.Subject, sent.SentAt).ShouldBe((Upn, "Hi", SampleMail.Start));
        sent.Recipients.ShouldBe([Colleague, "ann@client.example"]);
        sent.Outside.ShouldBe(["ann@client.example"]);
    }

    [Fact]
    public async Task The_SDK_sends_without_keeping_a_copy()
    {
        await Graph.Users[Upn].SendMail.PostAsync(new SendMailPostRequestBody
        {
            Message = new Message { Subject = "Hi", ToRecipients = [new Recipient { EmailAddress = new EmailAddress { Address = "ann@client.example" } }] },
            SaveToSentItems = false,
        });

        Simulator.Tenant.SentMails.Count.ShouldBe(1);
        Simulator.Tenant.Messages(Upn).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_draft_keeps_its_immutable_id_when_it_is_sent_and_loses_the_other()
    {
        var draft = await PostAsync($"users/{Upn}/messages", To("Offer", "ann@client.example"), Immutable);
        var mutable = Id((await GetAsync($"users/{Upn}/messages/{Id(draft.Body)}")).Body);
        draft.Status.ShouldBe(HttpStatusCode.Created);
        draft.Body["isDraft"]!.GetValue<bool>().ShouldBeTrue();

        await Graph.Users[Upn].Messages[Id(draft.Body)].Send.PostAsync();

        var copy = Simulator.Tenant.Messages(Upn).Single();
        (copy.Folder, copy.ImmutableId, copy.IsDraft).ShouldBe(("sentitems", Id(draft.Body), false));
        (await GetAsync($"users/{Upn}/messages/{mutable}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_sent_copy_can_come_late()
    {
        Simulator.Faults = new Faults { SentCopyDelaySeconds = 30 };
        var draft = Id((await PostAsync($"users/{Upn}/messages", To("Late", "ann@client.example"), Immutable)).Body);
        await PostAsync($"users/{Upn}/messages/{draft}/send", new { });
        await PostAsync(SendMail, new { message = To("Later", "ann@client.example") });

        Simulator.Tenant.Messages(Upn).ShouldBeEmpty();
        (await GetAsync($"users/{Upn}/messages/{draft}", Immutable)).Status.ShouldBe(HttpStatusCode.NotFound);
        Clock.Advance(TimeSpan.FromSeconds(29));
        Simulator.Tenant.Messages(Upn).ShouldBeEmpty();
        Clock.Advance(TimeSpan.FromSeconds(1));

        Simulator.Tenant.Messages(Upn, "sentitems").Select(m => m.Subject).ShouldBe(["Late", "Later"]);
        (await GetAsync($"users/{Upn}/messages/{draft}", Immutable)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Headers_must_be_ones_own_and_no_more_than_five()
    {
        var mail = To("Hi", "ann@client.example");
        mail["internetMessageHeaders"] = Headers("x-one", "X-Two", "x-three", "x-four", "x-five");
        (await PostAsync(SendMail, new { message = mail })).Status.ShouldBe(HttpStatusCode.Accepted);
        Simulator.Tenant.SentMails.Single().Header("x-two").ShouldBe("v");

        mail["internetMessageHeaders"] = Headers("List-Unsubscribe");
        var foreign = await PostAsync(SendMail, new { message = mail });
        (foreign.Status, foreign.ErrorCode).ShouldBe((HttpStatusCode.BadRequest, "InvalidInternetMessageHeader"));
        foreign.ErrorMessage.ShouldBe("The internet message header name 'List-Unsubscribe' should start with 'x-' or 'X-'.");

        mail["internetMessageHeaders"] = Headers("x-1", "x-2", "x-3", "x-4", "x-5", "x-6");
        (await PostAsync($"users/{Upn}/messages", mail)).ErrorCode.ShouldBe("InvalidInternetMessageHeaderCollection");
        Simulator.Tenant.SentMails.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Mime_brings_headers_that_Json_may_not()
    {
        Simulator.Tenant.AddMailbox(Colleague, "Colleague");

        var answer = await SendAsync(HttpMethod.Post, SendMail, Mime(NewsletterMime), null);

        answer.Status.ShouldBe(HttpStatusCode.Accepted);
        var sent = Simulator.Tenant.SentMails.Single();
        sent.Header("List-Unsubscribe").ShouldBe("<https://firm.example/u/1>");
        sent.Mime.ShouldBe(NewsletterMime);
        (sent.Subject, string.Join(',', sent.Recipients)).ShouldBe(("عرض", $"{Colleague},hidden@client.example"));
        var received = Simulator.Tenant.ReadMessage(Colleague, Simulator.Tenant.Messages(Colleague).Single().ImmutableId);
        received["body"]!["content"]!.GetValue<string>().Trim().ShouldBe("<p>Ünder</p>");
        var kept = Simulator.Tenant.Messages(Upn, "sentitems").Single();
        (await Http.GetStringAsync($"users/{Upn}/messages/{kept.ImmutableId}/$value")).ShouldContain("List-Unsubscribe:\r\n <https://firm.example/u/1>");
    }

    [Fact]
    public async Task Mime_that_is_no_base64_is_refused_and_Mime_on_messages_makes_a_draft()
    {
        var refused = await SendAsync(HttpMethod.Post, SendMail, new StringContent("From: not base64!", Encoding.UTF8, "text/plain"), null);
        (refused.Status, refused.ErrorCode).ShouldBe((HttpStatusCode.BadRequest, "ErrorMimeContentInvalidBase64String"));

        var draft = await SendAsync(HttpMethod.Post, $"users/{Upn}/messages", Mime(NewsletterMime), Immutable);
        draft.Status.ShouldBe(HttpStatusCode.Created);
        Simulator.Tenant.SentMails.ShouldBeEmpty();
        await PostAsync($"users/{Upn}/messages/{Id(draft.Body)}/send", new { });
        Simulator.Tenant.SentMails.Single().Header("List-Unsubscribe").ShouldBe("<https://firm.example/u/1>");
    }

    [Fact]
    public async Task Attachments_of_a_draft_go_with_it()
    {
        Simulator.Tenant.AddMailbox(Colleague, "Colleague");
        var draft = Id((await PostAsync($"users/{Upn}/messages", To("Plans", Colleague), Immutable)).Body);
        await PostAsync($"users/{Upn}/messages/{draft}/attachments", new { name = "plan.txt", contentType = "text/plain", contentBytes = "aGk=" });

        await PostAsync($"users/{Upn}/messages/{draft}/send", new { });

        var received = Simulator.Tenant.Messages(Colleague).Single().ImmutableId;
        (await GetAsync($"users/{Colleague}/messages/{received}/attachments")).Value.Single()["contentBytes"]!.GetValue<string>().ShouldBe("aGk=");
    }

    [Fact]
    public async Task An_answer_is_threaded_by_the_service()
    {
        Simulator.Tenant.AddMailbox(Colleague, "Colleague");
        Simulator.Send(Colleague, To("Question", Upn));
        var question = Simulator.Tenant.Messages(Upn, "inbox").Single();

        var draft = await Graph.Users[Upn].Messages[question.ImmutableId].CreateReply.PostAsync(new() { Comment = "Yes." });
        await Graph.Users[Upn].Messages[draft!.Id].Send.PostAsync();

        draft.Subject.ShouldBe("RE: Question");
        draft.ConversationId.ShouldBe(question.ConversationId);
        var reply = Simulator.Tenant.Messages(Colleague, "inbox").Single();
        reply.ConversationId.ShouldBe(Simulator.Tenant.Messages(Colleague, "sentitems").Single().ConversationId);
        Simulator.Tenant.SentMails[^1].Header("In-Reply-To").ShouldBe(question.InternetMessageId);
    }

    [Fact]
    public async Task A_mailbox_can_be_held_to_so_many_messages_a_minute()
    {
        Simulator.Limits = new ServiceLimits { SendsPerMinute = 2 };
        var mail = new { message = To("Hi", "ann@client.example") };
        await PostAsync(SendMail, mail);
        await PostAsync(SendMail, mail);

        var refused = await PostAsync(SendMail, mail);

        refused.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.GetValues("Retry-After").Single().ShouldBe("60");
        Clock.Advance(TimeSpan.FromSeconds(60));
        (await PostAsync(SendMail, mail)).Status.ShouldBe(HttpStatusCode.Accepted);
        Simulator.Tenant.SentMails.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_mail_to_nobody_and_one_to_too_many_are_refused()
    {
        (await PostAsync(SendMail, new { message = To("Hi") })).ErrorCode.ShouldBe("ErrorInvalidRecipients");
        (await PostAsync(SendMail, new { message = To("Hi", [.. Enumerable.Range(0, 501).Select(n => $"p{n}@client.example")]) })).ErrorCode.ShouldBe("ErrorInvalidRecipients");
    }

    private const string NewsletterMime =
        "From: agent@firm.example\r\nTo: Colleague <colleague@firm.example>\r\nBcc: hidden@client.example\r\nSubject: =?utf-8?B?2LnYsdi2?=\r\n" +
        "List-Unsubscribe:\r\n <https://firm.example/u/1>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=\"b1\"\r\n\r\n" +
        "--b1\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nPlain\r\n--b1\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>=C3=9Cnder</p>\r\n--b1--\r\n";

    private static StringContent Mime(string mime) => new(Convert.ToBase64String(Encoding.UTF8.GetBytes(mime)), Encoding.ASCII, "text/plain");

    private static JsonArray Headers(params string[] names) =>
        new([.. names.Select(n => (JsonNode)new JsonObject { ["name"] = n, ["value"] = "v" })]);

    private static JsonObject To(string subject, params string[] addresses) => new()
    {
        ["subject"] = subject,
        ["body"] = new JsonObject { ["contentType"] = "text", ["content"] = "Good morning." },
        ["toRecipients"] = new JsonArray([.. addresses.Select(a => (JsonNode)new JsonObject { ["emailAddress"] = new JsonObject { ["address"] = a } })]),
    };
}
