using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Duplicates;
using CrmAddin.Core.Users;
using CrmAddin.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Web.Tests.Duplicates;

public sealed class DuplicateEndpointsTests : IAsyncLifetime
{
    private RunningCrm Crm { get; set; } = null!;

    public async Task InitializeAsync()
    {
        Crm = await RunningCrm.StartAsync();
        await Crm.AddUserAsync("boss", Role.Administrator);
    }

    public async Task DisposeAsync() => await Crm.DisposeAsync();

    [Theory]
    [InlineData("en", "same e-mail", "forms of one name")]
    [InlineData("ar", "البريد نفسه", "صيغتان")]
    public async Task The_list_tells_score_and_reasons_in_the_language_of_the_reader(string language, string email, string variant)
    {
        await AddPairAsync();
        using var pane = await Crm.PaneAsync("boss");
        pane.DefaultRequestHeaders.Add("X-Crm-Language", language);

        var page = await PageAsync(pane, "/app/duplicates");

        var row = page.QuerySelector("[data-pair='1-2']")!;
        row.TextContent.ShouldContain(email);
        row.TextContent.ShouldContain(variant);
        row.TextContent.ShouldContain("%");
        row.QuerySelector("a.button")!.GetAttribute("href").ShouldBe("/app/duplicates/1/2");
    }

    [Fact]
    public async Task The_list_goes_on_behind_the_last_pair_and_narrows_by_likelihood()
    {
        await AddPairAsync();
        await AddPairAsync("Chinwe Okonkwo", "Chinwe Okonkwo", "c@firm.example");
        using var pane = await Crm.PaneAsync("boss");
        var scores = await Crm.ReadAsync(db => DuplicateQuery.Open(db, 0).Select(p => new { p.Score, p.AId, p.BId }).ToListAsync());

        var behind = await PageAsync(pane, FormattableString.Invariant($"/app/duplicates?belowScore={scores[0].Score:R}&afterA={scores[0].AId}&afterB={scores[0].BId}"));
        var none = await PageAsync(pane, "/app/duplicates?state=NotSame");

        behind.QuerySelectorAll("[data-pair]").Select(r => r.GetAttribute("data-pair")).ShouldBe([FormattableString.Invariant($"{scores[1].AId}-{scores[1].BId}")]);
        none.QuerySelectorAll("[data-pair]").ShouldBeEmpty();
        none.QuerySelector(".empty").ShouldNotBeNull();
    }

    [Fact]
    public async Task Comparing_offers_a_choice_where_both_have_a_value_and_merging_takes_it()
    {
        await AddPairAsync();
        using var pane = await Crm.PaneAsync("boss");
        var page = await PageAsync(pane, "/app/duplicates/1/2");
        page.QuerySelectorAll("input[type=radio][name=jobTitle]").Select(r => r.GetAttribute("value")).ShouldBe(["a", "b"]);
        page.QuerySelectorAll("input[type=radio][name=website]").ShouldBeEmpty();

        using var merged = await pane.PostAsync("/app/duplicates/1/2/merge", Form(("survivor", "b"), ("versionA", "0"), ("versionB", "0"), ("jobTitle", "a"), ("displayName", "b")));

        merged.StatusCode.ShouldBe(HttpStatusCode.OK);
        merged.Headers.GetValues("HX-Redirect").Single().ShouldStartWith("/app/contacts/2?merged=");
        var one = await Crm.ReadAsync(db => db.Contacts.Include(c => c.Emails).SingleAsync());
        (one.Id, one.DisplayName, one.JobTitle, one.Website).ShouldBe((2, "محمد الحربي", "Engineer", "https://harbi.example"));
    }

    [Fact]
    public async Task A_merged_contact_leads_to_the_one_that_stays_and_can_be_split_again_from_its_page()
    {
        await AddPairAsync();
        using var pane = await Crm.PaneAsync("boss");
        var merge = await MergedAsync(pane);

        using var old = await pane.GetAsync("/app/contacts/2");
        old.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        old.Headers.Location!.ToString().ShouldBe("/app/contacts/1");
        (await PageAsync(pane, $"/app/contacts/1/duplicates?merged={merge}")).QuerySelector($"form[data-merge='{merge}'] details[open]").ShouldNotBeNull();

        pane.DefaultRequestHeaders.Add("HX-Request", "true");
        using var split = await pane.PostAsync($"/app/merges/{merge}/split", Form(("laterEdits", "Survivor")));

        split.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await split.Content.ReadAsStringAsync()).ShouldContain("taken back");
        (await Crm.ReadAsync(db => db.Contacts.CountAsync())).ShouldBe(2);
        using var again = await pane.PostAsync($"/app/merges/{merge}/split", Form());
        again.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Merging_two_that_changed_meanwhile_is_a_409_that_shows_what_changed()
    {
        await AddPairAsync();
        using var pane = await Crm.PaneAsync("boss");
        (await pane.PostAsync("/app/contacts/1", Form(("version", "0"), ("jobTitle", "Director")))).StatusCode.ShouldBe(HttpStatusCode.OK);

        using var json = await MergeAsync(pane);
        pane.DefaultRequestHeaders.Add("HX-Request", "true");
        pane.DefaultRequestHeaders.Add("X-Crm-Language", "ar");
        using var fragment = await MergeAsync(pane);

        json.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var problem = (await json.Content.ReadFromJsonAsync<JsonObject>())!;
        problem["code"]!.GetValue<string>().ShouldBe("PairChangedMeanwhile");
        problem["arguments"]![0]!["currentVersion"]!.GetValue<int>().ShouldBe(1);
        fragment.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var alert = await new HtmlParser().ParseDocumentAsync(await fragment.Content.ReadAsStringAsync());
        alert.QuerySelector("[role=alert]")!.TextContent.ShouldContain("عدّل أحدهم");
        alert.QuerySelector(".compare")!.TextContent.ShouldContain("Director");
        alert.QuerySelector(".compare")!.TextContent.ShouldContain("Engineer");
    }

