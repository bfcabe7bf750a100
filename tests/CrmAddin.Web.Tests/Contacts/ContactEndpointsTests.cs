using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using CrmAddin.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Web.Tests.Contacts;

public sealed class ContactEndpointsTests : IAsyncLifetime
{
    private RunningCrm Crm { get; set; } = null!;

    public async Task InitializeAsync()
    {
        Crm = await RunningCrm.StartAsync();
        await Crm.AddUserAsync("boss", Role.Administrator);
    }

    public async Task DisposeAsync() => await Crm.DisposeAsync();

    [Fact]
    public async Task What_people_wrote_is_shown_as_text_and_never_as_markup()
    {
        const string evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";
        var id = await Crm.AddContactAsync(new Contact { DisplayName = evil, JobTitle = evil, CorrespondenceNotes = evil });
        using var pane = await Crm.PaneAsync("boss");

        var document = await new HtmlParser().ParseDocumentAsync(await pane.GetStringAsync($"/app/contacts/{id}"));

        document.QuerySelector("#contact-card .contact-name")!.TextContent.Trim().ShouldBe(evil);
        document.QuerySelectorAll("#contact-card script, #contact-card img").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_lost_update_is_a_409_with_both_versions_in_the_language_of_the_reader()
    {
        var id = await Crm.AddContactAsync(new Contact { DisplayName = "Ann", JobTitle = "Engineer" });
        using var pane = await Crm.PaneAsync("boss");
        await pane.PostAsync($"/app/contacts/{id}", Form(("version", "0"), ("jobTitle", "Director")));
        pane.DefaultRequestHeaders.Add("X-Crm-Language", "ar");

        using var json = await pane.PostAsync($"/app/contacts/{id}", Form(("version", "0"), ("jobTitle", "Manager")));
        pane.DefaultRequestHeaders.Add("HX-Request", "true");
        using var fragment = await pane.PostAsync($"/app/contacts/{id}", Form(("version", "0"), ("jobTitle", "Manager")));

        json.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        json.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await json.Content.ReadFromJsonAsync<JsonObject>())!["code"]!.GetValue<string>().ShouldBe("ContactChangedMeanwhile");
        fragment.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var alert = await new HtmlParser().ParseDocumentAsync(await fragment.Content.ReadAsStringAsync());
        alert.QuerySelector("[role=alert]")!.TextContent.ShouldContain("عُدّلت جهة الاتصال");
        alert.QuerySelector(".compare")!.TextContent.ShouldContain("Director");
    }

