using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Users;
using CrmAddin.Web.Tests.Support;

namespace CrmAddin.Web.Tests.Contacts.List;

public sealed class ContactListTests : IAsyncLifetime
{
    private RunningCrm Crm { get; set; } = null!;

    private HttpClient Pane { get; set; } = null!;

    private long AhmedId { get; set; }

    private long CarlaId { get; set; }

    public async Task InitializeAsync()
    {
        Crm = await RunningCrm.StartAsync();
        await Crm.AddUserAsync("boss", Role.Administrator);
        AhmedId = await Crm.AddContactAsync(new Contact
        {
            DisplayName = "أحمد الخالدي",
            NameOtherScript = "Ahmed Al-Khalidi",
            Level = ContactLevel.A,
            Emails = { ContactEmail.From("ahmed@riyadh.alnoor.example") },
            Phones = { new ContactPhone { Raw = "0501234567", E164 = "+966501234567" } },
            Account = new() { Name = "Al Noor", NameOtherScript = "النور" },
            Addresses = { new PostalAddress { City = "Riyadh" } },
            Lookups = { new ContactLookup { LookupItem = new LookupItem { Kind = LookupKind.Tag, Name = "VIP" } } },
        });
        CarlaId = await Crm.AddContactAsync(new Contact { DisplayName = "Carla Robert", Addresses = { new PostalAddress { City = "Berlin" } } });
        await Crm.AddContactAsync(new Contact { DisplayName = "Gone Robert", ArchivedAt = DateTimeOffset.UtcNow });
        Pane = await Crm.PaneAsync("boss");
    }

    public async Task DisposeAsync()
    {
        Pane.Dispose();
        await Crm.DisposeAsync();
    }

    [Theory]
    [InlineData("خالد", "", "خالد")]
    [InlineData("khalidi", "", "Khalidi")]
    [InlineData("4567", "phone", "4567")]
    [InlineData("0501", "phone", "0501")]
    [InlineData("noor", "firm", "Noor")]
    [InlineData("alnoor.ex", "e-mail", "alnoor.ex")]
    [InlineData("vip", "tag", "VIP")]
    [InlineData("khaldi", "spelled", "Khalidi")]
    public async Task A_hit_shows_why_it_is_there_with_the_part_marked(string find, string reason, string marked)
    {
        var rows = await FragmentAsync("/app/contacts?find=" + Uri.EscapeDataString(find));

        var row = rows.QuerySelector("tbody tr")!;
        row.GetAttribute("data-contact").ShouldBe(AhmedId.ToString(System.Globalization.CultureInfo.InvariantCulture));
        row.QuerySelectorAll("mark").Select(m => m.TextContent).ShouldContain(marked);
        if (reason.Length > 0)
            row.QuerySelector(".reason")!.TextContent.ShouldStartWith(reason);
    }

    [Fact]
    public async Task Archived_people_are_found_and_marked_and_not_listed()
    {
        var found = await FragmentAsync("/app/contacts?find=robert");
        var listed = await FragmentAsync("/app/contacts");

        found.QuerySelectorAll("tbody tr").Length.ShouldBe(2);
        found.QuerySelectorAll("tbody tr").Single(r => r.TextContent.Contains("Gone", StringComparison.Ordinal)).QuerySelector(".chip")!.TextContent.ShouldBe("Archived");
        listed.QuerySelectorAll("tbody tr").Length.ShouldBe(2);
    }

    [Fact]
    public async Task Conditions_of_the_form_narrow_the_list_and_stand_as_chips()
    {
        var rows = await FragmentAsync("/app/contacts?match=all&f-a1.field=city&f-a1.operator=Is&f-a1.value=riyadh&f-b2.field=level&f-b2.operator=IsNot&f-b2.value=B&f-b2.value=C&f-c3.field=name&f-c3.operator=Contains&f-c3.value=");

        rows.QuerySelectorAll("tbody tr").Length.ShouldBe(1);
        rows.QuerySelectorAll(".chip-on").Select(c => c.TextContent).ShouldBe(["City is riyadh", "Level is not B, C"]);
        rows.QuerySelector("[role=status]")!.TextContent.ShouldBe("1 contact");
        rows.QuerySelector("#rows")!.GetAttribute("data-export")!.ShouldContain("filter=");
    }

