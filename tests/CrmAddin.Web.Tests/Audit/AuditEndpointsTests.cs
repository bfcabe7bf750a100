using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Users;
using CrmAddin.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Web.Tests.Audit;

public sealed class AuditEndpointsTests : IAsyncLifetime
{
    private RunningCrm Crm { get; set; } = null!;

    public async Task InitializeAsync()
    {
        Crm = await RunningCrm.StartAsync();
        await Crm.AddUserAsync("boss", Role.Administrator);
    }

    public async Task DisposeAsync() => await Crm.DisposeAsync();

    [Fact]
    public async Task The_history_says_who_changed_what_in_words_of_the_reader()
    {
        using var pane = await Crm.PaneAsync("boss");
        var id = await ChangedContactAsync(pane);

        var english = await HtmlAsync(pane, $"/app/contacts/{id}/history");
        pane.DefaultRequestHeaders.Add("X-Crm-Language", "ar");
        var arabic = await HtmlAsync(pane, $"/app/contacts/{id}/history");

        var edit = english.QuerySelector(".change-set")!.TextContent;
        edit.ShouldContain("Edit");
        edit.ShouldContain("boss");
        edit.ShouldContain("127.0.0.1");
        Row(english, "Job title").ShouldBe(["Engineer", "Director"]);
        Row(english, "Status").ShouldBe(["Potential", "Active"]);
        Row(english, "Number").ShouldBe(["", "0501234567"]);
        english.QuerySelector(".provenance")!.TextContent.ShouldContain("typed on");
        arabic.QuerySelector(".change-set")!.TextContent.ShouldContain("تعديل");
        Row(arabic, "الحالة").ShouldBe(["محتمل", "نشط"]);
    }

    [Fact]
    public async Task The_history_names_own_fields_and_places_of_the_product_in_words_of_the_reader()
    {
        using var pane = await Crm.PaneAsync("boss");
        var id = await Crm.AddContactAsync(new Contact { DisplayName = "Ann" });
        await Crm.UseAsync(s => s.GetRequiredService<SaveCustomField>().RunAsync(new(null, null, FieldEntity.Contact, CustomFieldKind.Text, "Licence", "الرخصة"), "test", default));
        await Crm.UseAsync(s => s.GetRequiredService<SaveContact>().RunAsync(
            new ContactDraft { Id = id, Custom = new Dictionary<string, IReadOnlyList<string>> { ["licence"] = ["BRK-1"] } }, new(ChangeOrigin.Edit, "command line"), default));

        pane.DefaultRequestHeaders.Add("X-Crm-Language", "ar");
        var arabic = await HtmlAsync(pane, $"/app/contacts/{id}/history");

        arabic.QuerySelector(".provenance dt")!.TextContent.ShouldBe("الرخصة");
        arabic.QuerySelector(".change-head .quiet bdi")!.TextContent.ShouldBe("سطر الأوامر");
    }

    [Fact]
    public async Task A_change_is_taken_back_from_the_history()
    {
        using var pane = await Crm.PaneAsync("boss");
        var id = await ChangedContactAsync(pane);
        var set = (await HtmlAsync(pane, $"/app/contacts/{id}/history")).QuerySelector("[data-change-set]")!.GetAttribute("data-change-set");

        using var undone = await pane.PostAsync($"/app/audit/{set}/undo", null);
        using var twice = await pane.PostAsync($"/app/audit/{set}/undo", null);

        undone.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await undone.Content.ReadFromJsonAsync<JsonObject>())!["stayed"]!.AsArray().ShouldBeEmpty();
        twice.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var contact = await Crm.ReadAsync(db => db.Contacts.Include(c => c.Phones).SingleAsync(c => c.Id == id));
        (contact.JobTitle, contact.Status, contact.Phones.Count).ShouldBe(("Engineer", ContactStatus.Potential, 0));
    }

    [Fact]
    public async Task The_page_finds_by_person_field_user_origin_day_and_text()
    {
        using var pane = await Crm.PaneAsync("boss");
        var id = await ChangedContactAsync(pane);
        var boss = await Crm.ReadAsync(db => db.Users.Where(u => u.UserName == "boss").Select(u => u.Id).SingleAsync());
        pane.DefaultRequestHeaders.Add("HX-Request", "true");

        async Task<int> CountAsync(string query) => (await HtmlAsync(pane, "/app/audit?" + query)).QuerySelectorAll("[data-change-set]").Length;

        (await CountAsync("person=ann+lee")).ShouldBe(2);
        (await CountAsync("person=nobody")).ShouldBe(0);
        (await CountAsync("field=Contact.JobTitle")).ShouldBe(1);
        (await CountAsync("field=Contact.Hobbies")).ShouldBe(0);
        (await CountAsync($"user={boss}")).ShouldBe(1);
        (await CountAsync($"person=ann&origin=Setup")).ShouldBe(1);
        (await CountAsync("person=ann&from=2099-01-01")).ShouldBe(0);
        (await CountAsync("person=ann&to=2099-01-01")).ShouldBe(2);
        (await CountAsync("text=direct")).ShouldBe(1);
        (await HtmlAsync(pane, "/app/audit?text=direct")).QuerySelector($"a[href='/app/contacts/{id}']")!.TextContent.ShouldBe("Ann Lee");
    }

    [Fact]
    public async Task An_agent_sees_and_takes_back_only_changes_of_what_they_see()
    {
        using var boss = await Crm.PaneAsync("boss");
        var id = await ChangedContactAsync(boss);
        await Crm.AddUserAsync("agent");
        using var pane = await Crm.PaneAsync("agent");
        var set = await Crm.ReadAsync(db => db.ChangeSets.MaxAsync(s => s.Id));

        (await pane.GetAsync($"/app/contacts/{id}/history")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await HtmlAsync(pane, "/app/audit")).QuerySelectorAll("[data-change-set]").ShouldBeEmpty();
        (await pane.PostAsync($"/app/audit/{set}/undo", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<long> ChangedContactAsync(HttpClient pane)
    {
        var id = await Crm.AddContactAsync(new Contact { DisplayName = "Ann Lee", JobTitle = "Engineer", Status = ContactStatus.Potential });
        using var saved = await pane.PostAsync($"/app/contacts/{id}", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["version"] = "0",
            ["jobTitle"] = "Director",
            ["status"] = "Active",
            ["phone"] = "0501234567",
        }));
        saved.StatusCode.ShouldBe(HttpStatusCode.OK);
        return id;
    }

    private static string[] Row(IHtmlDocument document, string label) =>
        [.. document.QuerySelectorAll(".changes tr").First(r => r.QuerySelector("th[scope=row]")?.TextContent.Trim() == label).QuerySelectorAll("td").Select(c => c.TextContent.Trim())];

    private static async Task<IHtmlDocument> HtmlAsync(HttpClient client, string path) => await new HtmlParser().ParseDocumentAsync(await client.GetStringAsync(path));
}
