using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Consent;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Documents;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using CrmAddin.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Web.Tests.Privacy;

public sealed class PrivacyEndpointsTests : IAsyncLifetime
{
    private RunningCrm Crm { get; set; } = null!;

    public async Task InitializeAsync()
    {
        Crm = await RunningCrm.StartAsync();
        await Crm.AddUserAsync("boss", Role.Administrator);
    }

    public async Task DisposeAsync() => await Crm.DisposeAsync();

    [Fact]
    public async Task The_ZIP_holds_everything_that_the_reader_may_see_and_the_export_is_recorded()
    {
        var id = await PersonAsync();
        using var pane = await Crm.PaneAsync("boss");

        using var answer = await pane.PostAsync($"/app/contacts/{id}/export-person", null);

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/zip");
        answer.Content.Headers.ContentDisposition!.FileName.ShouldBe($"crm-person-{id}.zip");
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        var json = (await JsonNode.ParseAsync(zip.GetEntry("person.json")!.Open()))!;
        var contact = json["contact"]!;
        contact["displayName"]!.GetValue<string>().ShouldBe("أحمد الخالدي");
        contact["hobbies"]!.GetValue<string>().ShouldBe("chess");
        contact["emails"]![0]!["address"]!.GetValue<string>().ShouldBe("ahmed@example.com");
        contact["groups"]![0]!.GetValue<string>().ShouldBe("Customers");
        contact["consents"]![0]!["how"]!.GetValue<string>().ShouldBe("at the fair");
        json["mergedRows"]![0]!["displayName"]!.GetValue<string>().ShouldBe("Ahmad K.");
        json["messages"]!.AsArray().ShouldHaveSingleItem()!["body"]!.GetValue<string>().ShouldBe("for the team");
        json["history"]!.AsArray().Count.ShouldBeGreaterThan(1);
        json["exports"]!.AsArray().Count.ShouldBe(1);
        var document = zip.GetEntry(json["documents"]![0]!["file"]!.GetValue<string>())!;
        using var reader = new StreamReader(document.Open());
        (await reader.ReadToEndAsync()).ShouldBe("%PDF-1");
        (await Crm.ReadAsync(db => db.ChangeSets.CountAsync(s => s.Origin == ChangeOrigin.Export))).ShouldBe(1);
    }

    [Theory]
    [InlineData(Role.Agent)]
    [InlineData(Role.Marketing)]
    [InlineData(Role.ReadOnly)]
    public async Task Who_may_not_export_or_erase_is_refused(Role role)
    {
        var id = await PersonAsync();
        await Crm.AddUserAsync("other", role);
        using var pane = await Crm.PaneAsync("other");

        (await pane.PostAsync($"/app/contacts/{id}/export-person", null)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await pane.GetAsync($"/app/contacts/{id}/erase")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await pane.PostAsync($"/app/contacts/{id}/erase", Form(("name", "أحمد الخالدي")))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Crm.ReadAsync(db => db.Contacts.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task Erasing_names_what_goes_asks_for_the_name_and_lets_the_person_back_only_with_a_new_consent()
    {
        var id = await PersonAsync();
        using var pane = await Crm.PaneAsync("boss");

        var page = await new HtmlParser().ParseDocumentAsync(await pane.GetStringAsync($"/app/contacts/{id}/erase"));
        using var wrong = await pane.PostAsync($"/app/contacts/{id}/erase", Form(("name", "Ahmed")));
        using var erased = await pane.PostAsync($"/app/contacts/{id}/erase", Form(("name", "أحمد الخالدي")));
        pane.DefaultRequestHeaders.Add("HX-Request", "true");
        using var back = await pane.PostAsync("/app/contacts", Form(("displayName", "Ahmed"), ("email", "ahmed@example.com")));
        using var anyway = await pane.PostAsync("/app/contacts", Form(("displayName", "Ahmed"), ("email", "ahmed@example.com"), ("newConsent", "by phone")));

        page.QuerySelector("[data-count=rows]")!.TextContent.ShouldBe("2");
        page.QuerySelector("[data-count=documents]")!.TextContent.ShouldBe("1");
        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        erased.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await erased.Content.ReadFromJsonAsync<JsonObject>())!["rows"]!.GetValue<int>().ShouldBe(2);
        back.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await back.Content.ReadAsStringAsync()).ShouldContain("name=\"newConsent\"");
        anyway.StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    private async Task<long> PersonAsync()
    {
        var contact = new Contact { DisplayName = "أحمد الخالدي", Hobbies = "chess" };
        contact.Emails.Add(ContactEmail.From("ahmed@example.com", isPrimary: true));
        await Crm.AddContactAsync(contact);
        var boss = await Crm.ReadAsync(db => db.Users.Select(u => u.Id).FirstAsync());
        await Crm.UseAsync(async services =>
        {
            var db = services.GetRequiredService<CrmDb>();
            db.Begin(ChangeOrigin.Edit, "test");
            var group = await db.LookupItems.FirstAsync(i => i.Kind == LookupKind.Group && i.Name == "Customers");
            db.ContactLookups.Add(new ContactLookup { ContactId = contact.Id, LookupItemId = group.Id });
            db.Contacts.Add(new Contact { DisplayName = "Ahmad K.", MergedIntoId = contact.Id });
            db.Consents.Add(new ConsentRecord { ContactId = contact.Id, How = "at the fair", At = DateTimeOffset.UtcNow });
            db.Documents.Add(new Document { ContactId = contact.Id, FileName = "passport.pdf", ContentType = "application/pdf", SizeBytes = 6, Sha256 = new string('0', 64), Content = new DocumentContent { Bytes = "%PDF-1"u8.ToArray() } });
            foreach (var (body, visibility) in new[] { ("for the team", MailVisibility.Shared), ("private", MailVisibility.OwnerOnly) })
            {
                var message = new LoggedMessage { IdentityHash = body, KeptReason = nameof(KeepReason.KnownContact), Subject = body, SentAt = DateTimeOffset.UtcNow };
                message.Contacts.Add(new MessageContact { ContactId = contact.Id });
                message.Copies.Add(new MessageCopy { GraphId = body, Visibility = visibility, OwnerId = boss + 1, BodyText = body, Mailbox = new Mailbox { Address = body.Replace(' ', '.') + "@firm.example", DisplayName = body } });
                db.Messages.Add(message);
            }
            await db.SaveChangesAsync();
        });
        return contact.Id;
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
}