    [Fact]
    public async Task A_row_of_the_filter_offers_what_fits_its_field()
    {
        var empty = await FragmentAsync("/app/contacts/filter/row");
        var city = await FragmentAsync("/app/contacts/filter/row?key=a1&f-a1.field=city");
        var level = await FragmentAsync("/app/contacts/filter/row?key=a1&f-a1.field=level&f-a1.operator=IsNot&f-a1.value=B");
        var last = await FragmentAsync("/app/contacts/filter/row?key=a1&f-a1.field=lastContactedAt&f-a1.operator=NotInLast");

        empty.QuerySelectorAll("optgroup").Length.ShouldBeGreaterThan(5);
        city.QuerySelector("input[name='f-a1.value']").ShouldNotBeNull();
        level.QuerySelectorAll("select[multiple] option[selected]").Select(o => o.TextContent).ShouldBe(["B"]);
        last.QuerySelectorAll("[name='f-a1.value']").Length.ShouldBe(2);
    }

    [Fact]
    public async Task What_is_wrong_in_a_filter_is_said_in_the_language_of_the_reader()
    {
        Pane.DefaultRequestHeaders.Add("X-Crm-Language", "ar");
        Pane.DefaultRequestHeaders.Add("HX-Request", "true");

        using var answer = await Pane.GetAsync("/app/contacts?f-a.field=budget&f-a.operator=AtLeast&f-a.value=much");

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync())).QuerySelector("[role=alert]")!.TextContent.ShouldContain("ليست قيمة للحقل");
    }

    [Fact]
    public async Task A_saved_filter_is_offered_opened_made_the_default_and_deleted()
    {
        using var saved = await Pane.PostAsync("/app/contacts/filters", Form(("name", "Berlin"), ("f-a.field", "city"), ("f-a.operator", "Is"), ("f-a.value", "Berlin")));
        var id = (await saved.Content.ReadFromJsonAsync<JsonObject>())!["id"]!.GetValue<long>();

        var page = await PageAsync($"/app/contacts?saved={id}");
        page.QuerySelectorAll("#rows tbody tr").Length.ShouldBe(1);
        page.QuerySelector<IHtmlInputElement>(".condition input[type=text]")!.Value.ShouldBe("Berlin");
        page.QuerySelector(".saved-filter a")!.TextContent.ShouldBe("Berlin");

        (await Pane.PostAsync($"/app/contacts/filters/{id}/default", Form())).EnsureSuccessStatusCode();
        (await PageAsync("/app/contacts")).QuerySelectorAll("#rows tbody tr").Length.ShouldBe(1);
        (await PageAsync("/app/contacts?match=all")).QuerySelectorAll("#rows tbody tr").Length.ShouldBe(2);

        (await Pane.PostAsync($"/app/contacts/filters/{id}/rename", Form(("name", "B")))).EnsureSuccessStatusCode();
        (await Pane.PostAsync($"/app/contacts/filters/{id}/delete", Form())).EnsureSuccessStatusCode();
        (await PageAsync("/app/contacts")).QuerySelector(".saved-filter").ShouldBeNull();
        (await Pane.GetAsync($"/app/contacts?saved={id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_filter_of_somebody_else_is_not_there()
    {
        await Crm.AddUserAsync("ann", Role.Administrator);
        using var saved = await Pane.PostAsync("/app/contacts/filters", Form(("name", "Mine"), ("f-a.field", "city"), ("f-a.operator", "Is"), ("f-a.value", "Berlin")));
        var id = (await saved.Content.ReadFromJsonAsync<JsonObject>())!["id"]!.GetValue<long>();
        using var other = await Crm.PaneAsync("ann");

        (await other.GetAsync($"/app/contacts?saved={id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.PostAsync($"/app/contacts/filters/{id}/delete", Form())).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Selected_contacts_are_changed_together_and_taken_back_together()
    {
        var tag = await Crm.ReadAsync(db => Task.FromResult(db.LookupItems.Single(i => i.Name == "VIP").Id));
        var both = new[] { ("id", AhmedId.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("id", CarlaId.ToString(System.Globalization.CultureInfo.InvariantCulture)) };

        var tagged = await ChangeAsync([.. both, ("action", $"add:{tag}")]);
        var archived = await ChangeAsync([.. both, ("action", "archive")]);

        (tagged["changed"]!.GetValue<int>(), tagged["unchanged"]!.GetValue<int>()).ShouldBe((1, 1));
        archived["changed"]!.GetValue<int>().ShouldBe(2);
        (await FragmentAsync("/app/contacts?find=vip")).QuerySelectorAll("tbody tr").Length.ShouldBe(2);
        (await FragmentAsync("/app/contacts")).QuerySelectorAll("tbody tr").ShouldBeEmpty();

        (await Pane.PostAsync($"/app/contacts/selection/{archived["changeSetId"]}/take-back", Form())).EnsureSuccessStatusCode();
        (await Pane.PostAsync($"/app/contacts/selection/{tagged["changeSetId"]}/take-back", Form())).EnsureSuccessStatusCode();

        (await FragmentAsync("/app/contacts")).QuerySelectorAll("tbody tr").Length.ShouldBe(2);
        (await FragmentAsync("/app/contacts?find=vip")).QuerySelectorAll("tbody tr").Length.ShouldBe(1);
    }

    [Theory]
    [InlineData("", "archive", nameof(NothingSelected))]
    [InlineData("1", "", "SelectionActionMissing")]
    [InlineData("1", "add:999999", nameof(LookupUnknown))]
    [InlineData("1", "owner:999999", nameof(OwnerUnknown))]
    public async Task A_change_of_a_selection_that_makes_no_sense_is_refused(string id, string action, string error)
    {
        using var answer = await Pane.PostAsync("/app/contacts/selection", Form([("action", action), .. id.Length > 0 ? new[] { ("id", id) } : []]));

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadFromJsonAsync<JsonObject>())!["code"]!.GetValue<string>().ShouldBe(error);
    }

    [Fact]
    public async Task A_reader_without_the_right_changes_nothing_and_is_offered_nothing()
    {
        await Crm.AddUserAsync("guest", Role.ReadOnly);
        using var guest = await Crm.PaneAsync("guest");

        (await guest.PostAsync("/app/contacts/selection", Form(("id", "1"), ("action", "archive")))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await new HtmlParser().ParseDocumentAsync(await guest.GetStringAsync("/app/contacts"))).QuerySelector("#selection").ShouldBeNull();
    }

    [Fact]
    public async Task Pages_go_on_by_key()
    {
        for (var i = 0; i < 60; i++)
            await Crm.AddContactAsync(new Contact { DisplayName = $"Person {i:00}" });

        var first = await FragmentAsync("/app/contacts");
        var more = first.QuerySelector(".more a")!.GetAttribute("hx-get")!;
        var second = await FragmentAsync(more, "<table><tbody>{0}</tbody></table>");

        first.QuerySelectorAll("tr[data-contact]").Length.ShouldBe(50);
        second.QuerySelectorAll("tr[data-contact]").Length.ShouldBe(12);
        second.QuerySelector(".more").ShouldBeNull();
        first.QuerySelectorAll("tr[data-contact]").Concat(second.QuerySelectorAll("tr[data-contact]")).Select(r => r.GetAttribute("data-contact")).Distinct().Count().ShouldBe(62);
    }

    private async Task<JsonObject> ChangeAsync((string, string)[] fields)
    {
        using var answer = await Pane.PostAsync("/app/contacts/selection", Form(fields));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    private async Task<IHtmlDocument> FragmentAsync(string path, string place = "{0}")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "HX-Request", "true" } } };
        using var answer = await Pane.SendAsync(request);
        var html = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, html);
        return await new HtmlParser().ParseDocumentAsync(place.Replace("{0}", html, StringComparison.Ordinal));
    }

    private async Task<IHtmlDocument> PageAsync(string path) => await new HtmlParser().ParseDocumentAsync(await Pane.GetStringAsync(path));

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
}