    [Fact]
    public async Task A_contact_of_another_team_is_not_there()
    {
        await Crm.AddUserAsync("ann");
        var id = await Crm.AddContactAsync(new Contact { DisplayName = "Theirs", Emails = { ContactEmail.From("theirs@example.com") } });
        using var pane = await Crm.PaneAsync("ann");

        (await pane.GetAsync($"/app/contacts/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await pane.GetAsync($"/app/contacts/{id}/edit")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await pane.PostAsync($"/app/contacts/{id}", Form(("version", "0"), ("jobTitle", "x")))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await pane.GetFromJsonAsync<JsonArray>("/api/contacts?find=theirs"))!.Count.ShouldBe(0);
    }

    [Fact]
    public async Task The_form_keeps_an_owner_who_has_left_the_firm()
    {
        var left = await Crm.AddUserAsync("left");
        await Crm.UseAsync(s => s.GetRequiredService<CrmDb>().Users.Where(u => u.Id == left).ExecuteUpdateAsync(u => u.SetProperty(x => x.IsActive, false)));
        var id = await Crm.AddContactAsync(new Contact { DisplayName = "Ann", OwnerId = left });
        using var pane = await Crm.PaneAsync("boss");

        var form = await new HtmlParser().ParseDocumentAsync(await pane.GetStringAsync($"/app/contacts/{id}/edit"));

        form.QuerySelector("select[name=ownerId] option[selected]")!.GetAttribute("value").ShouldBe($"{left}");
    }

    [Theory]
    [InlineData("/app/contacts/99", "en", "There is no contact 99")]
    [InlineData("/app/contacts/99", "ar", "لا توجد جهة اتصال رقم 99")]
    [InlineData("/app/no-such-page", "ar", "لا توجد صفحة في هذا العنوان")]
    public async Task Whoever_opens_what_is_not_there_in_the_browser_gets_a_page_that_says_so(string address, string language, string sentence)
    {
        using var visitor = await Crm.PaneAsync("boss");
        visitor.DefaultRequestHeaders.Add("X-Crm-Language", language);
        visitor.DefaultRequestHeaders.Accept.ParseAdd("text/html,application/xhtml+xml,*/*;q=0.8");

        using var answer = await visitor.GetAsync(address);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());
        page.QuerySelector("main [role=alert]")!.TextContent.ShouldContain(sentence);
        page.QuerySelector("main a[href='/app/contacts']").ShouldNotBeNull();
    }

    [Fact]
    public async Task The_pane_proposes_a_stranger_and_says_who_is_a_colleague()
    {
        using var pane = await Crm.PaneAsync("boss");

        var proposal = await (await pane.PostAsync("/panes/outlook/sender", Form(
            ("from", "sultan@rawabi.example"), ("fromName", "م. سلطان الرشيدي"), ("body", "مرحبا\n\nمع التحية\nسلطان الرشيدي\nمدير المشاريع\nجوال: 0501234567"))))
            .Content.ReadFromJsonAsync<JsonObject>();
        var colleague = await (await pane.PostAsync("/panes/outlook/sender", Form(("from", "bo@firm.example")))).Content.ReadAsStringAsync();
        using var nobody = await pane.PostAsync("/panes/outlook/sender", Form(("subject", "a draft")));

        proposal!["title"]!.GetValue<string>().ShouldBe("مدير المشاريع");
        colleague.ShouldContain("colleague");
        nobody.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_marketing_list_is_closed_to_agents()
    {
        await Crm.AddUserAsync("ann");
        using var pane = await Crm.PaneAsync("ann");

        (await pane.GetAsync("/app/lists")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await pane.GetAsync("/app/lists/8.csv")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_form_takes_scores_and_level_away_and_asks_for_all_three_or_none()
    {
        var id = await Crm.AddContactAsync(new Contact { DisplayName = "Ann", Level = ContactLevel.A, EngagementScore = 8, InterestScore = 8, AbilityScore = 8 });
        using var pane = await Crm.PaneAsync("boss");

        using var partial = await pane.PostAsync($"/app/contacts/{id}", Form(("level", "A"), ("engagementScore", "8"), ("interestScore", ""), ("abilityScore", "8")));
        pane.DefaultRequestHeaders.Add("X-Crm-Language", "ar");
        using var arabic = await pane.PostAsync($"/app/contacts/{id}", Form(("level", "A"), ("engagementScore", "8"), ("interestScore", ""), ("abilityScore", "8")));
        using var cleared = await pane.PostAsync($"/app/contacts/{id}", Form(("level", ""), ("engagementScore", ""), ("interestScore", ""), ("abilityScore", "")));

        partial.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await partial.Content.ReadFromJsonAsync<JsonObject>())!["title"]!.GetValue<string>().ShouldBe("The level is explained by three scores. Fill in all three, or empty all three.");
        (await arabic.Content.ReadFromJsonAsync<JsonObject>())!["title"]!.GetValue<string>().ShouldBe("تفسّر المستوى ثلاث درجات. املأها كلها أو أفرغها كلها.");
        cleared.StatusCode.ShouldBe(HttpStatusCode.OK);
        var contact = await Crm.ReadAsync(db => db.Contacts.SingleAsync(c => c.Id == id));
        (contact.Level, contact.EngagementScore, contact.InterestScore, contact.AbilityScore).ShouldBe((null, null, null, null));
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
}