    [Fact]
    public async Task Not_the_same_is_remembered_and_can_be_opened_again()
    {
        await AddPairAsync();
        using var pane = await Crm.PaneAsync("boss");

        (await pane.PostAsync("/app/duplicates/1/2/decision", Form(("isSame", "false")))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await PageAsync(pane, "/app/duplicates")).QuerySelectorAll("[data-pair]").ShouldBeEmpty();
        (await PageAsync(pane, "/app/duplicates?state=NotSame")).QuerySelectorAll("[data-pair]").Length.ShouldBe(1);
        (await pane.PostAsync("/app/duplicates/1/2/decision", Form(("isSame", "true")))).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await PageAsync(pane, "/app/duplicates")).QuerySelectorAll("[data-pair]").Length.ShouldBe(1);
    }

    [Theory]
    [InlineData("reader", HttpStatusCode.Forbidden)]
    [InlineData("stranger", HttpStatusCode.NotFound)]
    public async Task Who_may_not_change_or_does_not_see_both_cannot_merge(string name, HttpStatusCode status)
    {
        await AddPairAsync();
        await Crm.AddUserAsync("reader", Role.ReadOnly);
        await Crm.AddUserAsync("stranger");
        using var pane = await Crm.PaneAsync(name);

        using var merged = await MergeAsync(pane);

        merged.StatusCode.ShouldBe(status);
        (await PageAsync(pane, "/app/duplicates")).QuerySelectorAll("[data-pair]").ShouldBeEmpty();
        (await Crm.ReadAsync(db => db.Contacts.CountAsync())).ShouldBe(2);
    }

    [Fact]
    public async Task A_form_for_somebody_who_is_there_says_whom_they_look_like_before_it_is_saved()
    {
        await AddPairAsync();
        using var pane = await Crm.PaneAsync("boss");
        pane.DefaultRequestHeaders.Add("HX-Request", "true");

        var likely = await FragmentAsync(await pane.PostAsync("/app/contacts/check", Form(("displayName", "Mohamed Harbi"), ("email", "m.harbi@firm.example"))));
        var nobody = await FragmentAsync(await pane.PostAsync("/app/contacts/check", Form(("displayName", "Mohamed Harbi"))));

        likely.QuerySelectorAll("a").Select(a => a.GetAttribute("href")).ShouldBe(["/app/contacts/1", "/app/contacts/2"], ignoreOrder: true);
        nobody.QuerySelectorAll("a").ShouldBeEmpty();
    }

    [Fact]
    public async Task Asking_to_look_again_finds_what_came_in_since()
    {
        await Crm.AddContactAsync(Person("Chinwe Okonkwo", "c@firm.example"));
        await Crm.AddContactAsync(Person("Chinwe Okonkwo", "c@firm.example"));
        using var pane = await Crm.PaneAsync("boss");

        using var asked = await pane.PostAsync("/app/duplicates/scan", Form());

        asked.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        for (var i = 0; i < 100 && await Crm.ReadAsync(db => db.DuplicatePairs.CountAsync()) == 0; i++)
            await Task.Delay(200);
        (await Crm.ReadAsync(db => db.DuplicatePairs.SingleAsync())).State.ShouldBe(PairState.Open);
    }

    private async Task AddPairAsync(string one = "Mohammed Al-Harbi", string other = "محمد الحربي", string email = "m.harbi@firm.example")
    {
        var first = Person(one, email);
        first.JobTitle = "Engineer";
        var second = Person(other, email);
        (second.JobTitle, second.Website) = ("Manager", "https://harbi.example");
        await Crm.AddContactAsync(first);
        await Crm.AddContactAsync(second);
        await Crm.UseAsync(s => s.GetRequiredService<FindDuplicates>().RunAsync(null, default));
    }

    private static Contact Person(string name, string email)
    {
        var contact = new Contact { DisplayName = name };
        contact.Emails.Add(ContactEmail.From(email, isPrimary: true));
        return contact;
    }

    private static Task<HttpResponseMessage> MergeAsync(HttpClient pane) =>
        pane.PostAsync("/app/duplicates/1/2/merge", Form(("survivor", "a"), ("versionA", "0"), ("versionB", "0")));

    private static async Task<long> MergedAsync(HttpClient pane)
    {
        using var merged = await MergeAsync(pane);
        return (await merged.Content.ReadFromJsonAsync<JsonObject>())!["changeSetId"]!.GetValue<long>();
    }

    private static async Task<IHtmlDocument> PageAsync(HttpClient pane, string path) => await new HtmlParser().ParseDocumentAsync(await pane.GetStringAsync(path));

    private static async Task<IHtmlDocument> FragmentAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            return await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());
        }
    }

    private static FormUrlEncodedContent Form(params (string Key, string Value)[] fields) => new(fields.Select(f => KeyValuePair.Create(f.Key, f.Value)));
}
