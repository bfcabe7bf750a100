using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using CrmAddin.Core.Accounts;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using CrmAddin.Web.Mail;
using CrmAddin.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Web.Tests.Mail;

public sealed class ThreadEndpointsTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 2, 12, 0, 0, TimeSpan.Zero);

    private RunningCrm Crm { get; set; } = null!;

    private Mailbox Shared { get; set; } = null!;

    private Mailbox Private { get; set; } = null!;

    private long Carla { get; set; }

    private long Acme { get; set; }

    private long Chairs { get; set; }

    public async Task InitializeAsync()
    {
        Crm = await RunningCrm.StartAsync();
        await Crm.AddUserAsync("boss", Role.Administrator);
        await Crm.AddUserAsync("reader", Role.ReadOnly);
        var ann = await Crm.AddUserAsync("ann");
        var team = await Crm.ReadAsync(db => db.Set<TeamMember>().Where(m => m.UserId == ann).Select(m => m.TeamId).SingleAsync());
        Carla = await Crm.AddContactAsync(new Contact { DisplayName = "Carla Weiss", TeamId = team });
        var account = new Account { Name = "Acme", TeamId = team };
        await WriteAsync(db => db.Add(account));
        Acme = account.Id;
        var stage = await Crm.ReadAsync(db => db.Stages.Where(s => s.Kind == StageKind.Open).OrderBy(s => s.Position).FirstAsync());
        var deal = new Deal { Title = "Chairs for Acme", Currency = "SAR", PipelineId = stage.PipelineId, StageId = stage.Id, TeamId = team, AccountId = Acme };
        await WriteAsync(db => db.Add(deal));
        Chairs = deal.Id;
        Shared = new Mailbox { Address = "ann@firm.example", DisplayName = "Ann", OwnerId = ann, TeamId = team, IsOn = false };
        Private = new Mailbox { Address = "boss@firm.example", DisplayName = "Boss", Visibility = MailVisibility.OwnerOnly, IsOn = false };
        await WriteAsync(db => db.AddRange(Shared, Private));
    }

    public async Task DisposeAsync() => await Crm.DisposeAsync();

    [Fact]
    public async Task A_contact_shows_conversations_that_open_into_mails_with_signature_and_history_folded()
    {
        await AddMailAsync("Quotation", 0, "c1", "Please send me a quotation.\n\nKind regards\nCarla Weiss\nTel +49 30 901820");
        var last = await AddMailAsync("RE: Quotation", 1, "c1", "Here it is.\n\nOn Mon, 2 Nov 2026, Carla Weiss <carla@acme.example> wrote:\n> Please send me a quotation.", MailDirection.Sent, hasAttachments: true);
        using var ann = await Crm.PaneAsync("ann");

        var card = await HtmlAsync(ann, $"/app/contacts/{Carla}");
        var thread = await HtmlAsync(ann, $"/app/mail/threads/{last}", isHtmx: true);

        var row = card.QuerySelector("[data-thread]")!;
        row.GetAttribute("data-thread").ShouldBe($"{last}");
        row.QuerySelector(".mail-subject")!.TextContent.ShouldBe("Quotation");
        row.QuerySelector(".thread-marks .chip")!.GetAttribute("aria-label").ShouldBe("2 mails");
        row.QuerySelector(".attachment").ShouldNotBeNull();
        row.QuerySelectorAll(".thread-people bdi").Select(n => n.TextContent).ShouldBe(["Ann", "Carla Weiss"]);
        var mails = thread.QuerySelectorAll(".thread-mail");
        mails.Select(m => m.QuerySelector(":scope > .mail-text")!.TextContent).ShouldBe(["Here it is.", "Please send me a quotation."]);
        mails[0].QuerySelector("blockquote")!.TextContent.ShouldContain("On Mon, 2 Nov 2026");
        mails[0].QuerySelector("details")!.HasAttribute("open").ShouldBeFalse();
        mails[1].QuerySelector("details")!.TextContent.ShouldContain("Tel +49 30 901820");
        mails[1].QuerySelector(".why")!.TextContent.ShouldContain("carla@acme.example is the address of a contact.");
        thread.QuerySelectorAll("[dir=auto]").Length.ShouldBeGreaterThan(3);
    }

    [Fact]
    public async Task Preview_and_header_policy_say_what_is_kept()
    {
        var preview = await AddMailAsync("Preview only", 0, "c1", body: null, preview: "The first words");
        var header = await AddMailAsync("Header only", 1, "c2", body: null);
        var empty = await AddMailAsync("No words", 2, "c3", body: "\n");
        using var ann = await Crm.PaneAsync("ann");

        var texts = new List<string>();
        foreach (var id in new[] { preview, header, empty })
            texts.Add((await HtmlAsync(ann, $"/app/mail/threads/{id}", isHtmx: true)).QuerySelector(".thread-mail")!.TextContent);

        texts[0].ShouldContain("The first words");
        texts[0].ShouldContain("Only the beginning of the text is kept.");
        texts[1].ShouldContain("The text of this mail is not kept.");
        texts[2].ShouldContain("(no text)");
    }

    [Theory]
    [InlineData(BodyPolicy.Full, "All of the text", null)]
    [InlineData(BodyPolicy.Preview, "All of", "Only the beginning of the text is kept.")]
    [InlineData(BodyPolicy.HeaderOnly, null, "The text of this mail is not kept.")]
    public async Task A_mail_that_was_logged_under_a_policy_shows_what_the_policy_kept(BodyPolicy policy, string? shown, string? note)
    {
        await WriteAsync(db => db.Add(new ContactEmail { ContactId = Carla, Address = "carla@acme.example", AddressKey = "carla@acme.example" }));
        await Crm.UseAsync(async services =>
        {
            var db = services.GetRequiredService<CrmDb>();
            var mailbox = await db.Mailboxes.SingleAsync(m => m.Id == Shared.Id);
            await using var write = await db.BeginWriteAsync(default);
            services.GetRequiredService<MailSettings>().Bodies = policy;
            await services.GetRequiredService<LogMessages>().RunAsync(mailbox, null,
            [
                new MailboxMessage
                {
                    Id = "graph-1", InternetMessageId = "<1@acme.example>", ConversationId = "c1", Subject = "Policy", Preview = "All of", BodyText = "All of the text", IsDraft = false,
                    From = new("carla@acme.example", "Carla"), To = [new("ann@firm.example", "Ann")], SentAt = Noon, ReceivedAt = Noon,
                },
            ], default);
            await write.CommitAsync(default);
        });
        var id = await Crm.ReadAsync(db => db.Messages.Select(m => m.Id).SingleAsync());
        using var ann = await Crm.PaneAsync("ann");

        var mail = (await HtmlAsync(ann, $"/app/mail/threads/{id}", isHtmx: true)).QuerySelector(".thread-mail")!;

        mail.QuerySelector(".mail-text")?.TextContent.ShouldBe(shown);
        (mail.QuerySelector(".mail-note")?.TextContent ?? "").ShouldStartWith(note ?? "");
        (mail.QuerySelector(".mail-text") is null, mail.QuerySelector(".mail-note") is null).ShouldBe((shown is null, note is null));
    }

    [Fact]
    public async Task Conversations_are_paged_on_contact_account_and_deal()
    {
        for (var i = 0; i < ThreadListView.RowsAPage + 3; i++)
            await AddMailAsync($"Subject {i}", i, $"c{i}", "x", deal: Chairs);
        using var ann = await Crm.PaneAsync("ann");

        foreach (var path in new[] { $"/app/contacts/{Carla}", $"/app/accounts/{Acme}", $"/app/deals/{Chairs}" })
        {
            var page = await HtmlAsync(ann, path);
            var first = page.QuerySelectorAll("[data-thread]").Select(n => n.QuerySelector(".mail-subject")!.TextContent).ToList();
            var next = await HtmlAsync(ann, page.QuerySelector("fluent-button[hx-get*=conversations]")!.GetAttribute("hx-get")!, isHtmx: true);

            first.Count.ShouldBe(ThreadListView.RowsAPage);
            first[0].ShouldBe($"Subject {ThreadListView.RowsAPage + 2}");
            next.QuerySelectorAll("ol > li .mail-subject").Select(n => n.TextContent).ShouldBe(["Subject 2", "Subject 1", "Subject 0"]);
            next.QuerySelector("fluent-button").ShouldBeNull();
        }
    }

    [Fact]
    public async Task A_long_conversation_is_paged_too()
    {
        long id = 0;
        for (var i = 0; i < ThreadView.MailsAPage + 2; i++)
            id = await AddMailAsync("Re: Long", i, "c1", $"Text {i}");
        using var ann = await Crm.PaneAsync("ann");

        var page = await HtmlAsync(ann, $"/app/mail/threads/{id}", isHtmx: true);
        var next = await HtmlAsync(ann, page.QuerySelector(".thread-mails fluent-button")!.GetAttribute("hx-get")!, isHtmx: true);

        page.QuerySelectorAll(".thread-mail").Length.ShouldBe(ThreadView.MailsAPage);
        next.QuerySelectorAll(".thread-mails > li .mail-text").Select(n => n.TextContent).ShouldBe(["Text 1", "Text 0"]);
    }

    [Fact]
    public async Task A_mail_of_somebody_else_is_not_there_and_neither_are_its_words()
    {
        var hidden = await AddMailAsync("Secret", 0, "c1", "Secret words", mailbox: Private);
        var open = await AddMailAsync("RE: Open", 1, "c1", "Open words");
        using var ann = await Crm.PaneAsync("ann");
        using var stranger = Crm.Client();

        (await ann.GetAsync($"/app/mail/threads/{hidden}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var page = await ann.GetStringAsync($"/app/mail/threads/{open}");
        page.ShouldContain("Open words");
        page.ShouldNotContain("Secret");
        (await stranger.GetAsync($"/app/mail/threads/{open}")).StatusCode.ShouldNotBe(HttpStatusCode.OK);
        (await ann.GetAsync($"/app/contacts/{Carla + 1000}/conversations")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_a_mail_says_is_never_markup()
    {
        var id = await AddMailAsync("<script>alert(1)</script>", 0, "c1", "<img src=x onerror=alert(1)>\n\nFrom: <b>x</b>\nSent: y\nTo: z\nSubject: <i>s</i>\n\n<script>alert(2)</script>");
        using var ann = await Crm.PaneAsync("ann");

        var page = await HtmlAsync(ann, $"/app/mail/threads/{id}");

        page.QuerySelectorAll("main script, main img, main b, main i").ShouldBeEmpty();
        page.QuerySelector("h1")!.TextContent.ShouldBe("<script>alert(1)</script>");
    }

    [Fact]
    public async Task A_conversation_is_put_into_a_deal_and_taken_out()
    {
        var first = await AddMailAsync("Quotation", 0, "c1", "x");
        var last = await AddMailAsync("RE: Quotation", 1, "c1", "y");
        using var ann = await Crm.PaneAsync("ann");
        using var reader = await Crm.PaneAsync("reader");

        using var put = await ann.PostAsync($"/app/mail/threads/{last}/deal", Form(("deal", $"{Chairs}")));
        var inDeal = await HtmlAsync(ann, $"/app/deals/{Chairs}");
        var opened = await HtmlAsync(ann, $"/app/mail/threads/{first}", isHtmx: true);
        using var unknown = await ann.PostAsync($"/app/mail/threads/{last}/deal", Form(("deal", "999999")));
        using var wrong = await ann.PostAsync($"/app/mail/threads/{last}/deal", Form(("deal", "chairs")));
        using var refused = await reader.PostAsync($"/app/mail/threads/{last}/deal", Form(("deal", "")));
        using var taken = await ann.PostAsync($"/app/mail/threads/{last}/deal", Form(("deal", "")));

        (await put.Content.ReadFromJsonAsync<JsonObject>())!["moved"]!.GetValue<int>().ShouldBe(2);
        inDeal.QuerySelector("[data-thread] .mail-subject")!.TextContent.ShouldBe("Quotation");
        opened.QuerySelector("select[name=deal] option[selected]")!.TextContent.ShouldBe("Chairs for Acme");
        opened.QuerySelector(".thread-bar")!.TextContent.ShouldContain("chosen by hand");
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        taken.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Crm.ReadAsync(db => db.Messages.CountAsync(m => m.DealId != null))).ShouldBe(0);
    }

    [Fact]
    public async Task Empty_lists_say_how_mails_come_there()
    {
        using var ann = await Crm.PaneAsync("ann");

        (await ann.GetStringAsync($"/app/contacts/{Carla}")).ShouldContain("Mails with this person appear here");
        (await ann.GetStringAsync($"/app/accounts/{Acme}")).ShouldContain("Mails with people of this account appear here");
        (await ann.GetStringAsync($"/app/deals/{Chairs}")).ShouldContain("No conversation belongs to this deal yet");
    }

    private async Task<long> AddMailAsync(
        string subject, int hour, string? conversation, string? body, MailDirection direction = MailDirection.Received, string preview = "", Mailbox? mailbox = null, long? deal = null, bool hasAttachments = false)
    {
        var box = mailbox ?? Shared;
        var message = new LoggedMessage
        {
            IdentityHash = Guid.NewGuid().ToString("N"),
            ConversationId = conversation,
            Subject = subject,
            Preview = preview,
            Direction = direction,
            SentAt = Noon.AddHours(hour),
            LoggedAt = Noon,
            KeptReason = nameof(KeepReason.KnownContact),
            KeptDetail = "carla@acme.example",
            AccountId = Acme,
            DealId = deal,
            HasAttachments = hasAttachments,
        };
        var (from, to) = direction == MailDirection.Received ? (ParticipantRole.From, ParticipantRole.To) : (ParticipantRole.To, ParticipantRole.From);
        message.Participants.AddRange([new() { Role = from, AddressKey = "carla@acme.example", Name = "Carla Weiss" }, new() { Role = to, AddressKey = "ann@firm.example", Name = "Ann" }]);
        message.Contacts.Add(new MessageContact { ContactId = Carla, SentAt = message.SentAt });
        message.Copies.Add(new MessageCopy { MailboxId = box.Id, GraphId = message.IdentityHash, OwnerId = box.OwnerId, TeamId = box.TeamId, Visibility = box.Visibility, BodyText = body });
        await WriteAsync(db => db.Add(message));
        return message.Id;
    }

    private Task WriteAsync(Action<CrmDb> change) => Crm.UseAsync(async services =>
    {
        var db = services.GetRequiredService<CrmDb>();
        db.Begin(ChangeOrigin.Setup, "test");
        change(db);
        await db.SaveChangesAsync();
    });

    private static async Task<IHtmlDocument> HtmlAsync(HttpClient client, string path, bool isHtmx = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (isHtmx)
            request.Headers.Add("HX-Request", "true");
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return await new HtmlParser().ParseDocumentAsync(text);
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
}
